/**
 * The ledger counted a second time, the slow and obvious way, from rows as a partner writes them: day after day, asking of
 * each request whether its household is active. It shares nothing with the product.
 */

export interface PlainRequest {
  request: string;
  orientation: string;
  admission: string;
  closing: string;
  reason: string;
  status: string;
  persons: number;
  insee: boolean;
  /** « Date de dernière mise à jour ». */
  update?: string;
  /** « Actualisation » or « Réexamen ». */
  renewal?: boolean;
  /** The day of the full export that holds it, where that counts as contact. */
  heldOn?: string;
}

export interface PlainMonth {
  entered: number;
  cameBack: number;
  housed: number;
  other: number;
  lost: number;
  activeAtEnd: number;
}

const homes = ['Relogement parc social', 'Relogement parc privé', 'Intermédiation locative', 'Pension de famille'];
const DAY = 86_400_000;
export const dayNumber = (date: string) => Math.floor(Date.parse(`${date}T12:00:00Z`) / DAY);
export const dateOfDay = (day: number) => new Date(day * DAY + DAY / 2).toISOString().slice(0, 10);
const monthOfDay = (day: number) => dateOfDay(day).slice(0, 7);
/** Two years to the day: who comes back later is new. */
const isForgotten = (lost: number, day: number) => {
  const [year = '', ...rest] = dateOfDay(lost).split('-');
  return dateOfDay(day) > [Number(year) + 2, ...rest].join('-');
};

/** What a request is on the evening of each day, from its first to its last: active, or why it is not. */
export function* days(one: PlainRequest, until: number): Generator<{ day: number; event: string }> {
  const requestDay = dayNumber(one.request);
  const steps = [one.orientation, one.admission, one.update ?? ''].filter((date) => date !== '');
  const contactDays = new Set(steps.map(dayNumber));
  const heldDay = one.heldOn ? dayNumber(one.heldOn) : Number.NEGATIVE_INFINITY;
  const admissionDay = one.admission === '' ? Number.POSITIVE_INFINITY : dayNumber(one.admission);
  let closingDay = one.closing === '' ? null : Math.max(requestDay, dayNumber(one.closing));
  if (closingDay === null && (one.status === 'Refusée' || one.status === 'Annulée')) {
    closingDay = Math.max(requestDay, ...contactDays);
  }
  // A reason without a date closes nothing by itself.
  const reason = one.closing === '' ? '' : one.reason;
  let active = false;
  let lastContact = requestDay;
  let lost = requestDay;
  const back = (day: number) => (isForgotten(lost, day) ? 'entered' : 'came back');
  for (let day = requestDay; day <= until; day += 1) {
    // Open in the export: on every evening until then the SIAO's file held it.
    const isContact = day === requestDay || contactDays.has(day) || day <= heldDay;
    if (isContact) {
      if (!active) yield { day, event: day !== requestDay ? back(day) : one.renewal ? 'came back' : 'entered' };
      active = true;
      lastContact = day;
    }
    const silentFor = day - lastContact;
    const isClosed = day === closingDay;
    if (isClosed && reason !== 'Sans nouvelles') {
      if (!active) yield { day, event: back(day) };
      yield { day, event: homes.includes(reason) ? 'housed' : 'other' };
      return;
    }
    if (isClosed) {
      if (active) yield { day, event: 'lost' };
      return;
    }
    if (active && silentFor === 90 && day < admissionDay && !contactDays.has(day)) {
      active = false;
      lost = day;
      yield { day, event: 'lost' };
    }
  }
}

/** Month → what happened and who is active on its last evening. */
export function recount(
  requests: readonly PlainRequest[],
  { unit, perimeter, until }: { unit: 'households' | 'persons'; perimeter: 'insee' | 'convention'; until: string },
): Map<string, PlainMonth> {
  const months = new Map<string, PlainMonth>();
  const monthFor = (month: string) => {
    const known = months.get(month) ?? { entered: 0, cameBack: 0, housed: 0, other: 0, lost: 0, activeAtEnd: 0 };
    months.set(month, known);
    return known;
  };
  const changes: { month: string; by: number }[] = [];
  for (const one of requests) {
    if (perimeter === 'insee' && !one.insee) continue;
    const weight = unit === 'persons' ? one.persons : 1;
    for (const { day, event } of days(one, dayNumber(until))) {
      const month = monthFor(monthOfDay(day));
      if (event === 'entered') month.entered += weight;
      if (event === 'came back') month.cameBack += weight;
      if (event === 'housed') month.housed += weight;
      if (event === 'other') month.other += weight;
      if (event === 'lost') month.lost += weight;
      changes.push({ month: monthOfDay(day), by: event === 'entered' || event === 'came back' ? weight : -weight });
    }
  }
  for (const [month, counted] of months) {
    for (const change of changes) if (change.month <= month) counted.activeAtEnd += change.by;
  }
  return months;
}

/** Requests open, and open without contact, on the last evening of a month. */
export function recountOpen(requests: readonly PlainRequest[], month: string): { open: number; silent: number } {
  const last = dayNumber(`${month}-28`) + 10;
  const found = { open: 0, silent: 0 };
  for (const one of requests) {
    const steps = [one.request, one.orientation, one.admission, one.update ?? ''].filter((date) => date !== '');
    const isOver = one.status === 'Refusée' || one.status === 'Annulée';
    const closing = one.closing === '' ? (isOver ? (steps.sort().at(-1) ?? '') : '') : one.closing;
    const [ended = ''] = closing === '' ? [] : [closing, one.request].sort().reverse();
    const isOpen = one.request.slice(0, 7) <= month && (ended === '' || ended.slice(0, 7) > month);
    if (!isOpen) continue;
    let isActive = false;
    for (const { day, event } of days(one, last))
      if (monthOfDay(day) <= month) isActive = event === 'entered' || event === 'came back';
    found.open += 1;
    if (!isActive) found.silent += 1;
  }
  return found;
}
