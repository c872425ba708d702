import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { walkOf } from './accessible-page.ts';
import { faultsOf, openPage, overflowOf, type Person, screens, signedIn, tabTo, visit } from './journey.ts';

const { address } = inject('product');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const pages: Record<Person, string[]> = {
  coordination: [
    '/',
    '/indicateurs/IND-23?annee=2025',
    '/indicateurs/IND-10?annee=2023',
    '/?pourquoi=IND-02:2025',
    '/reunion?ligne=15',
    '/rapport',
    '/rapport?annee=2024&texte=action%3AA02',
    '/finances',
    '/finances?annee=2023',
    '/catalogue',
    '/collecte',
    '/collecte/1/2025-09',
    '/collecte?annee=2025&statut=a-valider',
    '/courriels',
    '/etat-du-service',
    '/ce-que-deviennent-nos-chiffres?organisation=1',
    '/imports',
    '/registres',
    '/registres/workshop',
    '/sans-domicile',
    '/sans-domicile?vue=parcours',
    '/sans-domicile?vue=besoins',
    '/sans-domicile?vue=fiabilite',
    '/expulsions?annee=2023',
    '/logement',
    '/logement?vue=atlas',
    '/logement?vue=action-logement',
    '/journal',
    '/personnes',
    '/compte',
    '/mon-mois',
    '/mon-mois/2025-10?organisation=1',
    '/donnees-ouvertes',
    '/jetons-api?organisation=1',
    '/protection-des-donnees',
    '/aide',
    '/aide/rapport',
    '/aide/glossaire',
    '/aide/nouveautes',
    '/commencer',
    '/accessibilite',
    '/plan',
    '/nulle-part',
  ],
  association: [
    '/jetons-api',
    '/',
    '/indicateurs/IND-17?annee=2025',
    '/mon-mois',
    '/mon-mois/2025-10',
    '/ce-que-deviennent-nos-chiffres',
    '/finances',
    '/imports',
    '/compte',
    '/collecte',
    '/aide',
    '/aide/mon-mois',
  ],
  etat: [
    '/finances?annee=2023',
    '/',
    '/indicateurs/IND-28?annee=2024',
    '/?pourquoi=IND-02:2025',
    '/sans-domicile',
    '/expulsions?annee=2023',
    '/logement?vue=atlas',
    '/rapport',
    '/catalogue',
    '/journal',
  ],
};

/** A phone is for the month, and for a look at the figures. */
const onPhone: Record<Person, string[]> = {
  coordination: [
    '/',
    '/indicateurs/IND-23?annee=2025',
    '/collecte',
    '/collecte/1/2025-09',
    '/rapport?annee=2024',
    '/rapport?annee=2024&texte=action%3AA02',
    '/courriels',
    '/etat-du-service',
    '/imports',
    '/registres/workshop',
    '/sans-domicile',
    '/expulsions?annee=2023',
    '/logement',
    '/catalogue',
    '/personnes',
  ],
  association: [
    '/',
    '/?pourquoi=IND-02:2025',
    '/mon-mois',
    '/mon-mois/2025-10',
    '/compte',
    '/ce-que-deviennent-nos-chiffres',
  ],
  etat: ['/', '/indicateurs/IND-10?annee=2023', '/rapport'],
};

describe.each(Object.entries(screens))('on a %s', (name, viewport) => {
  describe.each(Object.entries(name === 'phone' ? onPhone : pages))('%s', (person, paths) => {
    walkOf(
      paths,
      (path) => `${path} (${name})`,
      () => signedIn(browser, address, person as Person, viewport),
    );
  });

  it('nobody finds no fault on the doors', async () => {
    const context = await browser.newContext({ viewport, locale: 'fr-FR', baseURL: address });
    const { page, errors } = await openPage(context);
    for (const path of [
      '/connexion',
      '/aide',
      '/aide/connexion',
      '/mot-de-passe-oublie',
      `/invitation/${'x'.repeat(43)}`,
    ]) {
      await visit(page, path);
      expect([...(await faultsOf(page)), ...errors]).toEqual([]);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
});

describe('by keyboard', () => {
  it('skips to the content, and always shows where it is', async () => {
    const { page, errors } = await laptopOf('coordination');
    await visit(page, '/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Aller au contenu');
    const skip = await page.getByRole('link', { name: 'Aller au contenu' }).boundingBox();
    expect(Math.min(skip?.x ?? -1, skip?.y ?? -1)).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenu');
    const unseen: string[] = [];
    for (let stop = 0; stop < 25; stop += 1) {
      await page.keyboard.press('Tab');
      if (!(await focusIsSeen(page))) unseen.push(await focused(page));
    }
    expect(unseen).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('opens « Pourquoi ce chiffre ? », closes it with Escape, and is back where it was', async () => {
    const { page, errors } = await laptopOf('coordination');
    await visit(page, '/');
    const why = page.getByRole('button', { name: /^Pourquoi ce chiffre/u }).first();
    await tabTo(page, why);
    const from = await focused(page);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: /Pourquoi ce chiffre/u });
    await panel.getByText('Définition', { exact: true }).waitFor();
    expect(page.url()).toContain('pourquoi=');
    expect(await panel.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe(from);
    expect(page.url()).not.toContain('pourquoi=');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it.each([
    { path: '/personnes', opener: /^Inviter une personne$/u },
    { path: '/imports', opener: /^Enregistrer l’AIPD$/u },
    { path: '/indicateurs/IND-23?annee=2025', opener: /^Ajouter une note$/u },
    { path: '/courriels', opener: /^Lire/u },
    { path: '/catalogue', tab: 'Cibles', opener: /^Modifier la cible/u },
    { path: '/collecte', cell: /\s: Validé$/u, opener: /^Déverrouiller le mois$/u },
    { path: '/collecte', cell: /\s: En attente de validation/u, opener: /^Renvoyer/u },
    { path: '/collecte', opener: /^Lire et valider les/u },
  ])(
    'finds no fault in the dialog of $path under $opener, and Escape closes it',
    async ({ path, tab, cell, opener }) => {
      const { page, errors } = await laptopOf('coordination');
      await visit(page, path);
      if (tab) {
        await tabTo(page, page.getByRole('tab', { selected: true }));
        await tabTo(page, page.getByRole('tab', { name: tab }), 'ArrowRight');
        await page.keyboard.press('Enter');
      }
      if (cell) {
        await page.getByRole('main').getByRole('button', { name: cell }).last().click();
        await page.getByRole('link', { name: 'Ouvrir l’envoi' }).click();
      }
      const button = page.getByRole('main').getByRole('button', { name: opener }).first();
      await button.waitFor();
      await tabTo(page, button);
      const from = await focused(page);
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      expect(await focused(page)).toBe(from);
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );

  it('opens the menu of the person, and the navigation of a phone, without a fault', async () => {
    const { page } = await laptopOf('association');
    await visit(page, '/mon-mois');
    const person = page.getByRole('button', { name: /Association/u });
    await tabTo(page, person);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'hidden' });
    await page.setViewportSize(screens.phone);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Imports' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});

describe('on paper', () => {
  it('holds the overview in four pages', async () => {
    const { page } = await laptopOf('coordination');
    await visit(page, '/?annee=2025');
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
    const sheets = paper.match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
    expect(sheets).toBeGreaterThan(0);
    expect(sheets).toBeLessThanOrEqual(4);
    await page.context().close();
  });
});

async function laptopOf(person: Person) {
  return openPage(await signedIn(browser, address, person));
}

/** What has the focus, by its words. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

/** The focus is drawn: an outline or a ring around what has it. */
const focusIsSeen = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return true;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  });
