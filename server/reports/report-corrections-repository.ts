import * as z from 'zod';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { IsoDate, Month } from '../../shared/domain/month.ts';
import { queryRows } from '../platform/database/rows.ts';

/** An indicator of which validated values were changed: how many, of which months, and the last day. Never the values: each is one organisation's. */
export interface CorrectedIndicator {
  code: string;
  label: string;
  cells: number;
  months: Month[];
  lastChange: IsoDate;
}

const correctedIndicator: z.ZodType<CorrectedIndicator> = z.object({
  code: z.string(),
  label: z.string(),
  cells: z.number(),
  months: z.array(z.string()),
  lastChange: z.string(),
});

/** Cells of the year that had been validated, and were validated again with another value. A correction that waits is none. */
export function findCorrections(db: PrismaClient, from: Month, to: Month): Promise<CorrectedIndicator[]> {
  return queryRows(db, correctedIndicator)`
    SELECT i.code, i.label, count(DISTINCT o.id)::int AS cells, array_agg(DISTINCT o.month::text ORDER BY o.month::text) AS months,
      to_char(max(r."changedAt") AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS "lastChange"
    FROM "ObservationRevision" r JOIN "Observation" o ON o.id = r."observationId" JOIN "Indicator" i ON i.id = o."indicatorId"
    JOIN "ValidatedCell" v ON v."organisationId" = o."organisationId" AND v."indicatorId" = o."indicatorId"
      AND v.month = o.month AND v.breakdown = o.breakdown
    WHERE r.stage = 'validated' AND o.month BETWEEN ${from} AND ${to}
      AND (r.value, r.numerator, r.denominator, r.state) IS DISTINCT FROM (v.value, v.numerator, v.denominator, v.state)
    GROUP BY i.code, i.label, i.position ORDER BY i.position`;
}
