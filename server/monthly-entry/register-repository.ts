import type { Prisma } from '../../prisma/generated/client.ts';
import type { Feeding } from '../../shared/domain/agreement.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import type { Stamp } from './repository.ts';

type Tx = Prisma.TransactionClient;

/** A count that a register fed by hand fills: `silent` when none of its rows falls in the month. */
export interface HandCount {
  source: string;
  indicatorId: number;
  silent: boolean;
}

/** The registers of which an organisation typed rows one by one, and when it feeds them. */
export async function findHandFeeds(tx: Tx, { organisationId }: OrganisationScope): Promise<Feeding[]> {
  const typed = await tx.import.findMany({
    where: { organisationId, kind: 'hand', status: 'done' },
    distinct: ['source'],
    select: { source: true },
  });
  if (typed.length === 0) return [];
  return tx.registerAssignment.findMany({
    where: { organisationId, source: { in: typed.map(({ source }) => source) } },
    select: { source: true, fromMonth: true, toMonth: true },
  });
}

/** The sending of a month says that its registers typed by hand are whole: what has no row there is a true zero. */
export async function completeMonth(
  tx: Tx,
  { organisationId }: OrganisationScope<'entry.submit'>,
  month: Month,
  counts: readonly HandCount[],
  { by, at }: Stamp,
): Promise<void> {
  const sources = [...new Set(counts.map(({ source }) => source))];
  const silent = counts.filter((one) => one.silent).map(({ indicatorId }) => indicatorId);
  await tx.$executeRaw`
    INSERT INTO "RegisterMonth" ("organisationId", source, month, why, "declaredAt")
    SELECT ${organisationId}::int, s.source, ${month}, 'sending'::"DeclaredBy", ${at} FROM unnest(${sources}::text[]) s(source)
    WHERE NOT EXISTS (SELECT FROM "RegisterMonth" m WHERE m."organisationId" = ${organisationId}::int AND m.source = s.source
      AND m.month = ${month} AND m."importId" IS NULL)`;
  await tx.$executeRaw`
    INSERT INTO "ObservationRevision" ("observationId", revision, state, value, numerator, denominator, reason, comment, origin,
      stage, review, "priorImportId", "priorById", "priorAt", "changedById", "changedAt")
    SELECT id, revision, state, value, numerator, denominator, reason, comment, origin, stage, review, "importId",
      "updatedById", "updatedAt", ${by}, ${at} FROM "Observation"
    WHERE "organisationId" = ${organisationId}::int AND "indicatorId" = ANY (${silent}::int[]) AND month = ${month}
      AND breakdown = ''`;
  await tx.$executeRaw`
    INSERT INTO "Observation" ("organisationId", "indicatorId", month, breakdown, state, value, origin, stage, "updatedById",
      "updatedAt")
    SELECT ${organisationId}::int, id, ${month}, '', 'value', 0, 'register'::"CellOrigin", 'draft'::"CellStage", ${by}, ${at}
    FROM unnest(${silent}::int[]) AS s(id)
    ON CONFLICT ("organisationId", "indicatorId", month, breakdown) DO UPDATE SET state = 'value', value = 0, reason = NULL,
      origin = EXCLUDED.origin, stage = EXCLUDED.stage, "importId" = NULL, "updatedById" = EXCLUDED."updatedById",
      "updatedAt" = EXCLUDED."updatedAt", revision = "Observation".revision + 1`;
}
