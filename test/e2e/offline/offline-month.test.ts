import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frenchMonth } from '../../../shared/domain/words/french-format.ts';
import { launchBrowser } from '../../setup/browser.ts';
import { type EntryProduct, openEntryProduct } from '../../setup/entry-product.ts';
import { faultsOf, openPage } from '../journey.ts';

/** A month whose line is cut: it opens again with what was typed; nothing of others is kept, and leaving takes all away. */
let browser: Browser;
let product: EntryProduct;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), openEntryProduct({ indicators: 3 })]);
  context = await product.enter(browser, 'karim');
  ({ page } = await openPage(context));
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

const cellOf = (rank: number) =>
  page.getByRole('textbox', { name: `Mesure d’essai 0${rank}, ${frenchMonth(product.month)}` });

const held = async (rank: number) => {
  const where = { organisationId: product.organisationId, month: product.month, indicatorId: product.ids[rank - 1] };
  return (await product.db.observation.findFirst({ where }))?.value ?? null;
};

/** Every address that the worker has kept. */
const keptFiles = () =>
  page.evaluate(async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(stores.map((store) => store.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });

const storeNames = () => page.evaluate(() => caches.keys());

describe('a month whose line is cut', () => {
  it('opens again when the page is reloaded, with what was typed, and sends it when the line is back', async () => {
    await page.goto(`/mon-mois/${product.month}`);
    await page.getByRole('grid').waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await cellOf(1).fill('31');
    await page.keyboard.press('Enter');
    await expect.poll(() => held(1)).toBe(31);
    await page.waitForFunction(() => localStorage.getItem('observatoire-hors-ligne')?.includes('"value":31'));
    await context.setOffline(true);
    await cellOf(2).fill('77');
    await page.keyboard.press('Enter');
    await page.getByText('attend le réseau', { exact: false }).first().waitFor();
    await page.reload();
    await page.getByRole('grid').waitFor();
    expect([await cellOf(1).inputValue(), await cellOf(2).inputValue()]).toEqual(['31', '77']);
    expect(await faultsOf(page)).toEqual([]);
    await cellOf(3).fill('5');
    await page.keyboard.press('Enter');
    await context.setOffline(false);
    await expect.poll(async () => [await held(2), await held(3)], { timeout: 20_000 }).toEqual([77, 5]);
  });

  it('keeps the frame and its files, no answer and no document, under the server’s own content policy', async () => {
    const files = await keptFiles();
    expect(files).toContain('/index.html');
    expect(files.filter((file) => !/^\/(assets\/.*|index\.html|favicon\.svg)$/u.test(file))).toEqual([]);
    const frame = await page.evaluate(async () => {
      const answer = await caches.match('/index.html');
      return { policy: answer?.headers.get('content-security-policy'), html: await answer?.text() };
    });
    expect(frame.policy).toContain("default-src 'none'");
    expect(frame.html).not.toContain('first-answers');
  });

  it('is replaced with the next version: its files go, and the page is the server’s', async () => {
    const [former] = await storeNames();
    const file = path.join(product.client, 'hors-ligne.js');
    const next = readFileSync(file, 'utf8').replace((former ?? '').replace('observatoire-', ''), 'suivante');
    writeFileSync(file, next);
    writeFileSync(`${file}.br`, brotliCompressSync(next));
    writeFileSync(`${file}.gz`, gzipSync(next));
    await page.reload();
    await page.getByRole('grid').waitFor();
    expect(await page.locator('#first-answers').count()).toBe(1);
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one?.update()));
    await expect.poll(storeNames, { timeout: 20_000 }).toEqual(['observatoire-suivante']);
  });

  it('leaves nothing behind when its person signs out, and asks first when a figure never left', async () => {
    await context.route('**/trpc/monthlyEntry.saveCell*', (route) => route.abort());
    await cellOf(3).fill('6');
    await page.keyboard.press('Enter');
    await page.getByText('attend le réseau', { exact: false }).first().waitFor();
    const leave = async () => {
      await page.getByRole('button', { name: /Karim Exemple/u }).click();
      await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
    };
    await leave();
    const asked = page.getByRole('dialog', { name: /1\schiffre n’est pas encore enregistré/u });
    await asked.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Annuler' }).click();
    await leave();
    await asked.getByRole('button', { name: 'L’effacer et me déconnecter' }).click();
    await page.getByRole('heading', { level: 1, name: /Connexion|connecter/u }).waitFor();
    const left = await page.evaluate(() => Object.keys(localStorage).filter((name) => /hors-ligne|saisie/u.test(name)));
    expect(left).toEqual([]);
    await context.unroute('**/trpc/monthlyEntry.saveCell*');
    // Off line, nothing of the month is left to be shown to whoever comes next.
    await context.setOffline(true);
    await page.goto(`/mon-mois/${product.month}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
    await context.setOffline(false);
  });
});
