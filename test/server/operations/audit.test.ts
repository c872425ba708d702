import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAudit } from '../../../server/audit/command.ts';
import { JOURNAL_MONTHS, purgeJournal } from '../../../server/audit/retention.ts';
import { verifyJournal } from '../../../server/audit/service.ts';
import { recordAudit } from '../../../server/platform/audit.ts';
import { truncatedAddress, withOrigin } from '../../../server/platform/web/call-origin.ts';
import { noteRead, readsWritten } from '../../../server/platform/web/page-views.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld();
});
afterEach(async () => {
  await readsWritten();
  await world.close();
});

const coordinator = { role: 'coordinator' } as const;
const person = { id: 'helene', name: 'Hélène' };
const line = (index: number) => ({ actorName: 'Essai', action: 'essai', entity: 'essai', entityId: String(index) });

async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1)
    await world.db.$transaction((tx) =>
      recordAudit(tx, person, { action: 'essai', entity: 'essai', entityId: index, after: { value: index } }),
    );
}

/** Whoever holds the database may do anything in it, but not without it showing. */
const behindItsBack = (statement: string) =>
  world.pool.query(`
    ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL;
    ${statement};
    ALTER TABLE "AuditEvent" ENABLE TRIGGER ALL`);

const idOf = async (entityId: string) =>
  (await world.db.auditEvent.findFirstOrThrow({ where: { entity: 'essai', entityId } })).id;

describe('the journal', () => {
  it('is read fifty lines at a time, the latest first, to its end', async () => {
    await world.db.auditEvent.createMany({ data: Array.from({ length: 60 }, (_, index) => line(index)) });
    const { audit } = world.as(coordinator);
    const first = await audit.journal({ entity: 'essai' });
    const second = await audit.journal({ entity: 'essai', cursor: first.next });
    expect([first.events.length, second.events.length, second.next]).toEqual([50, 10, null]);
    expect(first.events[0]?.entityId).toBe('59');
    expect([...first.events, ...second.events].map((one) => Number(one.entityId))).toEqual(
      Array.from({ length: 60 }, (_, index) => 59 - index),
    );
  });

  it('is searched by who, what, words and days of Paris', async () => {
    await world.db.auditEvent.createMany({
      data: [
        { ...line(1), actorName: 'Ali', reason: 'double saisie', at: new Date('2025-06-30T21:59:00Z') },
        { ...line(2), actorName: 'Ali', at: new Date('2025-06-30T22:00:00Z') },
        { ...line(3), actorName: 'Berthe', at: new Date('2025-07-01T21:59:59Z') },
        { ...line(4), actorName: 'Berthe', at: new Date('2025-07-01T22:00:00Z') },
      ],
    });
    const { audit } = world.as(coordinator);
    const found = async (filters: object) =>
      (await audit.journal({ entity: 'essai', ...filters })).events.map((one) => one.entityId);
    expect(await found({ actor: 'Ali' })).toEqual(['2', '1']);
    expect(await found({ text: 'DOUBLE' })).toEqual(['1']);
    expect(await found({ from: '2025-07-01', to: '2025-07-01' })).toEqual(['3', '2']);
    expect((await audit.choices()).actors).toEqual(expect.arrayContaining(['Ali', 'Berthe']));
  });

  it('says where an act came from, without telling one computer from its neighbours', async () => {
    const origin = { channel: 'screen', address: truncatedAddress('192.0.2.77') } as const;
    await withOrigin(origin, () => write(1));
    expect(await world.db.auditEvent.findFirst({ where: { entity: 'essai' } })).toMatchObject({
      channel: 'screen',
      address: '192.0.2.0/24',
    });
    expect(['::ffff:10.1.2.3', '2001:db8:7:1::5', 'fe80::1%eth0', 'nowhere'].map(truncatedAddress)).toEqual([
      '10.1.2.0/24',
      '2001:db8:7::/48',
      'fe80:0:0::/48',
      null,
    ]);
  });

  it('keeps who looked at a sensitive page, once a quarter of an hour, apart from the acts', async () => {
    const viewer = { ...person, id: 'helene-reads', email: 'h@exemple.fr', organisationId: null, ...coordinator };
    let now = new Date('2025-11-14T10:00:00Z');
    const platform = { db: world.db, clock: { now: () => now } };
    const read = async (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
      noteRead(platform, viewer, 'people');
      await readsWritten();
      return world.db.auditEvent.count({ where: { action: 'read.people' } });
    };
    expect([await read(0), await read(5), await read(11)]).toEqual([1, 1, 2]);
    const { audit } = world.as(coordinator);
    const kinds = async (reads: boolean) => new Set((await audit.journal({ reads })).events.map(({ kind }) => kind));
    expect(await kinds(true)).toContain('read');
    expect(await kinds(false)).not.toContain('read');
  });
});

