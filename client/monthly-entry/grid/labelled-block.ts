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
  /** What the table calls it. */
  label: string;
  /** Its rank in the block, from 0. */
  rank: number;
  figures: { month: Month | undefined; text: string }[];
}

/** What the person said once of names that are their own: a name, and the code of the line. */
export type OwnNames = Readonly<Record<string, string>>;

interface Grid {
  rows: readonly EntryRow[];
  months: readonly Month[];
  ownNames?: OwnNames | undefined;
}

/** A block, and the rank that each of its lines had in what was copied. */
interface Ranked {
  rank: number;
  texts: readonly string[];
}

const isFigure = (text: string) => /^[-~<≈±½]?\s*\d|^½|^env\S*\s*\d|^(nc|n|-)$/i.test(text);
const isTotal = (text: string) => /^(sous[- ])?tota(l|ux)\b|^cumul\b/i.test(text.trim());

/** The line that a text names: by its code, by its label as partners write it, or by the name that the person gave it. */
export function rowNamed(text: string, { rows, ownNames = {} }: Pick<Grid, 'rows' | 'ownNames'>): EntryRow | undefined {
  const key = labelKey(text);
  if (key === '') return undefined;
  const named = rows.find(({ code }) => code === ownNames[key]);
  return codeFinder(rows)(text) ?? named ?? rows.find((row) => labelKey(row.label) === key);
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

/** Where the name of a line may stand when nothing says where the months begin: a number or an action comes before it. */
const COLUMNS_BEFORE = 3;

/** The first column of figures: a unit or a service may stand between the name and them. */
function firstFigures(lines: readonly Ranked[], from: number): number {
  const width = Math.max(...lines.map(({ texts }) => texts.length));
  for (let column = from; column < width; column += 1) {
    const filled = lines.flatMap(({ texts }) => texts[column] || []);
    if (filled.length === 0 || filled.some(isFigure)) return column;
  }
  return from;
}

/** The column that names the lines: the first of those before the figures that names most of them. */
function nameColumn(lines: readonly Ranked[], before: number, grid: Grid): number {
  const hits = Array.from(
    { length: Math.max(1, before) },
    (_, column) => lines.filter(({ texts }) => rowNamed(texts[column] ?? '', grid)).length,
  );
  const best = Math.max(...hits);
  return best === 0 ? 0 : hits.indexOf(best);
}

/** A table whose months go down is turned: the months across, as the grid has them. */
function turned(block: readonly string[][], { months, ...grid }: Grid): readonly string[][] {
  const [top = []] = block;
  const down = block.filter(([first = '']) => monthNamed(first, months) !== undefined).length;
  if (down === 0 || !top.some((text) => rowNamed(text, grid))) return block;
  return top.map((_, column) => block.map((texts) => texts[column] ?? ''));
}

/**
 * The natural copy of a table: labels beside their figures, maybe months above them, maybe a title, a column of units or a
 * total. Undefined when the first column is figures like the others, which are then laid where they are dropped.
 */
export function labelledLines(block: readonly string[][], from: Month, grid: Grid): LabelledLine[] | undefined {
  const { months } = grid;
  const all = turned(block, grid).map((texts, rank) => ({ rank, texts }));
  const top = all.findIndex(({ texts }) => !isFigure(texts[0] ?? '') && monthsNamed(texts, months) !== undefined);
  // What stands above the months is the title of the table; a table of one line has none.
  const header = top >= 0 && top < all.length - 1 ? monthsNamed(all[top]?.texts ?? [], months) : undefined;
  const lines = (header ? all.slice(top + 1) : all).filter(({ texts }) => texts.some((text) => text !== ''));
  const before = header ? header.findIndex((month) => month !== undefined) : COLUMNS_BEFORE;
  const named = nameColumn(lines, before, grid);
  if (lines.some(({ texts }) => isFigure(texts[named] ?? '') || texts.length <= named + 1)) return undefined;
  const first = header ? 0 : firstFigures(lines, named + 1);
  const start = Math.max(0, months.indexOf(from));
  const found = lines
    .map(({ texts, rank }) => ({ texts, rank, label: texts[named] ?? '', row: rowNamed(texts[named] ?? '', grid) }))
    // A total is made of what is above it: the grid makes its own.
    .filter(({ row, label }) => row !== undefined || !isTotal(label));
  if (!found.some(({ row }) => row)) return undefined;
  return found.map(({ texts, rank, label, row }) => ({
    row,
    label,
    rank,
    figures: header
      ? texts.flatMap((text, column) => (header[column] === undefined ? [] : [{ month: header[column], text }]))
      : texts.slice(first).map((text, at) => ({ month: months[start + at], text })),
  }));
}
