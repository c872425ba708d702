import type { Unit } from '../../../shared/domain/indicator.ts';
import { frenchMonthName, frenchQuantity, frenchUnit } from '../../../shared/domain/words/french-format.ts';
import { stateWords } from '../../../shared/domain/words/state-words.ts';
import { isGap, type MonthPoint, numberOf, pointWords } from './month-series.ts';
import { numbersOf, type Plot, type PlotGap, type PlotLayer } from './plot.ts';
import { knownPoints, lineRuns, monthPlaces } from './plot-places.ts';
import { scaleTicks } from './scale-ticks.ts';

/** A year of an indicator: its months, and its value up to the month that both years are read at. */
export interface YearMonths {
  year: number;
  points: readonly MonthPoint[];
  value: number | null;
  hidden: boolean;
  /** A publication’s. */
  visibility?: 'validated' | undefined;
}

export interface YearsInput {
  unit: Unit;
  nature: 'flow' | 'level';
  now: YearMonths;
  before: YearMonths;
  /** What is known in both years, held against each other, in words. */
  comparison: string;
  /** True when another way of counting stands between the two years. */
  broken: boolean;
}

function yearWords({ year, value, hidden, visibility }: YearMonths, unit: Unit): string {
  if (hidden) return `${stateWords.hidden} en ${year}`;
  if (value !== null) return `${frenchQuantity(value, unit)} en ${year}`;
  return `${visibility === 'validated' ? stateWords.notPublished : stateWords.notReceived} en ${year}`;
}

/** Each year with its own value, then what is alike in both: a month known on one side only makes no difference. */
function sentenceOf({ unit, now, before, comparison, broken }: YearsInput): string {
  const last = now.points.at(-1)?.month;
  const until = last ? `, jusqu’à ${frenchMonthName(last)}` : '';
  const both = `${yearWords(now, unit)}, ${yearWords(before, unit)}${until}.`;
  if (broken) return `${both} La façon de compter a changé entre les deux\u00a0: ils ne se comparent pas.`;
  return now.hidden || before.hidden ? both : `${both} À périmètre égal\u00a0: ${comparison}.`;
}

/** Rates and stocks are lines, what adds up is bars: this year plain with circles, the year before hatched or with squares. */
function layersOf({ nature, now, before }: YearsInput): PlotLayer[] {
  const values = (one: YearMonths) => one.points.map(numberOf);
  if (nature === 'flow')
    return [
      { kind: 'bars', name: String(now.year), pattern: 'solid', points: knownPoints(values(now)) },
      { kind: 'bars', name: String(before.year), pattern: 'hatched', points: knownPoints(values(before)) },
    ];
  return [
    {
      kind: 'line',
      name: String(now.year),
      tone: 'value',
      dash: 'solid',
      shape: 'circle',
      runs: lineRuns(values(now)),
    },
    {
      kind: 'line',
      name: String(before.year),
      tone: 'soft',
      dash: 'dashed',
      shape: 'square',
      runs: lineRuns(values(before)),
    },
  ];
}

/** One year beside the year before, month by month. Null when either has no month to show. */
export function prepareYears(input: YearsInput): Plot | null {
  const { unit, now, before } = input;
  const layers = layersOf(input);
  const drawn = layers.map((layer) => numbersOf([layer]).length);
  if (drawn.some((count) => count === 0)) return null;
  const months = before.points.map(({ month }) => month);
  const longest = now.points.length > months.length ? now.points.map(({ month }) => month) : months;
  return {
    title: `${now.year} et ${before.year}, mois par mois`,
    sentence: sentenceOf(input),
    unit: frenchUnit(unit),
    places: monthPlaces(longest).map((place) => ({ ...place, year: null, name: frenchMonthName(place.key) })),
    layers,
    breaks: [],
    gaps: now.points.flatMap(({ state }, rank): PlotGap[] => {
      if (state === 'masked') return [{ rank, kind: 'masked' }];
      return isGap(state) ? [{ rank, kind: state }] : [];
    }),
    scale: scaleTicks(numbersOf(layers)),
    table: {
      headers: ['Mois', String(now.year), String(before.year)],
      rows: longest.map((month, rank) => ({
        key: month,
        cells: [frenchMonthName(month), pointWords(now.points[rank], unit), pointWords(before.points[rank], unit)],
      })),
    },
  };
}
