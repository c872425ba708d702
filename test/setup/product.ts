import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { demonstrationFolder } from './first-start.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the product that journeys go through, its data folder, and the file of all that it has said. */
    product: { address: string; dataDir: string; log: string };
  }
}

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Starts the product on a folder that a first start has filled, and answers its printed address. */
function start(dataDir: string, log: string): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, ['server/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir, DATABASE_URL: '', DEMO: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (bytes: Buffer) => {
      said += bytes;
      appendFileSync(log, bytes);
      const address = /prêt\s: (http:\S+)/u.exec(said)?.[1];
      if (address) resolve({ child, address });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => reject(new Error(`the product did not start: ${said}`)));
  });
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'observatoire-journey-'));
  await demonstrationFolder(dataDir);
  const log = `${dataDir}.log`;
  const { child, address } = await start(dataDir, log);
  project.provide('product', { address, dataDir, log });
  return async () => {
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGTERM');
    });
    for (const left of [dataDir, log]) rmSync(left, { recursive: true, force: true });
  };
}
