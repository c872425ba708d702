import type pg from 'pg';
import type { CellEntry, Ledger } from './ledger.ts';
import { until } from './product.ts';

/**
 * Holds the database against what the clients were told, by SQL of its own: nothing here is the product's code. Each check
 * answers the faults that it finds, in words.
 */
export interface Check {
  db: pg.Client;
  ledger: Ledger;
  /** The last line of the journal at the check before. */
  since: number;
}

/** A connection that outlives whoever asked may still be ending its transaction. */
export async function settled(db: pg.Client): Promise<void> {
  await until('the last transactions to end', async () => {
    const { rows } = await db.query(
      `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`,
    );
    return rows.length === 0;
  });
}

const same = (cell: { value: number; comment: string }, other: { value: number; comment: string } | null) =>
  cell.value === other?.value && cell.comment === other.comment;

interface CellRow {
  id: number;
  organisationId: number;
  indicatorId: number;
  month: string;
  value: number;
  comment: string;
  revision: number;
  kept: number;
}

/** Each cell says what was acknowledged last, or what was sent since; what was unknown is known from here on. */
export async function checkCells({
  db,
  ledger,
}: Check): Promise<{ faults: string[]; resolved: Map<string, CellEntry> }> {
  const { rows } = await db.query<CellRow>(
    `SELECT c.id, c."organisationId", c."indicatorId", c.month, c.value, c.comment, c.revision,
       (SELECT count(*)::int FROM "ObservationRevision" r WHERE r."observationId" = c.id) AS kept
     FROM "Observation" c JOIN "Organisation" o ON o.id = c."organisationId" WHERE o.code LIKE 'ESSAI-%'`,
  );
  const keyOf = (one: { organisationId: number; indicatorId: number; month: string }) =>
    `${one.organisationId} ${one.indicatorId} ${one.month}`;
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  const faults: string[] = [];
  const resolved = new Map<string, CellEntry>();
  if (rows.length !== ledger.cells.length) faults.push(`${rows.length} cells instead of ${ledger.cells.length}`);
  for (const cell of ledger.cells) {
    const row = found.get(keyOf(cell));
    const fine = row && (same(row, cell.acknowledged) || same(row, cell.pending));
    if (!fine) {
      const { acknowledged, pending } = cell;
      faults.push(`cell ${keyOf(cell)} holds ${JSON.stringify(row)}, not ${JSON.stringify({ acknowledged, pending })}`);
      continue;
    }
    if (row.revision !== row.kept + 1) faults.push(`cell ${row.id}: revision ${row.revision}, ${row.kept} kept`);
    if (cell.pending && same(row, cell.pending)) {
      cell.acknowledged = cell.pending;
      resolved.set(row.comment, cell);
    }
    cell.pending = null;
    cell.revision = row.revision;
  }
  return { faults, resolved };
}

/** Each acknowledged save has its line, with its value; nothing else has one but what turned out to be done. */
export async function checkJournal({ db, ledger, since }: Check, resolved: Map<string, CellEntry>): Promise<string[]> {
  const { rows } = await db.query<{ comment: string; value: number }>(
    `SELECT after->>'comment' AS comment, (after->>'value')::float AS value FROM "AuditEvent"
     WHERE action = 'entry.save' AND id > $1 AND after->>'comment' LIKE 'essai %'`,
    [since],
  );
  const faults: string[] = [];
  const lines = new Map<string, number>();
  for (const { comment, value } of rows) {
    lines.set(comment, (lines.get(comment) ?? 0) + 1);
    const typed = ledger.saved.get(comment)?.value ?? resolved.get(comment)?.acknowledged.value;
    if (typed !== value) faults.push(`the journal says ${value} of « ${comment} », which was ${typed ?? 'not done'}`);
  }
  for (const comment of [...ledger.saved.keys(), ...resolved.keys()])
    if (lines.get(comment) !== 1) faults.push(`« ${comment} » has ${lines.get(comment) ?? 0} lines in the journal`);
  ledger.saved.clear();
  return faults;
}

/** A month is sent, validated or opened whole, as the last line of its journal says. */
export async function checkReturns({ db }: Check): Promise<string[]> {
  const { rows } = await db.query<{ month: string; status: string; said: string; stages: string[] }>(
    `SELECT r."organisationId" || '/' || r.month AS month, r.status,
       coalesce((SELECT a.after->>'status' FROM "AuditEvent" a WHERE a.entity = 'return'
         AND a."entityId" = r."organisationId" || '/' || r.month ORDER BY a.id DESC LIMIT 1), 'draft') AS said,
       (SELECT array_agg(DISTINCT c.stage::text) FROM "Observation" c WHERE c."organisationId" = r."organisationId" AND c.month = r.month) AS stages
     FROM "MonthlyReturn" r JOIN "Organisation" o ON o.id = r."organisationId" WHERE o.code LIKE 'ESSAI-%'`,
  );
  return rows
    .filter(({ status, said, stages }) => said !== status || stages.join() !== status)
    .map((row) => `return ${row.month} is ${row.status}, its journal says ${row.said}, its cells are ${row.stages}`);
}

/** Each acknowledged act on a month has its line; one line more at most for each that nobody knows of. */
export async function checkActs({ db, ledger }: Check): Promise<string[]> {
  const { rows } = await db.query<{ key: string; lines: number }>(
    `SELECT action || ' ' || "entityId" AS key, count(*)::int AS lines FROM "AuditEvent"
     WHERE action IN ('entry.submit', 'collection.validate', 'collection.unlock') GROUP BY 1`,
  );
  const lines = new Map(rows.map((row) => [row.key, row.lines]));
  return [...ledger.acts].flatMap(([key, { acknowledged, unknown }]) => {
    const written = lines.get(key) ?? 0;
    const fine = written >= acknowledged && written <= acknowledged + unknown;
    return fine ? [] : [`${key}: ${written} lines for ${acknowledged} acknowledged and ${unknown} unknown`];
  });
}
