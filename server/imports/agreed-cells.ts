import type { Prisma } from '../../prisma/generated/client.ts';
import type { Agreement } from '../../shared/domain/agreement.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { lockManyMonths, refreshRollUp } from '../indicators/roll-up.ts';
import type { Actor } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { findCells, findFedIndicators, holdCells, writeCells } from './cell-repository.ts';
import { measure, todayOf } from './prepare.ts';
import { type CellPlan, planCells } from './register-cells.ts';
import { findCompleteMonths } from './register-month-repository.ts';
import { lockRegister } from './register-repository.ts';
import type { ImportScope } from './repository.ts';

export type { ImportScope } from './repository.ts';

type Tx = Prisma.TransactionClient;

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
  const spoken = { has: () => true };
  const plan = planCells(proposed, cells, { register: registerOf(source), measures, complete, spoken, byHand: false });
  const own = new Set(fed.filter(({ code }) => code === indicator).map(({ id }) => id));
  return {
    changes: plan.changes.filter(({ code }) => code === indicator),
    writes: plan.writes.filter(({ indicatorId }) => own.has(indicatorId)),
  };
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
