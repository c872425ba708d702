import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { type PlacedRemark, type StoredRemark, type Verdict, verdicts } from '../../shared/schemas/import.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRow, queryRows, queryTextRows, rowContent } from '../platform/database/rows.ts';
import { placedRemark, sentRemark } from './receipt-columns.ts';
import { stagingTable } from './staging-repository.ts';

type Tx = Prisma.TransactionClient;

const verdict = z.enum(verdicts);

export interface JudgedRow {
  position: number;
  row: number;
  /** The rank of its sheet in the workbook. */
  sheet: number | null;
  verdict: Verdict;
  takes: boolean;
  outside: boolean;
  content: Record<string, string | number | null> | null;
  /** What the register holds today under the same key; null when it holds nothing. */
  before: Record<string, string | number | null> | null;
  remarks: StoredRemark[] | null;
}

const judgedRow: z.ZodType<JudgedRow> = z.object({
  position: z.number(),
  row: z.number(),
  sheet: z.number().nullable(),
  verdict,
  takes: z.boolean(),
  outside: z.boolean(),
  content: rowContent.nullable(),
  before: rowContent.nullable(),
  remarks: z.array(sentRemark).nullable(),
});

/** A page of judged rows in the order of the file, of one verdict or of all. */
export function pageOfRows(
  tx: Tx,
  scope: OrganisationScope,
  importId: number,
  { verdict, after, limit }: { verdict: Verdict | null; after: number; limit: number },
): Promise<JudgedRow[]> {
  return queryTextRows(tx, judgedRow)(
    `SELECT j.position, t.row, t.sheet::int AS sheet, j.verdict, j.takes, j.outside, t.content,
      COALESCE(r.content, p.content) AS before, t.remarks
    FROM judged j JOIN ${stagingTable(importId)} t USING (position)
    LEFT JOIN "RegisterRow" r ON r."organisationId" = $1 AND r."keyHash" = j."keyHash"
    LEFT JOIN pairs p ON p.position = j.position
    WHERE NOT j.absent AND j.position > $2 AND ($3::text IS NULL OR j.verdict = $3) ORDER BY j.position LIMIT $4`,
    scope.organisationId,
    after,
    verdict,
    limit,
  );
}

/** The first remarks of the rows that could not be read, of cells set aside, or of those that deserve a look. */
export function firstRemarks(
  tx: Tx,
  importId: number,
  kind: 'rejected' | 'aside' | 'suspicious',
  limit: number,
): Promise<PlacedRemark[]> {
  return queryTextRows(tx, placedRemark)(
    `SELECT t.row, t.sheet::int AS sheet, m ->> 'field' AS field, m ->> 'code' AS code, (m -> 'stands')::boolean AS stands,
      m ->> 'month' AS month
    FROM ${stagingTable(importId)} t CROSS JOIN LATERAL jsonb_array_elements(t.remarks) m
    WHERE t.remarks IS NOT NULL AND (t.content IS NULL) = $1 AND (t.content IS NULL OR coalesce((m -> 'aside')::boolean, false) = $2)
    ORDER BY t.position LIMIT $3`,
    kind === 'rejected',
    kind === 'aside',
    limit,
  );
}

/** A row that waits for an answer, was left out, or whose time is over. */
export interface KeptOut {
  row: number;
  sheet: number | null;
  /** Which cell of its row, in a file of months: its series and its month. */
  cell: string | null;
  verdict: Verdict;
}

const keptOut: z.ZodType<KeptOut> = z.object({
  row: z.number(),
  sheet: z.number().nullable(),
  cell: z.string().nullable(),
  verdict,
});

/** The rows that were read and do not go in. */
export function findKeptOut(tx: Tx, importId: number, limit: number): Promise<KeptOut[]> {
  return queryTextRows(tx, keptOut)(
    `SELECT t.row, t.sheet::int AS sheet, j.verdict,
      CASE WHEN t.content ? 'series' THEN concat_ws('|', t.content ->> 'series', t.content ->> 'month') END AS cell
    FROM judged j JOIN ${stagingTable(importId)} t USING (position)
    WHERE NOT j.absent AND (j.verdict = 'expired'
      OR NOT j.wanted AND j.verdict IN ('new', 'changed', 'waiting', 'suspicious', 'outside', 'moved'))
    ORDER BY j.position LIMIT $1`,
    limit,
  );
}

/** The keys of the rows that are written. */
export async function takenKeys(tx: Tx): Promise<Uint8Array[]> {
  const found = await queryRows(
    tx,
    z.object({ keyHash: z.instanceof(Uint8Array) }),
  )`SELECT "keyHash" FROM judged WHERE takes`;
  return found.map(({ keyHash }) => keyHash);
}

/** Where the judged rows of a verdict stand in the file. */
export async function positionsOf(tx: Tx, verdict: Verdict): Promise<number[]> {
  const found = await queryRows(
    tx,
    z.object({ position: z.number() }),
  )`SELECT position FROM judged WHERE verdict = ${verdict} AND NOT absent`;
  return found.map((one) => one.position);
}

/** The last place that is to be written, with those of the rows that are closed or go. */
export async function lastPosition(tx: Tx): Promise<number> {
  const found = await queryRow(tx, z.object({ last: z.number().nullable() }))`SELECT max(position) AS last FROM judged`;
  return found?.last ?? 0;
}

/** Remarks kept on a receipt; the rest is in the file. */
const REMARKS_KEPT = 5000;

interface Remarks {
  rejected: PlacedRemark[];
  suspicious: PlacedRemark[];
  /** Cells set aside. */
  remarks: PlacedRemark[];
}

export async function remarksOf(tx: Tx, importId: number): Promise<Remarks> {
  return {
    rejected: await firstRemarks(tx, importId, 'rejected', REMARKS_KEPT),
    suspicious: await firstRemarks(tx, importId, 'suspicious', REMARKS_KEPT),
    remarks: await firstRemarks(tx, importId, 'aside', REMARKS_KEPT),
  };
}
