import type { PrismaClient } from '../../prisma/generated/client.ts';
import { isWithin } from '../../shared/domain/ledger/ethos.ts';
import type { LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import type { LedgerCase } from '../../shared/domain/ledger/ledger-tally.ts';
import { type HousedCase, sameNumberReturn } from '../../shared/domain/ledger/time-to-home.ts';
import type { Month } from '../../shared/domain/month.ts';
import { nothingHeld } from './held-requests.ts';
import { findGivers, findHouseholdsSince, findReusedNumbers } from './outcomes-repository.ts';
import type { LedgerOwner } from './reading.ts';
import { readingOfCases } from './reading-cases.ts';
import { casesOf } from './request-lines.ts';
import type { ContactRules } from './rules.ts';

/** The households that something may have happened to since a month, each by its requests. */
export async function householdsSince(
  db: PrismaClient,
  owner: LedgerOwner,
  rules: ContactRules,
  asked: { since: Month; isLinked: boolean },
): Promise<LedgerCase[][]> {
  const givers = await findGivers(db, owner);
  const read = givers.map(async ({ organisationId }) => {
    const visibility = owner === 'validated' ? 'validated' : 'working';
    const reading = await readingOfCases(db, { organisationId }, visibility, rules);
    const households = await findHouseholdsSince(db, organisationId, owner, asked);
    return households.map(({ lines }) => [...casesOf(lines, reading)]);
  });
  return (await Promise.all(read)).flat();
}

/** Homes that a later request of the same number shows were left. */
export async function sameNumberReturns(
  db: PrismaClient,
  owner: LedgerOwner,
  { perimeter }: Pick<LedgerFilters, 'perimeter'>,
): Promise<HousedCase[]> {
  const [found, groups] = [await findReusedNumbers(db, owner), new Map<string, string>()];
  const caseOf = (line: string) => [...casesOf(line, { groups, held: nothingHeld })][0];
  return found.flatMap((one): HousedCase[] => {
    const [was, next] = [caseOf(one.was), caseOf(one.next)];
    if (!was || !next || !isWithin(perimeter, was.profile.ethos)) return [];
    const home = sameNumberReturn(was.spell, next.spell);
    return home ? [home] : [];
  });
}
