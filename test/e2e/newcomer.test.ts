import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { visitOf } from '../../client/visit/visit-steps.ts';
import { ended, startProduct } from '../server/operations/command.ts';
import { launchBrowser } from '../setup/browser.ts';
import {
  accountOf,
  faultsOf,
  openPage,
  overflowOf,
  type Person,
  putCodesInService,
  screens,
  signedIn,
  tabTo,
  visit,
} from './journey.ts';

/** The first five minutes: a door, the visit, the help, the keys, and the way to a territory of one's own. */

const { address } = inject('product');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const rolesOf = { coordination: 'coordinator', association: 'contributor', etat: 'reader' } as const;

/** A visitor who has never been here, at the page of the doors. */
async function atTheDoor(viewport = screens.laptop, baseURL = address) {
  const context = await browser.newContext({ viewport, locale: 'fr-FR', baseURL, reducedMotion: 'reduce' });
  const { page, errors } = await openPage(context);
  await visit(page, '/connexion');
  return { context, page, errors };
}

const stepOf = (page: Page, rank: number) => page.getByText(new RegExp(`^Visite guidée, étape ${rank} sur`, 'u'));

/** The frame is around what the step points at, and some of it is in the window, as soon as nothing moves. */
async function pointsAt(page: Page, target: string): Promise<boolean> {
  const isFramed = (selector: string) => {
    const [frame, element] = ['.visit-frame', selector].map((one) =>
      document.querySelector(one)?.getBoundingClientRect(),
    );
    if (!frame || !element || element.width === 0) return false;
    const around = Math.abs(frame.top - element.top) < 12 && Math.abs(frame.left - element.left) < 12;
    return around && element.top < window.innerHeight && element.bottom > 0;
  };
  return page.waitForFunction(isFramed, target, { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

describe('the three doors', () => {
  it.each([
    ['coordination', /^Entrer comme coordinatrice/u, screens.laptop],
    ['association', /^Entrer comme association/u, screens.phone],
    ['etat', /^Entrer comme services de l’État/u, screens.phone],
  ] as const)(
    '%s comes in by one click and is led, by keyboard, from one real thing to the next',
    async (person, door, screen) => {
      const { context, page, errors } = await atTheDoor(screen);
      await page.getByRole('button', { name: door }).click();
      const steps = visitOf(rolesOf[person], '2025-11-14');
      expect(steps.length).toBeGreaterThanOrEqual(6);
      expect(steps.length).toBeLessThanOrEqual(8);
      const lost: string[] = [];
      for (const [index, step] of steps.entries()) {
        await stepOf(page, index + 1).waitFor();
        const words = page.getByRole('dialog', { name: step.title });
        if (!(await words.evaluate((element) => element === document.activeElement))) lost.push(`${step.title}: focus`);
        if (!(await pointsAt(page, step.target))) lost.push(`${step.title}: ${step.target}`);
        if ((await overflowOf(page)) > 0) lost.push(`${step.title}: too wide`);
        if (index === 0) expect(await faultsOf(page)).toEqual([]);
        await tabTo(page, words.getByRole('button', { name: index + 1 === steps.length ? 'Terminer' : 'Suivant' }));
        await page.keyboard.press('Enter');
      }
      expect(lost).toEqual([]);
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(page.url()).not.toContain('visite=');
      expect(errors).toEqual([]);
      await context.close();
    },
  );

  it('lead to the visit once; afterwards the help starts it again, and nothing of the page moves', async () => {
    const { context, page } = await atTheDoor();
    await page.getByRole('button', { name: /^Entrer comme coordinatrice/u }).click();
    await stepOf(page, 1).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await context.clearCookies();
    await visit(page, '/connexion');
    await page.getByRole('button', { name: /^Entrer comme coordinatrice/u }).click();
    await page.getByRole('heading', { level: 1, name: /cible|Vue d’ensemble/u }).waitFor();
    expect(page.url()).not.toContain('visite=');
    await visit(page, '/aide');
    await page.getByRole('link', { name: 'Commencer la visite' }).click();
    await stepOf(page, 1).waitFor();
    await page.getByRole('button', { name: 'Suivant' }).click();
    await stepOf(page, 2).waitFor();
    await page.goBack();
    await stepOf(page, 1).waitFor();
    expect(await shiftOf(page)).toBeLessThan(0.02);
    await context.close();
  });
});

/** How much of the page moved by itself, as browsers measure it. */
const shiftOf = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const seen = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
            if (!entry.hadRecentInput) sum += entry.value;
        });
        seen.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );

async function laptopOf(person: Person): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await signedIn(browser, address, person);
  return { context, ...(await openPage(context)) };
}

