import type { PrismaClient } from '../../prisma/generated/client.ts';
import { statesWithValue } from '../../shared/domain/expectation.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';

export function findOrganisation(scope: OrganisationScope<'organisation-share.read'>, db: PrismaClient) {
  return db.organisation.findUnique({ where: { id: scope.organisationId }, select: { id: true, name: true } });
}

/** The indicators that the organisation is, was or will be asked for, in the order of the catalogue, with their lines in a convention. */
export function listOwnIndicators(
  scope: OrganisationScope<'organisation-share.read'>,
  db: PrismaClient,
  convention: string | null,
) {
  const { organisationId } = scope;
  return db.indicator.findMany({
    where: { assignments: { some: { organisationId } } },
    select: {
      id: true,
      code: true,
      assignments: { where: { organisationId }, select: { spans: { select: { fromMonth: true, toMonth: true } } } },
      actions: {
        where: { action: { convention: { code: convention ?? '' } } },
        select: { action: { select: { key: true, annexNumber: true, title: true } } },
        orderBy: { action: { position: 'asc' } },
      },
    },
    orderBy: { position: 'asc' },
  });
}

/** How many other organisations count in the public total of each indicator over a span; never which. */
export async function countOtherContributors(
  scope: OrganisationScope<'organisation-share.read'>,
  db: PrismaClient,
  span: { from: Month; to: Month },
): Promise<Map<number, number>> {
  const pairs = await db.validatedCell.groupBy({
    by: ['indicatorId', 'organisationId'],
    where: {
      organisationId: { not: scope.organisationId },
      month: { gte: span.from, lte: span.to },
      breakdown: '',
      state: { in: [...statesWithValue] },
    },
  });
  const counts = new Map<number, number>();
  for (const { indicatorId } of pairs) counts.set(indicatorId, (counts.get(indicatorId) ?? 0) + 1);
  return counts;
}
