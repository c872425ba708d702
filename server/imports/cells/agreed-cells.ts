import type { Prisma } from '../../../prisma/generated/client.ts';
import { type Agreement, wayGiven } from '../../../shared/domain/agreement.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { registerOf } from '../../../shared/registers/all-registers.ts';
import type { Ratio, SourceName } from '../../../shared/registers/register.ts';
import { countedSource } from '../../../shared/schemas/import.ts';
import { lockManyMonths, refreshRollUp } from '../../indicators/roll-up.ts';
import type { OrganisationScope } from '../../platform/access.ts';
import type { Actor } from '../../platform/audit.ts';
import type { Platform } from '../../platform/context.ts';
import { findCells, findFedIndicators, findReplacedTotals, holdCells, writeCells } from '../cell-repository.ts';
import { measure, todayOf } from '../prepare.ts';
import { findCompleteMonths } from '../register-month-repository.ts';
import { findKeptSources, lockRegister } from '../register-repository.ts';
import type { ImportScope } from '../repository.ts';
import { type CellPlan, figureOf, figuresBeside, planCells } from './register-cells.ts';

export type { ImportScope } from '../repository.ts';

type Tx = Prisma.TransactionClient;
type Figure = number | Ratio;

/** An indicator whose figure would be given in another way. */
export interface Proposed {
  indicator: string;
  agreements: Agreement[];
}

/** What the cells of an indicator would become if it were given otherwise, by the register as it is. Nothing is written. */
export async function planAgreed(
  platform: Pick<Platform, 'clock'>,
  tx: Tx,
  scope: ImportScope,
  source: SourceName,
  { indicator, agreements }: Proposed,
): Promise<CellPlan> {
  const measures = await measure(tx, scope, source, todayOf(platform), { of: 'register' });
  const fed = await findFedIndicators(tx, scope, source, Object.keys(measures));
  const proposed = fed.map((one) =>
    one.code === indicator && one.assignment ? { ...one, assignment: { ...one.assignment, agreements } } : one,
  );
  const cells = await findCells(
    tx,
    scope,
    fed.map(({ id }) => id),
  );
  const complete = new Set(await findCompleteMonths(tx, scope, source));
  // An agreement speaks of every month that it holds in.
  const every = { spoken: { has: () => true }, touched: () => true, byHand: false };
  const plan = planCells(proposed, cells, { register: registerOf(source), measures, complete, ...every });
  const own = new Set(fed.filter(({ code }) => code === indicator).map(({ id }) => id));
  return {
    changes: plan.changes.filter(({ code }) => code === indicator),
    writes: plan.writes.filter(({ indicatorId }) => own.has(indicatorId)),
  };
}

/** A month that is known by two sources: the one that is agreed, and the other beside it. */
export interface TwoSources {
  indicatorId: number;
  code: string;
  month: Month;
  /** By agreement the figure is typed, or counted. */
  by: 'typing' | 'register';
  register: SourceName;
  typed: Figure | null;
  counted: Figure | null;
}

/** The months of which a register and another source know something: what it says where the other gives, or what it replaced. */
async function findBeside(tx: Tx, scope: OrganisationScope, source: SourceName, today: string): Promise<TwoSources[]> {
  const measures = await measure(tx, scope, source, today, { of: 'register' });
  const fed = await findFedIndicators(tx, scope, source, Object.keys(measures));
  const replaced = (await findReplacedTotals(tx, scope, source)).flatMap(({ indicatorId, month, ...total }) => {
    const indicator = fed.find(({ id }) => id === indicatorId);
    return indicator ? [{ indicator, month, figure: figureOf(total) }] : [];
  });
  const others = [...replaced, ...figuresBeside(fed, { register: registerOf(source), measures })];
  const ids = [...new Set(others.map(({ indicator }) => indicator.id))];
  const cells = ids.length === 0 ? [] : await findCells(tx, scope, ids);
  return others.flatMap(({ indicator: { id: indicatorId, code, assignment }, month, figure }): TwoSources[] => {
    const way = wayGiven(assignment, month);
    const own = figureOf(cells.find((cell) => cell.indicatorId === indicatorId && cell.month === month));
    const known = { indicatorId, code, month };
    if (way?.by === 'typing' && source !== 'monthly-return')
      return [{ ...known, by: way.by, register: source, typed: own, counted: figure }];
    if (way?.by !== 'register') return [];
    return [{ ...known, by: way.by, register: countedSource.parse(way.source), typed: figure, counted: own }];
  });
}

/** Every month of a span that two sources of an organisation know, as they are now. */
export async function findTwoSources(
  platform: Pick<Platform, 'clock'>,
  tx: Tx,
  scope: OrganisationScope,
  { from, to }: { from: Month; to: Month },
): Promise<TwoSources[]> {
  const found = new Map<string, TwoSources>();
  for (const source of await findKeptSources(tx, scope))
    for (const one of await findBeside(tx, scope, source, todayOf(platform)))
      if (from <= one.month && one.month <= to) found.set(`${one.month} ${one.code}`, one);
  return [...found.values()].sort((a, b) => a.month.localeCompare(b.month) || a.code.localeCompare(b.code));
}

/** Holds a register and the cells of an indicator for the rest of the transaction. */
export async function holdAgreed(tx: Tx, scope: ImportScope, source: SourceName, indicatorId: number): Promise<void> {
  await lockRegister(tx, scope, source);
  await lockManyMonths(tx);
  await holdCells(tx, scope, [indicatorId]);
}

/** Writes what the register says in the months that it now gives. */
export async function writeAgreed(
  platform: Pick<Platform, 'clock'>,
  tx: Tx,
  actor: Actor,
  scope: ImportScope,
  { writes }: CellPlan,
): Promise<void> {
  await writeCells(tx, scope, writes, {
    ...{ importId: null, origin: 'register', userId: actor.id },
    now: platform.clock.now(),
  });
  await refreshRollUp(tx, writes);
}
