import { dueDate } from '../deadline.ts';
import { addMonths, daysBetween, type IsoDate, type Month, monthOf, runsOn } from '../month.ts';

/** When an organisation is written to about a month, in days counted from the day it is due. */
export interface Cadence {
  /** So many days before; 0: not before. */
  daysBefore: number;
  /** So many days after, once and once more; the due day itself always counts. */
  firstDaysAfter: number;
  secondDaysAfter: number;
  /** The coordinator hears of what has been late for so many days. */
  escalationDays: number;
}

/** One step of the reminders of a month: the same for everybody, so that its key is written once per organisation. */
export interface ReminderStep {
  month: Month;
  /** Days from the due day: negative before it. */
  offset: number;
}

const offsetsOf = ({ daysBefore, firstDaysAfter, secondDaysAfter }: Cadence) => [
  ...new Set([-daysBefore, 0, firstDaysAfter, secondDaysAfter]),
];

/** A cadence never reaches further back than this. */
const MONTHS_BACK = 3;

const monthsUpTo = (today: IsoDate) =>
  Array.from({ length: MONTHS_BACK + 1 }, (_, back) => addMonths(monthOf(today), -back));

/**
 * The step that today belongs to: that of the latest month whose reminders have begun, the last offset reached. A step
 * missed (the product was stopped) is thereby caught up, and those before it are not sent late. Example, 5 days before, 7 and
 * 21 after: on 2025-11-05 `{ month: '2025-10', offset: -5 }`, from the 10th `offset: 0`, from the 17th `offset: 7`.
 */
export function reminderStep(today: IsoDate, cadence: Cadence): ReminderStep | null {
  const offsets = offsetsOf(cadence);
  for (const month of monthsUpTo(today)) {
    const elapsed = daysBetween(dueDate(month), today);
    const reached = offsets.filter((offset) => offset <= elapsed);
    if (reached.length > 0) return { month, offset: Math.max(...reached) };
  }
  return null;
}

/**
 * The latest month that the coordinator hears of if it is still missing: due `escalationDays` ago or more. Example, at
 * 21 days: on 2025-12-01, October 2025 (due on 10 November, 21 days before).
 */
export function escalationMonth(today: IsoDate, { escalationDays }: Cadence): Month | null {
  return monthsUpTo(today).find((month) => daysBetween(dueDate(month), today) >= escalationDays) ?? null;
}

/** Someone's time away; `toDate` null: until said otherwise. */
export interface Away {
  userId: string;
  fromDate: IsoDate;
  toDate: IsoDate | null;
  deputyId: string | null;
}

/** The absence of a person on a day, the latest declared first; null: they are there. */
export function absenceOn<Absence extends Away>(
  userId: string,
  day: IsoDate,
  absences: readonly Absence[],
): Absence | null {
  const own = absences.filter((one) => one.userId === userId && runsOn(one, day));
  return own.sort((a, b) => b.fromDate.localeCompare(a.fromDate))[0] ?? null;
}

/** Who answers for the figures of an organisation, and who stands in; null: nobody in particular. */
export interface Answerable {
  ownerId: string | null;
  deputyId: string | null;
}

/** The person themselves when they are there, or the first there of the deputies that they named; undefined: nobody. */
function standIn<Person extends { id: string }>(
  person: Person,
  people: readonly Person[],
  day: IsoDate,
  absences: readonly Away[],
): Person | undefined {
  const met = new Set<string>();
  for (let one: Person | undefined = person; one; ) {
    const away: Away | null = absenceOn(one.id, day, absences);
    if (!away) return one;
    met.add(one.id);
    const next: string | null = away.deputyId;
    one = next !== null && !met.has(next) ? people.find(({ id }) => id === next) : undefined;
  }
  return undefined;
}

/**
 * Who is written to for an organisation. With an owner: the owner alone; while they are away, whom they named for that
 * time, else the organisation's deputy. Without one, or when neither is there: each of its people, or their deputy while
 * they are away (and the deputy's own, when they are away too). Nobody can stop the reminders by leaving: when nobody is
 * left, all are written to. Example: of Ana, away with Ben for deputy, and Ben: Ben alone; Ana owner and there: Ana alone.
 */
export function recipientsOn<Person extends { id: string }>(
  people: readonly Person[],
  day: IsoDate,
  absences: readonly Away[],
  { ownerId, deputyId }: Answerable = { ownerId: null, deputyId: null },
): Person[] {
  const named = [ownerId, deputyId].flatMap((id) => people.find((person) => person.id === id) ?? []);
  for (const one of ownerId === null ? [] : named) {
    const there = standIn(one, people, day, absences);
    if (there) return [there];
  }
  const reached = new Set(people.map((person) => standIn(person, people, day, absences)));
  const found = people.filter((person) => reached.has(person));
  return found.length > 0 ? found : [...people];
}
