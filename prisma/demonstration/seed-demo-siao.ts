import type { Quantity } from '../../shared/domain/indicator.ts';
import { addDays } from '../../shared/domain/ledger/spell.ts';
import {
  addMonths,
  daysBetween,
  daysInMonth,
  type IsoDate,
  lastDayOf,
  type Month,
  monthsBetween,
} from '../../shared/domain/month.ts';
import type { Content } from '../../shared/registers/register.ts';
import { FIRST_DEMONSTRATION_MONTH, LAST_DEMONSTRATION_MONTH } from './seed-demo.ts';
import { type DemonstrationCell, generator } from './seed-demo-cells.ts';

/**
 * Fictitious requests that say what the fictitious cells of the SIAO say: as many requests, homes and silences each month,
 * as many homes straight from the street. Ten months of requests before them, so that the first month has its active people. The
 * SIAO updates or closes each month what is old: what its file holds open are the people that wait.
 */

interface Request extends Content {
  requestDate: IsoDate;
}

type Random = () => number;

/** Word → how often, of a hundred. */
const situations: [string, number][] = [
  ["Hébergement d'urgence", 31],
  ['Rue - abri de fortune', 22],
  ['CHRS / stabilisation', 19],
  ['Hébergé chez un tiers', 10],
  ['Hôtel', 9],
  ['Squat - bidonville', 3],
  ["Sortie d'institution", 3],
  ['Logement (risque de perte)', 3],
];
const compositions: [string, number][] = [
  ['Homme seul', 40],
  ['Femme seule', 20],
  ['Femme seule avec enfant(s)', 18],
  ['Couple avec enfant(s)', 11],
  ['Couple sans enfant', 6],
  ['Homme seul avec enfant(s)', 3],
  ['Groupe avec enfant(s)', 2],
];
const communes: [string, number][] = [
  ['21231', 66],
  ['21166', 11],
  ['21617', 7],
  ['21355', 5],
  ['21515', 4],
  ['21278', 3],
  ['21540', 4],
];
const recommendations: [string, number][] = [
  ['Logement autonome', 31],
  ['IML', 25],
  ['CHRS', 21],
  ['Résidence sociale', 16],
  ['Pension de famille', 7],
];
const homes: [string, number][] = [
  ['Relogement parc social', 42],
  ['Intermédiation locative', 26],
  ['Relogement parc privé', 17],
  ['Pension de famille', 15],
];
const services: [string, number][] = [
  ['CCAS Dijon', 20],
  ['CHU - PASS', 20],
  ['Accueil de jour', 20],
  ['SPADA', 20],
  ['ADEFO', 20],
];
const direct = new Set(['Rue - abri de fortune', 'Squat - bidonville', "Hébergement d'urgence", 'Hôtel']);

function draw(words: readonly [string, number][], random: Random): string {
  let left = random() * 100;
  for (const [word, share] of words) {
    left -= share;
    if (left < 0) return word;
  }
  return words[0]?.[0] ?? '';
}

const between = (from: number, to: number, random: Random) => from + Math.floor(random() * (to - from + 1));
const dayOf = (month: Month, random: Random) =>
  `${month}-${String(between(1, daysInMonth(month), random)).padStart(2, '0')}`;

function people(composition: string, random: Random): { persons: number; minors: number } {
  const adults = /^(Couple|Groupe)/.test(composition) ? 2 : 1;
  const minors = composition.includes('enfant(s)') ? between(1, 3, random) : 0;
  return { persons: adults + minors, minors };
}

/** A new request. Some are oriented within eleven weeks, a few long after; one in eleven is refused or cancelled. */
function newRequest(month: Month, random: Random): Request {
  const requestDate = dayOf(month, random);
  const composition = draw(compositions, random);
  const fate = random();
  const isOriented = random() < 0.38 && fate >= 0.09;
  const delay = random() < 0.15 ? between(95, 150, random) : between(12, 80, random);
  return {
    requestDate,
    requestType: draw(
      [
        ['Première demande', 66],
        ['Actualisation', 24],
        ['Réexamen', 10],
      ],
      random,
    ),
    status: fate < 0.05 ? 'Annulée' : fate < 0.09 ? 'Refusée' : isOriented ? 'Orientée' : 'En cours',
    sex: composition.startsWith('Femme') || random() < 0.2 ? 'F' : 'H',
    composition,
    ...people(composition, random),
    situation: draw(situations, random),
    commune: draw(communes, random),
    service: draw(services, random),
    recommendation: isOriented ? draw(recommendations, random) : null,
    orientationDate: isOriented ? addDays(requestDate, delay) : null,
    admissionDate: null,
    updateDate: null,
    closingDate: null,
    closingReason: null,
  };
}

const isOpen = ({ status, closingDate }: Request) =>
  closingDate === null && (status === 'En cours' || status === 'Orientée');

