import { type Outcomes, outcomesFrom, outcomesOf } from '../../shared/domain/ledger/outcomes.ts';
import { undatedEnds } from '../../shared/registers/siao-labels.ts';
import type { LedgerFilters } from '../../shared/schemas/homelessness.ts';
import { householdsSince } from '../ledger/households.ts';
import type { Platform } from '../platform/context.ts';
import type { LedgerView } from './ledger-view.ts';

/**
 * Who waits longest, who gets a home: of small groups, that no decision guards, so that it is said to who sees whole readings and
 * to nobody else.
 */
export async function outcomesFor(
  { db }: Pick<Platform, 'db'>,
  { owner, through, firstRow, masked, settings }: LedgerView,
  { perimeter }: LedgerFilters,
  isLinked: boolean,
): Promise<Outcomes | null> {
  if (masked || through === null || firstRow === null) return null;
  const households = await householdsSince(db, owner, settings, { since: outcomesFrom(through), isLinked });
  const { inactivityDays } = settings;
  return outcomesOf(households, { through, perimeter, inactivityDays, refusal: undatedEnds.Refusée ?? '', isLinked });
}
