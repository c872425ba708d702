import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { returnStatuses } from '../../shared/domain/entry/return-status.ts';
import { type CellState, cellStates } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';

type Reading = PrismaClient | Prisma.TransactionClient;
type Writing = Prisma.TransactionClient;
type Span = { from: Month; to: Month; organisationId?: number };

/** What a cell said, without who and when. */
export interface PublishedContent {
  state: CellState;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/** The returns of a span of months, held until the end of the transaction, always in the same order. */
export async function listReturns(tx: Writing, { from, to }: Span) {
  const rows = await queryRows(
    tx,
    z.object({ organisationId: z.number(), month: z.string(), status: z.enum(returnStatuses) }),
  )`
    SELECT "organisationId", month, status FROM "MonthlyReturn"
    WHERE month BETWEEN ${from} AND ${to} ORDER BY "organisationId", month FOR UPDATE`;
  return rows;
}

export async function markPublished(
  scope: OrganisationScope<'editions.write'>,
  tx: Writing,
  month: Month,
  { edition, at }: { edition: string; at: Date },
): Promise<void> {
  await tx.monthlyReturn.update({
    where: { organisationId_month: { organisationId: scope.organisationId, month } },
    data: { status: 'published', publishedIn: edition, publishedAt: at },
  });
}

const published = {
  state: z.enum(cellStates),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
};

interface Row extends PublishedContent {
  organisationId: number;
  indicatorId: number;
  month: string;
  edition: string;
  publishedAt: Date;
  before: PublishedContent;
}

const publishedRow: z.ZodType<Row> = z.object({
  organisationId: z.number(),
  indicatorId: z.number(),
  month: z.string(),
  edition: z.string(),
  publishedAt: z.date(),
  ...published,
  before: z.object(published),
});

/**
 * Each cell opened since its return was published: what it was then (the first thing that its history keeps after that day,
 * still validated) and what it is now.
 */
export async function listPublishedContents(db: Reading, { from, to, organisationId }: Span) {
  const rows = await queryRows(db, publishedRow)`
    SELECT cell."organisationId", cell."indicatorId", cell.month, own."publishedIn" AS edition, own."publishedAt",
      cell.state, cell.value, cell.numerator, cell.denominator,
      jsonb_build_object('state', former.state, 'value', former.value, 'numerator', former.numerator,
        'denominator', former.denominator) AS before
    FROM "MonthlyReturn" own
    JOIN "Observation" cell ON cell."organisationId" = own."organisationId" AND cell.month = own.month
      AND cell.breakdown = ''
    CROSS JOIN LATERAL (
      SELECT state, value, numerator, denominator FROM "ObservationRevision"
      WHERE "observationId" = cell.id AND "changedAt" >= own."publishedAt" AND stage = 'validated'
      ORDER BY id LIMIT 1
    ) former
    WHERE own."publishedAt" IS NOT NULL AND own.month BETWEEN ${from} AND ${to}
      AND (${organisationId ?? null}::int IS NULL OR own."organisationId" = ${organisationId ?? null}::int)
    ORDER BY cell."organisationId", cell.month, cell."indicatorId"`;
  return rows.map(({ before, state, value, numerator, denominator, ...row }) => ({
    ...row,
    published: before,
    now: { state, value, numerator, denominator },
  }));
}
