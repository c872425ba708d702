import { frenchCount, frenchDecimal, frenchInteger, frenchMonth } from '../../shared/domain/french-format.ts';
import type { Month } from '../../shared/domain/month.ts';
import { numbersOf, type Plot, type PlotLayer } from '../charts/plot.ts';
import { lineRuns, monthPlaces } from '../charts/plot-places.ts';
import { scaleTicks } from '../charts/scale-ticks.ts';

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

function sentenceOf(months: readonly DwellingMonth[]): string {
  const last = months.at(-1);
  if (!last) return 'Aucun logement capté n’est encore connu.';
  const before = months.at(-13);
  const step = before ? last.managed - before.managed : 0;
  const change = step === 0 ? 'autant' : `${frenchInteger(Math.abs(step))} de ${step > 0 ? 'plus' : 'moins'}`;
  const since = before ? `, ${change} qu’un an plus tôt` : '';
  return `Fin ${frenchMonth(last.month)}, ${dwellings(last.managed)} en gestion${since}, dont ${frenchInteger(last.occupied)} avec un ménage et ${frenchInteger(last.managed - last.occupied)} sans occupant.`;
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
    title: 'stock à la fin de chaque mois',
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

/** Households kept twelve months, in words. Examples: « 87,5 % (14 sur 16) », « pas encore calculable ». */
export function keptWords({ state, rate, counts }: KeptLine): string {
  if (state === 'not-yet') return 'pas encore calculable';
  if (state === 'hidden' || rate === null) return 'masqué (secret statistique)';
  const words = `${frenchDecimal(rate)}\u202f%`;
  return counts ? `${words} (${frenchInteger(counts.kept)} sur\u00a0${frenchInteger(counts.computable)})` : words;
}
