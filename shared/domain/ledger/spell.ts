import { addMonths, type IsoDate, type Month, monthOf } from '../month.ts';
import type { LedgerFlows } from './balance.ts';

/** How one leaves the list of active people. */
export type ExitKind = 'housed' | 'other' | 'lost';

/** One request, from its date to what became of it. */
export interface Spell {
  requested: IsoDate;
  /** Every dated contact after the request (orientation, admission, update), in any order. */
  contacts: readonly IsoDate[];
  /**
   * The day of the latest full export that holds the request: until then, or until its closing if that came first, the SIAO
   * itself held it open, and silence loses nobody.
   */
  heldOn?: IsoDate | null;
  /** The update or the new examination of a request: the SIAO knew the household before. */
  isRenewal?: boolean;
  /** Admitted in a structure: in contact from that day until the request is closed. */
  admitted: IsoDate | null;
  exit: { date: IsoDate; kind: ExitKind; reason: string } | null;
}

/** A stretch of time during which a household is active. `to` null: still active. */
export interface ActiveTime {
  from: IsoDate;
  to: IsoDate | null;
  kind: ExitKind | null;
  reason: string;
}

/** A household that enters or leaves the list of active people. */
export interface Move {
  month: Month;
  date: IsoDate;
  flow: keyof LedgerFlows;
  /** Why it left; empty for an entry. */
  reason: string;
}

/** Without a contact for this many days one is lost of sight; a setting. HIFIS, Boston and Toronto use 90 days or three months. */
export const DEFAULT_INACTIVITY = 90;

/** The reason of an exit that nobody declared: the silence itself. */
export const SILENCE = 'Inactivité';

const exitFlow = { housed: 'housed', other: 'otherExits', lost: 'lostContact' } as const;

const later = new Map<number, Map<IsoDate, IsoDate>>();

