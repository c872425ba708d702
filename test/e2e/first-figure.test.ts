import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ended, environmentOf } from '../server/operations/command.ts';
import { launchBrowser } from '../setup/browser.ts';
import { toFirstFigure } from './first-figure.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'observatoire-figure-'));
let product: ChildProcess;
let browser: Browser;

/** A folder without any territory; the link of its first account. */
function started(): Promise<string> {
  const env = { ...environmentOf(dataDir, { CATALOGUE: 'none', DEMO: '0' }), PUBLIC_URL: '' };
  product = spawn(process.execPath, ['server/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (bytes: Buffer) => {
      said += bytes;
      const link = /Créez celui de la coordination\s: (http:\S+)/u.exec(said)?.[1];
      if (link) resolve(link);
    };
    product.stdout?.on('data', listen);
    product.stderr?.on('data', listen);
    product.once('exit', () => reject(new Error(`the product did not start: ${said}`)));
  });
}

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await ended(product, 'SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});

it('from an empty folder to a first validated figure: no file, no JSON, less than half an hour of acts', async () => {
  const { acts, shown, errors } = await toFirstFigure(browser, await started(), new Date().toISOString().slice(0, 10));
  expect(shown.replace(/\s+/gu, ' ')).toMatch(/12\sménages/u);
  expect(errors).toEqual([]);
  const { clicks, fields, choices, keys } = acts.count;
  console.info(
    `${clicks} clicks, ${fields} fields, ${choices} choices, ${keys} keys: ${acts.minutes.toFixed(1)} minutes by the model`,
  );
  expect(acts.minutes).toBeLessThan(30);
});
