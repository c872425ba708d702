import type { Prisma } from '../../prisma/generated/client.ts';
import { statesWithValue } from '../../shared/domain/expectation.ts';
import { rulesTotalled } from '../../shared/domain/figures/month-total.ts';
import type { Month } from '../../shared/domain/month.ts';
import { countedCells } from '../contributions/counted-cells.ts';

/** A column of the roll-up: one indicator, one month. */
export interface IndicatorMonthKey {
  indicatorId: number;
  month: Month;
}

const monthIndex = (month: Month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));

function inLockOrder(keys: IndicatorMonthKey[]): IndicatorMonthKey[] {
  const distinct = new Map(keys.map((key) => [`${key.indicatorId} ${key.month}`, key]));
  return [...distinct.values()].sort((a, b) => a.indicatorId - b.indicatorId || a.month.localeCompare(b.month));
}

/** Advisory locks of two keys are the roll-up's and the registers'; this one is alone. */
const MANY_MONTHS_LOCK = 7_270_104;

/**
 * Taken by whoever writes several months in one transaction, before the first of them: they pass one after the other, so
 * that none waits for a month of the other while it holds one itself. Whoever writes a single month has no need of it.
 */
export async function lockManyMonths(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${MANY_MONTHS_LOCK})`;
}

/**
 * Recomputes the roll-up of the given months from the cells, in the transaction that changed them. The months are
 * locked first, always in the same order: two writers of one month wait for each other, so neither sum is stale.
 */
export async function refreshRollUp(tx: Prisma.TransactionClient, keys: IndicatorMonthKey[]): Promise<void> {
  if (keys.length === 0) return;
  const ordered = inLockOrder(keys);
  const ids = ordered.map((key) => key.indicatorId);
  const months = ordered.map((key) => key.month);
  const indexes = months.map(monthIndex);
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(k.id, k.index)
    FROM unnest(${ids}::int[], ${indexes}::int[]) WITH ORDINALITY AS k(id, index, rank) ORDER BY k.rank`;
  await tx.$executeRaw`
    DELETE FROM "IndicatorMonth" m USING unnest(${ids}::int[], ${months}::text[]) AS k(id, month)
    WHERE m."indicatorId" = k.id AND m.month = k.month`;
  await tx.$executeRaw`
    INSERT INTO "IndicatorMonth" ("indicatorId", month, visibility, value, numerator, denominator, reported, unavailable, "updatedAt")
    SELECT o."indicatorId", o.month, o.visibility,
      CASE WHEN i."timeRule"::text = ANY (${rulesTotalled('mean')}::text[]) THEN avg(o.value)
        WHEN i."timeRule"::text = ANY (${rulesTotalled('alone')}::text[]) AND count(o.value) > 1 THEN NULL
        ELSE sum(o.value) END,
      sum(o.numerator), sum(o.denominator),
      (count(*) FILTER (WHERE o.state = ANY (${[...statesWithValue]}::text[])))::int,
      (count(*) FILTER (WHERE o.state = 'unavailable'))::int,
      max(o."updatedAt")
    FROM unnest(${ids}::int[], ${months}::text[]) AS k(id, month)
    CROSS JOIN LATERAL (
      SELECT 'working'::"Visibility" AS visibility, w.* FROM ${countedCells('working')} w
      WHERE w."indicatorId" = k.id AND w.month = k.month AND w.breakdown = ''
      UNION ALL SELECT 'validated', w.* FROM ${countedCells('validated')} w
      WHERE w."indicatorId" = k.id AND w.month = k.month AND w.breakdown = '') o
    JOIN "Indicator" i ON i.id = o."indicatorId"
    WHERE o.state = ANY (${[...statesWithValue, 'unavailable']}::text[])
    GROUP BY o."indicatorId", o.month, o.visibility, i."timeRule"`;
}
