import { dateOfDay, dayNumber, days, type PlainRequest } from './homelessness-recount.ts';

/**
 * Who waits, who was housed, refused, back, counted a second time: each household walked day after day, on the evenings of its
 * requests. It shares nothing with the product.
 */

interface Stay {
  request: PlainRequest;
  from: number;
  to: number;
  how: string;
}

export interface PlainOutcomes {
  waiting: number[];
  delay: number[];
  entered: { housed: boolean; refused: boolean }[];
  housed: { back: boolean }[];
}

const isArrival = (event: string) => event === 'entered' || event === 'came back';

/** The stretches of one request: from an arrival to what ended it. */
function staysOf(request: PlainRequest, until: number): Stay[] {
  const stays: Stay[] = [];
  for (const { day, event } of days(request, until)) {
    if (isArrival(event)) stays.push({ request, from: day, to: Number.POSITIVE_INFINITY, how: 'still there' });
    const last = stays.at(-1);
    if (isArrival(event) || !last) continue;
    const isRefused = event === 'other' && request.closing === '' && request.status === 'Refusée';
    Object.assign(last, { to: day, how: isRefused ? 'refused' : event });
  }
  return stays;
}

interface Event {
  day: number;
  what: string;
}

/** What a household did: one arrival for all of its requests, and a home that ends what was begun by then. */
function eventsOf(requests: readonly PlainRequest[], until: number): Event[] {
  let stays = requests.flatMap((one) => staysOf(one, until));
  const events: Event[] = [];
  let isThere = false;
  const first = Math.min(...stays.map(({ from }) => from), until + 1);
  for (let day = first; day <= until; day += 1) {
    const here = () => stays.filter(({ from, to }) => from <= day && day <= to);
    if (!isThere && here().length > 0) {
      isThere = true;
      events.push({ day, what: 'arrived' });
    }
    if (!isThere) continue;
    const home = here().some(({ to, how }) => to === day && how === 'housed');
    if (home) stays = stays.filter(({ from }) => from > day);
    const ending = here().sort((a, b) => a.from - b.from);
    if (!home && ending.some(({ to }) => to > day)) continue;
    isThere = false;
    events.push({ day, what: home ? 'housed' : (ending.at(-1)?.how ?? '') });
    stays = stays.filter(({ to }) => to > day);
  }
  return events;
}

/** Same day, a year later. */
const yearAfter = (day: number) => {
  const [year = '', ...rest] = dateOfDay(day).split('-');
  return [Number(year) + 1, ...rest].join('-');
};
const twoYearsAfter = (day: number) => {
  const [year = '', ...rest] = dateOfDay(day).split('-');
  return [Number(year) + 2, ...rest].join('-');
};

export function recountOutcomes(
  households: readonly (readonly PlainRequest[])[],
  {
    lastDay,
    yearStart,
    followedStart,
    insee,
  }: { lastDay: string; yearStart: string; followedStart: string; insee: boolean },
): PlainOutcomes {
  const found: PlainOutcomes = { waiting: [], delay: [], entered: [], housed: [] };
  const until = dayNumber(lastDay);
  for (const requests of households) {
    const events = eventsOf(requests, until);
    let who = requests[0];
    events.forEach(({ day, what }, index) => {
      const date = dateOfDay(day);
      if (what === 'arrived') {
        const made = requests.filter(({ request }) => request <= date).sort((a, b) => (a.request < b.request ? 1 : -1));
        who = made[0];
      }
      if (!who || (insee && !who.insee)) return;
      const later = events.slice(index + 1);
      const isWithin = (one: Event) => dateOfDay(one.day) <= yearAfter(day);
      const asked = dayNumber(who.request);
      if (what === 'arrived' && later.length === 0) found.waiting.push(until - asked);
      const before = events[index - 1];
      const isRenewal = requests.some(({ request }) => request === date)
        ? requests.filter(({ request }) => request === date).every(({ renewal }) => renewal)
        : false;
      const isNew = (!before || date > twoYearsAfter(before.day)) && !isRenewal;
      const inFollowed = date >= followedStart && date < yearStart;
      if (what === 'arrived' && isNew && inFollowed) {
        const year = later.filter(isWithin);
        found.entered.push({
          housed: year.some((one) => one.what === 'housed'),
          refused: year.some((one) => one.what === 'refused'),
        });
      }
      if (what !== 'housed') return;
      if (date >= yearStart) found.delay.push(Math.max(0, day - asked));
      else if (inFollowed) found.housed.push({ back: later.some((one) => one.what === 'arrived' && isWithin(one)) });
    });
  }
  return found;
}
