import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

type Writing = Prisma.TransactionClient;

export function countSendings(tx: PrismaClient | Writing, editionId: number): Promise<number> {
  return tx.editionSending.count({ where: { editionId } });
}

export async function createSending(tx: Writing, data: Prisma.EditionSendingUncheckedCreateInput): Promise<void> {
  await tx.editionSending.create({ data });
}
