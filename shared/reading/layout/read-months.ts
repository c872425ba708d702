import { unitWordOf } from '../../domain/entry/typed-figure.ts';
import { addMonths, type IsoDate, type Month, monthOf } from '../../domain/month.ts';
import { monthlyReturn } from '../../registers/monthly-return.ts';
import { cellText, type Sheet } from '../grid.ts';
import type { CellRemark, ReadRow, SkippedRow } from '../partner-file.ts';
import { codeOfError, type ReasonCode, reasonWith } from '../reasons.ts';
import { countWord, saysNothing } from '../values/cell-value.ts';
import { readCount } from '../values/read-count.ts';
import type { LineIdentity, MonthCell, MonthGrid, MonthLine } from './month-line.ts';

/** How the values of lines that look summed are to be understood: each its own month, summed since January, or not known until someone says. */
export type SummedValues = 'monthly' | 'cumulative' | 'asked';

type Figure =
  | {
      value: number | null;
      question?: { code: ReasonCode; read: string; stands: boolean };
      /** What the word after the figure counts: held against the unit of the line by whoever knows the catalogue. */
      unit?: string;
    }
  | { code: ReasonCode };

/** An occupation is an average; the other lines that are known are counts. One that is only known by its code may be either. */
const averaged = new Set(['respite-occupied']);

function figureOf({ cell }: MonthCell, { series, code }: LineIdentity): Figure {
  if (cell !== null && typeof cell === 'object' && 'error' in cell) return { code: codeOfError(cell.error) };
  const word = countWord(cell);
  if (word !== undefined) return { value: word };
  const known = series !== code;
  const unit = typeof cell === 'string' ? unitWordOf(cell.trim()) : undefined;
  // Of a line that is only known by its code, the figure may be of any unit.
  const read = readCount(known || !unit ? cell : unit.bare, known && !averaged.has(series));
  if ('code' in read) return read;
  return {
    value: read.value,
    ...(read.doubt && { question: read.doubt }),
    ...(unit && { unit: unit.units.join(' ') }),
  };
}

interface Place {
  sheet: string | undefined;
  today: IsoDate;
}

function rejectedCell(
  { row, column, cell }: MonthCell,
  sheet: string | undefined,
  code: ReasonCode,
  proposed = '',
): ReadRow {
  const value = cellText(cell).slice(0, 80);
  const reason = reasonWith(code, value, proposed);
  return {
    kind: 'rejected',
    remark: { row, ...(sheet && { sheet }), column, value, code, reason },
    cells: { [column]: value },
  };
}

/** The whole of a part, month by month: a part that passes it is a slip. */
type Wholes = Map<string, number>;

function wholesOf({ lines }: MonthGrid): Wholes {
  const wholes: Wholes = new Map();
  for (const line of lines) {
    const { identity } = line;
    if (identity?.role !== 'denominator') continue;
    for (const cell of line.cells) {
      const figure = saysNothing(cell.cell) ? undefined : figureOf(cell, identity);
      if (figure && 'value' in figure && figure.value !== null)
        wholes.set(`${identity.code}|${cell.month}`, figure.value);
    }
  }
  return wholes;
}

function readMonthCell(
  cell: MonthCell,
  identity: LineIdentity,
  { sheet, today }: Place,
  wholes: Wholes,
): ReadRow | undefined {
  if (saysNothing(cell.cell)) return undefined;
  const { series, code, role } = identity;
  const figure = figureOf(cell, identity);
  if ('code' in figure) return rejectedCell(cell, sheet, figure.code);
  const { value, question, unit } = figure;
  if (value !== null && cell.month > monthOf(today)) return rejectedCell(cell, sheet, 'month-future', cell.column);
  const whole = role === 'numerator' ? wholes.get(`${code}|${cell.month}`) : undefined;
  if (value !== null && whole !== undefined && value > whole)
    return rejectedCell(cell, sheet, 'part-over-whole', String(whole));
  // « 0,83 » of twelve places is a rate rather than an average.
  if (question === undefined && value !== null && value > 0 && value < 1 && (whole ?? 0) > 1)
    return rejectedCell(cell, sheet, 'number-percent');
  const state = value === null ? 'unavailable' : 'value';
  const content = { series, code, role, month: cell.month, value, state, ...(unit && { unit }) };
  const key = monthlyReturn.key('', content, 1);
  const text = cellText(cell.cell).slice(0, 80);
  const place = { row: cell.row, ...(sheet && { sheet }) };
  const remarks: CellRemark[] = question
    ? [
        {
          ...place,
          column: cell.column,
          field: 'value',
          value: text,
          code: question.code,
          reason: reasonWith(question.code, text, question.read),
          question: { read: question.read, stands: question.stands },
        },
      ]
    : [];
  return { kind: 'row', ...place, key, content, month: cell.month, outside: false, remarks };
}

/** The months of a line whose values add up since January, each with its own: the difference from the month before. */
function* monthly(reads: (ReadRow | undefined)[], sheet: string | undefined): Generator<ReadRow> {
  const before = new Map<Month, number>();
  for (const read of reads) {
    if (read?.kind !== 'row') {
      if (read) yield read;
      continue;
    }
    const { month, value } = read.content as { month: Month; value: number | null };
    if (value === null) {
      yield read;
      continue;
    }
    before.set(month, value);
    const isFirst = month.endsWith('-01');
    const earlier = isFirst ? 0 : before.get(addMonths(month, -1));
    const cell: MonthCell = { row: read.row, month, column: month, cell: value };
    if (earlier === undefined || earlier > value) yield rejectedCell(cell, sheet, 'doubt');
    else yield { ...read, content: { ...read.content, value: value - earlier } };
  }
}

export interface GridReading {
  today: IsoDate;
  /** The lines that look summed since January, and what was said of them. */
  summed: Set<MonthLine>;
  values: SummedValues;
  onSkip: (row: SkippedRow) => void;
}

/** Reads the cells of a monthly return: a figure, a justified absence ("NC"), or nothing at all when the cell is blank. */
export function* readMonthGrid(
  sheet: Sheet,
  grid: MonthGrid,
  { today, summed, values, onSkip }: GridReading,
): Generator<ReadRow> {
  const name = sheet.delimited ? undefined : sheet.name;
  const wholes = summed.size === 0 || values === 'monthly' ? wholesOf(grid) : new Map();
  for (const { row, code } of grid.skipped)
    onSkip({ row, ...(name && { sheet: name }), code, reason: reasonWith(code) });
  for (const line of grid.lines) {
    const { identity } = line;
    if (identity === undefined) {
      const value = (line.names[0] ?? '').slice(0, 80);
      const place = { row: line.row, ...(name && { sheet: name }) };
      yield {
        kind: 'rejected',
        remark: {
          ...place,
          column: 'Indicateur',
          field: 'label',
          value,
          code: 'unknown-line',
          reason: reasonWith('unknown-line'),
        },
        cells: { Indicateur: value },
      };
      continue;
    }
    const isSummed = summed.has(line);
    const reads = line.cells.map((cell) =>
      isSummed && values === 'asked' && !saysNothing(cell.cell)
        ? rejectedCell(cell, name, 'waits-for-answer')
        : readMonthCell(cell, identity, { sheet: name, today }, wholes),
    );
    if (isSummed && values === 'cumulative') yield* monthly(reads, name);
    else for (const read of reads) if (read) yield read;
  }
}
