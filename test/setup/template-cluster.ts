import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/postgres/embedded-postgres.ts';
import { printOf } from './template-print.ts';
import { fillTemplates } from './templates.ts';

const PREFIX = `observatoire-templates-${os.userInfo().uid}-`;
const WEEK_MS = 7 * 24 * 3_600_000;

/** A test that is cut is begun again: its server has nothing to keep through a power cut. The product's own always has. */
const FORGETFUL = ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off'];

async function forget(server: pg.PoolConfig): Promise<void> {
  const admin = new pg.Client(server);
  await admin.connect();
  for (const setting of FORGETFUL) await admin.query(`ALTER SYSTEM SET ${setting}`);
  await admin.query('SELECT pg_reload_conf()');
  await admin.end();
}

async function make(folder: string): Promise<void> {
  const fresh = mkdtempSync(`${folder}.`);
  try {
    const embedded = await startEmbeddedPostgres({ dataDir: fresh });
    await forget(embedded.connection);
    await fillTemplates(embedded.connection);
    await embedded.stop();
    putInPlace(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Put in place only when it is whole; another run may have been quicker, and then theirs stands. */
function putInPlace(fresh: string, folder: string): void {
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** A copy of a data folder whose server has stopped. PostgreSQL runs as another user when we are root: its files stay theirs. */
export function copyFolder(from: string, to: string): void {
  if (process.platform === 'win32') {
    cpSync(from, to, { recursive: true });
    return;
  }
  const run = spawnSync('cp', ['-Rp', `${from}/.`, to], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`cp ${from}: ${run.stderr}`);
}

function removeOld(): void {
  for (const name of readdirSync(os.tmpdir()).filter((one) => one.startsWith(PREFIX))) {
    const folder = path.join(os.tmpdir(), name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > WEEK_MS) rmSync(folder, { recursive: true, force: true });
  }
}

/** An embedded server with the two templates, on a copy of the one that the last run made from the same files. */
export async function startFromTemplates(dataDir: string): Promise<EmbeddedPostgres> {
  const folder = path.join(os.tmpdir(), `${PREFIX}${printOf(path.join(import.meta.dirname, 'template-cluster.ts'))}`);
  if (!existsSync(folder)) {
    removeOld();
    await make(folder);
  }
  if (statSync(folder).uid !== os.userInfo().uid) throw new Error(`${folder} belongs to somebody else`);
  utimesSync(folder, new Date(), new Date());
  copyFolder(folder, dataDir);
  return startEmbeddedPostgres({ dataDir });
}
