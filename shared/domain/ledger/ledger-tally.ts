import { daysBetween, type IsoDate, type Month, monthOf } from '../month.ts';
import type { LedgerFlows } from './balance.ts';
import { type EthosCode, isWithin } from './ethos.ts';
import { activeTimes, DEFAULT_INACTIVITY, endOf, householdMoves, type Move, type Spell } from './spell.ts';
import { returnDelay } from './time-to-home.ts';

export const flowNames = [
  'newlyIdentified',
  'returnedFromHousing',
  'returnedFromInactive',
  'housed',
  'otherExits',
  'lostContact',
] as const satisfies (keyof LedgerFlows)[];
export type FlowName = (typeof flowNames)[number];

/**
 * What a flow is divided by. `total`: not at all. `since`: the month of the request. `days`: from the request to a home.
 * `return`: of homes that were left, within how many months (6, 12 or 24); known only of requests that are brought together.
 * The last two count requests, not households, and tell the way from the file to the stock (`ledger-bridge.ts`). `open`:
 * requests by their own dates, of which `renewal`s. `joined`: requests in contact beyond the one for which their household counts.
 */
export const dimensions = [
  'total',
  'situation',
  'composition',
  'group',
  'wish',
  'size',
  'reason',
  'since',
  'days',
  'return',
  'open',
  'joined',
] as const;
export type Dimension = (typeof dimensions)[number];

/** One household as the ledger sees it: its request, and what its figures are divided by. */
export interface LedgerCase {
  spell: Spell;
  persons: number;
  ethos: EthosCode | null;
  /** The source's own word. */
  situation: string;
  composition: string;
  /** Publication group of communes. */
  group: string;
  wish: string;
  size: string;
}

/** Households and persons of one flow in one month, for one value of one dimension: of the convention, and of Insee among them. */
export interface LedgerCount {
  month: Month;
  flow: FlowName;
  dimension: Dimension;
  value: string;
  households: number;
  persons: number;
  inseeHouseholds: number;
  inseePersons: number;
}

/** Of `open` and `joined`: updates and new examinations. */
export const RENEWAL = 'renewal';

/** `Femme seule|63`: the composition and the days, so that quartiles can be taken by composition. */
export const daysValue = (composition: string, days: number) => `${composition}|${days}`;

const isEntry = ({ flow }: Move) => flow !== 'housed' && flow !== 'otherExits' && flow !== 'lostContact';

/** The last request made by a date, else the first of all. */
function lastRequestBy(requests: readonly LedgerCase[], date: IsoDate): LedgerCase {
  return requests.reduce((best, one) => {
    const [before, after] = [best.spell.requested, one.spell.requested];
    if (after > date) return before > date && after < before ? one : best;
    return before > date || after > before ? one : best;
  });
}

/** A number for each value of each dimension met so far: what is counted a million times is counted in an array. */
class ValueNumbers {
  readonly named: { dimension: Dimension; value: string }[] = [];
  private readonly numbers = new Map<Dimension, Map<string, number>>();

  of(dimension: Dimension, value: string): number {
    const own = this.numbers.get(dimension) ?? new Map<string, number>();
    this.numbers.set(dimension, own);
    const known = own.get(value);
    if (known !== undefined) return known;
    own.set(value, this.named.length);
    return this.named.push({ dimension, value }) - 1;
  }
}

/** The counts of one month and one flow: households and persons of the convention, then of Insee, value after value. */
class MonthFlow {
  counts = new Int32Array(4 * 64);

  add(value: number, households: number, persons: number, inInsee: boolean): void {
    const at = 4 * value;
    if (at >= this.counts.length) {
      const wider = new Int32Array(Math.max(2 * this.counts.length, at + 4));
      wider.set(this.counts);
      this.counts = wider;
    }
    this.counts[at] = (this.counts[at] ?? 0) + households;
    this.counts[at + 1] = (this.counts[at + 1] ?? 0) + persons;
    if (!inInsee) return;
    this.counts[at + 2] = (this.counts[at + 2] ?? 0) + households;
    this.counts[at + 3] = (this.counts[at + 3] ?? 0) + persons;
  }
}

/**
 * Counts of moves by month, perimeter, flow and breakdown, in the two units at once. Cases are added or taken away, so that
 * a changed row is its old content taken away and its new one added: the order does not matter.
 */
export class LedgerTally {
  private readonly months = new Map<Month, Partial<Record<FlowName, MonthFlow>>>();
  private readonly values = new ValueNumbers();
  private readonly inactivityDays: number;

  constructor(inactivityDays: number = DEFAULT_INACTIVITY) {
    this.inactivityDays = inactivityDays;
  }

  /** Adds a household known by one request (`times` 1) or takes it away (−1). */
  add(one: LedgerCase, times: number): void {
    this.addHousehold([one], times);
  }

