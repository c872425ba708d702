import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

type Db = PrismaClient | Prisma.TransactionClient;

const NAME = 'open-data.published';

/** What the coordination decided; null: nothing yet. */
export async function findOpening(db: Db): Promise<boolean | null> {
  const row = await db.setting.findUnique({ where: { name: NAME } });
  return typeof row?.value === 'boolean' ? row.value : null;
}

export async function keepOpening(tx: Prisma.TransactionClient, value: boolean): Promise<void> {
  await tx.setting.upsert({ where: { name: NAME }, create: { name: NAME, value }, update: { value } });
}
