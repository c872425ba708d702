import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ACCESSIBILITY_WORDS } from '../../shared/domain/site/rgaa-words.ts';
import { launchBrowser } from '../setup/browser.ts';
import { openPage, signedIn, tabTo, visit } from './journey.ts';

/** What a screen reader is given: names, roles, states and words that are told without being looked for. */

const { address } = inject('product');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const focused = (page: Page) =>
  page.evaluate(() => ({ tag: document.activeElement?.tagName, text: document.activeElement?.textContent?.trim() }));

async function openAs(person: 'coordination' | 'association', path: string) {
  const opened = await openPage(await signedIn(browser, address, person));
  await visit(opened.page, path);
  return opened.page;
}

describe('a change of page', () => {
  it('gives the focus to the title of the new page, and its name to the window', async () => {
    const page = await openAs('coordination', '/');
    const link = page.getByRole('navigation').getByRole('link', { name: 'Finances' });
    await tabTo(page, link);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatchObject({ tag: 'H1', text: expect.stringContaining('Finances') });
    expect(await page.title()).toBe('Finances – Observatoire Logement d’abord');
    await page.goBack();
    await expect.poll(async () => (await focused(page)).text).toContain('cibles');
    await page.context().close();
  });

  it('takes the focus from nobody who types, and lets the first page begin at its top', async () => {
    const page = await openAs('coordination', '/journal');
    expect((await focused(page)).tag).toBe('BODY');
    await page.context().close();
  });
});

describe('the frame of every page', () => {
  it('has its regions, by name', async () => {
    const page = await openAs('association', '/mon-mois');
    expect(await page.locator('body').ariaSnapshot()).toMatch(/- link "Aller au contenu"/u);
    for (const role of ['banner', 'main', 'contentinfo'] as const) expect(await page.getByRole(role).count()).toBe(1);
    expect(await page.getByRole('navigation', { name: 'Navigation principale' }).count()).toBe(1);
    expect(await page.getByRole('complementary', { name: 'Démonstration' }).count()).toBe(1);
    await page.context().close();
  });

  it('says at its foot how accessible it is, and leads to the plan, which has every room of the menu', async () => {
    const page = await openAs('coordination', '/catalogue');
    const menu = page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link');
    const rooms = await menu.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(rooms).toHaveLength(12);
    const foot = page.getByRole('contentinfo');
    await foot.getByRole('link', { name: `Accessibilité\u00a0: ${ACCESSIBILITY_WORDS}` }).waitFor();
    await foot.getByRole('link', { name: 'Plan du site' }).click();
    await expect.poll(() => focused(page)).toMatchObject({ tag: 'H1', text: 'Plan du site' });
    const listed = await page
      .getByRole('main')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(rooms.filter((href) => !listed.includes(href))).toEqual([]);
    await page.context().close();
  });

  it('shows the declaration to whoever is not signed in', async () => {
    const context = await browser.newContext({ baseURL: address, locale: 'fr-FR' });
    const page = await context.newPage();
    await page.goto('/connexion');
    await page.getByRole('link', { name: /^Accessibilité/u }).click();
    await page.getByRole('heading', { level: 1, name: 'Accessibilité' }).waitFor();
    for (const title of ['État de conformité', 'Contenus non accessibles', 'Voies de recours'])
      await page.getByRole('heading', { level: 2, name: title }).waitFor();
    expect(await page.getByRole('rowheader', { name: /^\d+\.\d+/u }).count()).toBe(106);
    await context.close();
  });
});

describe('what happens', () => {
  it('tells a refused sign-in as an alert that takes the focus', async () => {
    const context = await browser.newContext({ baseURL: address, locale: 'fr-FR' });
    const page = await context.newPage();
    await page.goto('/connexion');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'Connexion impossible' });
    await alert.waitFor();
    expect(await alert.innerText()).toContain('Indiquez votre adresse électronique et votre mot de passe.');
    await context.close();
  });

  it('ties what is asked to its field, and tells a refusal as an alert', async () => {
    const page = await openAs('association', '/compte');
    await page.getByRole('textbox', { name: 'Mot de passe actuel' }).fill('pinceau');
    const field = page.getByRole('textbox', { name: 'Nouveau mot de passe' });
    await field.fill('court');
    const said = await field.evaluate((input) =>
      (input.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' '),
    );
    expect(said).toMatch(/12 caractères/u);
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
    await page.getByRole('alert').filter({ hasText: 'Mot de passe inchangé' }).waitFor();
    await page.context().close();
  });

  it('tells how many entries of the glossary answer, while one types', async () => {
    const page = await openAs('association', '/aide/glossaire');
    await page.getByRole('textbox', { name: /Chercher un sigle/u }).fill('SIAO');
    await expect.poll(() => page.getByRole('status').first().innerText()).toMatch(/^\d+\sentrées?$/u);
    await page.context().close();
  });

  it('tells where a saved cell stands, in the name of its cell', async () => {
    const page = await openAs('association', '/mon-mois/2025-10');
    const grid = page.getByRole('grid');
    await grid.waitFor();
    expect(await grid.getAttribute('aria-label')).not.toBe('');
    expect(await page.getByRole('row').first().getByRole('columnheader').count()).toBeGreaterThan(3);
    expect(await page.locator('[role=status], [aria-live]').count()).toBeGreaterThan(0);
    await page.context().close();
  });
});

describe('a drawing', () => {
  it('is a figure with a name and a sentence, and its table is beside it', async () => {
    const page = await openAs('coordination', '/indicateurs/IND-23?annee=2025');
    const drawing = page.getByRole('main').getByRole('figure').first();
    await drawing.waitFor();
    const name = await drawing.evaluate((one) => one.querySelector('figcaption')?.textContent ?? one.ariaLabel ?? '');
    expect(name.length).toBeGreaterThan(10);
    await page.context().close();
  });
});
