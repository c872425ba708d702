import { refreshRollUp } from '../../server/indicators/roll-up.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { insertPublishedPartners } from '../seed/seed-partners.ts';
import { deleteDemonstrationFinance } from './seed-demo-finance.ts';
import { deleteDemonstrationTexts } from './seed-demo-report.ts';
import { deleteDemonstrationRows } from './seed-demo-rows.ts';
import { deleteDemonstrationCounts, deleteDemonstrationRequests } from './seed-demo-siao-rows.ts';

type Tx = Prisma.TransactionClient;

/** Fictitious cells: those of the demonstration, and those typed since by one of its accounts. */
async function deleteCells(tx: Tx): Promise<void> {
  const people = await tx.user.findMany({ where: { demonstration: true }, select: { id: true } });
  const typed: Prisma.ObservationWhereInput = { origin: 'entry', updatedById: { in: people.map((one) => one.id) } };
  const fictitious = { OR: [{ origin: 'demo' }, typed] } satisfies Prisma.ObservationWhereInput;
  const cells = await tx.observation.findMany({ where: fictitious, select: { indicatorId: true, month: true } });
  await tx.cellMessage.deleteMany({ where: { observation: fictitious } });
  await tx.observationRevision.deleteMany({ where: { OR: [{ origin: 'demo' }, { observation: fictitious }] } });
  await tx.observation.deleteMany({ where: fictitious });
  await tx.$executeRaw`
    DELETE FROM "ValidatedCell" v WHERE v.origin = 'demo' OR NOT EXISTS (
      SELECT FROM "Observation" o WHERE o."organisationId" = v."organisationId" AND o."indicatorId" = v."indicatorId"
        AND o.month = v.month AND o.breakdown = v.breakdown)`;
  await refreshRollUp(tx, cells);
}

/** What the accounts of the demonstration wrote about indicators and in the report. */
async function deleteWords(tx: Tx): Promise<void> {
  const people = await tx.user.findMany({ where: { demonstration: true }, select: { id: true } });
  const written = { authorId: { in: people.map((one) => one.id) } };
  await tx.indicatorMessage.deleteMany({ where: written });
  await tx.indicatorAnnotation.deleteMany({ where: written });
  await deleteDemonstrationTexts(
    tx,
    people.map((one) => one.id),
  );
}

async function deleteMoney(tx: Tx): Promise<void> {
  const people = await tx.user.findMany({ where: { demonstration: true }, select: { id: true } });
  const ids = people.map((one) => one.id);
  await deleteDemonstrationFinance(tx, ids);
  await insertPublishedPartners(tx, ids);
}

/** Returns that hold no cell any more. */
async function deleteReturns(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "MonthlyReturn" r WHERE NOT EXISTS (
      SELECT FROM "Observation" o WHERE o."organisationId" = r."organisationId" AND o.month = r.month)`;
}

/**
 * Takes the demonstration away: its cells with what was said of them, its returns, its messages and its accounts. The catalogue, and
 * what real people typed or imported, stay.
 */
export async function clearDemonstration(db: PrismaClient): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await deleteCells(tx);
      await deleteReturns(tx);
      await deleteDemonstrationRequests(tx);
      await deleteDemonstrationCounts(tx);
      await deleteDemonstrationRows(tx);
      await deleteWords(tx);
      await deleteMoney(tx);
      await tx.edition.deleteMany({ where: { fictitious: true } });
      await tx.mail.deleteMany({ where: { fictitious: true } });
      await tx.user.deleteMany({ where: { demonstration: true } });
      await tx.setting.deleteMany({ where: { name: 'demonstration' } });
    },
    { timeout: 60_000 },
  );
}
