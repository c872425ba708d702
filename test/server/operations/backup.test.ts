import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJournal } from '../../../server/audit/service.ts';
import { recordAudit } from '../../../server/platform/audit.ts';
import { backup } from '../../../server/platform/backup/backup.ts';
import { UnusableBackup } from '../../../server/platform/backup/backup-reading.ts';
import { restore, restoreVerified } from '../../../server/platform/backup/restore.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { dump } from '../imports/import-world.ts';

let folder: string;
let demonstration: Awaited<ReturnType<typeof testDatabase>>;
let small: Awaited<ReturnType<typeof testDatabase>>;
let bare: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backup-'));
  demonstration = await testDatabase({ demonstration: true });
  small = await testDatabase({ catalogue: true });
  bare = await testDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await demonstration.close();
  await small.close();
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

const key = Buffer.alloc(32, 7);
const at = new Date('2025-11-14T10:00:00Z');
const proofs = {
  key,
  force: false,
  journal: async (db: typeof bare.db) => (await verifyJournal({ db })).broken?.why ?? null,
};

describe('a restoration', () => {
  let file: string;
  let text: string;
  beforeAll(async () => {
    const { id: organisationId } = await small.db.organisation.findFirstOrThrow();
    const { id: indicatorId } = await small.db.indicator.findFirstOrThrow();
    const cell = { organisationId, indicatorId, month: '2025-09', state: 'value', value: 42 };
    await small.db.observation.create({ data: { ...cell, origin: 'entry', stage: 'draft' } });
    const user = { id: 'lea', name: 'Léa Exemple', email: 'lea@exemple.fr', role: 'reader' as const };
    await small.db.user.create({ data: user });
    const entry = { action: 'essai', entity: 'page', entityId: '1' };
    await small.db.$transaction((tx) => recordAudit(tx, { id: null, name: 'Essai' }, entry));
    file = path.join(folder, 'whole.backup');
    await backup(small.pool, file, at, key);
    text = gunzipSync(readFileSync(file)).toString();
  });

  /** The same backup, changed by somebody who has the file and no key. */
  function changed(change: (lines: string[]) => string[]): string {
    const other = path.join(folder, 'changed.backup');
    writeFileSync(other, gzipSync(change(text.split('\n')).join('\n')));
    return other;
  }
  const refusal = async (other: string, asked: Partial<typeof proofs> = {}) => {
    const said = await restoreVerified(bare.pool, other, { ...proofs, ...asked }).then(
      () => 'restored',
      (error: Error) => error.message,
    );
    expect(await bare.db.organisation.count({ where: { code: 'NEW' } })).toBe(1);
    return said;
  };
  const raised = (lines: string[]) => {
    const cell = lines.findIndex((line) => line.includes('"month": "2025-09"') && /"value": \d\d/u.test(line));
    expect(cell).toBeGreaterThan(0);
    return lines.with(cell, (lines[cell] ?? '').replace(/"value": (\d\d)/u, '"value": 9$1'));
  };

  it('refuses a backup in which one figure was raised: by its signature, and by its figures', async () => {
    const said = await refusal(changed(raised));
    expect(said).toContain('rien n’a été changé');
    expect(said).toContain('sa signature n’est pas celle de cette installation');
    expect(said).toMatch(/ses chiffres ne sont pas ceux de son en-tête \(\S+/u);
  });

  it('refuses a backup whose journal was rewritten', async () => {
    const renamed = changed((lines) =>
      lines.map((line) =>
        line.includes('"entityId"') && line.includes('"actorName"')
          ? line.replace('"actorName": "', '"actorName": "Faux ')
          : line,
      ),
    );
    expect(await refusal(renamed)).toContain('la chaîne de son journal est rompue');
  });

  it('refuses half of a backup, wherever it was cut, and one that lacks a table', async () => {
    const bytes = readFileSync(file);
    const half = path.join(folder, 'half.backup');
    writeFileSync(half, bytes.subarray(0, bytes.length / 2));
    expect(await refusal(half, { force: true })).toContain('endommagé, coupé');
    expect(
      await refusal(
        changed((lines) => lines.slice(0, lines.length / 2)),
        { force: true },
      ),
    ).toContain('Il manque à cette sauvegarde');
    expect(await refusal(changed((lines) => lines.slice(0, -2)))).toContain('elle n’a pas de fin');
    const noPublication = changed((lines) => {
      const from = lines.indexOf('#Publication');
      return [
        ...lines.slice(0, from),
        ...lines.slice(lines.findIndex((line, rank) => rank > from && line.startsWith('#'))),
      ];
    });
    expect(await refusal(noPublication, { force: true })).toContain('Il manque à cette sauvegarde 1 table');
  });

  it('refuses one byte that was changed, wherever it is, even forced where it can be read no more', async () => {
    const bytes = readFileSync(file);
    const other = path.join(folder, 'flipped.backup');
    for (const share of [1, 4, 11]) {
      const copy = Buffer.from(bytes);
      const at = Math.floor((bytes.length * share) / 12);
      copy[at] = (copy[at] ?? 0) ^ 0x10;
      writeFileSync(other, copy);
      expect(await refusal(other), `byte ${at}`).not.toBe('restored');
    }
  });

  it.each([
    [
      'its header says another day',
      (lines: string[]) => lines.with(0, (lines[0] ?? '').replace('2025-11-14', '2025-11-13')),
    ],
    [
      'its header has no marks',
      (lines: string[]) => lines.with(0, (lines[0] ?? '').replace(/"marks":\{.*\}/u, '"marks":{}')),
    ],
    ['its signature was taken out', (lines: string[]) => lines.filter((line) => !line.startsWith('#fin'))],
    [
      'its signature is nobody’s',
      (lines: string[]) => lines.map((line) => (line.startsWith('#fin') ? '#fin {"signature":null}' : line)),
    ],
    [
      'its signature is of another kind',
      (lines: string[]) => lines.map((line) => (line.startsWith('#fin') ? '#fin {"signature":"00"}' : line)),
    ],
    [
      'somebody was made coordinator',
      (lines: string[]) =>
        lines.map((line) =>
          line.includes('lea@exemple.fr') ? line.replace('"role": "reader"', '"role": "coordinator"') : line,
        ),
    ],
    [
      'a line of the journal was taken out',
      (lines: string[]) => lines.filter((line) => !line.includes('"action": "essai"')),
    ],
    ['something follows its end', (lines: string[]) => [...lines.slice(0, -1), '#User', '']],
    [
      'a table comes twice',
      (lines: string[]) => lines.flatMap((line) => (line === '#Setting' ? [line, '#Setting'] : [line])),
    ],
  ])('refuses a backup when %s, and changes nothing', async (_, change) => {
    const made = changed(change);
    expect(gunzipSync(readFileSync(made)).toString()).not.toBe(text);
    expect(await refusal(made)).toMatch(/^(Cette sauvegarde|Il manque|Ce fichier).{20,}/u);
  });

  it('refuses what another installation signed, or nobody', async () => {
    expect(await refusal(file, { key: Buffer.alloc(32, 8) })).toContain('backups.key');
    const unsigned = path.join(folder, 'unsigned.backup');
    await backup(small.pool, unsigned, at);
    expect(await refusal(unsigned)).toContain('personne ne l’a signée');
  });

  it('takes what another installation signed on a machine where none was ever signed, and says that it is unproved', async () => {
    const elsewhere = { ...proofs, key: Buffer.alloc(32, 8), isNewHere: true };
    await expect(restoreVerified(bare.pool, changed(raised), elsewhere)).rejects.toThrow('ses chiffres');
    const fresh = await testDatabase();
    expect(await restoreVerified(fresh.pool, file, elsewhere)).toEqual({ doubts: [], isUnproved: true });
    await fresh.close();
  });

  it('may be forced, and says what it gave up', async () => {
    const { doubts } = await restoreVerified(bare.pool, changed(raised), { ...proofs, force: true });
    expect(doubts.join(' ')).toMatch(/signature.*chiffres/u);
  });

  it('gives back every figure, and opens no door that was shut or has been opened since', async () => {
    const now = new Date();
    const one = await small.db.user.findFirstOrThrow({ where: { role: 'reader' } });
    const session = { id: 's', userId: one.id, token: 't', expiresAt: new Date('2099-01-01') };
    await small.db.session.create({ data: session });
    const invitation = { email: 'a@exemple.fr', name: 'A', role: 'reader' as const, createdById: one.id };
    await small.db.invitation.create({ data: { ...invitation, tokenHash: 'h', expiresAt: session.expiresAt } });
    const token = { organisationId: 1, name: 'logiciel', hash: 'x', scopes: [], createdById: one.id, createdAt: now };
    await small.db.apiToken.create({ data: { ...token, expiresAt: session.expiresAt } });
    const full = path.join(folder, 'full.backup');
    await backup(small.pool, full, at, key);
    await small.db.user.update({ where: { id: one.id }, data: { disabled: true } });
    await small.db.observation.deleteMany();
    expect(await restoreVerified(small.pool, full, proofs)).toEqual({ doubts: [], isUnproved: false });
    const { db } = small;
    expect(await db.observation.count()).toBe(1);
    expect([await db.session.count(), await db.invitation.count(), await db.apiToken.count()]).toEqual([0, 0, 0]);
    expect((await db.user.findUniqueOrThrow({ where: { id: one.id } })).disabled).toBe(true);
  });
});
