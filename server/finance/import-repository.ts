import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { documentKind } from './repository.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** The conventions with partners that codes name, whatever their case, whole: a write takes the place of all their parts. */
export async function findPartnersNamed(db: Db, codes: readonly string[]) {
  const partners = await db.partnerConvention.findMany({
    where: { OR: codes.map((code) => ({ code: { equals: code, mode: 'insensitive' as const } })) },
    include: {
      organisation: { select: { code: true, name: true } },
      actions: { select: { action: { select: { key: true } } }, orderBy: { action: { position: 'asc' } } },
      instalments: { orderBy: { position: 'asc' } },
      documents: { orderBy: { position: 'asc' } },
    },
  });
  return partners.map((partner) => ({
    ...partner,
    documents: partner.documents.map((one) => ({ ...one, kind: documentKind.parse(one.kind) })),
  }));
}
export type KnownPartner = Awaited<ReturnType<typeof findPartnersNamed>>[number];

/** The funders that lines name already, to choose from. */
export async function findFunders(db: Db): Promise<string[]> {
  const rows = await db.financeLine.findMany({
    distinct: ['funder'],
    select: { funder: true },
    orderBy: { funder: 'asc' },
  });
  return rows.map(({ funder }) => funder);
}
