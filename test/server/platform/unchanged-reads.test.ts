import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Prisma, type PrismaClient } from '../../../prisma/generated/client.ts';
import { foldRevision, tableChanges, tableChangesSql } from '../../../server/platform/database/revision.ts';
import { unchangedReads } from '../../../server/platform/database/unchanged-reads.ts';
import { testDatabase } from '../../setup/test-database.ts';

/** What nobody has changed since it was asked is not asked again; what was changed, by whoever, is. */

let opened: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  opened = await testDatabase({ catalogue: true });
});
afterAll(() => opened.close());

async function sumOf(): Promise<string> {
  const { rows } = await opened.pool.query(`SELECT ${tableChangesSql} AS sum`);
  return rows[0].sum;
}

/** The database as one request after the other sees it: each with what had changed when it began. */
let opens: () => Promise<ReturnType<ReturnType<typeof unchangedReads>>>;
beforeEach(() => {
  const changesOf = tableChanges(opened.pool);
  const unchanged = unchangedReads(opened.db);
  opens = async () => unchanged(await changesOf(await sumOf()));
});
const request = async () => (await opens()).db;

/** How many statements reach the database. */
async function statements(act: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await act();
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
}

const targets = { where: { actions: { some: {} } }, select: { code: true, targets: { select: { note: true } } } };
const byModel = (db: PrismaClient) => db.indicator.findMany({ ...targets, orderBy: { position: 'asc' } });
const byHand = (db: PrismaClient) =>
  db.$queryRaw`SELECT i.code, t.note FROM "Indicator" i JOIN "Target" t ON t."indicatorId" = i.id WHERE t.year = ${2025} ORDER BY t.id`;

describe.each([
  ['a question to models', byModel],
  ['a statement by hand', byHand],
])('%s', (_, ask) => {
  it('is asked once while its tables are the same, and again when one of them has changed', async () => {
    const first = await ask(await request());
    const again = await request();
    expect(await statements(async () => expect(await ask(again)).toEqual(first))).toBe(0);
    await opened.pool.query(`UPDATE "Target" SET note = 'changé'`);
    const after = await ask(await request());
    expect(after).toEqual(await ask(opened.db));
    expect(after).not.toEqual(first);
    await opened.pool.query('UPDATE "Target" SET note = NULL');
    expect(await ask(await request())).toEqual(await ask(opened.db));
  });

  it('is kept while another table changes', async () => {
    await ask(await request());
    await opened.pool.query(`UPDATE "Commune" SET name = name`);
    const later = await request();
    expect(await statements(() => ask(later))).toBe(0);
  });

  it('is answered with what nobody can change for the next', async () => {
    const found = (await ask(await request())) as object[];
    expect(() => found.pop()).toThrow(TypeError);
    expect(() => Object.assign(found[0] ?? {}, { code: 'X' })).toThrow(TypeError);
  });

  it('is asked of the database once the request has written', async () => {
    await ask(await request());
    const db = await request();
    await db.setting.upsert({ where: { name: 'essai' }, create: { name: 'essai', value: 1 }, update: { value: 2 } });
    expect(await statements(() => ask(db))).toBeGreaterThan(0);
  });
});

describe('what is kept', () => {
  it('is a question for its values: another value is another question', async () => {
    const db = await request();
    const ofYear = (year: number) =>
      db.$queryRaw(Prisma.sql`SELECT count(*)::int AS n FROM "Target" WHERE year = ${year}`);
    const [known, unknown] = [await ofYear(2025), await ofYear(1900)];
    expect(known).not.toEqual(unknown);
    expect(await ofYear(1900)).toEqual([{ n: 0 }]);
  });

  it('is nothing that a statement does, or that depends on the hour', async () => {
    const ask = async (text: string) => (await request()).$queryRawUnsafe(text);
    for (const text of [
      `UPDATE "Target" SET note = note RETURNING id`,
      `SELECT now(), count(*) FROM "Target"`,
      `SELECT 1 FROM "Session"`,
      `SELECT sum(changes) FROM revision.table_changes, "Target"`,
    ]) {
      await ask(text);
      expect(await statements(() => ask(text)), text).toBeGreaterThan(1);
    }
  });

  it('is no row of a register and no proof of identity; what is worked out of them may be', async () => {
    for (const rows of [
      (db: PrismaClient) => db.registerRow.findMany(),
      (db: PrismaClient) => db.user.findMany({ select: { accounts: true } }),
      (db: PrismaClient) => db.$queryRaw`SELECT content FROM "RegisterRow"`,
    ]) {
      await rows(await request());
      const later = await request();
      expect(await statements(() => rows(later))).toBeGreaterThan(0);
    }
    const made = vi.fn();
    const counted = async () => {
      const { db, unchanged } = await opens();
      return unchanged('rows', () => {
        made();
        return db.registerRow.count();
      });
    };
    await counted();
    await counted();
    expect(made).toHaveBeenCalledTimes(1);
  });

  it('is not what failed', async () => {
    const broken = async () => (await request()).$queryRawUnsafe('SELECT nothing FROM "Target"');
    await expect(broken()).rejects.toThrow();
    await expect(broken()).rejects.toThrow();
  });
});

