import type { Figure } from '../../shared/domain/figures/figure.ts';
import { coverageWords, statusSentence, valueWords } from '../../shared/domain/figures/figure-words.ts';
import type { PaceWord, Verdict, Why } from '../../shared/domain/figures/judgement.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Platform } from '../platform/context.ts';
import { type CatalogueFigure, loadFigures } from './service.ts';

/** The line of one figure for scripts: the same numbers as the overview's, and the words that it shows. */
export interface FigureSummary {
  code: string;
  action: string | null;
  label: string;
  unit: Unit;
  value: number | null;
  display: string;
  numerator: number | null;
  denominator: number | null;
  target: number | null;
  /** The month by which the target is due. */
  due: Month | null;
  progress: number | null;
  pace: PaceWord | 'reached' | 'not-assessable';
  verdict: Verdict;
  /** Why there is no verdict. */
  why: Why | null;
  /** What is expected of the months for which everyone expected answered. */
  expectedToDate: number | null;
  held: { value: number; months: number } | null;
  gap: number | null;
  counted: Figure['counted'];
  partial: boolean;
  /** Codes of the organisations whose last value stands in. */
  carried: string[];
  /** The change of definition from which the value starts again. */
  since: Month | null;
  /** The same figure a year before, over the cells known in both years; null when there is none. */
  comparison: {
    value: number;
    now: number;
    before: number;
    year: number;
    months: Month[];
    used: Record<string, Month[]>;
  } | null;
  /** The validated value, while a correction of it waits; null: none does. */
  waiting: { before: number | null } | null;
  coverage: { reported: number; expected: number; text: string; cells: { known: number; expected: number } };
  /** The verdict in the words of every screen and document. */
  sentence: string;
  quote: string | null;
  origin: Figure['origin'];
  fictitious: boolean;
}

function paceOf({ pace, verdict }: Figure): FigureSummary['pace'] {
  return pace ?? (verdict === 'reached' ? 'reached' : 'not-assessable');
}

function comparisonOf({ comparisons }: Figure): FigureSummary['comparison'] {
  const [found] = comparisons;
  if (!found) return null;
  const { difference: value, now, before, year, used } = found;
  const months = [...new Set(used.flatMap((one) => one.months))].sort();
  return { value, now, before, year, months, used: Object.fromEntries(used.map((one) => [one.id, one.months])) };
}

const summaryOf = (one: CatalogueFigure, fictitious: boolean): FigureSummary => ({
  code: one.code,
  action: one.actions[0]?.key ?? null,
  label: one.label,
  unit: one.unit,
  value: one.value,
  display: valueWords(one),
  numerator: one.quantity && 'numerator' in one.quantity ? one.quantity.numerator : null,
  denominator: one.quantity && 'denominator' in one.quantity ? one.quantity.denominator : null,
  target: one.target?.value ?? null,
  due: one.due,
  progress: one.progress,
  pace: paceOf(one),
  verdict: one.verdict,
  why: one.why,
  expectedToDate: one.expected,
  held: one.held,
  gap: one.gap,
  counted: one.counted,
  partial: one.partial,
  carried: one.carried.map(({ id }) => id),
  since: one.since,
  comparison: comparisonOf(one),
  waiting: one.waiting,
  coverage: {
    ...one.coverage.structures,
    text: coverageWords(one),
    cells: { known: one.coverage.cells.reported, expected: one.coverage.cells.expected },
  },
  sentence: statusSentence(one),
  quote: one.target?.quote ?? null,
  origin: one.origin,
  fictitious,
});

/** Every figure of a year up to a month, as the coordinator's overview shows it, for the command line. */
export async function summariseFigures(
  platform: Pick<Platform, 'db' | 'referenceDate' | 'demonstration'>,
  year: number,
  through?: Month,
): Promise<FigureSummary[]> {
  const figures = await loadFigures(platform, 'working', { year, through, compareWith: [year - 1] });
  return figures.map((one) => summaryOf(one, platform.demonstration()));
}
