import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { entryKinds } from '../../shared/schemas/catalogue/catalogue-sheets.ts';
import { toJson } from '../platform/database/rows.ts';

type Tx = Prisma.TransactionClient;

const value = z.record(z.string(), z.unknown()).nullable();
const keptChange = z.object({ kind: z.enum(entryKinds), key: z.string(), before: value, after: value });
export type KeptChange = z.infer<typeof keptChange>;

/** Acts on the convention pass one after the other. */
export async function holdActs(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7270121)`;
}

interface NewAct {
  effectiveDate: string;
  reason: string;
  act: string | null;
  actDate: string | null;
  authorId: string | null;
  authorName: string;
  createdAt: Date;
}

export async function createAct(tx: Tx, act: NewAct, changes: readonly KeptChange[]): Promise<number> {
  const { id } = await tx.conventionAct.create({ data: { ...act, changes: toJson(changes) }, select: { id: true } });
  return id;
}

/** Every act, the latest in force first. */
export async function findActs(db: PrismaClient | Tx) {
  const rows = await db.conventionAct.findMany({ orderBy: [{ effectiveDate: 'desc' }, { id: 'desc' }] });
  return rows.map(({ changes, ...act }) => ({ ...act, changes: z.array(keptChange).parse(changes) }));
}

/** Indicators of which something was given, however: cells, totals of a year, months rolled up. */
export async function findIndicatorsWithFigures(db: PrismaClient | Tx): Promise<Set<string>> {
  const rows = await db.indicator.findMany({
    where: { OR: [{ observations: { some: {} } }, { yearTotals: { some: {} } }, { validated: { some: {} } }] },
    select: { code: true },
  });
  return new Set(rows.map(({ code }) => code));
}
