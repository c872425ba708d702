import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type EntryProduct, openEntryProduct } from '../setup/entry-product.ts';
import { openPage, overviewValue, signedIn, unfoldLines, visit } from './journey.ts';

/** What the browser of a person does when the world around it fails. A session that ends in mid-entry: entry.test.ts. */

const { address } = inject('product');
let browser: Browser;
let product: EntryProduct;
beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), openEntryProduct({ indicators: 3 })]);
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

async function openMonth(context: BrowserContext): Promise<Page> {
  const { page } = await openPage(context);
  await page.goto(`/mon-mois/${product.month}`);
  await page.getByRole('grid').waitFor();
  return page;
}

const cellOf = (page: Page, rank: number) =>
  page.getByRole('textbox', { name: `Mesure d’essai 0${rank}, ${frenchMonth(product.month)}` });

async function type(page: Page, rank: number, text: string): Promise<void> {
  await cellOf(page, rank).fill(text);
  await page.keyboard.press('Enter');
}

const held = async (rank: number) => {
  const where = { organisationId: product.organisationId, month: product.month, indicatorId: product.ids[rank - 1] };
  return (await product.db.observation.findFirst({ where }))?.value ?? null;
};

/** The scripts of the version that this page came from are no longer there. */
const deploy = (page: Page) => page.route(/\/assets\/[^/]+\.js$/u, (route) => route.fulfill({ status: 404 }));
const cutAnswers = (page: Page) => page.route('**/trpc/**', (route) => route.abort());

describe('a new version while a page is open', () => {
  it('is said over the page, which stays; reloading loses no cell, not even one that waits', async () => {
    const page = await openMonth(await product.enter(browser, 'karim'));
    await cutAnswers(page);
    await type(page, 1, '31');
    await page.getByText('attend le réseau', { exact: false }).first().waitFor();
    await deploy(page);
    await page.getByRole('link', { name: 'Imports' }).hover();
    const notice = page.getByText('L’observatoire vient d’être mis à jour', { exact: false }).first();
    await notice.waitFor();
    expect(await cellOf(page, 1).inputValue()).toBe('31');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Recharger la page' }).click();
    await page.getByRole('grid').waitFor();
    await expect.poll(() => held(1), { timeout: 20_000 }).toBe(31);
    expect(await notice.count()).toBe(0);
    await page.context().close();
  });

  it('is said in place of a page that no longer comes, with the way out, and the person decides', async () => {
    const page = await openMonth(await product.enter(browser, 'karim'));
    await deploy(page);
    await page.getByRole('link', { name: 'Imports' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cette page n’a pas pu venir' }).waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
    await page.context().close();
  });
});

describe('a browser that keeps nothing', () => {
  it('is told so, and asked before a page with a waiting cell is left', async () => {
    const context = await product.enter(browser, 'lea');
    await context.addInitScript(() =>
      Object.defineProperty(window, 'indexedDB', {
        get: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      }),
    );
    const page = await openMonth(context);
    await page.getByText('Ce navigateur ne garde rien', { exact: false }).waitFor();
    await cutAnswers(page);
    await type(page, 2, '12');
    await page.getByText('Gardez cette page ouverte jusqu’à leur envoi.').waitFor();
    const asked = page.waitForEvent('dialog');
    const closing = page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await closing;
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Réessayer maintenant' }).click();
    await expect.poll(() => held(2), { timeout: 20_000 }).toBe(12);
    await context.close();
  });
});

describe('a reader of files that is blocked', () => {
  it('is said in French, with the way out, and nothing has left the computer', async () => {
    const context = await signedIn(browser, address, 'association');
    const { page } = await openPage(context);
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.postData() ?? ''));
    await page.route(/read-file\.worker/u, (route) => route.abort());
    await visit(page, '/imports');
    const file = { name: 'mois.csv', mimeType: 'text/csv', buffer: Buffer.from('Nom;Date\nDurand;05/02/2024') };
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.getByText('Ce navigateur bloque la lecture du fichier', { exact: false }).waitFor();
    expect(sent.join()).not.toContain('Durand');
    await context.close();
  });
});

describe('a slow line', () => {
  it('has the title and its sentence before any script, and says that it loads what comes later', async () => {
    const context = await signedIn(browser, address, 'coordination');
    const { page, errors } = await openPage(context);
    const released: (() => void)[] = [];
    let hold = true;
    await page.route(/\/assets\/[^/]+\.js$/u, async (route) => {
      if (hold) await new Promise<void>((resolve) => released.push(resolve));
      await route.continue();
    });
    await page.goto('/', { waitUntil: 'commit' });
    await page.locator('h1', { hasText: /cible|Vue d’ensemble/u }).waitFor();
    expect(await page.locator('.annex-lines').count()).toBe(0);
    hold = false;
    for (const release of released) release();
    await page.locator('.annex-lines').waitFor();

    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    const slow3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
    await cdp.send('Network.emulateNetworkConditions', slow3G);
    await page.getByRole('link', { name: 'Finances', exact: true }).click();
    await page.locator('[aria-busy=true]').first().waitFor();
    await page.getByRole('heading', { level: 1, name: /Finances/u }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('a browser without JavaScript', () => {
  it('says before anything else that it is needed, and where it is switched on', async () => {
    const context = await browser.newContext({ baseURL: address });
    const html = await (await context.request.get('/')).text();
    const first = /<body>\s*<noscript>(.*?)<\/noscript>/su.exec(html)?.[1];
    expect(first).toMatch(/a besoin de JavaScript pour fonctionner\. Activez-le/u);
    await context.close();
  });
});

describe('a line that is cut', () => {
  it('leaves what is on the screen, and says what could not come', async () => {
    const context = await signedIn(browser, address, 'etat');
    const { page } = await openPage(context);
    const value = await overviewValue(page, 'Logements privés captés');
    await context.setOffline(true);
    await page.getByRole('link', { name: 'Expulsions', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /pas pu|Prévention/u }).waitFor();
    await page.goBack();
    await unfoldLines(page);
    expect(await page.locator('.annex-lines').innerText()).toContain(value.split(/\s/u)[0]);
    await context.close();
  });
});