/** The open requests made so many days before a date, in an order that depends on chance alone. */
function candidates(requests: Request[], at: IsoDate, [from, to]: [number, number], random: Random): Request[] {
  const [oldest, newest] = [addDays(at, -to), addDays(at, -from)];
  const old = requests.filter((one) => one.requestDate >= oldest && one.requestDate <= newest && isOpen(one));
  return old
    .map((one) => ({ one, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

/** Oriented, admitted in a structure, then housed: the steps of the way, each within ninety days of the one before. */
function house(one: Request, month: Month, random: Random): void {
  const closingDate = dayOf(month, random);
  const age = daysBetween(one.requestDate, closingDate);
  const orientation = Math.min(between(8, 78, random), Math.floor(age / 3));
  const admission = Math.min(orientation + between(5, 60, random), Math.floor((2 * age) / 3));
  Object.assign(one, {
    status: 'Clôturée',
    recommendation: one.recommendation ?? draw(recommendations, random),
    orientationDate: addDays(one.requestDate, orientation),
    admissionDate: addDays(one.requestDate, admission),
    closingDate,
    closingReason: draw(homes, random),
  });
}

function close(one: Request, month: Month, reason: string, random: Random): void {
  const closingDate = dayOf(month, random);
  const isAhead = typeof one.orientationDate === 'string' && one.orientationDate > closingDate;
  Object.assign(one, {
    status: 'Clôturée',
    closingDate,
    closingReason: reason,
    ...(isAhead && { orientationDate: null, recommendation: null }),
  });
}

/** What had not happened yet on the last day of the demonstration is not written. */
function untilTheEnd(one: Request): Request {
  const isAhead = typeof one.orientationDate === 'string' && one.orientationDate > lastDayOf(LAST_DEMONSTRATION_MONTH);
  return isAhead ? { ...one, orientationDate: null, recommendation: null, status: 'En cours' } : one;
}

/** What a month must say. */
export interface MonthToMake {
  requests: number;
  housed: number;
  direct: number;
  silent: number;
}

/** Days after which a request that nobody updated is looked at. */
const OLD = 180;

/** Each month the SIAO looks at its old requests: half of them are updated, the others closed. */
function review(requests: Request[], month: Month, random: Random): void {
  for (const one of candidates(requests, `${month}-01`, [OLD, 3000], random)) {
    const isUpdated = random() < 0.5;
    if (isUpdated) one.updateDate = dayOf(month, random);
    else close(one, month, 'Non actualisée', random);
  }
}

function makeMonth(requests: Request[], month: Month, asked: MonthToMake, random: Random): void {
  const [start, middle] = [`${month}-01`, `${month}-15`];
  const waiting = candidates(requests, start, [40, 270], random);
  const fromStreet = waiting.filter((one) => direct.has(String(one.situation))).slice(0, asked.direct);
  const others = waiting.filter((one) => !direct.has(String(one.situation))).slice(0, asked.housed - asked.direct);
  for (const one of [...fromStreet, ...others]) house(one, month, random);
  const silent = candidates(requests, middle, [30, 70], random).slice(0, asked.silent);
  for (const one of silent) close(one, month, 'Sans nouvelles', random);
  for (const one of candidates(requests, middle, [30, 75], random).slice(0, between(0, 2, random)))
    close(one, month, 'Retour en famille', random);
  review(requests, month, generator(`SIAO review ${month}`));
  for (let rank = 0; rank < asked.requests; rank += 1) requests.push(newRequest(month, random));
}

const WARM_UP = 10;

/** What the fictitious cells of the SIAO ask of each month, and the months before them. */
export function monthsToMake(cells: readonly DemonstrationCell[]): Map<Month, MonthToMake> {
  const value = (quantity: Quantity | null | undefined) => (quantity && 'value' in quantity ? quantity.value : 0);
  const asked = (code: string, month: Month) =>
    value(cells.find((cell) => cell.organisation === 'SIAO' && cell.code === code && cell.month === month)?.quantity);
  const first = addMonths(FIRST_DEMONSTRATION_MONTH, -WARM_UP);
  return new Map(
    monthsBetween(first, LAST_DEMONSTRATION_MONTH).map((month) => {
      if (month < FIRST_DEMONSTRATION_MONTH) return [month, { requests: 88, housed: 0, direct: 0, silent: 0 }];
      const housed = asked('SIAO-02', month);
      return [
        month,
        {
          requests: asked('SIAO-01', month),
          housed,
          direct: Math.min(housed, asked('IND-28', month)),
          silent: asked('SIAO-03', month),
        },
      ];
    }),
  );
}

/** Every fictitious request, the oldest first. What one imports of the SIAO replaces them all. */
export function demonstrationRequests(cells: readonly DemonstrationCell[]): Content[] {
  const random = generator('SIAO requests');
  const requests: Request[] = [];
  for (const [month, asked] of monthsToMake(cells)) makeMonth(requests, month, asked, random);
  return requests.map(untilTheEnd);
}
