import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backup, restore, UnusableBackup } from '../../../server/platform/backup/backup.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { dump } from '../imports/import-world.ts';

let folder: string;
let demonstration: Awaited<ReturnType<typeof testDatabase>>;
let bare: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backup-'));
  demonstration = await testDatabase({ demonstration: true });
  bare = await testDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await demonstration.close();
  await bare.close();
});

/** Every row of every table, in an order that does not depend on where it lies. */
describe('a backup', () => {
  it('puts back every row of every table, and new rows go on from there', async () => {
    const file = path.join(folder, 'a.backup');
    await backup(demonstration.pool, file, new Date('2025-11-14T10:00:00Z'));
    await restore(bare.pool, file);
    const [before, after] = [await dump(demonstration.pool), await dump(bare.pool)];
    expect(before.Observation?.length).toBeGreaterThan(500);
    expect(after).toEqual(before);
    const organisation = await bare.db.organisation.create({
      data: { code: 'NEW', name: 'Nouvelle', kind: 'association' },
    });
    expect(organisation.id).toBeGreaterThan(0);
  });

  it.each([
    ['a text', Buffer.from('bonjour')],
    ['an empty archive', gzipSync('')],
    ['another product’s archive', gzipSync('{"product":"autre"}\n')],
    [
      'another version’s backup',
      gzipSync('{"product":"observatoire-logement-dabord","format":1,"migrations":["x"]}\n'),
    ],
  ])('refuses %s with a sentence, and changes nothing', async (_, bytes) => {
    const file = path.join(folder, 'bad.backup');
    writeFileSync(file, bytes);
    const before = await dump(demonstration.pool);
    await expect(restore(demonstration.pool, file)).rejects.toThrow(UnusableBackup);
    expect(await dump(demonstration.pool)).toEqual(before);
  });
});
