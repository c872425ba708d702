import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { openPage, screens, signedIn } from './journey.ts';

const BUILT = path.resolve(import.meta.dirname, '../../dist/client');
const { address } = inject('product');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The scripts and style sheets that a page has asked for since the browser was opened. */
async function assetsOf(visit: (page: Page) => Promise<unknown>, viewport = screens.laptop): Promise<string[]> {
  const context = await signedIn(browser, address, 'coordination', viewport);
  const { page } = await openPage(context);
  const asked = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/assets\/.*\.(js|css)$/.test(pathname)) asked.add(pathname);
  });
  await visit(page);
  await page.waitForLoadState('networkidle');
  await context.close();
  return [...asked];
}

const sourceOf = (asset: string) => readFileSync(path.join(BUILT, asset));
const weight = (assets: string[]) => assets.reduce((sum, one) => sum + gzipSync(sourceOf(one), { level: 9 }).length, 0);
/** A class name that the chart library writes in what it draws. */
const drawsCharts = (asset: string) => asset.endsWith('.js') && sourceOf(asset).includes('recharts-wrapper');

const overview = async (page: Page) => {
  await page.goto('/');
  await page.locator('.annex-lines').waitFor();
};

describe('the first load', () => {
  it('of the overview is 170 kB of scripts and styles at most, compressed', async () => {
    const assets = await assetsOf(overview);
    expect(assets.length).toBeGreaterThan(5);
    expect(weight(assets)).toBeLessThanOrEqual(170_000);
  });

  it.each(['/', '/reunion', '/catalogue', '/collecte', '/imports', '/mon-mois', '/rapport', '/personnes', '/journal'])(
    'of %s has no chart code',
    async (url) => {
      const assets = await assetsOf(async (page) => {
        await page.goto(url);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
      });
      expect(assets.filter(drawsCharts)).toEqual([]);
    },
  );

  it('of an indicator has it only once a drawing is pointed at, so that the test above can fail', async () => {
    const opened = (page: Page) =>
      page.goto('/indicateurs/IND-23').then(() => page.locator('figure svg').first().waitFor());
    expect((await assetsOf(opened)).filter(drawsCharts)).toEqual([]);
    const assets = await assetsOf(async (page) => {
      await opened(page);
      await page.locator('figure').first().hover();
      await page.locator('.recharts-wrapper').first().waitFor();
    });
    expect(assets.filter(drawsCharts).length).toBeGreaterThan(0);
  });
});

describe('the overview', () => {
  it('shows on a laptop, without scrolling, what Monday morning asks', async () => {
    const context = await signedIn(browser, address, 'coordination');
    const { page, errors } = await openPage(context);
    await overview(page);
    const bottoms = await page
      .locator('.work-queue')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().bottom));
    expect(Math.max(...bottoms)).toBeLessThanOrEqual(screens.laptop.height);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('prints on two A4 pages', async () => {
    const context = await signedIn(browser, address, 'coordination');
    const { page } = await openPage(context);
    await overview(page);
    const pdf = await page.pdf({ format: 'A4' });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g);
    expect(pages).toHaveLength(2);
    await context.close();
  });

  it('is asked again by the browser, and not sent again while nothing has changed', async () => {
    const context = await signedIn(browser, address, 'coordination');
    const { page } = await openPage(context);
    await overview(page);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    const question = '/trpc/overview.forYear?input=%7B%7D';
    const asked = new Set<string>();
    const statuses: number[] = [];
    cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
      if (request.url.endsWith(question)) asked.add(requestId);
    });
    cdp.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
      if (asked.has(requestId)) statuses.push(statusCode);
    });
    const ask = () => page.evaluate(async (url) => (await (await fetch(url)).text()).length, question);
    const [first, second] = [await ask(), await ask()];
    expect(second).toBe(first);
    expect(statuses.at(-1)).toBe(304);
    await context.close();
  });
});

describe('the meeting view', () => {
  it('goes line by line with the keyboard, keeps the filters, and comes back with Escape', async () => {
    const context = await signedIn(browser, address, 'etat');
    const { page, errors } = await openPage(context);
    await page.goto('/?annee=2024');
    await page.getByRole('link', { name: 'Vue de réunion' }).click();
    const progress = page.locator('.meeting-progress [role=status]');
    await progress.waitFor();
    expect(await progress.textContent()).toBe('1\u00a0/\u00a017');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageDown');
    await expect.poll(() => progress.textContent()).toBe('3\u00a0/\u00a017');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Poste de captation');
    await page.keyboard.press('End');
    await expect.poll(() => progress.textContent()).toBe('17\u00a0/\u00a017');
    expect(await page.getByRole('navigation', { name: 'Navigation principale' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.locator('.annex-lines').waitFor();
    expect(new URL(page.url()).search).toBe('?annee=2024');
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('the menu of the person', () => {
  it('opens, moves and closes with the keyboard, and gives the focus back', async () => {
    const context = await signedIn(browser, address, 'coordination');
    const { page } = await openPage(context);
    await overview(page);
    const button = page.locator('.user-menu-trigger');
    await button.focus();
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe('Mon compte');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('Se déconnecter');
    await page.keyboard.press('Escape');
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    await context.close();
  });
});
