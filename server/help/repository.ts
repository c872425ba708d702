import type { PrismaClient } from '../../prisma/generated/client.ts';

type Reading = Pick<PrismaClient, 'user' | 'assignment' | 'organisation'>;

/** Who coordinates: whom an association asks. */
export function listCoordinators(db: Reading) {
  return db.user.findMany({
    where: { role: 'coordinator', disabled: false },
    select: { name: true },
    orderBy: { name: 'asc' },
  });
}

export function findOrganisationName(db: Reading, id: number) {
  return db.organisation.findUnique({ where: { id }, select: { name: true } });
}

/** What an organisation was, is or will be asked for. */
export function listAsked(db: Reading, organisationId: number) {
  return db.assignment.findMany({
    where: { organisationId },
    select: {
      spans: { select: { fromMonth: true, toMonth: true } },
      indicator: { select: { label: true, position: true } },
    },
    orderBy: { indicator: { position: 'asc' } },
  });
}
