import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ended } from '../../server/operations/command.ts';
import { launchBrowser } from '../../setup/browser.ts';
import { startEmpty } from './empty-product.ts';
import { toFirstFigure } from './first-figure.ts';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'observatoire-figure-'));
let product: ChildProcess;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await ended(product, 'SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});

it('from an empty folder to a first validated figure: no file, no JSON, less than half an hour of acts', async () => {
  const begun = await startEmpty(dataDir);
  product = begun.product;
  const { acts, shown, errors } = await toFirstFigure(browser, begun.link, new Date().toISOString().slice(0, 10));
  expect(shown.replace(/\s+/gu, ' ')).toMatch(/12\sménages/u);
  expect(errors).toEqual([]);
  const { clicks, fields, choices, keys } = acts.count;
  console.info(
    `${clicks} clicks, ${fields} fields, ${choices} choices, ${keys} keys: ${acts.minutes.toFixed(1)} minutes by the model`,
  );
  expect(acts.minutes).toBeLessThan(30);
});
