import { existsSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/postgres/embedded-postgres.ts';
import { copyFolder, putInPlace, removeOld } from './folders.ts';
import { printOf } from './template-print.ts';
import { fillTemplates } from './templates.ts';

const PREFIX = `observatoire-templates-${os.userInfo().uid}-`;

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

/** An embedded server with the two templates, on a copy of the one that the last run made from the same files. */
export async function startFromTemplates(dataDir: string): Promise<EmbeddedPostgres> {
  const folder = path.join(os.tmpdir(), `${PREFIX}${printOf(path.join(import.meta.dirname, 'template-cluster.ts'))}`);
  if (!existsSync(folder)) {
    removeOld(PREFIX);
    await make(folder);
  }
  if (statSync(folder).uid !== os.userInfo().uid) throw new Error(`${folder} belongs to somebody else`);
  utimesSync(folder, new Date(), new Date());
  copyFolder(folder, dataDir);
  return startEmbeddedPostgres({ dataDir });
}
