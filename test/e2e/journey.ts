import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { demonstrationAccounts } from '../../prisma/seed/seed-accounts.ts';
import { stepAt, totpCode } from '../../server/accounts/totp.ts';

export type Person = 'coordination' | 'association' | 'etat';

export const screens = { laptop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };

export function accountOf(person: Person) {
  const account = demonstrationAccounts.find((one) => one.email.startsWith(`${person}@`));
  if (!account) throw new Error(`no demonstration account for ${person}`);
  return account;
}

/** A page whose errors are kept: a journey ends by finding none. */
export async function openPage(context: BrowserContext): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // The browser itself notes an answer that refuses; the page shows it in words.
    const refusal = /^Failed to load resource.*status of 40[134]/u.test(message.text());
    if (message.type() === 'error' && !refusal) errors.push(message.text());
  });
  return { page, errors };
}

/** The secret that the page shows to whoever puts codes in service, and the code that it makes now. */
export const shownSecret = async (page: Page) => (await page.locator('.account-link').innerText()).replace(/\s/gu, '');
export const codeNow = (secret: string) => totpCode(secret, stepAt(new Date()));

/** The first sign-in of a coordinator of their own: a code generator is put in service, and its recovery codes are kept; answers its secret. */
export async function putCodesInService(page: Page): Promise<string> {
  await page.getByRole('heading', { level: 1, name: 'Mettre en service un second facteur' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Utiliser une application de codes' }).click();
  const secret = await shownSecret(page);
  await page.getByLabel('Code à usage unique').fill(codeNow(secret));
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Codes de secours' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Je les ai gardés' }).click();
  return secret;
}

/** The product lets nobody try passwords for long: each person signs in once, and comes back with the same session. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

/** A signed-in context, by the address that the sign-in page posts to. */
export async function signedIn(
  browser: Browser,
  address: string,
  person: Person,
  viewport = screens.laptop,
): Promise<BrowserContext> {
  const storageState = sessions.get(`${address} ${person}`);
  const context = await browser.newContext({
    viewport,
    locale: 'fr-FR',
    baseURL: address,
    ...(storageState && { storageState }),
  });
  if (storageState) return context;
  const { email, password } = accountOf(person);
  const answer = await context.request.post('/api/auth/sign-in/email', {
    data: { email, password },
    headers: { origin: address },
  });
  expect(answer.status()).toBe(200);
  sessions.set(`${address} ${person}`, await context.storageState());
  return context;
}

/** Publishes what is validated, by the addresses that the page of the coordination asks: readers see nothing else. */
export async function publish(browser: Browser, address: string): Promise<void> {
  const context = await signedIn(browser, address, 'coordination');
  const asked = await context.request.get('/trpc/publishing.preview?input=%7B%7D');
  const { through, seen } = (await asked.json()).result.data;
  const data = { through, seen, note: null, withdraws: null };
  const done = await context.request.post('/trpc/publishing.publish', { data, headers: { origin: address } });
  expect(done.status()).toBe(200);
  await context.close();
}

/** Signs in as a person does: the e-mail address, the password, Enter. */
export async function signInByTyping(page: Page, person: Person): Promise<void> {
  const { email, password } = accountOf(person);
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /démonstration/u }).waitFor();
}

/** Tab (or another key), as many times as it takes to be on something. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no ${key} leads to ${target}`);
}

/** Shows what the overview folds: the lines of the annex at the State's home, and the indicators without a target. */
export async function unfoldLines(page: Page): Promise<void> {
  await page.locator('.annex-lines, #lignes').first().waitFor();
  for (const fold of await page.locator('main details:not([open]) > summary').all()) await fold.click();
  await page.locator('.annex-lines').waitFor();
  const folded = page.locator('.annex-fold[aria-expanded="false"]');
  while ((await folded.count()) > 0) await folded.first().click();
}

/** What the overview says of an indicator: its value as it reads. */
export async function overviewValue(page: Page, label: string, year = 2025): Promise<string> {
  await visit(page, `/?annee=${year}`);
  await unfoldLines(page);
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label }) });
  return (await row.locator('.annex-value').innerText()).split('\n')[0]?.trim() ?? '';
}

/** Goes to a page and waits until it has its title and nothing more that is awaited. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  if (path.includes('pourquoi=')) await page.getByRole('dialog').getByText('Calcul', { exact: true }).waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
}

/** What axe finds wrong, in a line each, once nothing moves: a text that fades in has no contrast yet. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    // What measures itself (a region that scrolls takes the focus) does it between two frames.
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  const { violations } = await new AxeBuilder({ page })
    // Only faults are told by their place: on a grid of hundreds of cells, naming all that is right takes seconds.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    .analyze();
  return violations.map(
    (one) =>
      `${one.id}: ${one.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  );
}

/** Pixels that the page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