describe('the help', () => {
  it('is behind the « ? » of each page, and its pages have no fault on a phone either', async () => {
    const { context, page, errors } = await laptopOf('coordination');
    for (const [room, title] of [
      ['/sans-domicile', 'Aide : Personnes sans domicile'],
      ['/collecte', 'Aide : Suivi de la collecte'],
    ] as const) {
      await visit(page, room);
      await page.getByRole('link', { name: 'Aide de cette page' }).click();
      await page.getByRole('heading', { level: 1, name: title.replace(' :', '\u00a0:') }).waitFor();
    }
    await page.setViewportSize(screens.phone);
    for (const address of ['/aide', '/aide/mon-mois', '/aide/glossaire', '/aide/nouveautes', '/commencer']) {
      await visit(page, address);
      expect([address, await faultsOf(page), Math.max(0, await overflowOf(page))]).toEqual([address, [], 0]);
    }
    expect(errors).toEqual([]);
    await context.close();
  });

  it('shows the words of an acronym on hover and on focus, and Escape takes them away', async () => {
    const { context, page } = await laptopOf('etat');
    await visit(page, '/expulsions?annee=2023');
    const words = page.getByRole('tooltip').filter({ hasText: 'Commission de coordination des actions de prévention' });
    const term = page.getByRole('button', { name: 'CCAPEX', exact: true });
    await term.hover();
    await words.waitFor();
    await words.hover();
    await words.waitFor();
    await page.keyboard.press('Escape');
    await words.waitFor({ state: 'hidden' });
    await page.mouse.move(0, 0);
    await term.focus();
    await words.waitFor();
    await page.keyboard.press('Tab');
    await words.waitFor({ state: 'hidden' });
    await context.close();
  });

  it('tells that there are news, until they are read', async () => {
    const { context, page } = await laptopOf('etat');
    await visit(page, '/rapport');
    const dot = page.getByRole('link', { name: /^Aide\s?, nouveautés à lire$/u });
    expect(await dot.count()).toBe(0);
    await page.evaluate(() => {
      for (const name of Object.keys(localStorage))
        if (name.startsWith('newcomer.news.')) localStorage.setItem(name, '1');
    });
    await visit(page, '/rapport');
    await dot.click();
    await page.getByRole('link', { name: 'Lire les nouveautés' }).click();
    await page
      .getByRole('heading', { level: 2, name: /^Version/u })
      .first()
      .waitFor();
    await dot.waitFor({ state: 'detached' });
    await context.close();
  });

  it('gives the guide of the association as a file', async () => {
    const { context } = await laptopOf('association');
    const answer = await context.request.get('/documents/guides/contributeur.pdf');
    expect([answer.status(), (await answer.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    await context.close();
  });
});

describe('the keys', () => {
  it('are listed by « ? », lead where they say, stay out of what is typed, and can be switched off', async () => {
    const { context, page, errors } = await laptopOf('coordination');
    await visit(page, '/logement');
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Raccourcis clavier' });
    await list.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByRole('heading', { level: 1, name: /^Rapport d’exécution/u }).waitFor();
    await visit(page, '/aide/glossaire');
    await page.getByLabel('Chercher un sigle ou un mot').pressSequentially('g?r');
    expect(page.url()).toContain('/aide/glossaire');
    expect(await list.count()).toBe(0);
    await visit(page, '/aide');
    await page.getByRole('button', { name: 'Voir les raccourcis' }).click();
    await list.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    expect(await list.count()).toBe(0);
    expect(page.url()).toMatch(/\/aide$/u);
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('starting for real', () => {
  it('takes the demonstration away from the page, and goes on as the first real coordinator', async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'observatoire-newcomer-'));
    const { child: product, address: home } = await startProduct(dataDir, { DEMO: '1' });
    const { context, page, errors } = await atTheDoor(screens.laptop, home);
    await page.getByRole('button', { name: /^Entrer comme coordinatrice/u }).click();
    await stepOf(page, 1).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'En savoir plus' }).click();
    await page.getByRole('heading', { level: 1, name: 'Commencer pour de vrai' }).waitFor();
    await page.getByLabel('Prénom et nom').fill('Camille Exemple');
    await page.getByLabel('Adresse électronique').fill('camille@territoire.example');
    await page.getByRole('radio', { name: /^Nous sommes un autre territoire/u }).check();
    await page.getByRole('button', { name: 'Retirer la démonstration' }).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tout retirer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Créer votre accès' }).waitFor();
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill('Treize-Lampadaires-Verts-1907');
    await page.getByRole('button', { name: 'Créer mon accès' }).click();
    await putCodesInService(page);
    await page.getByRole('button', { name: /Camille Exemple/u }).waitFor();
    expect(await page.getByText('Démonstration').count()).toBe(0);
    await visit(page, '/commencer');
    await page.getByRole('textbox', { name: /^Territoire/u }).fill('Pays d’Essai');
    await page.getByRole('textbox', { name: /^Nom de la convention/u }).fill('Convention Logement d’abord');
    await page.getByLabel('Première année').fill('2026');
    await page.getByLabel('Dernière année').fill('2028');
    await page.getByRole('button', { name: 'Nommer le territoire' }).click();
    await page.getByRole('banner').getByText('Pays d’Essai').waitFor();
    expect(await page.getByText('fait', { exact: true }).count()).toBe(2);
    expect(await (await context.request.get(`${home}/`)).text()).not.toContain(accountOf('coordination').password);
    expect(errors).toEqual([]);
    await context.close();
    await ended(product, 'SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  });
});
