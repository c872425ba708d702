import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startJobs } from '../../../server/platform/jobs.ts';
import { backUp, compareBackup } from '../../../server/status/backups.ts';
import { readBackupMemory } from '../../../server/status/repository.ts';
import { backupSchedule } from '../../../server/status/service.ts';
import { itAtLength } from '../../setup/long-tier.ts';
import { type ServedProduct, serveProduct, until } from './operations-world.ts';

let product: ServedProduct;
const TOKEN = 'un-secret-que-seul-prometheus-connait';
beforeAll(async () => {
  product = await serveProduct({ DEMO: '1', METRICS: '1', METRICS_TOKEN: TOKEN });
});
afterAll(() => product.close());

async function read() {
  const answer = await fetch(`${product.address}/trpc/status.read`, { headers: { cookie: product.cookie } });
  return (await answer.json()).result.data;
}

describe('the state of the service', () => {
  it('is ready while the database answers, is of this version, and there is room', async () => {
    const answer = await fetch(`${product.address}/readyz`);
    expect(answer.status).toBe(200);
    const checks = { database: true, migrations: true, jobs: true, disk: true };
    expect(await answer.json()).toEqual({ ready: true, checks });
  });

  it('says its versions, its room and its jobs', async () => {
    const { versions, disk, process, mails } = await read();
    expect(versions).toMatchObject({ product: '0.1.0', kind: 'embedded', node: globalThis.process.versions.node });
    expect(versions.postgres).toMatch(/^1[5-9]\./);
    expect(disk.free).toBeGreaterThan(0);
    expect(process.memoryBytes).toBeGreaterThan(50_000_000);
    expect(mails).toEqual({ queued: 0, failed: 0 });
  });

  it('shows the backup that somebody asked for once it is made, restored and found to give every indicator back', async () => {
    const { installation } = product;
    const loop = startJobs(
      installation,
      // At night the day's own backup would be asked for first.
      { ...backupSchedule(installation, () => {}), plan: async () => {} },
      { everyMs: 200, report: () => {} },
    );
    const headers = { cookie: product.cookie, 'content-type': 'application/json' };
    const asked = await fetch(`${product.address}/trpc/status.backUp`, { method: 'POST', headers, body: '{}' });
    expect(asked.status).toBe(200);
    await until(async () => (await read()).backups.verification !== null, 40_000);
    await loop.stop();
    const { backups } = await read();
    expect(backups.failure).toBeNull();
    expect(backups.verification).toMatchObject({ outcome: 'same', backup: backups.last.name });
    expect(Number(backups.verification.words)).toBeGreaterThan(20);
    const folder = path.join(product.dataDir, 'backups');
    expect(statSync(path.join(folder, backups.last.name)).mode & 0o777).toBe(0o600);
    const line = await installation.db.auditEvent.findFirst({ where: { action: 'backup.request' } });
    expect(line?.actorName).toBe('Anne Martin');
    const left = await installation.pool.query("SELECT FROM pg_database WHERE datname LIKE '%essai%'");
    expect(left.rowCount).toBe(0);
  });

  itAtLength('says a backup that does not give the same figures back, and one that cannot be made', async () => {
    const { installation, dataDir } = product;
    const { backups } = await read();
    const file = path.join(dataDir, 'backups', backups.last.name);
    const text = gunzipSync(readFileSync(file)).toString();
    const cell = /("value": )(\d+)(?=[,.][^\n]*"indicatorId")/;
    expect(cell.test(text)).toBe(true);
    const other = `${file}.autre`;
    writeFileSync(other, gzipSync(text.replace(cell, (_, before, value) => `${before}${Number(value) + 1}`)));
    expect((await compareBackup(installation, other)).wrong.length).toBeGreaterThan(0);
    const { keyFile } = installation.env;
    const nowhere = { ...installation, env: { backupFolder: path.join(dataDir, 'postgres.log', 'backups'), keyFile } };
    await expect(backUp(nowhere)).rejects.toThrow();
    expect((await readBackupMemory(installation.db)).failure?.words).toMatch(/ENOTDIR|EEXIST/);
    expect((await read()).backups.failure).not.toBeNull();
    await backUp(installation);
    expect((await read()).backups.failure).toBeNull();
    for (const left of [file, other]) rmSync(left, { force: true });
  });

  it('plans one backup a day from two in the morning, in Paris, and asks for none when they are off', async () => {
    const { installation } = product;
    const { db } = installation;
    const keys = async () =>
      (await db.job.findMany({ where: { key: { startsWith: 'backup/2027' } } })).map((job) => job.key);
    const schedule = backupSchedule(installation, () => {});
    await schedule.plan?.(new Date('2027-01-10T00:30:00Z'));
    expect(await keys()).toEqual([]);
    for (const minute of ['01', '02', '59']) await schedule.plan?.(new Date(`2027-01-10T01:${minute}:00Z`));
    expect(await keys()).toEqual(['backup/2027-01-10']);
    const off = backupSchedule({ ...installation, env: { backupFolder: null, keyFile: '' } }, () => {});
    await off.plan?.(new Date('2027-01-11T03:00:00Z'));
    expect(await keys()).toEqual(['backup/2027-01-10']);
  });
});

describe('the measures', () => {
  it('are for whoever bears the token, or for a program of this machine that no proxy speaks for', async () => {
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${product.address}/metrics`, { headers })).status;
    expect(await status({})).toBe(200);
    expect(await status({ authorization: `Bearer ${TOKEN}` })).toBe(200);
    expect(await status({ authorization: 'Bearer autre' })).toBe(404);
    expect(await status({ 'x-forwarded-for': '203.0.113.9' })).toBe(404);
    expect(await status({ 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${TOKEN}` })).toBe(200);
  });

  it('name routes and procedures, never a person, an organisation or what was asked', async () => {
    await product.ask('catalogue.settings');
    await product.ask('overview.forYear', { organisation: 1 });
    await pause(50);
    const text = await (await fetch(`${product.address}/metrics`)).text();
    expect(text).toContain('route="/trpc/:path"');
    expect(text).toContain('procedure="catalogue.settings",outcome="OK"');
    for (const name of ['pool_connections', 'mails_queued', 'jobs_due', 'live_lines', 'ready_answers'])
      expect(text).toMatch(new RegExp(`observatoire_${name} \\d`));
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(text).not.toMatch(/martin|metropole|organisation/i);
  });
});

describe('two versions behind one database', () => {
  it('the one whose database was updated under it says so, is not ready, and writes nothing any more', async () => {
    const { pool } = product.installation;
    expect((await product.ask('catalogue.settings')).status).toBe(200);
    await pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '20990101_future', now())`,
    );
    const outdated = async () => (await product.ask('catalogue.settings')).appCode === 'OUTDATED';
    expect(await until(outdated)).toBeLessThan(3_000);
    const ready = await fetch(`${product.address}/readyz`);
    expect(ready.status).toBe(503);
    expect((await ready.json()).checks).toMatchObject({ database: true, migrations: false });
    expect((await fetch(`${product.address}/healthz`)).status).toBe(200);
    await pool.query(`DELETE FROM _prisma_migrations WHERE migration_name = '20990101_future'`);
    await until(async () => (await product.ask('catalogue.settings')).status === 200);
  });
});
