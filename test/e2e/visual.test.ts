import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carriedBrowser } from '../setup/browser.ts';
import { openDemonstration } from '../setup/demonstration-product.ts';
import { comparePicture } from '../setup/pictures.ts';
import { type Person, signedIn, visit } from './journey.ts';
import { mainPages } from './main-pages.ts';

/**
 * Every main page at three sizes, held against the picture that somebody looked at. The browser is always the one that npm
 * carries, with the letters it carries, and the demonstration stands on its own day: the same on every machine.
 */

const sizes = {
  ordinateur: { width: 1366, height: 768 },
  tablette: { width: 768, height: 1024 },
  telephone: { width: 390, height: 844 },
};
/** Half the size in each direction: a word that moves is still seen, and the set stays small. */
const HALF = 0.5;

/** What says the time of the machine, or the port that the product was given. */
const CHANGING = '.declaration > p:first-child, time, [data-clock]';
const changingPages = new Set(['journal', 'compte', 'courriels']);

let demonstration: Awaited<ReturnType<typeof openDemonstration>>;
let browser: Browser;
let letters: string;

beforeAll(async () => {
  const { executable, env } = await carriedBrowser();
  letters = mkdtempSync(path.join(os.tmpdir(), 'observatoire-lettres-'));
  const conf = path.join(letters, 'fonts.conf');
  const fonts = path.join(path.dirname(executable), 'fonts');
  writeFileSync(
    conf,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${fonts}</dir><cachedir>${letters}/cache</cachedir></fontconfig>\n`,
  );
  const args = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--font-render-hinting=none',
    '--disable-lcd-text',
    '--hide-scrollbars',
  ];
  const { PATH = '', HOME = letters } = process.env;
  browser = await chromium.launch({
    executablePath: executable,
    args,
    env: { PATH, HOME, ...env, FONTCONFIG_FILE: conf },
  });
  demonstration = await openDemonstration();
});
afterAll(async () => {
  await browser?.close();
  await demonstration?.close();
  rmSync(letters, { recursive: true, force: true });
});

const states = new Map<Person, Awaited<ReturnType<BrowserContext['storageState']>>>();

async function windowOf(person: Person | null, viewport: { width: number; height: number }): Promise<Page> {
  if (person && !states.has(person)) {
    const context = await signedIn(browser, demonstration.address, person);
    states.set(person, await context.storageState());
    await context.close();
  }
  const storageState = person ? states.get(person) : undefined;
  const context = await browser.newContext({
    ...{
      viewport,
      deviceScaleFactor: HALF,
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      baseURL: demonstration.address,
    },
    ...{ colorScheme: 'light', reducedMotion: 'reduce' },
    ...(storageState && { storageState }),
  });
  return context.newPage();
}

async function picture(page: Page, name: string): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const mask = [page.locator(CHANGING), ...(changingPages.has(name) ? [page.locator('main table')] : [])];
  return page.screenshot({ animations: 'disabled', caret: 'hide', mask, maskColor: '#c0c8cc' });
}

describe.each(Object.entries(sizes))('on a screen « %s »', (size, viewport) => {
  it('every page looks as it did', { timeout: 300_000 }, async () => {
    const windows = new Map<Person | null, Page>();
    const changed: string[] = [];
    for (const { name, person, path: address } of mainPages) {
      const page = windows.get(person) ?? (await windowOf(person, viewport));
      windows.set(person, page);
      await visit(page, address);
      await page.waitForLoadState('networkidle');
      const difference = comparePicture(`${name}-${size}.png`, await picture(page, name));
      if (difference) changed.push(difference);
    }
    for (const page of windows.values()) await page.context().close();
    expect(changed).toEqual([]);
  });
});
