import * as z from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Content, Measurement, SourceName, Tallied } from '../../shared/registers/register.ts';
import type { MovedHow, MovedRequests } from '../ledger/effect.ts';
import { lineOf } from '../ledger/request-lines.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { readAhead } from '../platform/database/read-ahead.ts';
import { queryRow, queryRows, queryTextRows } from '../platform/database/rows.ts';
import { cutTo, erasedParts, keepCounts, leftOutOf } from '../retention/kept-counts.ts';
import { lastPosition } from './judged-repository.ts';
import { stagingTable } from './staging-repository.ts';

type Tx = Prisma.TransactionClient;

/** A register as it is, without any file. */
interface AsItIs {
  of: 'register';
}

export interface CountedFile {
  importId: number;
  /** What the judged file says, what the register will hold once the file is in, or the rows that it writes and replaces. */
  of: 'file' | 'after' | 'moved';
  /** Every row of the file counts: no need to look each one up. */
  every: boolean;
}

export type Counted = AsItIs | CountedFile;

/** The rows of the register that stay as they are when the judged file goes in. NOT IN: see `setAbsentApart`. */
function untouched(scope: OrganisationScope, source: string): Prisma.Sql {
  return Prisma.sql`
    FROM "RegisterRow" r WHERE r.source = ${source} AND r."organisationId" = ${scope.organisationId}::int
      AND NOT r."outOfTerritory"
      AND r."keyHash" NOT IN (SELECT j."keyHash" FROM judged j
        WHERE j."keyHash" IS NOT NULL AND (j.takes OR j.counts OR j.verdict = 'gone'))`;
}

const readingOf = (rank: number) => `measure:${rank}`;

/** What is kept of rows that were erased, as one measurement looks at them: by its rank in the register. */
function keptContents(scope: OrganisationScope, source: string, rank: number): Prisma.Sql {
  return Prisma.sql`k.content FROM "KeptCount" k CROSS JOIN LATERAL generate_series(1, k.count)
    WHERE k."organisationId" = ${scope.organisationId}::int AND k.source = ${source} AND k.reading = ${readingOf(rank)}
      AND k."keptFor" <> ${leftOutOf('working')}::"KeptFor"`;
}

/** Keeps what a register's measurements look at of the rows about to be erased: the next file is measured with them. */
export async function keepErasedMeasures(tx: Tx, source: SourceName): Promise<void> {
  for (const [rank, { months = [], values = [] }] of registerOf(source).measurements.entries()) {
    const cut = cutTo('r.content', months, values);
    for (const { rows, keptFor } of erasedParts) {
      const contents = Prisma.sql`
        SELECT r."organisationId", ${cut} AS content FROM ${rows} r WHERE NOT r."outOfTerritory"`;
      await keepCounts(tx, source, readingOf(rank), contents, keptFor);
    }
  }
}

/** True when the register holds rows that the judged file does not speak of: what it says is not the whole story. */
export async function hasOtherRows(tx: Tx, scope: OrganisationScope, source: string): Promise<boolean> {
  const found = await queryRow(tx, z.object({ more: z.boolean() }))`
    SELECT EXISTS (SELECT ${untouched(scope, source)})
      OR EXISTS (SELECT ${keptContents(scope, source, 0)}) AS more`;
  return found?.more ?? false;
}

