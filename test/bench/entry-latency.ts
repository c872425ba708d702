import { execFileSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../setup/browser.ts';
import { openEntryProduct } from '../setup/entry-product.ts';
import { measure, median, quantile, type SectionResult } from './measure.ts';
import { marks, traced } from './press-trace.ts';

const INDICATORS = 40;
const MONTHS = 24;
const THROTTLING = 4;
const LINES_A_ROUND = 3;

/** What a person does in a column: type over, go down, go back, look around. */
function pressesOf(rank: number): string[] {
  return [...String(10 + (rank % 7)), 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
}

/** The time between the event's own stamp and the first task after the frame that follows it. */
function watchPresses(page: Page): Promise<void> {
  return page.evaluate(({ pressed, painted }) => {
    const times: number[] = [];
    Object.assign(window, { pressTimes: times });
    document.addEventListener(
      'keydown',
      (event) => {
        const from = event.timeStamp;
        performance.mark(pressed);
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            performance.mark(painted);
            times.push(performance.now() - from);
          };
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  }, marks);
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
async function bareInput(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/healthz');
  await page.evaluate(() => document.body.replaceChildren(document.createElement('input')));
  await slowDown(context, page);
  await page.locator('input').focus();
  await watchPresses(page);
  return page;
}

/** The whole grid: forty indicators by two years, the first cell of the month at hand. */
async function wholeGrid(context: BrowserContext, month: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/mon-mois/${month}`);
  await page.getByLabel('Mois affichés').selectOption('24');
  await page.waitForFunction((count) => document.querySelectorAll('[data-cell]').length >= count, INDICATORS * MONTHS);
  await slowDown(context, page);
  await page.locator(`[data-cell][data-column="${month}"]`).first().focus();
  await watchPresses(page);
  return page;
}

async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING });
}

/** Of each press: how long until it was painted, and the processor time that it took. */
interface Presses {
  waited: number[];
  worked: number[];
}

/** Turn about, so that whatever else the machine does weighs on both. The first presses warm the compiler up. */
async function rounds(browser: Browser, grid: Page, bare: Page): Promise<{ grid: Presses; bare: Presses }> {
  const done = { grid: { waited: [], worked: [] } as Presses, bare: { waited: [], worked: [] } as Presses };
  let round = 0;
  // Recording a trace slows the page down: what is waited and what is worked are taken in turn, never together.
  const turn = async (page: Page, keys: readonly string[], into: Presses | null) => {
    await page.bringToFront();
    if (round % 2 === 0) {
      await press(page, keys);
      into?.waited.push(...(await timesOf(page)));
    } else {
      into?.worked.push(...(await traced(browser, page, () => press(page, keys))));
      await timesOf(page);
    }
  };
  for (let from = 0; from < INDICATORS - 1; from += LINES_A_ROUND) {
    const lines = Array.from({ length: Math.min(LINES_A_ROUND, INDICATORS - 1 - from) }, (_, rank) => from + rank);
    const keys = lines.flatMap(pressesOf);
    await turn(grid, keys, from === 0 ? null : done.grid);
    await turn(
      bare,
      keys.map((_, rank) => String(rank % 10)),
      from === 0 ? null : done.bare,
    );
    round += 1;
  }
  return done;
}

const p95 = (times: readonly number[]) => quantile(times, 0.95);

/** Forty indicators by two years on screen, a slow computer: each key press is timed until it is painted. */
export async function entry(): Promise<SectionResult> {
  execFileSync(process.execPath, [path.resolve(import.meta.dirname, '../../server/build.mjs')], { stdio: 'inherit' });
  const product = await openEntryProduct({ indicators: INDICATORS, history: MONTHS - 1 });
  const browser = await launchBrowser();
  try {
    const context = await product.enter(browser, 'karim');
    const pages = [await wholeGrid(context, product.month), await bareInput(context)] as const;
    const cells = await pages[0].locator('[data-cell]').count();
    const { grid, bare } = await rounds(browser, ...pages);
    const name = 'key press to paint in the grid / in an input alone';
    const work = 'processor time of a key press in the grid / in an input alone';
    return {
      measures: [
        measure(`${name}, 95th percentile`, p95(grid.waited), p95(bare.waited)),
        measure(`${name}, median`, median(grid.waited), median(bare.waited)),
        measure(`${work}, 95th percentile`, p95(grid.worked), p95(bare.worked)),
        measure(`${work}, median`, median(grid.worked), median(bare.worked)),
      ],
      notes: {
        presses: grid.waited.length,
        cells,
        'processor slowed down': THROTTLING,
        'target at the 95th percentile, when nothing else runs (ms)': 50,
        'work waiting for a processor, of so many': `${os.loadavg()[0]?.toFixed(1)} of ${os.availableParallelism()}`,
      },
    };
  } finally {
    await browser.close();
    await product.close();
  }
}
