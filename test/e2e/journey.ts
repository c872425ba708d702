import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { demonstrationAccounts } from '../../prisma/seed-accounts.ts';

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
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  return { page, errors };
}

/** A signed-in context, by the address that the sign-in page posts to. */
export async function signedIn(
  browser: Browser,
  address: string,
  person: Person,
  viewport = screens.laptop,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, locale: 'fr-FR', baseURL: address, acceptDownloads: true });
  const { email, password } = accountOf(person);
  const answer = await context.request.post('/api/auth/sign-in/email', {
    data: { email, password },
    headers: { origin: address },
  });
  expect(answer.status()).toBe(200);
  return context;
}

/** Goes to a page and waits until it has its title and nothing more to load. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** What axe finds wrong, in a line each. */
export async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
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