function contentsOf(scope: OrganisationScope, source: string, rank: number, counted: Counted): Prisma.Sql {
  if (counted.of === 'register')
    return Prisma.sql`
      SELECT r.content FROM "RegisterRow" r WHERE r.source = ${source} AND r."organisationId" = ${scope.organisationId}::int
        AND NOT r."outOfTerritory" UNION ALL SELECT ${keptContents(scope, source, rank)}`;
  const table = Prisma.raw(stagingTable(counted.importId));
  if (counted.of === 'moved')
    return Prisma.sql`
      SELECT t.content FROM ${table} t JOIN judged j USING (position) WHERE j.takes AND NOT j.outside UNION ALL
      SELECT r.content FROM "RegisterRow" r WHERE r.source = ${source} AND r."organisationId" = ${scope.organisationId}::int
        AND NOT r."outOfTerritory"
        AND r."keyHash" IN (SELECT j."keyHash" FROM judged j WHERE j.takes OR j.verdict = 'gone')`;
  // What the file itself says leaves out the known rows that are closed because it no longer holds them.
  const own = counted.of === 'file' ? Prisma.sql`AND NOT j.absent` : Prisma.empty;
  const file = counted.every
    ? Prisma.sql`SELECT t.content FROM ${table} t`
    : Prisma.sql`SELECT t.content FROM ${table} t JOIN judged j USING (position) WHERE j.counts ${own}`;
  if (counted.of === 'file') return file;
  return Prisma.sql`${file} UNION ALL SELECT r.content ${untouched(scope, source)}
    UNION ALL SELECT ${keptContents(scope, source, rank)}`;
}

/**
 * Rows counted together by what a measurement looks at. A field that a row does not have stays apart from one that is blank:
 * a file without the column says nothing, a blank cell says "no".
 */
export async function tallyRows(
  tx: Tx,
  scope: OrganisationScope,
  source: SourceName,
  measurement: Measurement,
  counted: Counted,
): Promise<Tallied[]> {
  const { months = [], values = [] } = measurement;
  const rank = registerOf(source).measurements.indexOf(measurement);
  const looked = [
    ...months.map((field) => Prisma.sql`to_jsonb(left(c.content ->> ${field}::text, 7))`),
    ...values.map((field) => Prisma.sql`c.content -> ${field}::text`),
  ];
  const names = [...months, ...values];
  const cut = looked.map((sql, index) => Prisma.sql`${sql} AS ${Prisma.raw(`f${index}`)}`);
  const columns = names.map((_, index) => Prisma.raw(`f${index}`));
  const found = await queryRows(tx, z.object({ looked: z.array(z.string().nullable()), count: z.number() }))`
    SELECT ARRAY[${Prisma.join(columns.map((column) => Prisma.sql`${column}::text`))}] AS looked, count(*)::int AS count
    FROM (SELECT ${Prisma.join(cut)} FROM (${contentsOf(scope, source, rank, counted)}) c) rows
    GROUP BY ${Prisma.join(columns)}`;
  return found.map(({ looked, count }) => {
    const content: Content = {};
    names.forEach((name, index) => {
      const text = looked[index];
      if (text !== null && text !== undefined) content[name] = JSON.parse(text);
    });
    return { content, count };
  });
}

const ROWS_AT_ONCE = 20_000;
const text = z.object({ lines: z.string().nullable() });
const lines = (content: string, key: string | null) => `string_agg(${lineOf(content, key)}, E'\\x1e') AS lines`;
const PARTS = 32;

