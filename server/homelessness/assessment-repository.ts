import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { queryRow } from '../platform/database/rows.ts';

type Db = Prisma.TransactionClient | PrismaClient;

/** The data-protection assessment as the coordination recorded it. */
const assessment = z.object({ date: z.string(), reference: z.string(), recordedBy: z.string() });
export type Assessment = z.infer<typeof assessment>;

const SETTING = 'aipd';

/** One writer of the assessment at a time, whatever else each of them touches. */
export async function lockAssessment(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('assessment', 0))`;
}

/** Null: no assessment, so nothing that could bring two files of a person together is kept. */
export async function findAssessment(db: Db): Promise<Assessment | null> {
  const kept = await db.setting.findUnique({ where: { name: SETTING }, select: { value: true } });
  return kept && assessment.parse(kept.value);
}

export async function saveAssessment(tx: Prisma.TransactionClient, value: Assessment): Promise<void> {
  const json = { ...value };
  await tx.setting.upsert({
    where: { name: SETTING },
    create: { name: SETTING, value: json },
    update: { value: json },
  });
}

/** Takes the assessment away, and every identity key with it; answers how many rows lost theirs. */
export async function forgetAssessment(tx: Prisma.TransactionClient): Promise<number> {
  await tx.setting.deleteMany({ where: { name: SETTING } });
  await tx.$executeRaw`UPDATE "RegisterChange" SET "beforeIdentity" = NULL WHERE "beforeIdentity" IS NOT NULL`;
  return tx.$executeRaw`UPDATE "RegisterRow" SET "identityHash" = NULL WHERE "identityHash" IS NOT NULL`;
}

export interface Linked {
  /** Identities known to at least two registers, and the rows that they have there. */
  people: number;
  rows: number;
}

const linked: z.ZodType<Linked> = z.object({ people: z.number(), rows: z.number() });

/** How many people two registers or more know: those who would be counted twice if sources were added up. */
export async function countLinked(db: Db): Promise<Linked> {
  const found = await queryRow(db, linked)`
    SELECT count(*)::int AS people, coalesce(sum(n), 0)::int AS rows FROM (
      SELECT count(*) AS n FROM "RegisterRow" WHERE "identityHash" IS NOT NULL
      GROUP BY "identityHash" HAVING count(DISTINCT (source, "organisationId")) > 1) shared`;
  return found ?? { people: 0, rows: 0 };
}
