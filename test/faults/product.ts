import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Chance } from './chance.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** A machine that does much else is slow to start anything: how long it took is what the table says. */
const PATIENCE_MS = 300_000;
/** A first start makes the whole demonstration and publishes it. */
const FIRST_START_MS = 600_000;
const POLL_MS = 25;

/** What is killed: the product's process, PostgreSQL's first process, one of its connections, or the first two at once. */
export type Target = 'product' | 'database' | 'connection' | 'both';

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Kills a process that may have gone by itself meanwhile. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export async function until(what: string, holds: () => Promise<boolean>, most = PATIENCE_MS): Promise<number> {
  const from = performance.now();
  while (!(await holds())) {
    if (performance.now() - from > most) throw new Error(`waited ${most / 1000} s for ${what}`);
    await pause(POLL_MS);
  }
  return performance.now() - from;
}

const answers = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, { headers, signal: AbortSignal.timeout(5000) }).then(
    (answer) => answer.ok,
    () => false,
  );

/** The real product, started as people start it, on a folder of its own. */
export async function openProduct() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'obs-faults-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const said: string[] = [];
  let child: ChildProcess | null = null;

  function spawned(): ChildProcess {
    const own = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: folder, DEMO: '1', REQUESTS_PER_MINUTE: '0' };
    const none = { DATABASE_URL: '', PUBLIC_URL: '', KEY_FILE: '', SMTP_URL: '', CATALOGUE: '' };
    const env = { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', ...none, ...own };
    const fresh = spawn(process.execPath, ['server/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [fresh.stdout, fresh.stderr])
      stream.on('data', (bytes: Buffer) => {
        said.push(String(bytes));
        if (said.length > 400) said.splice(0, 200);
      });
    fresh.once('exit', () => {
      if (child === fresh) child = null;
    });
    return fresh;
  }

  /** Milliseconds from the start of the process to the first sign of life. */
  async function start(most = PATIENCE_MS): Promise<number> {
    child = spawned();
    const isReady = async () => {
      if (!child) throw new Error(`the product did not start:\n${said.slice(-20).join('')}`);
      return answers(`${address}/healthz`);
    };
    return until('the product', isReady, most);
  }
  const server = { host: path.join(folder, 'postgres'), port: 5432, user: 'observatoire', database: 'postgres' };
  const postmaster = () => Number.parseInt(readFileSync(path.join(server.host, 'postmaster.pid'), 'utf8'), 10);

  /** A connection of its own, that the product knows nothing of. */
  async function withDatabase<Result>(use: (client: pg.Client) => Promise<Result>): Promise<Result> {
    const client = new pg.Client(server);
    client.on('error', () => {});
    await client.connect();
    try {
      return await use(client);
    } finally {
      await client.end().catch(() => {});
    }
  }

  /** One of the product's connections, rather one that is in the middle of something. */
  async function connectionToKill(chance: Chance): Promise<number> {
    const { rows } = await withDatabase((client) =>
      client.query<{ pid: number; busy: boolean }>(
        `SELECT pid, xact_start IS NOT NULL AS busy FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      ),
    );
    const busy = rows.filter((one) => one.busy);
    return chance.pick(busy.length > 0 ? busy : rows).pid;
  }
  return {
    address,
    folder,
    withDatabase,
    start,
    firstStart: () => start(FIRST_START_MS),
    postmaster,
    pid: () => child?.pid ?? 0,
    isRunning: () => child !== null,
    words: () => said.join(''),
    async strike(target: Target, chance: Chance): Promise<void> {
      const victim = target === 'connection' ? await connectionToKill(chance) : 0;
      const gone = target === 'product' || target === 'both' ? child : null;
      const ended = new Promise((resolve) => (gone ? gone.once('exit', resolve) : resolve(null)));
      if (target === 'database' || target === 'both') kill(postmaster());
      if (gone?.pid) kill(gone.pid);
      if (victim) kill(victim);
      await ended;
    },
    /** Stops everything and takes the folder away. */
    async close(): Promise<void> {
      const last = child;
      if (last) {
        await new Promise((resolve) => {
          last.once('exit', resolve);
          last.kill('SIGTERM');
        });
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
export type Product = Awaited<ReturnType<typeof openProduct>>;
