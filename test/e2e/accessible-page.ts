import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultsOf, openPage, overflowOf, visit } from './journey.ts';

/** What one page may take on a busy machine: each has its own time, however many there are. */
const PAGE_MS = 90_000;

/** What is wrong with the page that is open: by axe, for the eye, in its title, in its width. */
async function faultsOfPage(page: Page, errors: string[]): Promise<string[]> {
  const found = [...(await faultsOf(page)), ...errors.splice(0)];
  if ((await page.getByRole('heading', { level: 1 }).count()) !== 1) found.push('not one title');
  const title = await page.title();
  if (!/^.+ – Observatoire Logement d’abord$/u.test(title)) found.push(`titled ${title}`);
  const tooWide = await overflowOf(page);
  if (tooWide > 0) found.push(`${tooWide} px too wide`);
  if (!(await page.getByText('Démonstration : données fictives').first().isVisible()))
    found.push('does not say that it is fictitious');
  return found;
}

/** The page that an address leads to, whatever it filters. */
const routeOf = (address: string) => address.split('?')[0] ?? address;

/** A test a page, in one window: no fault, and no title that another page has. */
export function walkOf(
  paths: readonly string[],
  named: (path: string) => string,
  enter: () => Promise<BrowserContext>,
): void {
  let context: BrowserContext;
  let page: Page;
  let errors: string[];
  const titles = new Map<string, string>();
  beforeAll(async () => {
    context = await enter();
    ({ page, errors } = await openPage(context));
  });
  afterAll(() => context.close());

  it.each(paths.map((path) => ({ path, name: named(path) })))(
    '$name has no fault, one title of its own, and nothing wider than the screen',
    async ({ path }) => {
      await visit(page, path);
      expect(await faultsOfPage(page, errors)).toEqual([]);
      const [title, route] = [await page.title(), routeOf(path)];
      expect(titles.get(title) ?? route, title).toBe(route);
      titles.set(title, route);
    },
    PAGE_MS,
  );
}
