import type { Perimeter } from '../indicator.ts';
import { addMonths, daysBetween, type IsoDate, lastDayOf, type Month, monthOf } from '../month.ts';
import { recordOf } from '../record-of.ts';
import { isWithin } from './ethos.ts';
import { type Estimate, medianOf, shareOf } from './interval.ts';
import { type HouseholdProfile, isEntry, type LedgerCase, lastRequestBy } from './ledger-tally.ts';
import { householdMoves, type Move } from './spell.ts';

/** What households are set against one another by. */
export const characteristics = ['sex', 'composition', 'situation', 'group'] as const;
export type Characteristic = (typeof characteristics)[number];

/** Those who came in over a year are followed for another one. */
const FOLLOWED = 12;

/** Of fewer households nothing is said: chance alone would set them apart. */
export const FEWEST = 11;

export interface Outcome {
  value: string;
  /** Days since the request, of those who wait at the end of the last month: the median. */
  waiting: Estimate | null;
  /** Days from the request to the home, of those housed over the last twelve months: the median. */
  delay: Estimate | null;
  /** Of those who came in over the twelve months before: housed within twelve months, and refused. */
  housed: Estimate | null;
  refused: Estimate | null;
  /** Of those housed over the twelve months before: back within twelve months. Null where people are not linked. */
  returned: Estimate | null;
}

export interface Outcomes {
  /** The twelve months of those who were followed for twelve more. */
  followed: { from: Month; to: Month };
  all: Outcome;
  by: Record<Characteristic, Outcome[]>;
}

export interface OutcomeRules {
  through: Month;
  perimeter: Perimeter;
  inactivityDays: number;
  /** The reason of an exit that refuses. */
  refusal: string;
  /** People are linked across requests. */
  isLinked: boolean;
}

/** The first month of the two years on which outcomes are read. */
export const outcomesFrom = (through: Month): Month => addMonths(through, 1 - 2 * FOLLOWED);

const yearLater = (date: IsoDate) => `${addMonths(monthOf(date), FOLLOWED)}${date.slice(7)}`;

/** What one household adds, each beside who it was when it happened. */
interface Facts {
  waiting: { profile: HouseholdProfile; days: number }[];
  delay: { profile: HouseholdProfile; days: number }[];
  entered: { profile: HouseholdProfile; isHoused: boolean; isRefused: boolean }[];
  housed: { profile: HouseholdProfile; isBack: boolean }[];
}

function readHousehold(requests: readonly LedgerCase[], rules: OutcomeRules, facts: Facts): void {
  const { through, perimeter, inactivityDays, refusal } = rules;
  const spells = requests.map(({ spell }) => spell);
  const moves = householdMoves(spells, inactivityDays).filter(({ month }) => month <= through);
  const [start, middle] = [outcomesFrom(through), addMonths(through, 1 - FOLLOWED)];
  const within = ({ date }: Move, month: Move) => date <= yearLater(month.date);
  let one: LedgerCase | undefined;
  moves.forEach((move, index) => {
    const later = moves.slice(index + 1);
    if (isEntry(move)) one = lastRequestBy(requests, move.date);
    if (!one || !isWithin(perimeter, one.profile.ethos)) return;
    const { profile, spell } = one;
    const days = (until: IsoDate) => Math.max(0, daysBetween(spell.requested, until));
    if (isEntry(move) && later.length === 0) facts.waiting.push({ profile, days: days(lastDayOf(through)) });
    if (move.flow === 'newlyIdentified' && move.month >= start && move.month < middle) {
      const year = later.filter((next) => within(next, move));
      const isHoused = year.some(({ flow }) => flow === 'housed');
      facts.entered.push({ profile, isHoused, isRefused: year.some(({ reason }) => reason === refusal) });
    }
    if (move.flow !== 'housed') return;
    if (move.month >= middle) facts.delay.push({ profile, days: days(move.date) });
    else if (move.month >= start)
      facts.housed.push({ profile, isBack: later.some((next) => isEntry(next) && within(next, move)) });
  });
}

function outcomeOf(value: string, facts: Facts, isLinked: boolean): Outcome {
  const enough = (estimate: Estimate | null) => (estimate && estimate.count >= FEWEST ? estimate : null);
  const share = <Fact>(those: readonly Fact[], is: (fact: Fact) => boolean) =>
    enough(shareOf(those.filter(is).length, those.length));
  return {
    value,
    waiting: enough(medianOf(facts.waiting.map(({ days }) => days))),
    delay: enough(medianOf(facts.delay.map(({ days }) => days))),
    housed: share(facts.entered, ({ isHoused }) => isHoused),
    refused: share(facts.entered, ({ isRefused }) => isRefused),
    returned: isLinked ? share(facts.housed, ({ isBack }) => isBack) : null,
  };
}

/**
 * Who waits longest, who gets a home, who is refused, who comes back, of households in one perimeter: by sex of who asks, by
 * composition, situation and group of communes, each with what chance allows. A household is one request, or all of those
 * that people who are linked made.
 */
export function outcomesOf(households: Iterable<readonly LedgerCase[]>, rules: OutcomeRules): Outcomes {
  const facts: Facts = { waiting: [], delay: [], entered: [], housed: [] };
  for (const requests of households) readHousehold(requests, rules, facts);
  const { through, isLinked } = rules;
  const by = (characteristic: Characteristic): Outcome[] => {
    const profiles = Object.values(facts).flatMap((those: { profile: HouseholdProfile }[]) => those);
    const values = [...new Set(profiles.map(({ profile }) => profile[characteristic]))].sort();
    return values.map((value) => {
      const own = <Fact extends { profile: HouseholdProfile }>(those: readonly Fact[]) =>
        those.filter(({ profile }) => profile[characteristic] === value);
      const { waiting, delay, entered, housed } = facts;
      const part = { waiting: own(waiting), delay: own(delay), entered: own(entered), housed: own(housed) };
      return outcomeOf(value, part, isLinked);
    });
  };
  return {
    followed: { from: outcomesFrom(through), to: addMonths(through, -FOLLOWED) },
    all: outcomeOf('', facts, isLinked),
    by: recordOf(characteristics, by),
  };
}
