import type pg from 'pg';
import { type Measure, measure, median, type SectionOptions, type SectionResult, timed } from './measure.ts';
import { withInstallation } from './opened.ts';
import { fillGenerated } from './overview-data.ts';

const FIRST_YEAR = 2016;
const YEARS = Array.from({ length: 10 }, (_, index) => FIRST_YEAR + index);
const ROUNDS = 200;

/** The cells once more, a partition a year, with the keys and indexes of the table that the product uses. */
async function partitioned(client: pg.PoolClient): Promise<void> {
  await client.query(`CREATE SCHEMA yearly`);
  await client.query(
    `CREATE TABLE yearly."Observation" (LIKE "Observation" INCLUDING DEFAULTS) PARTITION BY RANGE (month)`,
  );
  for (const year of YEARS)
    await client.query(
      `CREATE TABLE yearly."Observation${year}" PARTITION OF yearly."Observation" FOR VALUES FROM ('${year}-01') TO ('${year + 1}-01')`,
    );
  await client.query(`INSERT INTO yearly."Observation" SELECT * FROM public."Observation"`);
  await client.query(`
    ALTER TABLE yearly."Observation" ADD PRIMARY KEY (id, month);
    CREATE UNIQUE INDEX ON yearly."Observation" ("organisationId", "indicatorId", month, breakdown);
    CREATE INDEX ON yearly."Observation" ("indicatorId", month);
    CREATE INDEX ON yearly."Observation" ("importId")`);
  await client.query('VACUUM ANALYZE yearly."Observation"');
}

/** What the rooms ask of the cells; $1 is an indicator, $2 an organisation, both different at each round. */
const statements: Record<string, string> = {
  'sum of a month, at each save': `
    SELECT o."indicatorId", o.month, sum(o.value), count(*) FILTER (WHERE o.state = 'unavailable')
    FROM "Observation" o WHERE o."indicatorId" = $1 AND o.month = '2025-06' AND o.breakdown = '' AND $2::int > 0 GROUP BY 1, 2`,
  'grid of a structure, a month': `
    SELECT * FROM "Observation" WHERE "organisationId" = $2 AND month = '2025-06' AND breakdown = '' AND $1::int > 0`,
  'why a figure, a year': `
    SELECT * FROM "Observation" WHERE "indicatorId" = $1 AND month BETWEEN '2025-01' AND '2025-12' AND breakdown = '' AND $2::int > 0`,
  'ten years of an indicator': `
    SELECT month, sum(value) FROM "Observation" WHERE "indicatorId" = $1 AND breakdown = '' AND $2::int > 0 GROUP BY month`,
  'a cell written': `
    INSERT INTO "Observation" ("organisationId", "indicatorId", month, breakdown, state, value, origin)
    VALUES ($2, $1, '2025-06', '', 'value', 1, 'entry')
    ON CONFLICT ("organisationId", "indicatorId", month, breakdown) DO UPDATE SET value = excluded.value + 1`,
};

async function ids(client: pg.PoolClient, table: string): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(`SELECT id FROM "${table}" ORDER BY id`);
  return rows.map(({ id }) => id);
}

/** One statement on both tables in turn, each prepared on a connection that sees its own table first. */
async function compared(yearly: pg.PoolClient, whole: pg.PoolClient, name: string): Promise<Measure> {
  const [indicators, organisations] = [await ids(whole, 'Indicator'), await ids(whole, 'Organisation')];
  const times = { yearly: [] as number[], whole: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const values = [indicators[round % indicators.length], organisations[(round * 7) % organisations.length]];
    const query = { name, text: statements[name] ?? '', values };
    const ours = async () => times.yearly.push(await timed(() => yearly.query(query)));
    const baseline = async () => times.whole.push(await timed(() => whole.query(query)));
    for (const one of round % 2 === 0 ? [ours, baseline] : [baseline, ours]) await one();
  }
  return measure(name, median(times.yearly), median(times.whole));
}

/** The oldest year taken away, then given back: a partition dropped against its rows deleted. */
async function purged(yearly: pg.PoolClient, whole: pg.PoolClient): Promise<Measure> {
  const undone = async (client: pg.PoolClient, text: string) => {
    await client.query('BEGIN');
    const spent = await timed(() => client.query(text));
    await client.query('ROLLBACK');
    return spent;
  };
  const dropped = await undone(yearly, `DROP TABLE yearly."Observation${FIRST_YEAR}"`);
  const deleted = await undone(whole, `DELETE FROM "Observation" WHERE month < '${FIRST_YEAR + 1}-01'`);
  return measure('the oldest year purged', dropped, deleted);
}

/** The cells in a partition a year (ours) against the one table that the product keeps (baseline). */
export function partition({ large }: SectionOptions): Promise<SectionResult> {
  return withInstallation({ demonstration: false }, async (installation) => {
    const cells = await fillGenerated(installation, large);
    const [yearly, whole] = [await installation.pool.connect(), await installation.pool.connect()];
    try {
      await partitioned(yearly);
      await yearly.query('SET search_path = yearly, public');
      const measures: Measure[] = [];
      for (const name of Object.keys(statements)) measures.push(await compared(yearly, whole, name));
      return { measures: [...measures, await purged(yearly, whole)], notes: { cells } };
    } finally {
      yearly.release(true);
      whole.release(true);
    }
  });
}
