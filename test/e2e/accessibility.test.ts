import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { faultsOf, openPage, overflowOf, type Person, screens, signedIn, visit } from './journey.ts';

const { address } = inject('product');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const figures = [
  '/',
  '/indicateurs/IND-23?annee=2025',
  '/indicateurs/IND-10?annee=2023',
  '/indicateurs/IND-28?annee=2024',
  '/?pourquoi=IND-02:2025',
  '/rapport',
  '/catalogue',
];
const pages: Record<Person, string[]> = {
  coordination: [
    ...figures,
    '/collecte',
    '/imports',
    '/journal',
    '/personnes',
    '/compte',
    '/mon-mois',
    '/mon-mois/2025-10?organisation=1',
    '/nulle-part',
  ],
  association: [...figures, '/mon-mois', '/mon-mois/2025-10', '/imports', '/compte', '/collecte'],
  etat: [...figures, '/compte', '/journal'],
};

describe.each(Object.entries(screens))('on a %s', (name, viewport) => {
  it.each(Object.entries(pages))(
    '%s finds no fault on any page, one title a page, and nothing wider than the screen',
    async (person, paths) => {
      const context = await signedIn(browser, address, person as Person, viewport);
      const { page, errors } = await openPage(context);
      const faults: string[] = [];
      for (const path of paths) {
        await visit(page, path);
        const found = [...(await faultsOf(page)), ...errors.splice(0)];
        if ((await page.getByRole('heading', { level: 1 }).count()) !== 1) found.push('not one title');
        if ((await overflowOf(page)) > 0) found.push(`${await overflowOf(page)} px too wide`);
        if (!(await page.getByText('Démonstration : données fictives').first().isVisible()))
          found.push('does not say that it is fictitious');
        faults.push(...found.map((fault) => `${path} (${name}): ${fault}`));
      }
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  it('nobody finds no fault on the doors', async () => {
    const context = await browser.newContext({ viewport, locale: 'fr-FR', baseURL: address });
    const { page, errors } = await openPage(context);
    for (const path of ['/connexion', `/invitation/${'x'.repeat(43)}`]) {
      await visit(page, path);
      expect([...(await faultsOf(page)), ...errors]).toEqual([]);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
});

describe('by keyboard', () => {
  it('skips to the content, opens « Pourquoi ce chiffre ? », closes it with Escape and comes back', async () => {
    const context = await signedIn(browser, address, 'coordination');
    const { page } = await openPage(context);
    await visit(page, '/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu');
    const why = page.getByRole('button', { name: /Pourquoi ce chiffre/u }).first();
    await why.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog');
    await panel.getByText('Définition').waitFor();
    expect(page.url()).toContain('pourquoi=');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    await context.close();
  });

  it('opens the menu of the person without a fault', async () => {
    const context = await signedIn(browser, address, 'association');
    const { page } = await openPage(context);
    await visit(page, '/mon-mois');
    await page.getByRole('button', { name: /Association/u }).click();
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });
});
