import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotateKey, settlePseudonyms } from '../../../server/platform/secrets/key-rotation.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;
let folder: string;
let keyFile: string;

beforeEach(async () => {
  world = await importWorld();
  folder = mkdtempSync(path.join(os.tmpdir(), 'keys-'));
  keyFile = path.join(folder, 'pseudonyms.key');
  world.platform.pseudonym = await settlePseudonyms(world.db, keyFile);
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

const dwellings = handMade('captured-dwelling', [{ captureDate: '2025-03-02', commune: '21231' }], ['LGT-77']);
const missing = /^La clé des pseudonymes manque\u00a0: .*pseudonyms\.key/u;
const hashes = async () => {
  const { rows } = await world.pool.query(
    `SELECT encode("keyHash", 'hex') AS key FROM "RegisterRow" WHERE "importId" IN (SELECT id FROM "Import" WHERE kind = 'file')`,
  );
  return rows.map((row) => row.key as string);
};

describe('the key of the pseudonyms', () => {
  it('is rotated without the file numbers: the next file finds its rows', async () => {
    await world.take(dwellings);
    const before = await hashes();
    expect(await rotateKey(world.pool, keyFile)).toBeGreaterThan(0);
    expect(await hashes()).not.toEqual(before);
    expect(readFileSync(keyFile, 'utf8').trim().split('\n')).toHaveLength(2);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    world.platform.pseudonym = await settlePseudonyms(world.db, keyFile);
    expect(await world.take(dwellings)).toMatchObject({ accepted: 0, identical: 1 });
  });

  it('leaves an import undoable', async () => {
    const rows = async () => (await world.pool.query('SELECT content FROM "RegisterRow" ORDER BY content::text')).rows;
    const before = await rows();
    await world.take(dwellings);
    const { id } = await world.take(handMade('captured-dwelling', [{ captureDate: '2025-04-02' }], ['LGT-77']));
    await rotateKey(world.pool, keyFile);
    const { imports } = world.as({ role: 'coordinator' });
    await imports.undo({ id: id!, reason: 'essai de clé' });
    await imports.undo({ id: id! - 1, reason: 'essai de clé' });
    expect(await rows()).toEqual(before);
  });

  it('settles a rotation that was cut before or after its transaction', async () => {
    await world.take(dwellings);
    const [first] = await hashes();
    const old = readFileSync(keyFile, 'utf8');
    writeFileSync(`${keyFile}.next`, `${old}${'ab'.repeat(32)}\n`);
    let pseudonym = await settlePseudonyms(world.db, keyFile);
    expect([pseudonym('captured-dwelling', 'LGT-77'), existsSync(`${keyFile}.next`)]).toEqual([first, false]);
    await rotateKey(world.pool, keyFile);
    renameSync(keyFile, `${keyFile}.next`);
    writeFileSync(keyFile, old, { mode: 0o600 });
    pseudonym = await settlePseudonyms(world.db, keyFile);
    expect([pseudonym('captured-dwelling', 'LGT-77')]).toEqual(await hashes());
  });

  it('refuses imports under another key, which would bring every known row again', async () => {
    await world.take(dwellings);
    writeFileSync(keyFile, `${'cd'.repeat(32)}\n`);
    world.platform.pseudonym = await settlePseudonyms(world.db, keyFile);
    await expect(world.take(dwellings)).rejects.toMatchObject({ code: 'KEY_LOST' });
    expect(await hashes()).toHaveLength(1);
  });

  it('that is missing where the database knows one is refused by a sentence, and none is made in its place', async () => {
    const copy = readFileSync(keyFile);
    rmSync(keyFile);
    await expect(settlePseudonyms(world.db, keyFile)).rejects.toThrow(missing);
    expect(existsSync(keyFile)).toBe(false);
    writeFileSync(keyFile, copy);
    await expect(settlePseudonyms(world.db, keyFile)).resolves.toBeTypeOf('function');
  });
});
