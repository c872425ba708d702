import { daysBetween, type IsoDate, type Month, monthOf } from '../month.ts';
import type { LedgerFlows } from './balance.ts';
import { type EthosCode, isWithin } from './ethos.ts';
import { activeTimes, DEFAULT_INACTIVITY, endOf, householdMoves, type Move, type Spell } from './spell.ts';
import { returnDelay } from './time-to-home.ts';
import { isSomething, MonthFlow, ValueNumbers } from './value-counts.ts';

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

/** What the figures of a household are divided by. */
export interface HouseholdProfile {
  persons: number;
  ethos: EthosCode | null;
  /** The source's own word. */
  situation: string;
  composition: string;
  /** Publication group of communes. */
  group: string;
  /** Of who makes the request. */
  sex: string;
  wish: string;
  size: string;
}

/** One household as the ledger sees it: its request, and who it is. */
export interface LedgerCase {
  spell: Spell;
  profile: HouseholdProfile;
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

/** True of who comes in. */
export const isEntry = ({ flow }: Pick<Move, 'flow'>) =>
  flow !== 'housed' && flow !== 'otherExits' && flow !== 'lostContact';

/** The last request made by a date, else the first of all. */
export function lastRequestBy(requests: readonly LedgerCase[], date: IsoDate): LedgerCase {
  return requests.reduce((best, one) => {
    const [before, after] = [best.spell.requested, one.spell.requested];
    if (after > date) return before > date && after < before ? one : best;
    return before > date || after > before ? one : best;
  });
}

/**
 * Counts of moves by month, perimeter, flow and breakdown, in the two units at once. Cases are added or taken away, so that
 * a changed row is its old content taken away and its new one added: the order does not matter.
 */
export class LedgerTally {
  private readonly months = new Map<Month, Partial<Record<FlowName, MonthFlow>>>();
  private readonly shared = new ValueNumbers<Dimension>();
  private readonly rare = new ValueNumbers<Dimension>();
  private readonly profiles = new Map<HouseholdProfile, readonly number[]>();
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
    const spells = requests.map(({ spell }) => spell);
    const moves = householdMoves(spells, this.inactivityDays);
    for (const spell of spells) this.countOpen(spell, times);
    if (spells.length > 1) this.countJoined(spells, moves, times);
    for (let index = 0; index < moves.length; index += 1) {
      const move = moves[index] as Move;
      if (requests.length > 1 && isEntry(move)) one = lastRequestBy(requests, move.date);
      this.countMove(one, move, moves[index + 1], times);
    }
  }

  private countMove({ spell, profile }: LedgerCase, move: Move, next: Move | undefined, times: number): void {
    const inInsee = isWithin('insee', profile.ethos);
    const persons = times * profile.persons;
    const cell = this.cellOf(move.month, move.flow);
    for (const value of this.valuesOf(profile)) cell.shared.add(value, times, persons, inInsee);
    cell.shared.add(this.shared.of('since', monthOf(spell.requested)), times, persons, inInsee);
    if (move.reason !== '') cell.addRare(this.rare.of('reason', move.reason), times, persons, inInsee);
    if (move.flow !== 'housed') return;
    const days = daysValue(profile.composition, daysBetween(spell.requested, move.date));
    cell.addRare(this.rare.of('days', days), times, persons, inInsee);
    const within = next && returnDelay({ housed: move.date, back: next.date });
    if (within) cell.addRare(this.rare.of('return', String(within)), times, persons, inInsee);
  }

  /** A request, from its date to its closing. */
  private countOpen(spell: Spell, times: number): void {
    const value = this.shared.of('open', spell.isRenewal ? RENEWAL : '');
    this.cellAt(spell.requested, 'newlyIdentified').shared.add(value, times, times, false);
    const end = endOf(spell);
    if (end !== null) this.cellAt(end, 'otherExits').shared.add(value, times, times, false);
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
        const value = this.rare.of('joined', kind === 'renewal' ? RENEWAL : '');
        if (by !== 0)
          this.cellAt(date, by > 0 ? 'newlyIdentified' : 'otherExits').addRare(
            value,
            times * Math.abs(by),
            times * Math.abs(by),
            false,
          );
      }
      known = now;
    }
  }

  /** Of a profile that many requests share, looked up once. */
  private valuesOf(profile: HouseholdProfile): readonly number[] {
    const known = this.profiles.get(profile);
    if (known) return known;
    const { shared } = this;
    const values = [
      shared.of('total', ''),
      shared.of('situation', profile.situation),
      shared.of('composition', profile.composition),
      shared.of('group', profile.group),
      shared.of('wish', profile.wish),
      shared.of('size', profile.size),
    ];
    this.profiles.set(profile, values);
    return values;
  }

  private cellAt(date: IsoDate, flow: FlowName): MonthFlow {
    return this.cellOf(monthOf(date), flow);
  }

  private cellOf(month: Month, flow: FlowName): MonthFlow {
    let flows = this.months.get(month);
    if (!flows) {
      flows = {};
      this.months.set(month, flows);
    }
    let cell = flows[flow];
    if (!cell) {
      cell = new MonthFlow();
      flows[flow] = cell;
    }
    return cell;
  }

  /** The counts that are not zero, in no order. */
  *counts(): Generator<LedgerCount> {
    for (const [month, flows] of this.months) {
      for (const [flow, { shared, rare }] of Object.entries(flows) as [FlowName, MonthFlow][]) {
        for (const [number, named] of this.shared.named.entries()) {
          const counts = shared.of(number);
          if (isSomething(counts)) yield { month, flow, ...named, ...counts };
        }
        for (const [number, one] of rare) {
          const [named, counts] = [this.rare.named[number], one.of(0)];
          if (named && isSomething(counts)) yield { month, flow, ...named, ...counts };
        }
      }
    }
  }
}
