import type { Month } from '../../../shared/domain/month.ts';
import { yearOf } from '../../../shared/domain/month.ts';
import { codeFinder } from '../../../shared/reading/layout/code-in-text.ts';
import { labelKey } from '../../../shared/reading/layout/column-names.ts';
import { parseMonth } from '../../../shared/reading/values/read-date.ts';
import type { EntryRow } from './entry-model.ts';

/** A line of a copied table that names its indicator: its figures, each under the month that stands above it. */
export interface LabelledLine {
  /** Undefined when the grid has no line of that name. */
  row: EntryRow | undefined;
  /** Its rank in the block, from 0. */
  rank: number;
  figures: { month: Month | undefined; text: string }[];
}

interface Grid {
  rows: readonly EntryRow[];
  months: readonly Month[];
}

const isFigure = (text: string) => /^[-~<]?\s*\d|^(nc|n|-)$/i.test(text);

/** The line that a text names: by its code, or by its label as partners write it. */
function rowNamed(text: string, rows: readonly EntryRow[]): EntryRow | undefined {
  const key = labelKey(text);
  return codeFinder(rows)(text) ?? rows.find((row) => labelKey(row.label) === key);
}

/** The month of the grid that a title names; one without a year is the latest of that name. */
function monthNamed(text: string, months: readonly Month[]): Month | undefined {
  const years = [...new Set(months.map(yearOf))].reverse();
  return years.map((year) => parseMonth(text, year)).find((month) => month !== undefined && months.includes(month));
}

/** The months that a line of titles names, by column; undefined when it names none. */
function monthsNamed(texts: readonly string[], months: readonly Month[]): (Month | undefined)[] | undefined {
  const named = texts.map((text, column) => (column === 0 ? undefined : monthNamed(text, months)));
  return named.some((month) => month !== undefined) ? named : undefined;
}

/**
 * The natural copy of a table: labels beside their figures, maybe months above them. Undefined when the first column is
 * figures like the others, which are then laid where they are dropped.
 */
export function labelledLines(
  block: readonly string[][],
  from: Month,
  { rows, months }: Grid,
): LabelledLine[] | undefined {
  const [top = [], ...rest] = block;
  const header = block.length > 1 && !isFigure(top[0] ?? '') ? monthsNamed(top, months) : undefined;
  const lines = header ? rest : block;
  if (lines.some(([first = '', ...others]) => isFigure(first) || others.length === 0)) return undefined;
  const named = lines.map(([first = '']) => rowNamed(first, rows));
  if (!named.some(Boolean)) return undefined;
  const start = Math.max(0, months.indexOf(from));
  return lines.map((texts, rank) => ({
    row: named[rank],
    rank: rank + (header ? 1 : 0),
    figures: texts.slice(1).map((text, at) => ({ month: header ? header[at + 1] : months[start + at], text })),
  }));
}
