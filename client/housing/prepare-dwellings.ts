import type { Month } from '../../shared/domain/month.ts';
import { frenchCount, frenchDecimal, frenchInteger, frenchMonth } from '../../shared/domain/words/french-format.ts';
import { numbersOf, type Plot, type PlotLayer } from '../charts/prepare/plot.ts';
import { lineRuns, monthPlaces } from '../charts/prepare/plot-places.ts';
import { scaleTicks } from '../charts/prepare/scale-ticks.ts';

export interface DwellingMonth {
  month: Month;
  captured: number;
  entered: number;
  left: number;
  managed: number;
  occupied: number;
}

/** Months drawn: older ones are in the file of the partner. */
const DRAWN = 36;

const dwellings = (count: number) => frenchCount(count, 'logement', 'logements');

/** « , 8 de plus qu’un an plus tôt »; empty without a year behind. */
function changeWords(months: readonly DwellingMonth[]): string {
  const [last, before] = [months.at(-1), months.at(-13)];
  if (!last || !before) return '';
  const step = last.managed - before.managed;
  const change = step === 0 ? 'autant' : `${frenchInteger(Math.abs(step))} de ${step > 0 ? 'plus' : 'moins'}`;
  return `, ${change} qu’un an plus tôt`;
}

function titleOf(months: readonly DwellingMonth[]): string {
  const last = months.at(-1);
  return last
    ? `${dwellings(last.managed)} en gestion fin ${frenchMonth(last.month)}${changeWords(months)}`
    : 'Aucun logement capté';
}

function sentenceOf(months: readonly DwellingMonth[]): string {
  const last = months.at(-1);
  if (!last) return 'Aucun logement capté n’est encore connu.';
  return `Fin ${frenchMonth(last.month)}, ${dwellings(last.managed)} en gestion${changeWords(months)}, dont ${frenchInteger(last.occupied)} avec un ménage et ${frenchInteger(last.managed - last.occupied)} sans occupant.`;
}

/**
 * The stock of captured dwellings and those let among them, month after month; captures and returns in the table.
 * Example: 42 under management of which 40 let: the gap between the two lines is what waits for a household.
 */
export function prepareDwellings(all: readonly DwellingMonth[]): Plot {
  const months = all.slice(-DRAWN);
  const layers: PlotLayer[] = [
    {
      kind: 'line',
      name: 'en gestion',
      tone: 'value',
      dash: 'solid',
      shape: 'circle',
      runs: lineRuns(months.map(({ managed }) => managed)),
    },
    {
      kind: 'line',
      name: 'avec un ménage',
      tone: 'soft',
      dash: 'dotted',
      shape: 'square',
      runs: lineRuns(months.map(({ occupied }) => occupied)),
    },
  ];
  return {
    title: titleOf(all),
    sentence: sentenceOf(all),
    unit: 'logements',
    places: monthPlaces(months.map(({ month }) => month)),
    layers,
    breaks: [],
    gaps: [],
    scale: scaleTicks(numbersOf(layers)),
    table: {
      headers: ['Mois', 'Captés', 'Loués', 'Rendus', 'En gestion', 'Avec un ménage'],
      rows: months.map((one) => ({
        key: one.month,
        cells: [
          frenchMonth(one.month),
          ...[one.captured, one.entered, one.left, one.managed, one.occupied].map(frenchInteger),
        ],
      })),
    },
  };
}

export interface KeptLine {
  year: string;
  state: 'known' | 'hidden' | 'not-yet';
  rate: number | null;
  counts: { entered: number; computable: number; kept: number } | null;
}

/** « 78,9 % des ménages entrés en 2024 sont encore là douze mois après »: the last year that can be told. */
export function keptTitle(lines: readonly KeptLine[]): string {
  const told = lines.filter(({ state, rate }) => state === 'known' && rate !== null);
  const last = told.reduce<KeptLine | undefined>((best, one) => (best && best.year > one.year ? best : one), undefined);
  if (!last || last.rate === null) return 'Les ménages sont-ils encore là douze mois après\u202f?';
  return `${frenchDecimal(last.rate)}\u202f% des ménages entrés en ${last.year} sont encore là douze mois après`;
}

/** « 37 logements en gestion sur 50 sont à Dijon »: where most are; the words alone when it may not be told. */
export function largestPlaceTitle(
  places: readonly { label: string; value: number | null; hidden: boolean }[],
  words: string,
): string {
  const known = places.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
  const largest = known.reduce<{ label: string; value: number } | undefined>(
    (best, one) => (best && best.value >= one.value ? best : one),
    undefined,
  );
  const partial = places.some(({ value, hidden }) => hidden || value === null);
  if (!largest || partial || largest.value === 0) return `Où sont les ${words}`;
  const whole = known.reduce((sum, { value }) => sum + value, 0);
  return `${frenchInteger(largest.value)}\u00a0${words} sur\u00a0${frenchInteger(whole)}\u00a0: ${largest.label}`;
}

/** Households kept twelve months, in words. Examples: « 87,5 % (14 sur 16) », « pas encore calculable ». */
export function keptWords({ state, rate, counts }: KeptLine): string {
  if (state === 'not-yet') return 'pas encore calculable';
  if (state === 'hidden' || rate === null) return 'masqué (secret statistique)';
  const words = `${frenchDecimal(rate)}\u202f%`;
  return counts ? `${words} (${frenchInteger(counts.kept)} sur\u00a0${frenchInteger(counts.computable)})` : words;
}

interface WaitingDwellings {
  month: Month;
  before: { captured: number; managed: number };
  now: { captured: number; managed: number };
}

/** « fin août 2025 : 44 logements en gestion au lieu de 43 »; where the stock is the same, those captured. */
export function waitingDwellingsWords({ month, before, now }: WaitingDwellings): string {
  if (before.managed !== now.managed)
    return `fin ${frenchMonth(month)}\u00a0: ${dwellings(now.managed)} en gestion au lieu de ${frenchInteger(before.managed)}`;
  return `${frenchMonth(month)}\u00a0: ${frenchCount(now.captured, 'capté', 'captés')} au lieu de ${frenchInteger(before.captured)}`;
}
