import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepBeforeUpdate } from '../../../server/platform/backup/backup-store.ts';
import { type Job, LEASE_MS, runDueJobs, startJobs, takeJob } from '../../../server/platform/jobs.ts';
import { knownMigrations, migrate } from '../../../server/postgres/migrate.ts';
import { testDatabase } from '../../setup/test-database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;
let loop: ReturnType<typeof startJobs> | undefined;
beforeEach(async () => {
  database = await testDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'update-'));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const HOUR = 3_600_000;
const noon = new Date('2026-11-23T12:00:00Z').getTime();
const at = (time: number) => ({ db: database.db, clock: { now: () => new Date(time) } });
const ask = (name = 'essai') => database.db.job.create({ data: { name, key: name, runAt: new Date(noon - HOUR) } });

describe('a clock that is put back', () => {
  it('does not hold up a job that was taken while it was ahead', async () => {
    await ask();
    expect(await takeJob(at(noon + 48 * HOUR), ['essai'])).toMatchObject({ attempts: 1 });
    expect(await takeJob(at(noon), ['essai'])).toMatchObject({ attempts: 2 });
    // What was taken at an honest hour is still nobody else's.
    expect(await takeJob(at(noon + LEASE_MS / 2), ['essai'])).toBeNull();
    expect(await takeJob(at(noon + LEASE_MS), ['essai'])).toMatchObject({ attempts: 3 });
  });

  it('does not hold up the next try of a job that failed while it was ahead', async () => {
    await ask();
    const fails = { run: { essai: () => Promise.reject(new Error('non')) } };
    await runDueJobs(at(noon + 48 * HOUR), fails);
    const done: Job[] = [];
    await runDueJobs(at(noon), { run: { essai: async (job) => void done.push(job) } });
    expect(done).toHaveLength(1);
  });

  it('does not bring a job forward that was asked for later', async () => {
    await database.db.job.create({ data: { name: 'essai', key: 'plus tard', runAt: new Date(noon + 24 * HOUR) } });
    expect(await takeJob(at(noon), ['essai'])).toBeNull();
  });
});

describe('a product that stops in the middle of a job', () => {
  it('gives it back when it is too long, and the next start begins it at once', async () => {
    await ask();
    let finish = () => {};
    const begun = new Promise<void>((resolve) => {
      const run = {
        essai: () => {
          resolve();
          return new Promise<void>((end) => {
            finish = end;
          });
        },
      };
      loop = startJobs(at(noon), { run }, { everyMs: 10_000, report: () => {} });
    });
    await begun;
    expect(loop?.state().inHand).toBe('essai');
    await loop?.stop(50);
    expect(await takeJob(at(noon), ['essai'])).toMatchObject({ attempts: 1 });
    finish();
  });

  it('waits for it when it is short', async () => {
    await ask();
    let done = false;
    const run = {
      essai: async () => {
        await pause(100);
        done = true;
      },
    };
    const waiting = startJobs(at(noon), { run }, { everyMs: 10_000, report: () => {} });
    while (waiting.state().inHand === null) await new Promise((next) => setImmediate(next));
    await waiting.stop();
    expect(done).toBe(true);
    expect((await database.db.job.findFirstOrThrow()).doneAt).not.toBeNull();
  });
});

/** The migrations of a version that has one more. */
function aLaterVersion(sql: string): string {
  const migrations = path.join(folder, 'migrations');
  const source = path.resolve(import.meta.dirname, '../../../prisma/migrations');
  for (const name of knownMigrations(source)) copyMigration(source, migrations, name);
  mkdirSync(path.join(migrations, '20990101000000_more'));
  writeFileSync(path.join(migrations, '20990101000000_more', 'migration.sql'), sql);
  return migrations;
}

function copyMigration(source: string, target: string, name: string): void {
  mkdirSync(path.join(target, name), { recursive: true });
  cpSync(path.join(source, name, 'migration.sql'), path.join(target, name, 'migration.sql'));
}

describe('an update', () => {
  it('keeps the database first, by the name of its version, and then changes it', async () => {
    const migrations = aLaterVersion('CREATE TABLE more (x int)');
    const versions: string[] = [];
    const applied = await migrate(database.pool, migrations, async (version) => {
      versions.push(version);
      await keepBeforeUpdate(
        database.pool,
        { folder: path.join(folder, 'backups'), key: null },
        version,
        new Date(noon),
      );
    });
    expect(applied).toEqual(['20990101000000_more']);
    expect(versions).toEqual([knownMigrations(migrations).at(-2)]);
    const name = `avant-mise-a-jour-${versions[0]}-2026-11-23-130000.sauvegarde`;
    expect(readdirSync(path.join(folder, 'backups'))).toEqual([name]);
    await migrate(database.pool, migrations, async () => expect.unreachable());
  });

  it('changes nothing when the database cannot be kept', async () => {
    const migrations = aLaterVersion('CREATE TABLE more (x int)');
    const refused = migrate(database.pool, migrations, () => Promise.reject(new Error('Disque plein.')));
    await expect(refused).rejects.toThrow('Disque plein.');
    expect((await database.pool.query(`SELECT to_regclass('more') AS made`)).rows[0].made).toBeNull();
  });
});
