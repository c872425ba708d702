import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parisDate } from '../../server/platform/clock.ts';
import { launchBrowser } from '../setup/browser.ts';
import { faultsOf, openPage, type Person, screens, signedIn, visit } from './journey.ts';

/** A year's money is closed, its report is frozen, voted, proved and prepared for sending; readers follow. */

const YEAR = 2024;
const { address } = inject('product');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function pageOf(person: Person): Promise<Page> {
  return (await openPage(await signedIn(browser, address, person, screens.laptop))).page;
}

const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

describe('the money of the year', () => {
  it('is written by line, refused in words when it is no amount, and closed before the report', async () => {
    const page = await pageOf('coordination');
    await visit(page, `/finances?annee=${YEAR}`);
    await page.getByRole('button', { name: /^Ajouter un financeur.*Evaluation/u }).click();
    const form = dialogOf(page, 'Ajouter un financeur');
    await form.getByLabel('Financeur').fill('Région Bourgogne-Franche-Comté');
    await form.getByLabel('Engagé').fill('douze');
    await form.getByText('Ce texte n’est pas un montant en euros.').waitFor();
    expect(await form.getByRole('button', { name: 'Enregistrer' }).isDisabled()).toBe(true);
    await form.getByLabel('Engagé').fill('1 200,50');
    expect(await faultsOf(page)).toEqual([]);
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await page
      .getByRole('row', { name: /Région Bourgogne-Franche-Comté/u })
      .getByText(/1.200,50/u)
      .waitFor();
    await page.getByRole('button', { name: 'Arrêter les comptes' }).click();
    await dialogOf(page, /Arrêter les comptes/u)
      .getByRole('button', { name: 'Arrêter les comptes' })
      .click();
    await page.getByText(`Comptes de ${YEAR} arrêtés`).waitFor();
    expect(await page.getByRole('button', { name: /Ajouter un financeur/u }).count()).toBe(0);
    await page.context().close();
  });

  it('is shown to a partner for its own conventions, and read-only to the State', async () => {
    const partner = await pageOf('association');
    await visit(partner, '/finances');
    await partner.getByRole('heading', { name: 'Nos conventions', level: 1 }).waitFor();
    expect(await partner.getByText('SOLIHA').count()).toBe(0);
    const state = await pageOf('etat');
    await visit(state, '/finances?annee=2023');
    await state.getByRole('heading', { name: 'Montant exposé au reversement' }).waitFor();
    await state
      .getByText(/81.322,80/u)
      .first()
      .waitFor();
    expect(await state.getByRole('button', { name: /Modifier|Ajouter|Rouvrir/u }).count()).toBe(0);
    await Promise.all([partner, state].map((page) => page.context().close()));
  });
});

describe('an edition of the report', () => {
  it('is frozen with its warnings read, voted, proved, and sent by nobody but a person’s click', async () => {
    const page = await pageOf('coordination');
    await visit(page, `/rapport?annee=${YEAR}`);
    await page.getByRole('button', { name: 'Préparer une édition' }).click();
    await page.getByRole('button', { name: 'Figer…' }).click();
    const freeze = dialogOf(page, /^Figer l’édition/u);
    await freeze.getByText('Pas encore prêt').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await freeze.getByRole('button', { name: 'Figer malgré tout' }).click();
    await page.getByText('figée', { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Noter le vote…' }).click();
    const vote = dialogOf(page, 'Noter le vote du conseil');
    await vote.getByLabel('Numéro de la délibération').fill('DEL-2025-118');
    await vote.getByLabel('Date du vote').fill(parisDate(new Date()));
    await vote.getByRole('button', { name: 'Enregistrer le vote' }).click();
    await page.getByText(/^Votée par la délibération DEL-2025-118 du /u).waitFor();
    await page.getByRole('button', { name: 'Vérifier' }).click();
    await page.getByText('L’édition est intacte').waitFor();
    await page.getByRole('button', { name: 'Préparer l’envoi…' }).click();
    const sending = dialogOf(page, 'Préparer l’envoi');
    await sending.getByLabel('Objet').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('is shown from the vote on, once the coordination has set it so', async () => {
    const page = await pageOf('coordination');
    await visit(page, '/catalogue?onglet=reglages');
    await page.getByRole('button', { name: /^Modifier.*Éditions montrées/u }).click();
    const dialog = dialogOf(page, /^Éditions montrées/u);
    await dialog.getByLabel('Valeur').selectOption({ label: 'dès le vote du conseil' });
    await dialog.getByLabel('Raison').fill('Le conseil est public');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('dès le vote du conseil').waitFor();
    await page.context().close();
  });

  it('is then what a reader of the State downloads, the same bytes each time', async () => {
    const page = await pageOf('etat');
    await visit(page, `/rapport?annee=${YEAR}`);
    const link = page.getByRole('link', { name: /^PDF.*édition/iu }).first();
    await link.waitFor();
    const href = await link.getAttribute('href');
    const [first, second] = await Promise.all([1, 2].map(async () => (await page.request.get(String(href))).body()));
    expect(first?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(second?.equals(first ?? Buffer.alloc(0))).toBe(true);
    await page.context().close();
  });
});
