import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { openPage, type Person, screens, signedIn, signInByTyping, unfoldLines, visit } from './journey.ts';

const { address } = inject('product');
const years = [2022, 2023, 2024, 2025];
let browser: Browser;
const noise: string[][] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(() => expect(noise.splice(0).flat()).toEqual([]));
afterAll(() => browser.close());

/** A page of its own for somebody, or for nobody. */
async function pageOf(person: Person | null): Promise<Page> {
  const context = person
    ? await signedIn(browser, address, person)
    : await browser.newContext({ viewport: screens.laptop, locale: 'fr-FR', baseURL: address });
  const { page, errors } = await openPage(context);
  noise.push(errors);
  return page;
}

/** What the observatory shows to everyone who signs in. */
const observed = ['Personnes sans domicile', 'Expulsions', 'Logement'];

const roomsOf = (page: Page) =>
  page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link').allInnerTexts();

/** Every cell of the annex that is a count of people, as it reads. */
async function countsOfPeople(page: Page): Promise<string[]> {
  await unfoldLines(page);
  const cells = await page.getByRole('cell').allInnerTexts();
  return cells.map((text) => text.split('\n')[0] ?? '').filter((text) => /^[\d\s]+(personne|ménage)/u.test(text));
}
const small = (text: string) => Number(/^[\d\s]+/u.exec(text)?.[0].replace(/\s/gu, '')) <= 10;

describe('a reader of the State', () => {
  it('is offered what may be read, and told nothing of who has not sent', async () => {
    const page = await pageOf('etat');
    await visit(page, '/');
    expect(await roomsOf(page)).toEqual(['Vue d’ensemble', 'Rapport d’exécution', 'Publications', ...observed]);
    await page.getByRole('heading', { name: 'Attendu' }).waitFor();
    for (const reserved of ['À faire', 'envois non reçus', 'mois à valider'])
      expect(await page.getByText(reserved).count()).toBe(0);
    await page.context().close();
  });

  it('reads no number of people from one to ten that the coordination reads in the clear', async () => {
    const [page, coordination] = [await pageOf('etat'), await pageOf('coordination')];
    const [masked, clear]: [string[], string[]] = [[], []];
    for (const year of years.flatMap((one) => [`/?annee=${one}&mois=1`, `/?annee=${one}`])) {
      await visit(page, year);
      masked.push(...(await countsOfPeople(page)).filter(small));
      await visit(coordination, year);
      clear.push(...(await countsOfPeople(coordination)).filter(small));
    }
    expect(masked).toEqual([]);
    expect(clear.length).toBeGreaterThan(0);
    for (const one of [page, coordination]) await one.context().close();
  });

  it.each(['/collecte', '/collecte/1/2025-10', '/journal', '/personnes', '/mon-mois', '/mon-mois/2025-10'])(
    'is kept out of %s in plain words',
    async (path) => {
      const page = await pageOf('etat');
      await visit(page, path);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Vous n’avez pas accès à cette page');
      expect(await page.getByRole('main').getByRole('table').count()).toBe(0);
      await page.context().close();
    },
  );
});

describe('an association', () => {
  it('is offered its months and its imports, and not the coordination’s rooms', async () => {
    const page = await pageOf('association');
    await visit(page, '/');
    expect(await roomsOf(page)).toEqual([
      'Vue d’ensemble',
      'Saisie du mois',
      'Nos chiffres, et après',
      'Imports',
      'Aide',
    ]);
    for (const path of ['/collecte', '/journal', '/personnes']) {
      await visit(page, path);
      await page.getByRole('heading', { level: 1, name: 'Vous n’avez pas accès à cette page' }).waitFor();
    }
    await page.context().close();
  });

  it('sees its own organisation only, whatever it writes in the address', async () => {
    const page = await pageOf('association');
    await visit(page, '/mon-mois');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Habitat et Humanisme');
    expect(await page.getByRole('combobox', { name: 'Organisation' }).count()).toBe(0);
    // The title of a month is what it waits for; whose it is stands under it.
    const whose = async () => {
      const title = await page.getByRole('heading', { level: 1 }).innerText();
      return (await page.locator('.month-standing').allInnerTexts())[0]?.split('\n')[0] ?? title;
    };
    await visit(page, '/mon-mois/2025-09');
    expect(await whose()).toBe('Habitat et Humanisme');
    const titles = new Set<string>();
    for (let organisation = 1; organisation <= 8; organisation += 1) {
      await visit(page, `/mon-mois/2025-09?organisation=${organisation}`);
      titles.add(await whose());
    }
    expect([...titles].filter((title) => title !== 'Habitat et Humanisme')).toEqual([
      'Vous n’avez pas accès à cette page',
    ]);
    expect(titles.size).toBe(2);
    await page.context().close();
  });

  it('reads who gave what only where it gave it itself', async () => {
    const page = await pageOf('association');
    await visit(page, '/?annee=2024&pourquoi=IND-02:2024');
    const panel = page.getByRole('dialog', { name: /Pourquoi ce chiffre/u });
    await panel.getByText('Le détail par structure est réservé').waitFor();
    expect(await panel.getByRole('table').count()).toBe(0);
    await page.context().close();
  });
});

describe('nobody', () => {
  it.each(['/', '/collecte', '/indicateurs/IND-02?annee=2024'])(
    'is sent from %s to the door, and back once inside',
    async (path) => {
      const page = await pageOf(null);
      await visit(page, path);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Connexion');
      await signInByTyping(page, 'coordination');
      await page.waitForURL(`**${path}`);
      await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Connexion' }).waitFor();
      await page.context().close();
    },
  );

  it('is told when the password is wrong, and stays at the door', async () => {
    const page = await pageOf(null);
    await visit(page, '/connexion');
    await page.getByLabel('Adresse électronique').fill('coordination@demo.example');
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill('ce-n-est-pas-le-bon');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByText('L’adresse électronique ou le mot de passe n’est pas le bon').waitFor();
    expect(page.url()).toContain('/connexion');
    await page.context().close();
  });
});
