import type { Page } from 'playwright-core';
import { launchBrowser } from '../setup/browser.ts';
import { openEntryProduct } from '../setup/entry-product.ts';

/** From the press of a key in the grid to the paint that shows it, in milliseconds. */
export interface EntryLatency {
  presses: number;
  cells: number;
  /** How many times slower the processor is made. */
  throttling: number;
  median: number;
  p95: number;
  worst: number;
}

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

/** Forty indicators by two years on screen, a slow computer: each key press is timed until it is painted. */
export async function entryLatency(): Promise<EntryLatency> {
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
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING });
    await page.locator(`[data-cell][data-column="${product.month}"]`).first().focus();
    await watchPresses(page);
    for (let rank = 0; rank < INDICATORS - 1; rank += 1) {
      for (const key of pressesOf(rank)) {
        await page.keyboard.press(key);
        // A fast typist: ten keys a second.
        await page.waitForTimeout(100);
      }
    }
    await page.waitForTimeout(500);
    const times = await page.evaluate(() => (window as unknown as { pressTimes: number[] }).pressTimes);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { presses: sorted.length, cells, throttling: THROTTLING, median: at(0.5), p95: at(0.95), worst: at(1) };
  } finally {
    await browser.close();
    await product.close();
  }
}
