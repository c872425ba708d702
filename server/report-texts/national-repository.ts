import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { nationalLines } from '../../shared/schemas/report-workspace.ts';

/** The national indicators that stand beside a year's report. */
export async function findNational(db: PrismaClient | Prisma.TransactionClient, year: number) {
  const found = await db.nationalContext.findUnique({
    where: { year },
    select: { lines: true, revision: true, updatedByName: true, updatedAt: true },
  });
  if (!found) return { lines: [], revision: 0, updatedByName: null, updatedAt: null };
  return { ...found, lines: nationalLines.parse(found.lines) };
}

export async function saveNational(
  tx: Prisma.TransactionClient,
  data: Prisma.NationalContextUncheckedCreateInput,
): Promise<void> {
  const { year, ...rest } = data;
  await tx.nationalContext.upsert({ where: { year }, create: data, update: rest });
}
