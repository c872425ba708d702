import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrial } from '../../faults/faults.ts';
import { seedOf } from '../../setup/seed.ts';

let trial: Awaited<ReturnType<typeof openTrial>>;

beforeAll(async () => {
  trial = await openTrial(seedOf(20_251_114));
}, 180_000);
afterAll(() => trial.close());

/** What nothing of the product can do: a write that no trigger, no journal and no roll-up hears of. */
async function tamper(sql: string): Promise<string[]> {
  const undone = await trial.world.product.withDatabase(async (db) => {
    await db.query('BEGIN; SET LOCAL session_replication_role = replica');
    const { rowCount } = await db.query(sql);
    await db.query('COMMIT');
    return rowCount;
  });
  expect(undone, sql).toBe(1);
  return trial.check();
}

describe('a product killed in the middle of everything', () => {
  it.each(['connection', 'database', 'product', 'database', 'both', 'connection'] as const)(
    'comes back by itself with all that it acknowledged, and nothing by half (%s)',
    async (target) => {
      expect((await trial.strike(target)).faults).toEqual([]);
    },
    120_000,
  );

  it('was told many things meanwhile, and a checker that sees what is wrong said so', async () => {
    const { counts } = trial.world.ledger;
    expect(counts['save: done']).toBeGreaterThan(20);
    const cell = `id = (SELECT min(c.id) FROM "Observation" c JOIN "Organisation" o ON o.id = c."organisationId" WHERE o.code = 'ESSAI-1')`;
    expect(await tamper(`UPDATE "Observation" SET value = value + 1 WHERE ${cell}`)).not.toEqual([]);
    expect(await tamper(`UPDATE "Observation" SET value = value - 1 WHERE ${cell}`)).toEqual([]);
    const month = `("indicatorId", month, visibility) = (SELECT "indicatorId", month, visibility FROM "IndicatorMonth" LIMIT 1)`;
    expect((await tamper(`UPDATE "IndicatorMonth" SET reported = reported + 1 WHERE ${month}`)).join()).toMatch(
      /roll-up/,
    );
    expect((await tamper(`UPDATE "IndicatorMonth" SET reported = reported - 1 WHERE ${month}`)).join()).toMatch(
      /roll-up|^$/,
    );
    const edition = `INSERT INTO "Edition" (year, kind, number, status, "createdAt", "createdByName", sealed, sha256, "frozenAt")
      VALUES (2019, 'report', 1, 'frozen', now(), 'essai', '{}', encode(sha256('{}'), 'hex'), now())`;
    expect((await tamper(edition)).join()).toMatch(/half frozen/);
    const stray = `INSERT INTO "RegisterRow" ("organisationId", "keyHash", source, content, "importId") SELECT min(id), '\\x00', 'workshop', '{}', 999999 FROM "Organisation"`;
    expect((await tamper(stray)).join()).toMatch(/rows of no import/);
  }, 60_000);
});
