import * as z from 'zod';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { queryRows } from '../platform/database/rows.ts';

/** Why something changed since a day, wherever the product keeps it. */

/** An indicator of which validated cells were opened since: how many, why, and by whom, in words of their role. */
export interface CellReasons {
  code: string;
  cells: number;
  /** Corrections that nobody has validated yet. */
  pending: number;
  reasons: string[];
  roles: string[];
}

const cellReasons: z.ZodType<CellReasons> = z.object({
  code: z.string(),
  cells: z.number(),
  pending: z.number(),
  reasons: z.array(z.string()),
  roles: z.array(z.string()),
});

/** Validated cells of a year that were opened or rewritten since a day. */
export function findCellReasons(db: PrismaClient, year: number, since: Date): Promise<CellReasons[]> {
  return queryRows(db, cellReasons)`
    SELECT i.code, count(DISTINCT o.id)::int AS cells,
      count(DISTINCT o.id) FILTER (WHERE o.stage <> 'validated')::int AS pending,
      coalesce(array_agg(DISTINCT r.why) FILTER (WHERE r.why IS NOT NULL), '{}') AS reasons,
      coalesce(array_agg(DISTINCT CASE WHEN r."importId" IS NOT NULL THEN 'import' ELSE u.role::text END)
        FILTER (WHERE r."importId" IS NOT NULL OR u.role IS NOT NULL), '{}') AS roles
    FROM "Observation" o
    JOIN "ObservationRevision" r ON r."observationId" = o.id AND r."changedAt" >= ${since}
    JOIN "Indicator" i ON i.id = o."indicatorId"
    LEFT JOIN "User" u ON u.id = r."changedById"
    WHERE o.month BETWEEN ${`${year}-01`} AND ${`${year}-12`}
      AND EXISTS (
        SELECT FROM "ObservationRevision" v
        WHERE v."observationId" = o.id AND v."changedAt" >= ${since} AND v.stage = 'validated')
    GROUP BY i.code, i.position ORDER BY i.position`;
}

/** Targets set since a day, with the act that sets them. */
export async function findTargetReasons(db: PrismaClient, year: number, since: Date) {
  const rows = await db.target.findMany({
    where: { year, createdAt: { gte: since }, reason: { not: null } },
    select: { act: true, reason: true, indicator: { select: { code: true } } },
  });
  return rows.map(({ indicator, act, reason }) => ({ code: indicator.code, act, reason: reason ?? '' }));
}

export async function findDefinitionReasons(db: PrismaClient, since: Date) {
  const rows = await db.indicatorVersion.findMany({
    where: { createdAt: { gte: since }, reason: { not: null } },
    select: { reason: true, indicator: { select: { code: true } } },
  });
  return rows.map(({ indicator, reason }) => ({ code: indicator.code, reason: reason ?? '' }));
}

export function findAmountReasons(db: PrismaClient, since: Date) {
  return db.amountAmendment.findMany({
    where: { createdAt: { gte: since } },
    select: { field: true, year: true, actionKey: true, act: true, reason: true },
  });
}

export function findSettingReasons(db: PrismaClient, since: Date) {
  return db.auditEvent.findMany({
    where: { entity: 'setting', at: { gte: since }, reason: { not: null } },
    select: { entityId: true, reason: true },
  });
}

/** Texts written since a day, by whom. */
export function findTextAuthors(db: PrismaClient, year: number, since: Date) {
  return db.reportText.findMany({
    where: { year, updatedAt: { gte: since } },
    select: { place: true, updatedByName: true },
  });
}
