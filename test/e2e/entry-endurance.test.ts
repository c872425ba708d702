import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, monthsBetween } from '../../shared/domain/month.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type EntryProduct, openEntryProduct } from '../setup/entry-product.ts';
import { seedOf } from '../setup/seed.ts';

/** A thousand cells typed while everything goes wrong around: the last value typed in each is the one that is kept. */

const EDITS = 1000;

/** Mulberry32: the same run at every call. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let browser: Browser;
let product: EntryProduct;
let context: BrowserContext;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), openEntryProduct({ indicators: 8 })]);
  context = await product.enter(browser, 'karim');
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

async function openMonth(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/mon-mois/${product.month}`);
  await page.getByRole('grid').waitFor();
  return page;
}

interface Edit {
  id: string;
  value: number;
}

/** Types as a person does, one cell after the other, faster than anyone. */
function typeCells(page: Page, edits: Edit[]): Promise<void> {
  return page.evaluate((wanted) => {
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    for (const { id, value } of wanted) {
      // Beside the month being entered, a cell is a text until it is clicked.
      document.getElementById(id)?.click();
      const input = document.getElementById(id);
      if (!(input instanceof HTMLInputElement)) throw new Error(`no cell ${id}`);
      input.focus();
      setter?.call(input, String(value));
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    }
  }, edits);
}

/** How many edits wait in the browser. */
function waiting(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('observatoire-saisie', 1);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('edits').objectStore('edits').count();
          counting.onsuccess = () => resolve(counting.result);
          counting.onerror = () => reject(counting.error);
        };
      }),
  );
}

async function drained(page: Page): Promise<void> {
  for (let turn = 0; turn < 300; turn += 1) {
    if ((await waiting(page)) === 0) return;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.waitForTimeout(100);
  }
  throw new Error(`${await waiting(page)} edits still wait`);
}

describe('a thousand edits', () => {
  it('loses no cell through network cuts, lost answers, reloads and a second tab', { timeout: 300_000 }, async () => {
    const random = generator(seedOf(20_261_123));
    const pick = (count: number) => Math.floor(random() * count);
    const months = monthsBetween(addMonths(product.month, -12), product.month);
    const expected = new Map<string, number>();
    const happened = { cuts: 0, 'lost answers': 0, reloads: 0, 'second tabs': 0 };
    let losing = false;
    await context.route('**/trpc/monthlyEntry.saveCell*', async (route) => {
      if (!losing) return route.continue();
      happened['lost answers'] += 1;
      await route.fetch().catch(() => {});
      await route.abort().catch(() => {});
    });
    const tabs = [await openMonth()];
    let done = 0;
    while (done < EDITS) {
      const tab = tabs[pick(tabs.length)] as Page;
      const edits = Array.from({ length: Math.min(1 + pick(24), EDITS - done) }, () => {
        const id = `${product.ids[pick(product.ids.length)]}/${months[pick(months.length)]}/value`;
        return { id, value: pick(5000) };
      });
      const chance = random();
      if (chance < 0.12) {
        happened.cuts += 1;
        await context.setOffline(true);
      } else if (chance < 0.24) losing = true;
      await typeCells(tab, edits);
      for (const { id, value } of edits) expected.set(id, value);
      done += edits.length;
      const after = random();
      if (chance < 0.12 && after < 0.7) await context.setOffline(false);
      if (chance >= 0.12 && after < 0.15) {
        happened.reloads += 1;
        await context.setOffline(false);
        await tab.reload();
        await tab.getByRole('grid').waitFor();
      } else if (after > 0.88 && tabs.length === 1) {
        happened['second tabs'] += 1;
        await context.setOffline(false);
        tabs.push(await openMonth());
      } else if (after > 0.8 && tabs.length === 2) await tabs.pop()?.close();
      if (random() < 0.5) losing = false;
    }
    losing = false;
    await context.setOffline(false);
    const last = tabs[0] as Page;
    await drained(last);
    const cells = await product.db.observation.findMany({ where: { organisationId: product.organisationId } });
    const held = new Map(cells.map((cell) => [`${cell.indicatorId}/${cell.month}/value`, cell.value]));
    const lost = [...expected].filter(([id, value]) => held.get(id) !== value);
    console.info(`${done} edits of ${expected.size} cells: ${JSON.stringify(happened)}, ${lost.length} lost`);
    expect(lost).toEqual([]);
    expect(held.size).toBe(expected.size);
    expect(await last.locator('.entry-cell-conflict, .entry-cell-refused').count()).toBe(0);
    for (const count of Object.values(happened)) expect(count).toBeGreaterThan(0);
  });
});
