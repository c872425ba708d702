import type pg from 'pg';
import { refreshRollUp } from '../../server/indicators/roll-up.ts';
import type { Installation } from '../../server/platform/context.ts';

const ORGANISATIONS = 30;
const INDICATORS = 40;
const FIRST_YEAR = 2016;
const YEARS = 10;
/** Breakdowns of each cell in the large set, its total counted: 144 000 × 70 is ten million. */
const LARGE_BREAKDOWNS = 70;

/** A number that looks like chance and is the same at every run. */
const chance = `(abs(hashint8(o.id::bigint * 100003 + i.id * 1009 + m.n)) % 60)`;

async function fillCatalogue(pool: pg.Pool): Promise<void> {
  await pool.query('TRUNCATE "Indicator", "Organisation" CASCADE');
  await pool.query(
    `INSERT INTO "Organisation" (code, name, kind) SELECT 'ORG-' || n, 'Structure ' || n, 'Association' FROM generate_series(1, ${ORGANISATIONS}) n`,
  );
  await pool.query(`
    INSERT INTO "Indicator" (code, position, label, unit, "timeRule", direction, sensitive, frequency, stated, "keyFigure", "sourceText")
    SELECT 'GEN-' || n, n, 'Indicateur ' || n, 'households', (ARRAY['flow', 'stock', 'flow', 'average'])[1 + n % 4]::"TimeRule", 'increase', n % 3 = 0,
      'monthly', true, n <= 6, 'Essai' FROM generate_series(1, ${INDICATORS}) n`);
  await pool.query(
    `INSERT INTO "IndicatorVersion" ("indicatorId", version, definition, formula, "validFrom") SELECT id, 1, 'Définition', 'n', '${FIRST_YEAR}-01' FROM "Indicator"`,
  );
  await pool.query(`
    INSERT INTO "Target" ("indicatorId", year, value, "startMonth", "endMonth", reading, quote, document)
    SELECT i.id, y, 4000 + 100 * i.position, y || '-01', y || '-12', 'stated', 'Cible', 'Essai' FROM "Indicator" i, generate_series(2023, 2025) y`);
  await pool.query(`
    INSERT INTO "ActionIndicator" ("actionId", "indicatorId", position)
    SELECT a.id, i.id, i.position FROM "Indicator" i JOIN "Action" a ON a.position = 1 + i.position % 17`);
  await pool.query(
    `WITH asked AS (INSERT INTO "Assignment" ("organisationId", "indicatorId") SELECT o.id, i.id FROM "Organisation" o, "Indicator" i
       RETURNING "organisationId", "indicatorId")
     INSERT INTO "AssignmentSpan" ("organisationId", "indicatorId", "fromMonth") SELECT *, '${FIRST_YEAR}-01' FROM asked`,
  );
}

async function fillYear({ db, pool }: Installation, year: number, breakdowns: number): Promise<void> {
  await pool.query(
    `INSERT INTO "Observation" ("organisationId", "indicatorId", month, breakdown, state, value, origin, stage)
     SELECT o.id, i.id, $1 || '-' || lpad(m.n::text, 2, '0'), CASE b WHEN 0 THEN '' ELSE 'group:' || b END, 'value', ${chance}, 'entry',
       CASE WHEN m.n < 11 THEN 'validated'::"CellStage" ELSE 'submitted' END
     FROM "Organisation" o, "Indicator" i, generate_series(1, 12) AS m(n), generate_series(0, ${breakdowns - 1}) AS b`,
    [String(year)],
  );
  await pool.query(
    `INSERT INTO "ValidatedCell" ("organisationId", "indicatorId", month, breakdown, state, value, origin, "updatedAt", revision, "validatedAt")
     SELECT "organisationId", "indicatorId", month, breakdown, state, value, origin, "updatedAt", revision, now()
     FROM "Observation" WHERE stage = 'validated' AND month BETWEEN $1 || '-01' AND $1 || '-12'`,
    [String(year)],
  );
  const indicators = await db.indicator.findMany({ select: { id: true } });
  const keys = indicators.flatMap(({ id }) =>
    Array.from({ length: 12 }, (_, index) => ({
      indicatorId: id,
      month: `${year}-${String(index + 1).padStart(2, '0')}`,
    })),
  );
  await db.$transaction((tx) => refreshRollUp(tx, keys), { timeout: 300_000 });
}

/** 30 organisations × 40 indicators × 120 months, all given: 144 000 cells, or ten million with their breakdowns. */
export async function fillGenerated(installation: Installation, large: boolean): Promise<number> {
  await fillCatalogue(installation.pool);
  for (let year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year += 1)
    await fillYear(installation, year, large ? LARGE_BREAKDOWNS : 1);
  await installation.pool.query('VACUUM ANALYZE');
  const { rows } = await installation.pool.query('SELECT count(*)::int AS cells FROM "Observation"');
  return rows[0].cells;
}