describe('the chain of the journal', () => {
  it('holds through sixteen writers at once: as many places as lines, none twice', async () => {
    await Promise.all(Array.from({ length: 16 }, () => write(12)));
    const proof = await verifyJournal(world);
    expect(proof.broken).toBeNull();
    expect(proof.lines).toBe(await world.db.auditEvent.count());
    expect(proof.lastHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has no line of an act that did not happen', async () => {
    await write(3);
    const failed = world.db.$transaction(async (tx) => {
      await recordAudit(tx, person, { action: 'essai', entity: 'essai', entityId: 'undone' });
      throw new Error('given up');
    });
    await expect(failed).rejects.toThrow('given up');
    await write(2);
    expect((await verifyJournal(world)).broken).toBeNull();
  });

  it('refuses that a line be changed or taken away', async () => {
    await write(2);
    const where = { id: await idOf('1') };
    await expect(world.db.auditEvent.update({ where, data: { reason: 'autre' } })).rejects.toThrow('append-only');
    await expect(world.db.auditEvent.update({ where, data: { hash: null } })).rejects.toThrow('append-only');
    await expect(world.db.auditEvent.delete({ where })).rejects.toThrow('append-only');
    // The tests' own databases may be emptied: here as in a product, they may not.
    await world.pool.query(
      'CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_line()',
    );
    await expect(world.pool.query('TRUNCATE "AuditEvent"')).rejects.toThrow('append-only');
  });

  it.each([
    ['changed', (id: number) => `UPDATE "AuditEvent" SET after = '{"value": 99}' WHERE id = ${id}`, '3'],
    ['taken away', (id: number) => `DELETE FROM "AuditEvent" WHERE id = ${id}`, '4'],
    [
      'added with a place of its own',
      (id: number) =>
        `UPDATE "AuditEvent" SET position = position + 1000000 WHERE id > ${id};
         INSERT INTO "AuditEvent" (id, "actorName", action, entity, "entityId", position, hash)
           SELECT 900000, 'Personne', 'essai', 'essai', 'added', position + 1, hash FROM "AuditEvent" WHERE id = ${id};
         UPDATE "AuditEvent" SET position = position - 999999 WHERE id > ${id} AND id <> 900000`,
      'added',
    ],
    [
      'exchanged with the next',
      (id: number) =>
        `UPDATE "AuditEvent" SET position = -position WHERE id IN (${id}, ${id} + 1);
         UPDATE "AuditEvent" SET position = -position + (CASE id WHEN ${id} THEN 1 ELSE -1 END) WHERE id IN (${id}, ${id} + 1)`,
      '4',
    ],
  ])('shows a line that was %s behind the product’s back, and names where', async (_what, statement, named) => {
    await write(8);
    await behindItsBack(statement(await idOf('3')));
    const { broken } = await verifyJournal(world);
    expect(broken?.line).toBe(await idOf(named));
    expect(broken?.why).toMatch(/[a-zé’ ]+/);
  });

  it('shows a journal whose end was cut off, or that was emptied', async () => {
    await write(4);
    await behindItsBack(`DELETE FROM "AuditEvent" WHERE position = (SELECT max(position) FROM "AuditEvent")`);
    expect(await verifyJournal(world)).toMatchObject({
      broken: { line: await idOf('2'), why: 'les lignes qui suivaient ont été retirées' },
    });
    await behindItsBack('DELETE FROM "AuditEvent"');
    expect((await verifyJournal(world)).broken).not.toBeNull();
  });

  it('goes on being proved once the lines whose time is over are gone, and not when others took them', async () => {
    const now = new Date();
    const old = new Date(now.getTime() - (JOURNAL_MONTHS + 1) * 31 * 86_400_000);
    await behindItsBack('DELETE FROM "AuditEvent"; UPDATE "JournalAnchor" SET position = 0, hash = NULL');
    for (let index = 0; index < 4; index += 1) await world.db.auditEvent.create({ data: { ...line(index), at: old } });
    await write(3);
    expect(await purgeJournal({ db: world.db, clock: { now: () => now } })).toBe(4);
    expect(await world.db.auditEvent.count({ where: { action: 'journal.purge' } })).toBe(1);
    expect(await verifyJournal(world)).toMatchObject({ lines: 4, broken: null });
    expect(await purgeJournal({ db: world.db, clock: { now: () => now } })).toBe(0);
    await behindItsBack(`DELETE FROM "AuditEvent" WHERE position = 5`);
    expect((await verifyJournal(world)).broken?.why).toBe('les lignes d’avant ont été retirées sans purge');
  });

  it('is proved by a command that others can run, and by a button', async () => {
    await write(2);
    expect(await runAudit(world, ['verify', '--json'])).toBe(0);
    expect((await world.as(coordinator).audit.verify()).broken).toBeNull();
    await behindItsBack(`UPDATE "AuditEvent" SET "actorName" = 'Autre' WHERE entity = 'essai' AND "entityId" = '0'`);
    expect(await runAudit(world, ['verify'])).toBe(1);
  });
});
