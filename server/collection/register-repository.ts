import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { Feeding } from '../../shared/domain/agreement.ts';
import type { CellState, Unit } from '../../shared/domain/indicator.ts';
import { cellStates, units } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import { type SourceName, sourceNames } from '../../shared/registers/register.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';
import { settleKeptCounts } from '../retention/kept-counts.ts';

type Reading = PrismaClient | Prisma.TransactionClient;
type Writing = Prisma.TransactionClient;

/** A register of an organisation: its last import, and the last one that a validation covers; null: nothing is validated. */
export interface RegisterState {
  source: SourceName;
  sequence: number;
  validated: number | null;
  /** The month in hand was validated. */
  hasMonth: boolean;
  /** The months in which its organisation feeds it. */
  feeds: Feeding[];
}

const feeding: z.ZodType<Feeding> = z.object({
  source: z.string(),
  fromMonth: z.string(),
  toMonth: z.string().nullable(),
});

/** The months in which the organisation of a register feeds it, in SQL. */
const feedsOf = (organisation: Prisma.Sql, source: Prisma.Sql) => Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('source', f.source, 'fromMonth', f."fromMonth", 'toMonth', f."toMonth")), '[]')
  FROM "RegisterAssignment" f WHERE f."organisationId" = ${organisation} AND f.source = ${source})`;

const registerState: z.ZodType<RegisterState> = z.object({
  source: z.enum(sourceNames),
  sequence: z.number(),
  validated: z.number().nullable(),
  hasMonth: z.boolean(),
  feeds: z.array(feeding),
});

/** The registers of rows that an organisation keeps. A file of months has no rows of its own: it is typed cells. */
export function listRegisters({ organisationId }: OrganisationScope, db: Reading, month: Month) {
  return queryRows(db, registerState)`
    SELECT i.source, max(i.sequence) AS sequence, v.sequence AS validated, coalesce(v."hasMonth", FALSE) AS "hasMonth",
      ${feedsOf(Prisma.sql`${organisationId}::int`, Prisma.sql`i.source`)} AS feeds
    FROM "Import" i
    LEFT JOIN (SELECT source, max(sequence) AS sequence, bool_or(month = ${month}) AS "hasMonth"
      FROM "RegisterValidation" WHERE "organisationId" = ${organisationId}::int GROUP BY 1) v ON v.source = i.source
    WHERE i."organisationId" = ${organisationId}::int AND i.status = 'done' AND i.source <> 'monthly-return'
    GROUP BY i.source, v.sequence, v."hasMonth" ORDER BY i.source`;
}

/** The organisations that keep registers, asked for figures or not. */
export async function listKeepers(db: Reading): Promise<number[]> {
  const keepers = await db.organisation.findMany({ where: { imports: { some: {} } }, select: { id: true } });
  return keepers.map(({ id }) => id);
}

/** A register of some organisation whose last import no validation covers. */
export interface WaitingRegister {
  organisationId: number;
  organisation: string;
  source: SourceName;
  /** The months that were validated of it, the last one first. */
  months: Month[];
  /** The months in which its organisation feeds it. */
  feeds: Feeding[];
}

const waitingRegister: z.ZodType<WaitingRegister> = z.object({
  organisationId: z.number(),
  organisation: z.string(),
  source: z.enum(sourceNames),
  months: z.array(z.string()),
  feeds: z.array(feeding),
});

export function listWaitingRegisters(scopes: readonly OrganisationScope[], db: Reading) {
  const ids = scopes.map(({ organisationId }) => organisationId);
  return queryRows(db, waitingRegister)`
    SELECT i."organisationId", g.name AS organisation, i.source, coalesce(v.months, '{}') AS months,
      ${feedsOf(Prisma.sql`i."organisationId"`, Prisma.sql`i.source`)} AS feeds
    FROM (SELECT "organisationId", source, max(sequence) AS sequence FROM "Import"
      WHERE "organisationId" = ANY(${ids}::int[]) AND status = 'done' AND source <> 'monthly-return' GROUP BY 1, 2) i
    JOIN "Organisation" g ON g.id = i."organisationId"
    LEFT JOIN (SELECT "organisationId", source, max(sequence) AS sequence,
        array_agg(month ORDER BY month DESC) AS months
      FROM "RegisterValidation" GROUP BY 1, 2) v ON v."organisationId" = i."organisationId" AND v.source = i.source
    WHERE coalesce(v.sequence, 0) < i.sequence ORDER BY g.name, i.source`;
}

/** A cell of an earlier validated month that the rows of a register have corrected since. */
export interface RegisterCorrection {
  id: number;
  indicatorId: number;
  label: string;
  unit: Unit;
  month: Month;
  state: CellState;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  before: { state: CellState; value: number | null; numerator: number | null; denominator: number | null };
}

const content = {
  state: z.enum(cellStates),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
};
const correction: z.ZodType<RegisterCorrection> = z.object({
  id: z.number(),
  indicatorId: z.number(),
  label: z.string(),
  unit: z.enum(units),
  month: z.string(),
  ...content,
  before: z.object(content),
});

/** What the rows of a register correct of its validated months, but the one in hand: it is validated by the same act. */
export function listCorrections(
  { organisationId }: OrganisationScope,
  db: Reading,
  source: SourceName,
  month: Month,
): Promise<RegisterCorrection[]> {
  return queryRows(db, correction)`
    SELECT o.id, o."indicatorId", n.label, n.unit::text AS unit, o.month, o.state, o.value, o.numerator, o.denominator,
      jsonb_build_object('state', v.state, 'value', v.value, 'numerator', v.numerator, 'denominator', v.denominator) AS before
    FROM "Observation" o JOIN "Import" i ON i.id = o."importId" JOIN "Indicator" n ON n.id = o."indicatorId"
    JOIN "ValidatedCell" v ON v."organisationId" = o."organisationId" AND v."indicatorId" = o."indicatorId"
      AND v.month = o.month AND v.breakdown = o.breakdown
    WHERE o."organisationId" = ${organisationId}::int AND o.month <> ${month} AND o.breakdown = '' AND i.source = ${source}
      AND o.stage = 'submitted' AND o.review <> 'returned'
      AND EXISTS (SELECT FROM "RegisterValidation" r WHERE r."organisationId" = o."organisationId" AND r.source = ${source}
        AND r.month = o.month)
    ORDER BY o.month, n.position`;
}

/**
 * The cells that the rows of a register made and that keep it from being validated with a month: those of the month that nobody has
 * validated, and those of its validated months that are not sent, or are asked about: they would say something else than its rows.
 */
export async function listOpenCells(
  { organisationId }: OrganisationScope,
  tx: Writing,
  source: SourceName,
  month: Month,
): Promise<number[]> {
  const validated = await tx.registerValidation.findMany({
    where: { organisationId, source },
    select: { month: true },
  });
  const months = validated.map((one) => one.month);
  const ofRegister = { organisationId, breakdown: '', import: { source }, stage: { not: 'validated' as const } };
  const open = await tx.observation.findMany({
    where: {
      ...ofRegister,
      OR: [{ month }, { month: { in: months }, OR: [{ stage: 'draft' }, { review: 'returned' }] }],
    },
    select: { indicatorId: true },
  });
  return open.map(({ indicatorId }) => indicatorId);
}

/** Validates a month of a register up to an import; the months that were validated before come to the same import. */
export async function keepRegisterValidated(
  { organisationId }: OrganisationScope<'collection.review'>,
  tx: Writing,
  { source, month, sequence }: { source: SourceName; month: Month; sequence: number },
  { by, at }: { by: string | null; at: Date },
): Promise<void> {
  const stamp = { sequence, validatedAt: at, validatedById: by };
  await tx.registerValidation.updateMany({ where: { organisationId, source }, data: stamp });
  await tx.registerValidation.upsert({
    where: { organisationId_source_month: { organisationId, source, month } },
    create: { organisationId, source, month, ...stamp },
    update: stamp,
  });
  await settleKeptCounts(tx, { organisationId, source });
}
