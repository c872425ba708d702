import type { Prisma } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import { type AbsentChoice, columnAnswers, sourceName } from '../../shared/schemas/import.ts';
import type { OrganisationScope } from '../platform/access.ts';
import type { Db, ImportScope } from './repository.ts';

type Tx = Prisma.TransactionClient;

/** What a partner's files were answered before, for a source. */
export function findHabit(db: Db, { organisationId }: OrganisationScope, source: string) {
  return db.importHabit.findUnique({
    where: { organisationId_source: { organisationId, source } },
    select: { absentChoice: true, answers: true },
  });
}

/** The answers that one may hear of: of one organisation, or of all when `only` is null. */
export async function findHabits(db: Db, only: OrganisationScope | null) {
  const found = await db.importHabit.findMany({
    where: only ? { organisationId: only.organisationId } : {},
    select: { organisationId: true, source: true, absentChoice: true, answers: true },
  });
  return found.map((one) => ({
    ...one,
    source: sourceName.parse(one.source),
    answers: columnAnswers.parse(one.answers),
  }));
}

/** Remembers what was answered to the questions of columns, beside what was answered before. */
export async function keepAnswers(
  tx: Tx,
  { organisationId }: ImportScope,
  source: string,
  answers: Record<string, string>,
): Promise<void> {
  const key = { organisationId_source: { organisationId, source } };
  const known = await tx.importHabit.findUnique({ where: key, select: { answers: true } });
  const all = { ...(known && columnAnswers.parse(known.answers)), ...answers };
  await tx.importHabit.upsert({
    where: key,
    create: { organisationId, source, answers: all },
    update: { answers: all },
  });
}

/** Remembers which months a partner's file covers. */
export function keepPeriodHabit(
  tx: Tx,
  scope: ImportScope,
  source: string,
  { from, to }: { from: Month; to: Month },
): Promise<void> {
  return keepAnswers(tx, scope, source, { period: `${from}..${to}` });
}

/** Remembers what becomes of rows that a full export no longer holds. */
export async function keepAbsentHabit(
  tx: Tx,
  { organisationId }: ImportScope,
  source: string,
  absentChoice: AbsentChoice,
): Promise<void> {
  await tx.importHabit.upsert({
    where: { organisationId_source: { organisationId, source } },
    create: { organisationId, source, absentChoice },
    update: { absentChoice },
  });
}