describe('what is worked out of what is kept', () => {
  const made = vi.fn();
  beforeEach(() => {
    made.mockClear();
  });
  /** The targets and, where it is asked so, something that no table counts; told by how often it was made. */
  async function workOut({ writes = false, sessions = false } = {}): Promise<unknown> {
    const { db, unchanged } = await opens();
    return unchanged('targets', async () => {
      made();
      const found = await byModel(db);
      if (sessions) await db.session.count();
      if (writes) await db.setting.deleteMany({ where: { name: 'nothing' } });
      return { found };
    });
  }

  it('is made once for all while its tables are the same, though others change', async () => {
    const first = await workOut();
    await opened.pool.query(`UPDATE "Commune" SET name = name`);
    expect(await workOut()).toBe(first);
    expect(made).toHaveBeenCalledTimes(1);
  });

  it('is made again when one of them has changed', async () => {
    await workOut();
    await opened.pool.query(`UPDATE "Target" SET note = 'encore'`);
    expect(await workOut()).toEqual({ found: await byModel(opened.db) });
    expect(made).toHaveBeenCalledTimes(2);
    await opened.pool.query('UPDATE "Target" SET note = NULL');
  });

  it('is made once by several who ask together', async () => {
    const [first, second] = await Promise.all([workOut(), workOut()]);
    expect(second).toBe(first);
    expect(made).toHaveBeenCalledTimes(1);
  });

  it('is made each time where it read what does not count its changes, or wrote', async () => {
    for (const doubtful of [{ sessions: true }, { writes: true }]) {
      made.mockClear();
      await workOut(doubtful);
      await workOut(doubtful);
      expect(made, JSON.stringify(doubtful)).toHaveBeenCalledTimes(2);
    }
  });

  it('gives its tables to what is made of it', async () => {
    const whole = async () => {
      const { db, unchanged } = await opens();
      return unchanged('whole', async () => {
        made();
        return unchanged('part', () => byModel(db));
      });
    };
    await whole();
    await whole();
    expect(made).toHaveBeenCalledTimes(1);
    await opened.pool.query(`UPDATE "Target" SET note = note`);
    await whole();
    expect(made).toHaveBeenCalledTimes(2);
  });
});

describe('the changes of tables', () => {
  it('are counted for every table, but those that are written all the time or read by their writer alone', async () => {
    const changes = await tableChanges(opened.pool)('');
    const { rows } = await opened.pool.query(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
    const uncounted = rows.map(({ name }) => name).filter((name) => !changes.has(name));
    expect(uncounted.sort()).toEqual([
      ...['ApiAnswer', 'AuditEvent', 'Job', 'JournalAnchor', 'RateLimit', 'Session', 'Verification'],
      '_prisma_migrations',
    ]);
  });

  it('are seen when the transaction ends, and not before', async () => {
    const client = await opened.pool.connect();
    const before = await sumOf();
    await client.query('BEGIN');
    await client.query(`UPDATE "Target" SET note = note`);
    expect(await sumOf()).toBe(before);
    await client.query('COMMIT');
    client.release();
    expect(await sumOf()).not.toBe(before);
  });

  it('keep their sums when the counts of closed connections are folded', async () => {
    await opened.pool.query(
      `INSERT INTO revision.table_changes VALUES (2147483646, 'Target', 7), (2147483645, 'Target', 5), (2147483645, 'Commune', 1)`,
    );
    const before = await tableChanges(opened.pool)('');
    await foldRevision(opened.pool);
    expect(await tableChanges(opened.pool)('')).toEqual(before);
    const { rows } = await opened.pool.query('SELECT 1 FROM revision.table_changes WHERE backend > 2147483600');
    expect(rows).toEqual([]);
  });
});