  /**
   * Adds a household known by several requests, or takes it away: it is active once, whatever the number of its requests.
   * From an entry to the exit that follows, it is described by its last request made by then.
   */
  addHousehold(requests: readonly LedgerCase[], times: number): void {
    const [first] = requests;
    if (!first) return;
    let one: LedgerCase = first;
    let common = this.commonValues(one);
    const spells = requests.map(({ spell }) => spell);
    const moves = householdMoves(spells, this.inactivityDays);
    for (const spell of spells) this.countOpen(spell, times);
    if (spells.length > 1) this.countJoined(spells, moves, times);
    for (const [index, move] of moves.entries()) {
      const described: LedgerCase = isEntry(move) ? lastRequestBy(requests, move.date) : one;
      if (described !== one) [one, common] = [described, this.commonValues(described)];
      const inInsee = isWithin('insee', one.ethos);
      const cell = this.cellOf(move);
      for (const value of common) cell.add(value, times, times * one.persons, inInsee);
      for (const value of this.ownValues(one, move, moves[index + 1]))
        cell.add(value, times, times * one.persons, inInsee);
    }
  }

  /** A request, from its date to its closing. */
  private countOpen(spell: Spell, times: number): void {
    const value = this.values.of('open', spell.isRenewal ? RENEWAL : '');
    this.cellAt(spell.requested, 'newlyIdentified').add(value, times, times, false);
    const end = endOf(spell);
    if (end !== null) this.cellAt(end, 'otherExits').add(value, times, times, false);
  }

  /** The requests in contact beyond the one for which the household counts, day by day that something changes. */
  private countJoined(spells: readonly Spell[], moves: readonly Move[], times: number): void {
    const changes = spells.flatMap((spell) =>
      activeTimes(spell, this.inactivityDays).flatMap(({ from, to }) => [
        { date: from, by: 1, isRenewal: spell.isRenewal === true },
        ...(to === null ? [] : [{ date: to, by: -1, isRenewal: spell.isRenewal === true }]),
      ]),
    );
    const dates = [...new Set([...changes, ...moves].map(({ date }) => date))].sort();
    let [inContact, renewals, known] = [0, 0, { renewal: 0, other: 0 }];
    for (const date of dates) {
      for (const one of changes) {
        if (one.date !== date) continue;
        inContact += one.by;
        if (one.isRenewal) renewals += one.by;
      }
      const last = moves.findLast((move) => move.date <= date);
      const beyond = inContact - (last && isEntry(last) ? 1 : 0);
      const now = { renewal: Math.min(beyond, renewals), other: beyond - Math.min(beyond, renewals) };
      for (const kind of ['renewal', 'other'] as const) {
        const by = now[kind] - known[kind];
        const value = this.values.of('joined', kind === 'renewal' ? RENEWAL : '');
        if (by !== 0)
          this.cellAt(date, by > 0 ? 'newlyIdentified' : 'otherExits').add(
            value,
            times * Math.abs(by),
            times * Math.abs(by),
            false,
          );
      }
      known = now;
    }
  }

  private commonValues(one: LedgerCase): number[] {
    const { values } = this;
    return [
      values.of('total', ''),
      values.of('situation', one.situation),
      values.of('composition', one.composition),
      values.of('group', one.group),
      values.of('wish', one.wish),
      values.of('size', one.size),
      values.of('since', monthOf(one.spell.requested)),
    ];
  }

  private ownValues({ composition, spell }: LedgerCase, { flow, reason, date }: Move, next?: Move): number[] {
    const own = reason === '' ? [] : [this.values.of('reason', reason)];
    if (flow !== 'housed') return own;
    own.push(this.values.of('days', daysValue(composition, daysBetween(spell.requested, date))));
    const within = next && returnDelay({ housed: date, back: next.date });
    if (within) own.push(this.values.of('return', String(within)));
    return own;
  }

  private cellAt(date: IsoDate, flow: FlowName): MonthFlow {
    return this.cellOf({ month: monthOf(date), flow });
  }

  private cellOf({ month, flow }: Pick<Move, 'month' | 'flow'>): MonthFlow {
    const flows = this.months.get(month) ?? {};
    const cell = flows[flow] ?? new MonthFlow();
    flows[flow] = cell;
    this.months.set(month, flows);
    return cell;
  }

  /** The counts that are not zero, in no order. */
  *counts(): Generator<LedgerCount> {
    for (const [month, flows] of this.months) {
      for (const [flow, { counts }] of Object.entries(flows) as [FlowName, MonthFlow][]) {
        for (const [index, { dimension, value }] of this.values.named.entries()) {
          const at = 4 * index;
          const [households, persons] = [counts[at] ?? 0, counts[at + 1] ?? 0];
          const [inseeHouseholds, inseePersons] = [counts[at + 2] ?? 0, counts[at + 3] ?? 0];
          if (households === 0 && persons === 0 && inseeHouseholds === 0 && inseePersons === 0) continue;
          yield { month, flow, dimension, value, households, persons, inseeHouseholds, inseePersons };
        }
      }
    }
  }
}
