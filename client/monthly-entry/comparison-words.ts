import { addMonths, type Month } from '../../shared/domain/month.ts';
import {
  frenchMonth,
  frenchMonthName,
  frenchOfMonth,
  frenchQuantity,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import type { EntryRow } from './grid/entry-model.ts';
import type { EntryStore } from './saving/entry-store.ts';
import { contentWords } from './saving/save-words.ts';

/** RowComparison a line, in a few words: the target and what it expects by now. */
export function comparisonWords({ comparison, unit }: EntryRow, month: Month): string {
  if (!comparison || comparison.target === null) return '';
  const expected =
    comparison.expected === null
      ? ''
      : `, attendu fin ${frenchMonthName(month)}${S}: ${frenchQuantity(round(comparison.expected), unit)}`;
  return `cible${S}: ${comparison.target}${expected}`;
}

/** An expectation is a way, not a count: one decimal is enough. */
const round = (value: number) => Math.round(value * 10) / 10;

/** What the values beside a line are of. Examples: `Depuis janvier 2025`, of a level `À la fin d’octobre 2025`. */
export function spanWords({ comparison, timeRule }: Pick<EntryRow, 'comparison' | 'timeRule'>, month: Month): string {
  const adds = timeRule === 'flow' || timeRule === 'ratio' || timeRule === 'average';
  return adds && comparison ? `Depuis ${frenchMonth(comparison.from)}` : `À la fin ${frenchOfMonth(month)}`;
}

/** Whose the total is: an organisation reads what is validated of the territory, and all of its own. */
export const territoryWords = ({ visibility }: NonNullable<EntryRow['comparison']>): string =>
  visibility === 'validated' ? 'Tout le territoire, chiffres validés' : 'Tout le territoire';

/** What the organisation has given, then what the territory has, each in a sentence of its own: they are not of one source. */
export function comparisonSentence(row: EntryRow, month: Month): string | null {
  const { comparison, unit } = row;
  if (!comparison) return null;
  const of = (value: number | null) => (value === null ? 'rien de connu' : frenchQuantity(round(value), unit));
  const territory = [
    `${territoryWords(comparison)}${S}: ${of(comparison.territory)}`,
    comparison.expected !== null && `attendu à la fin ${frenchOfMonth(month)}${S}: ${of(comparison.expected)}`,
    comparison.target !== null && `cible${S}: ${comparison.target}`,
  ];
  return `${spanWords(row, month)}, votre structure${S}: ${of(comparison.own)}. ${territory.filter(Boolean).join('\u202f; ')}.`;
}

/** What the organisation gave for the same month a year before; null when that is not on screen. */
export function lastYearWords(store: EntryStore, row: EntryRow, month: Month): string | null {
  const before = addMonths(month, -12);
  const { content } = store.cell(row.id, before);
  if (content.state === 'missing') return null;
  const words = contentWords(content, row.unit, row.timeRule === 'ratio');
  return `${frenchMonth(before).replace(/^./u, (first) => first.toUpperCase())}${S}: ${words}.`;
}
