import * as z from 'zod/mini';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { DEFAULT_RELIABILITY } from '../../shared/domain/ledger/balance.ts';
import { DEFAULT_INACTIVITY } from '../../shared/domain/ledger/spell.ts';

type Db = Prisma.TransactionClient | PrismaClient;

const NAME = 'homelessness';

const stored = z.object({ inactivityDays: z.number(), reliabilityPercent: z.number() });
export type HomelessnessSettings = z.infer<typeof stored>;

/** The rule of inactivity and the threshold of the reliability test, as the territory set them. */
export async function readSettings(db: Db): Promise<HomelessnessSettings> {
  const found = await db.setting.findUnique({ where: { name: NAME }, select: { value: true } });
  const read = stored.safeParse(found?.value);
  return read.success ? read.data : { inactivityDays: DEFAULT_INACTIVITY, reliabilityPercent: DEFAULT_RELIABILITY };
}

export async function saveSettings(tx: Prisma.TransactionClient, value: HomelessnessSettings): Promise<void> {
  await tx.setting.upsert({ where: { name: NAME }, create: { name: NAME, value }, update: { value } });
}
