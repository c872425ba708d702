import type { Prisma } from '../../prisma/generated/client.ts';

/** A place to go back to within the transaction, without giving it up. */
export async function savePoint(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`SAVEPOINT before_changes`;
}

export async function rollBackTo(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`ROLLBACK TO SAVEPOINT before_changes`;
}
