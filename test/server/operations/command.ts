import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { vi } from 'vitest';
import { run } from '../../../server/command-line.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export function environmentOf(dataDir: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own = {
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    PUBLIC_URL: '',
    KEY_FILE: '',
    PORT: '0',
  };
  return { ...process.env, ...own, DEMO: '0', ...more };
}

/** Starts one of the product's commands on a data folder. */
export function start(dataDir: string, args: string[], more: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['server/cli.mjs', ...args], {
    cwd: ROOT,
    env: environmentOf(dataDir, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What a process said, once it has ended. */
export function finished(child: ChildProcess): Promise<Finished> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (bytes: Buffer) => {
    stdout += bytes;
  });
  child.stderr?.on('data', (bytes: Buffer) => {
    stderr += bytes;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

/** Runs one of the product's commands to its end, as `npm run -s …` does. */
export function command(dataDir: string, args: string[], more: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return finished(start(dataDir, args, more));
}

/** The same command in the process of the test: what it says and answers, without the two seconds of a process of its own. */
export async function commandHere(dataDir: string, [name = '', ...args]: string[]): Promise<Finished> {
  const said = { stdout: '', stderr: '' };
  const hear = (stream: keyof typeof said) => (line: unknown) => {
    said[stream] += `${line}\n`;
  };
  const heard = [
    vi.spyOn(console, 'log').mockImplementation(hear('stdout')),
    vi.spyOn(console, 'error').mockImplementation(hear('stderr')),
  ];
  const before = process.env;
  process.env = environmentOf(dataDir);
  try {
    return { code: await run(name, args), ...said };
  } finally {
    process.env = before;
    for (const one of heard) one.mockRestore();
  }
}

/** Starts the product itself on a data folder and answers its address and what it has said; refused: what it said before it ended. */
export function startProduct(
  dataDir: string,
  more: NodeJS.ProcessEnv = {},
): Promise<{ child: ChildProcess; address: string; said: () => string }> {
  const child = spawn(process.execPath, ['server/start.mjs'], {
    cwd: ROOT,
    env: environmentOf(dataDir, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (bytes: Buffer) => {
      said += bytes;
      const address = /prêt\s: (http:\S+)/u.exec(said)?.[1];
      if (address) resolve({ child, address, said: () => said });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => reject(new Error(said)));
  });
}

/** Ends a process that one has started, and waits until it is gone. */
export function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
