import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../setup/browser.ts';
import { openEntryProduct } from '../setup/entry-product.ts';
import { measure, median, quantile, type SectionResult } from './measure.ts';

const INDICATORS = 40;
const MONTHS = 24;
const THROTTLING = 4;

/** What a person does in a column: type over, go down, go back, look around. */
function pressesOf(rank: number): string[] {
  return [...String(10 + (rank % 7)), 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
}

/** The time between the event's own stamp and the first task after the frame that follows it. */
function watchPresses(page: Page): Promise<void> {
  return page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { pressTimes: times });
    document.addEventListener(
      'keydown',
      (event) => {
        const from = event.timeStamp;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - from);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
}

async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    // A fast typist: ten keys a second.
    await page.waitForTimeout(100);
  }
}

/** The times since the last call. */
async function timesOf(page: Page): Promise<number[]> {
  await page.waitForTimeout(300);
  return page.evaluate(() => (window as unknown as { pressTimes: number[] }).pressTimes.splice(0));
}

/** The least that any key press takes in this browser: an input alone on a page. */
async function bareInput(context: BrowserContext): Promise<number[]> {
  const page = await context.newPage();
  await page.goto('/healthz');
  await page.evaluate(() => document.body.replaceChildren(document.createElement('input')));
  await slowDown(context, page);
  await page.locator('input').focus();
  await watchPresses(page);
  await press(
    page,
    Array.from({ length: 100 }, (_, rank) => String(rank % 10)),
  );
  const times = await timesOf(page);
  await page.close();
  return times;
}

async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING });
}

/** Forty indicators by two years on screen, a slow computer: each key press is timed until it is painted. */
export async function entry(): Promise<SectionResult> {
  execFileSync(process.execPath, [path.resolve(import.meta.dirname, '../../server/build.mjs')], { stdio: 'inherit' });
  const product = await openEntryProduct({ indicators: INDICATORS, history: MONTHS - 1 });
  const browser = await launchBrowser();
  try {
    const context = await product.enter(browser, 'karim');
    const page = await context.newPage();
    await page.goto(`/mon-mois/${product.month}`);
    await page.getByLabel('Mois affichés').selectOption('24');
    await page.waitForFunction(
      (count) => document.querySelectorAll('[data-cell]').length >= count,
      INDICATORS * MONTHS,
    );
    const cells = await page.locator('[data-cell]').count();
    await slowDown(context, page);
    await page.locator(`[data-cell][data-column="${product.month}"]`).first().focus();
    await watchPresses(page);
    for (let rank = 0; rank < INDICATORS - 1; rank += 1) await press(page, pressesOf(rank));
    const times = await timesOf(page);
    await page.close();
    const bare = await bareInput(context);
    return {
      measures: [
        measure(
          'key press to paint in the grid, 95th percentile / in an input alone',
          quantile(times, 0.95),
          quantile(bare, 0.95),
        ),
        measure('key press to paint in the grid, median / in an input alone', median(times), median(bare)),
      ],
      notes: {
        presses: times.length,
        cells,
        'processor slowed down': THROTTLING,
        'target at the 95th percentile (ms)': 50,
      },
    };
  } finally {
    await browser.close();
    await product.close();
  }
}
