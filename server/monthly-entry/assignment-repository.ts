import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { AgreedAssignment } from '../../shared/domain/agreement.ts';
import { timeRules, units } from '../../shared/domain/indicator.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRow } from '../platform/database/rows.ts';
import type { Reading } from './repository.ts';

const rowColumns = {
  spans: { select: { fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } },
  agreements: { select: { fromMonth: true, register: true } },
  indicator: {
    select: {
      id: true,
      code: true,
      label: true,
      unit: true,
      timeRule: true,
      direction: true,
      frequency: true,
      sourceText: true,
      note: true,
      compositions: true,
      versions: { orderBy: { version: 'desc' }, take: 1, select: { definition: true } },
    },
  },
} satisfies Prisma.AssignmentSelect;

export type AssignmentRow = Prisma.AssignmentGetPayload<{ select: typeof rowColumns }>;

/** Everything the organisation is, was or will be asked for, in the order of its form. */
export function listAssignments(scope: OrganisationScope, db: Reading): Promise<AssignmentRow[]> {
  return db.assignment.findMany({
    where: { organisationId: scope.organisationId },
    select: rowColumns,
    orderBy: [{ position: 'asc' }, { indicator: { position: 'asc' } }],
  });
}

/** What the writing of one cell needs of its assignment. */
export interface CellAssignment extends AgreedAssignment {
  indicator: Pick<AssignmentRow['indicator'], 'code' | 'unit' | 'timeRule'>;
}

const cellAssignment: z.ZodType<CellAssignment> = z.object({
  spans: z.array(z.object({ fromMonth: z.string(), toMonth: z.string().nullable() })),
  agreements: z.array(z.object({ fromMonth: z.string(), register: z.string().nullable() })),
  indicator: z.object({ code: z.string(), unit: z.enum(units), timeRule: z.enum(timeRules) }),
});

/** In one statement: each cell that is typed asks it. */
export function findAssignment(
  { organisationId }: OrganisationScope,
  tx: Reading,
  indicatorId: number,
): Promise<CellAssignment | null> {
  return queryRow(tx, cellAssignment)`
    SELECT jsonb_build_object('code', i.code, 'unit', i.unit, 'timeRule', i."timeRule") AS indicator,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('fromMonth', s."fromMonth", 'toMonth', s."toMonth")), '[]')
        FROM "AssignmentSpan" s WHERE s."organisationId" = a."organisationId" AND s."indicatorId" = a."indicatorId") AS spans,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('fromMonth', g."fromMonth", 'register', g.register)), '[]')
        FROM "Agreement" g WHERE g."organisationId" = a."organisationId" AND g."indicatorId" = a."indicatorId") AS agreements
    FROM "Assignment" a JOIN "Indicator" i ON i.id = a."indicatorId"
    WHERE a."organisationId" = ${organisationId}::int AND a."indicatorId" = ${indicatorId}::int`;
}