/** The date `count` days after a date. Example: `addDays('2023-12-05', 90)` is `2024-03-04`. Answers are remembered: a ledger asks few dates, very often. */
export function addDays(date: IsoDate, count: number): IsoDate {
  let known = later.get(count);
  if (!known || known.size > 50_000) {
    known = new Map();
    later.set(count, known);
  }
  let answer = known.get(date);
  if (answer === undefined) {
    answer = new Date(Date.parse(`${date}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
    known.set(date, answer);
  }
  return answer;
}

/** Until when a request is open: its closing, which is not before its date; null: it is open. */
export const endOf = ({ requested, exit }: Spell): IsoDate | null =>
  exit && (exit.date < requested ? requested : exit.date);

/** Until when the SIAO's own exports hold a request open. */
function heldUntil({ requested, heldOn }: Spell, end: IsoDate | null): IsoDate {
  if (!heldOn || heldOn < requested) return requested;
  return end !== null && end < heldOn ? end : heldOn;
}

/**
 * When the household of one request was active. It is lost of sight on the 90th day after its last contact; a later
 * contact brings it back. Open in a full export, it is in contact until the day of that export; admitted in a structure, until
 * the request is closed. A closing that says what became of a household lost of sight brings it back that day and lets it
 * leave; one that only says « no news » adds nothing.
 * Examples: requested 2023-01-10, oriented 2023-06-01: active to 2023-04-10 (lost), then from 2023-06-01 to 2023-08-30 (lost);
 * still open in the full export of 2024-01-15: active from 2023-01-10 to 2024-04-14 (lost).
 */
export function activeTimes(spell: Spell, inactivityDays: number = DEFAULT_INACTIVITY): ActiveTime[] {
  const { requested, admitted, exit } = spell;
  const end = endOf(spell);
  const held = heldUntil(spell, end);
  const contacts = spell.contacts.filter((date) => date > held && (end === null || date <= end)).sort();
  const times: ActiveTime[] = [];
  let [from, last, sheltered] = [requested, held, admitted !== null && admitted <= held];
  for (const contact of contacts) {
    const silent = addDays(last, inactivityDays);
    if (!sheltered && contact > silent) {
      times.push({ from, to: silent, kind: 'lost', reason: SILENCE });
      from = contact;
    }
    last = contact;
    sheltered ||= admitted !== null && admitted <= contact;
  }
  const silent = sheltered ? null : addDays(last, inactivityDays);
  const isOpen = !exit || end === null;
  if (silent !== null && (isOpen || end > silent)) {
    times.push({ from, to: silent, kind: 'lost', reason: SILENCE });
    if (isOpen || exit.kind === 'lost') return times;
    from = end;
  }
  times.push(
    isOpen ? { from, to: null, kind: null, reason: '' } : { from, to: end, kind: exit.kind, reason: exit.reason },
  );
  return times;
}

/** A return within these many months is a return; later, the household is newly identified. */
const MEMORY = 24;

/**
 * What an entry is, given the exit before it. Never seen, or more than 24 months since: newly identified. Last gone to a
 * home: returned from housing. Otherwise: returned from inactive.
 * Example: housed on 2023-01-10, back on 2025-01-10: returned from housing; on 2025-01-11: newly identified.
 */
export function entryFlow(
  before: { date: IsoDate; kind: ExitKind } | null,
  date: IsoDate,
): 'newlyIdentified' | 'returnedFromHousing' | 'returnedFromInactive' {
  if (before === null) return 'newlyIdentified';
  const limit = `${addMonths(monthOf(before.date), MEMORY)}${before.date.slice(7)}`;
  if (date > limit) return 'newlyIdentified';
  return before.kind === 'housed' ? 'returnedFromHousing' : 'returnedFromInactive';
}

/**
 * Times of several requests of one household, those that touch or overlap made one: it is active as long as one of them is.
 * The first home ends every request made before it, left open or not; a later one is a return.
 */
function merged(times: readonly ActiveTime[]): ActiveTime[] {
  const ordered = [...times].sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
  const whole: ActiveTime[] = [];
  for (const time of ordered) {
    const before = whole.at(-1);
    const { to, kind, reason } = time;
    if (!before || (before.to !== null && before.to < time.from)) whole.push({ ...time });
    else if (before.kind === 'housed' && !(kind === 'housed' && to !== null && to < (before.to ?? ''))) continue;
    else if (kind === 'housed' || (before.to !== null && (to === null || to >= before.to)))
      Object.assign(before, { to, kind, reason });
  }
  return whole;
}

/** Made on a date by renewals alone: the file itself says that the household is not new. */
function isRenewedOn(spells: readonly Spell[], date: IsoDate): boolean {
  if (!spells.some(({ isRenewal }) => isRenewal)) return false;
  const made = spells.filter(({ requested }) => requested === date);
  return made.length > 0 && made.every(({ isRenewal }) => isRenewal);
}

/**
 * The moves of one household through the ledger, in the order of time, from all its known requests (one, as long as
 * people are not linked across requests). Example: one request of 2023-05-07 closed on 2023-08-01 by a home: newly
 * identified in 2023-05, housed in 2023-08.
 */
export function householdMoves(spells: readonly Spell[], inactivityDays: number = DEFAULT_INACTIVITY): Move[] {
  const [only] = spells;
  const times =
    only && spells.length === 1
      ? activeTimes(only, inactivityDays)
      : merged(spells.flatMap((spell) => activeTimes(spell, inactivityDays)));
  const moves: Move[] = [];
  let before: { date: IsoDate; kind: ExitKind } | null = null;
  for (const { from, to, kind, reason } of times) {
    const flow = entryFlow(before, from);
    const isKnown = flow === 'newlyIdentified' && isRenewedOn(spells, from);
    moves.push({
      month: monthOf(from),
      date: from,
      flow: isKnown ? 'returnedFromInactive' : flow,
      reason: '',
    });
    if (to === null || kind === null) break;
    moves.push({ month: monthOf(to), date: to, flow: exitFlow[kind], reason });
    before = { date: to, kind };
  }
  return moves;
}
