import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { ended, environmentOf } from '../../server/operations/command.ts';
import { launchBrowser } from '../../setup/browser.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Starts the product on a folder without any territory; answers the link of its first account. */
function startEmpty(dataDir: string): Promise<{ product: ChildProcess; link: string }> {
  const env = { ...environmentOf(dataDir, { CATALOGUE: 'none', DEMO: '0' }), PUBLIC_URL: '' };
  const product = spawn(process.execPath, ['server/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (bytes: Buffer) => {
      said += bytes;
      const link = /Créez celui de la coordination\s: (http:\S+)/u.exec(said)?.[1];
      if (link) resolve({ product, link });
    };
    product.stdout.on('data', listen);
    product.stderr.on('data', listen);
    product.once('exit', () => reject(new Error(`the product did not start: ${said}`)));
  });
}

/** For a file of tests: a folder without any territory, and a browser. What is begun there ends with the file. */
export function emptyProduct(name: string) {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), `observatoire-${name}-`));
  let browser: Browser;
  let product: ChildProcess | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    if (product) await ended(product, 'SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    dataDir,
    /** Starts it; answers the browser, and the link of its first account. */
    async begin(): Promise<{ browser: Browser; link: string }> {
      const begun = await startEmpty(dataDir);
      product = begun.product;
      return { browser, link: begun.link };
    },
  };
}
