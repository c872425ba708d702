import * as z from 'zod';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { cellStates } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';

const cellState = z.enum(cellStates);

/** What is written now in the cells of some months, with the names that a sentence needs. */
export async function findCellsNow(db: PrismaClient, { from, to }: { from: Month; to: Month }, indicatorIds: number[]) {
  const cells = await db.observation.findMany({
    where: { breakdown: '', month: { gte: from, lte: to }, indicatorId: { in: indicatorIds } },
    orderBy: [{ indicator: { position: 'asc' } }, { month: 'asc' }, { organisationId: 'asc' }],
    select: {
      indicatorId: true,
      organisationId: true,
      month: true,
      state: true,
      value: true,
      numerator: true,
      denominator: true,
      organisation: { select: { name: true } },
    },
  });
  return cells.map((cell) => ({ ...cell, state: cellState.parse(cell.state) }));
}

/** The totals of a year that nobody has validated, with the last one that was. */
export async function findWaitingTotals(db: PrismaClient, year: number) {
  const waiting = await db.yearTotal.findMany({
    where: { year, supersededAt: null, validatedAt: null, indicator: { timeRule: 'unique' } },
    orderBy: [{ indicator: { position: 'asc' } }, { id: 'asc' }],
    select: {
      indicatorId: true,
      organisationId: true,
      value: true,
      indicator: { select: { code: true, label: true, unit: true } },
      organisation: { select: { name: true } },
    },
  });
  const validated = await db.yearTotal.findMany({
    where: { year, validatedAt: { not: null } },
    orderBy: [{ validatedAt: 'desc' }, { id: 'desc' }],
    select: { indicatorId: true, organisationId: true, value: true },
  });
  return waiting.map((one) => ({
    ...one,
    read:
      validated.find(
        ({ indicatorId, organisationId }) => indicatorId === one.indicatorId && organisationId === one.organisationId,
      )?.value ?? null,
  }));
}
