import type { CellState } from '../indicator.ts';
import { frenchQuantity } from '../words/french-format.ts';
import { stateWords } from '../words/state-words.ts';
import { type Figure, type FigureMonth, quantityValue } from './figure.ts';

/** Where one month of a figure stands, over its organisations. `not-expected`: nobody is asked, or no period ends there. */
export type MonthState = CellState | 'masked' | 'not-expected';

type Asked = Pick<FigureMonth, 'quantity' | 'hidden' | 'reported' | 'expected' | 'unavailable' | 'notApplicable'> &
  Pick<FigureMonth, 'carried'>;

/** A month lacks the part of someone whose last value does not stand in for it either. */
export const lacksPart = ({
  reported,
  expected,
  carried = 0,
}: Pick<FigureMonth, 'reported' | 'expected' | 'carried'>) => reported + carried < expected;

/**
 * The state of a month: only one that somebody owes is missing. A month between two ends of a quarter is not, nor one that
 * everybody said « sans objet »; known without a number are a ratio of nothing (0 of 0), and different people of two
 * organisations, who do not add up.
 * Example: quarterly, February is `not-expected`; March without an answer is `missing`.
 */
export function monthState(month: Asked): MonthState {
  const { quantity, hidden, reported, expected, unavailable, notApplicable, carried = 0 } = month;
  if (hidden) return 'masked';
  if (quantity !== null) return carried > 0 ? 'estimated' : 'value';
  if (expected === 0) return notApplicable > 0 ? 'not-applicable' : 'not-expected';
  if (reported === expected) return 'not-expected';
  return unavailable >= expected - reported ? 'unavailable' : 'missing';
}

/** The state of a month as it is said: what a publication lacks is `not-published`, whoever it waits for. */
export type SaidState = MonthState | 'not-published';

/** Where a month stands for whoever reads it. Example: a missing month of a figure that a publication says is `not-published`. */
export function saidState({ visibility }: Pick<Figure, 'visibility'>, month: Asked): SaidState {
  const state = monthState(month);
  return state === 'missing' && visibility === 'validated' ? 'not-published' : state;
}

const absences = {
  missing: stateWords.notReceived,
  'not-published': stateWords.notPublished,
  unavailable: stateWords.unknown,
  'not-applicable': stateWords.notApplicable,
  'not-expected': stateWords.notAsked,
  masked: stateWords.hiddenFully,
} as const satisfies Record<Exclude<SaidState, 'value' | 'estimated'>, string>;

/** A number of a month, with what it is to be taken with. Examples: `46 logements (estimé)`, `12 logements (partiel)`. */
function numberWords(
  value: number,
  unit: Figure['unit'],
  { estimated, partial }: { estimated: boolean; partial: boolean },
): string {
  const reserves = [estimated && stateWords.estimated, partial && stateWords.partial].filter((word) => word !== false);
  const said = frenchQuantity(value, unit);
  return reserves.length === 0 ? said : `${said} (${reserves.join(', ')})`;
}

/** The figure as it was at the end of a month, in words: its number with its reserves, or the word for its absence. */
export function pointWords(
  { state, value, partial }: { state: SaidState | 'later'; value: number | null; partial: boolean },
  unit: Figure['unit'],
): string {
  if (state === 'later') return stateWords.later;
  if (state !== 'value' && state !== 'estimated') return absences[state];
  if (value === null) return stateWords.nothingCounted;
  return numberWords(value, unit, { estimated: state === 'estimated', partial });
}

/** One month of a figure in words. Examples: `12 ménages`, `non reçu`, `rien d’attendu`, `à venir`. */
export function monthWords(figure: Pick<Figure, 'unit' | 'through' | 'visibility'>, month: FigureMonth): string {
  const { unit, through } = figure;
  const state = month.month > through ? 'later' : saidState(figure, month);
  return pointWords({ state, value: quantityValue(month.quantity), partial: lacksPart(month) }, unit);
}