/** The rows that the judged file writes, and those that it replaces or takes away, by ranges of the file; then those that stay. */
async function* movedAlone(
  tx: Tx,
  organisationId: number,
  table: string,
  { everyone, keyed }: MovedHow,
): AsyncGenerator<MovedRequests> {
  const key = (name: string) => (keyed ? name : null);
  const moved = async (range: [from: number, to: number]): Promise<MovedRequests[]> => {
    const [written] = await queryTextRows(tx, text)(
      `SELECT ${lines('t.content', key('j."keyHash"'))} FROM judged j JOIN ${table} t USING (position)
       WHERE j.takes AND NOT t.outside AND j.position BETWEEN $1::int AND $2::int AND t.position BETWEEN $1::int AND $2::int`,
      ...range,
    );
    const [replaced] = await queryTextRows(tx, text)(
      `SELECT ${lines('r.content', key('r."keyHash"'))} FROM judged j JOIN "RegisterRow" r ON r."organisationId" = $3::int AND r."keyHash" = j."keyHash"
       WHERE j.known AND (j.takes OR j.verdict = 'gone') AND NOT r."outOfTerritory" AND j.position BETWEEN $1::int AND $2::int`,
      ...range,
      organisationId,
    );
    return [
      ...(written?.lines ? [{ times: 1 as const, lines: written.lines }] : []),
      ...(replaced?.lines ? [{ times: -1 as const, lines: replaced.lines }] : []),
    ];
  };
  const last = await lastPosition(tx);
  const starts = Array.from({ length: Math.ceil(last / ROWS_AT_ONCE) }, (_, rank) => 1 + rank * ROWS_AT_ONCE);
  for await (const found of readAhead(starts.map((from) => () => moved([from, from + ROWS_AT_ONCE - 1])))) yield* found;
  for (let part = 0; everyone && part < PARTS; part += 1) {
    const [staying] = await queryTextRows(tx, text)(
      `SELECT ${lines('r.content', key('r."keyHash"'))} FROM "RegisterRow" r
       WHERE r."organisationId" = $1::int AND r.source = 'siao-request' AND NOT r."outOfTerritory"
         AND get_byte(r."keyHash", 0) % ${PARTS} = $2::int
         AND r."keyHash" NOT IN (SELECT j."keyHash" FROM judged j
           WHERE j."keyHash" IS NOT NULL AND j.known AND (j.takes OR j.verdict = 'gone'))`,
      organisationId,
      part,
    );
    if (staying?.lines) yield { times: 'stay', lines: staying.lines };
  }
}

/** The households that the judged file touches, as they are and as they would be; every one when a full export holds them all. */
async function* movedTogether(
  tx: Tx,
  organisationId: number,
  table: string,
  { everyone, keyed }: MovedHow,
): AsyncGenerator<MovedRequests> {
  const household = 'coalesce(r."identityHash", r."keyHash")';
  const touched = `
    WITH written AS (SELECT coalesce(t."identityHash", j."keyHash") AS household, j."keyHash", t.content, t.outside FROM judged j
      JOIN ${table} t USING (position) WHERE j.takes),
    replaced AS (SELECT r."keyHash", ${household} AS household FROM judged j
      JOIN "RegisterRow" r ON r."organisationId" = $1::int AND r."keyHash" = j."keyHash"
      WHERE j.known AND (j.takes OR j.verdict = 'gone')),
    touched AS (SELECT household FROM written UNION SELECT household FROM replaced),
    present AS (SELECT r."keyHash", ${household} AS household, r.content FROM "RegisterRow" r
      WHERE r."organisationId" = $1::int AND r.source = 'siao-request' AND NOT r."outOfTerritory"
        ${everyone ? '' : `AND ${household} IN (SELECT household FROM touched)`})`;
  const before = await queryTextRows(tx, text)(
    `${touched} SELECT ${lines('p.content', keyed ? 'p."keyHash"' : null)} FROM present p GROUP BY p.household`,
    organisationId,
  );
  const after = await queryTextRows(tx, text)(
    `${touched} SELECT ${lines('a.content', keyed ? 'a."keyHash"' : null)} FROM (
       SELECT household, "keyHash", content FROM present WHERE "keyHash" NOT IN (SELECT "keyHash" FROM replaced)
       UNION ALL SELECT household, "keyHash", content FROM written WHERE NOT outside) a GROUP BY a.household`,
    organisationId,
  );
  for (const one of before) if (one.lines) yield { times: -1, lines: one.lines };
  for (const one of after) if (one.lines) yield { times: 1, lines: one.lines };
}

/** The requests that the judged file moves, as the ledger reads them: one by one, or household by household. */
export const movedRequests =
  (tx: Tx, { organisationId }: OrganisationScope, importId: number) =>
  (how: MovedHow) =>
    (how.linked ? movedTogether : movedAlone)(tx, organisationId, stagingTable(importId), how);
