import type { Month } from './month.ts';

/** How the months of an indicator make a year; see `figures/measure.ts`. */
export const timeRules = ['flow', 'stock', 'average', 'ratio', 'unique', 'milestone'] as const;
export type TimeRule = (typeof timeRules)[number];

/** Which way is better; `context` carries no judgement and no colour. */
export const directions = ['increase', 'decrease', 'maintain', 'context'] as const;
export type Direction = (typeof directions)[number];

/** What one counts. Figures of two units are never added. */
export const units = [
  'persons',
  'households',
  'situations',
  'requests',
  'dwellings',
  'meetings',
  'workshops',
  'sessions',
  'patrols',
  'visits',
  'nights',
  'places',
  'attendances',
  'diagnostics',
  'procedures',
  'evictions',
  'aids',
  'euros',
  'days',
  'percent',
  'fte',
  'boolean',
] as const;
export type Unit = (typeof units)[number];

const measured: readonly Unit[] = ['euros', 'days', 'percent', 'fte'];
/** Whole numbers only; what is measured has decimals. */
export const isCounted = (unit: Unit): boolean => !measured.includes(unit);

/** `insee`: without a home in Insee's sense; `convention`: adds squats, shanty towns, people staying with others or threatened with eviction. */
export const perimeters = ['insee', 'convention'] as const;
export type Perimeter = (typeof perimeters)[number];

/** What is shown together of the prevention of evictions, by what is counted and in this order. */
export const evictionMeasures = [
  'orders-to-pay',
  'households-met',
  'summonses',
  'summonses-without-diagnostic',
  'diagnostics-in-time',
  'evictions',
  'procedures-stopped',
  'situations-in-ccapex',
];

/** What is shown together of dwellings captured in the private stock. */
export const dwellingMeasures = ['dwellings-captured', 'dwellings-managed', 'dwellings-kept'];

/** What tells of people without a home: who sends it all is covered. */
export const homelessnessMeasures = [
  'rehoused-from-street',
  'requests',
  'rehoused',
  'lost-contact',
  'rehoused-by-operators',
];

/** The figures that count some things, in the order in which these are given. */
export const measuring = <Figure extends { measure: string | null }>(
  measures: readonly string[],
  figures: readonly Figure[],
): Figure[] => measures.flatMap((name) => figures.filter(({ measure }) => measure === name));

/** How often an indicator is given; `once`: when it is known. See `expectation.ts`. */
export const frequencies = ['monthly', 'quarterly', 'yearly', 'once'] as const;
export type Frequency = (typeof frequencies)[number];

/** What the observatory works out itself: from the other indicators, from who has sent, from the day the report left, from the ledger. */
export const computedKinds = ['targets-reached', 'sources-connected', 'sent-on-time', 'active-people'] as const;
export type Computed = (typeof computedKinds)[number];

/** The five honest states of a cell (organisation × indicator × month × breakdown). `value` and `estimated` carry a number; 0 is a value. */
export const cellStates = ['value', 'missing', 'unavailable', 'not-applicable', 'estimated'] as const;
export type CellState = (typeof cellStates)[number];

/** A figure kept so that it can be added: a plain count, or the two terms of a ratio. Units are the indicator's. */
export type Quantity = { value: number } | { numerator: number; denominator: number };

/** One cell as the domain sees it. `quantity` is null unless the state is `value` or `estimated`. */
export interface Cell {
  month: Month;
  state: CellState;
  quantity: Quantity | null;
}
