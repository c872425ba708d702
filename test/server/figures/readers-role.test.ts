import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCaller } from '../../../server/platform/trpc.ts';
import { appRouter } from '../../../server/router.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

/** What readers are answered is read by a role of the database that sees publications and nothing else. */

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld({ published: true });
});
afterAll(() => world.close());

const published = ['Publication', 'PublicationAnswer'];

async function tables(): Promise<{ schema: string; name: string }[]> {
  const { rows } = await world.pool.query<{ schema: string; name: string }>(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2`,
  );
  return rows;
}
const ask = (text: string) => world.platform.readers.$queryRawUnsafe(text);

describe('the role that reads publications', () => {
  it('is refused every other table, in every schema', async () => {
    const others = (await tables()).filter(({ schema, name }) => schema !== 'public' || !published.includes(name));
    expect(others.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Observation', 'ValidatedCell', 'RegisterRow', 'User', 'Session', 'IndicatorMonth']),
    );
    for (const { schema, name } of others)
      await expect(ask(`SELECT 1 FROM "${schema}"."${name}" LIMIT 1`), name).rejects.toThrow(/permission denied/);
  });

  it('reads publications, and cannot write them', async () => {
    for (const name of published) {
      expect(await ask(`SELECT 1 FROM "${name}" LIMIT 1`), name).toHaveLength(1);
      for (const write of [
        `INSERT INTO "${name}" SELECT * FROM "${name}"`,
        `UPDATE "${name}" SET ${name === 'Publication' ? 'note' : 'body'} = 'essai'`,
        `DELETE FROM "${name}"`,
        `TRUNCATE "${name}" CASCADE`,
      ])
        await expect(ask(write), write).rejects.toThrow(/permission denied/);
    }
    await expect(ask('CREATE TABLE essai (id int)')).rejects.toThrow(/permission denied/);
  });
});

describe('a reader’s question', () => {
  it('makes no query to a working table, whatever it asks of the figures', async () => {
    const { readers, db } = world.platform;
    // The right to read without suppression is a person's, and is looked up beside.
    const refused = new Proxy(readers, {
      get: (target, name) => Reflect.get(name === 'wholeReading' ? db : target, name),
    });
    const viewer = { id: 'essai', name: '', email: '', role: 'reader', organisationId: null } as const;
    const { overview, indicators, housing, evictions, homelessness, publications } = createCaller(appRouter)({
      ...world.platform,
      ...{ db: refused, viewer },
    });
    const filters = { unit: 'persons', perimeter: 'insee' } as const;
    const [code, year] = ['IND-23', 2024];
    const asked: (() => Promise<unknown>)[] = [
      () => overview.forYear({}),
      () => overview.forYear({ year }),
      () => indicators.byCode({ code, year }),
      () => indicators.byCode({ code }),
      () => indicators.breakdown({ code, year }),
      () => indicators.why({ code, year }),
      () => indicators.why({ code, year, month: `${year}-03` }),
      () => housing.captured({}),
      () => housing.atlas(),
      () => housing.actionLogement(),
      () => evictions.funnel({ year }),
      () => homelessness.ledger(filters),
      () => homelessness.paths(filters),
      () => homelessness.needs(filters),
      () => homelessness.reliability(filters),
      () => publications.list(),
      () => publications.read({ number: 1 }),
    ];
    for (const question of asked) expect(await question(), String(question)).toBeTruthy();
    await expect(
      createCaller(appRouter)({ ...world.platform, db: refused, viewer }).catalogue.read(),
    ).rejects.toThrow();
  });
});
