import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { faultsOf, openPage, signedIn, visit } from './journey.ts';

/** In the light, in the dark, with more contrast, with the system's own colours. */

const { address } = inject('product');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const LIGHT = 'rgb(247, 249, 249)';
const DARK = 'rgb(17, 24, 29)';

/** Pages that hold, together, every part of the kit and every kind of drawing. */
const varied = [
  '/',
  '/indicateurs/IND-23?annee=2025',
  '/sans-domicile',
  '/expulsions?annee=2023',
  '/logement?vue=atlas',
  '/collecte',
  '/mon-mois/2025-10?organisation=1',
  '/finances',
  '/compte',
  '/accessibilite',
];

describe('the choice of a person', () => {
  it('is kept in the browser, and wins over the computer, from the first page that is sent, without a script', async () => {
    const context = await signedIn(browser, address, 'etat');
    const { page } = await openPage(context);
    await page.emulateMedia({ colorScheme: 'light' });
    await visit(page, '/compte');
    expect(await paper(page)).toBe(LIGHT);
    await page.getByRole('radio', { name: 'Sombre' }).check({ force: true });
    await expect.poll(() => paper(page)).toBe(DARK);
    await page.route(/\.js$/u, (route) => route.abort());
    await page.goto('/');
    expect(await paper(page)).toBe(DARK);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('sombre');
    await page.unrouteAll();
    await visit(page, '/compte');
    await page.getByRole('radio', { name: 'Comme l’ordinateur' }).check({ force: true });
    await expect.poll(() => paper(page)).toBe(LIGHT);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('obs.theme');
    await context.close();
  });
});

describe.each([
  ['in the dark', { colorScheme: 'dark' }],
  ['in the dark, with more contrast', { colorScheme: 'dark', contrast: 'more' }],
  ['in the light, with more contrast', { colorScheme: 'light', contrast: 'more' }],
] as const)('%s', (_, media) => {
  it('no page has a fault, and nothing is drawn in the colour of what is under it', async () => {
    const context = await signedIn(browser, address, 'coordination');
    const { page, errors } = await openPage(context);
    await page.emulateMedia(media);
    const faults: string[] = [];
    for (const path of varied) {
      await visit(page, path);
      const found = [...(await faultsOf(page)), ...(await lostMarks(page))];
      faults.push(...found.map((fault) => `${path}: ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});

it('takes the system’s colours when they are forced, in drawings too', async () => {
  const context = await signedIn(browser, address, 'coordination');
  const { page } = await openPage(context);
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await visit(page, '/sans-domicile');
  const ink = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--bar)';
    const colour = getComputedStyle(probe).color;
    probe.style.color = 'CanvasText';
    return [colour, getComputedStyle(probe).color];
  });
  expect(ink[0]).toBe(ink[1]);
  await context.close();
});

/** Marks of a drawing filled with the very colour of the card that they stand on. */
const lostMarks = (page: Page) =>
  page.evaluate(() => {
    const surface = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = surface;
    const ground = getComputedStyle(probe).color;
    probe.remove();
    return [...document.querySelectorAll('main svg text, main svg .recharts-rectangle, main svg .recharts-curve')]
      .map((mark) => getComputedStyle(mark))
      .filter(({ fill, stroke }) => fill === ground && (stroke === 'none' || stroke === ground))
      .slice(0, 2)
      .map(({ fill }) => `a mark is lost: ${fill}`);
  });
