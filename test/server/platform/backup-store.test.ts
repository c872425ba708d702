import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { indicatorMarks } from '../../../server/platform/backup/backup.ts';
import { readBackup } from '../../../server/platform/backup/backup-reading.ts';
import { keepBackup, keepBeforeUpdate, keptBackups } from '../../../server/platform/backup/backup-store.ts';
import { restore } from '../../../server/platform/backup/restore.ts';
import { testDatabase } from '../../setup/test-database.ts';

const key = Buffer.alloc(32, 7);
let database: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;
beforeAll(async () => {
  database = await testDatabase({ demonstration: true });
});
afterAll(() => database.close());
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'backups-')), 'backups');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

/** A backup as an earlier night left it. */
function anEarlier(day: string, name = `observatoire-${day}-020000.sauvegarde`): void {
  const file = path.join(folder, name);
  writeFileSync(file, 'x');
  const at = new Date(`${day}T02:00:00Z`);
  utimesSync(file, at, at);
}

const at = new Date('2026-11-23T01:30:05Z');

describe('the folder of the backups', () => {
  it('gets one more, named by the day and the time in Paris, which nobody else may read', async () => {
    const { name, file } = await keepBackup(database.pool, { folder, key }, at);
    expect(name).toBe('observatoire-2026-11-23-023005.sauvegarde');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('loses those whose time is over, the earlier ones of a day, and what a kill left; never another file', async () => {
    await keepBackup(database.pool, { folder, key }, at);
    for (const day of ['2026-09-29', '2026-09-30', '2026-11-15', '2026-11-22']) anEarlier(day);
    for (let day = 16; day < 22; day += 1) anEarlier(`2026-11-${day}`);
    anEarlier('2026-11-22', 'observatoire-2026-11-22-010000.sauvegarde');
    anEarlier('2026-11-22', 'observatoire-2026-11-22-030000.sauvegarde.partial');
    anEarlier('2020-01-01', 'ma sauvegarde à moi.gz');
    await keepBackup(database.pool, { folder, key }, new Date('2026-11-23T05:00:00Z'));
    const days = keptBackups(folder).map(({ day }) => day.slice(5));
    expect(days).toEqual(['09-30', '11-15', '11-17', '11-18', '11-19', '11-20', '11-21', '11-22', '11-23']);
    expect(readdirSync(folder)).toContain('ma sauvegarde à moi.gz');
    expect(readdirSync(folder)).toHaveLength(days.length + 1);
  });

  it('keeps the three latest from before an update, whatever their age', async () => {
    for (const month of ['01', '02', '03', '04']) {
      const version = `2026${month}01000000_v`;
      await keepBeforeUpdate(database.pool, { folder, key }, version, new Date(`2026-${month}-02T10:00:00Z`));
    }
    expect(keptBackups(folder).map(({ name }) => name.slice(18, 26))).toEqual(['20260201', '20260301', '20260401']);
  });

  it('holds what puts every indicator back, and says so by marks that a single changed cell would change', async () => {
    const { file } = await keepBackup(database.pool, { folder, key }, at);
    const { marks, at: madeAt } = await readBackup(file);
    expect(madeAt).toEqual(at);
    expect(Object.keys(marks).length).toBeGreaterThan(20);
    const copy = await testDatabase();
    await restore(copy.pool, file);
    expect(await indicatorMarks(copy.pool)).toEqual(marks);
    await copy.pool.query('UPDATE "Observation" SET value = value + 1 WHERE id = (SELECT min(id) FROM "Observation")');
    const changed = await indicatorMarks(copy.pool);
    expect(Object.keys(marks).filter((code) => changed[code] !== marks[code])).toHaveLength(1);
    await copy.close();
  });

  it('is left as it was by a backup that cannot be finished, and the pool’s connection with it', async () => {
    mkdirSync(path.join(folder, 'observatoire-2026-11-23-023005.sauvegarde.partial'), { recursive: true });
    await expect(keepBackup(database.pool, { folder, key }, at)).rejects.toThrow('EISDIR');
    expect(keptBackups(folder)).toEqual([]);
    expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });
});
