import type { LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { type Outcomes, outcomesFrom, outcomesOf } from '../../shared/domain/ledger/outcomes.ts';
import { undatedEnds } from '../../shared/registers/siao-labels.ts';
import { householdsSince } from '../ledger/households.ts';
import type { Platform } from '../platform/context.ts';
import type { LedgerView } from './ledger-view.ts';

/**
 * Who waits longest, who gets a home: of small groups, that no decision guards, so that it is said to who sees whole readings and
 * to nobody else.
 */
export async function outcomesFor(
  { db, unchanged }: Pick<Platform, 'db' | 'unchanged'>,
  { owner, through, firstRow, masked, settings }: LedgerView,
  { perimeter }: LedgerFilters,
  isLinked: boolean,
): Promise<Outcomes | null> {
  if (masked || through === null || firstRow === null) return null;
  const { inactivityDays } = settings;
  const about = { through, perimeter, inactivityDays, refusal: undatedEnds.Refusée ?? '', isLinked };
  const workOut = async () =>
    outcomesOf(await householdsSince(db, owner, settings, { since: outcomesFrom(through), isLinked }), about);
  return unchanged ? unchanged(JSON.stringify(['outcomes', owner, settings, about]), workOut) : workOut();
}
