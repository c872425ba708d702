import type { Month } from '../../domain/month.ts';
import { type Cell, cellText, type GridRow, isBlank, type Sheet } from '../grid.ts';
import { parseMonth } from '../values/read-date.ts';
import { type GridHints, type Identify, type LineIdentity, type MonthGrid, monthOfCell } from './month-line.ts';

/** What stands over each column: its own cell, or the last one to its left. */
function over<One>({ cells }: GridRow, width: number, read: (cell: Cell) => One | undefined): (One | undefined)[] {
  let last: One | undefined;
  return Array.from({ length: width }, (_, position) => {
    const cell = cells[position];
    if (cell !== undefined && !isBlank(cell)) last = read(cell);
    return last;
  });
}

const readerOf = (identify: Identify) => (cell: Cell) =>
  typeof cell === 'string' ? identify([cellText(cell)]) : undefined;

interface Titled {
  month: Month;
  identity: LineIdentity;
  label: string;
}

/** The month and the indicator of each column, of which one line says the one and the next the other. */
function titledColumns(above: GridRow, titles: GridRow, { year, identify }: GridHints): (Titled | undefined)[] {
  const width = titles.cells.length;
  const indicatorOf = readerOf(identify);
  const month = (cell: Cell) => monthOfCell(cell, year);
  const own = <One>(read: (cell: Cell) => One | undefined) =>
    titles.cells.map((cell) => (isBlank(cell) ? undefined : read(cell)));
  const ways = [
    { months: over(above, width, month), identities: own(indicatorOf), labels: titles.cells.map(cellText) },
    { months: own(month), identities: over(above, width, indicatorOf), labels: over(above, width, cellText) },
  ];
  const columns = ways.map(({ months, identities, labels }) =>
    titles.cells.map((_, at): Titled | undefined => {
      const [at1, at2] = [months[at], identities[at]];
      return at1 && at2 ? { month: at1, identity: at2, label: labels[at] ?? '' } : undefined;
    }),
  );
  return columns.find((one) => one.filter(Boolean).length >= 2) ?? [];
}

/** Months on one line, indicators on the other, whichever is above, and one row of figures below: a place, or a total. */
export function overEachOther(sheet: Sheet, hints: GridHints): MonthGrid | undefined {
  for (let index = 0; index + 2 < Math.min(sheet.rows.length, 40); index += 1) {
    const [above, titles] = [sheet.rows[index], sheet.rows[index + 1]];
    const columns = above && titles ? titledColumns(above, titles, hints) : [];
    if (new Set(columns.flatMap((one) => one?.month ?? [])).size < 2) continue;
    const below = sheet.rows
      .slice(index + 2)
      .filter(({ cells }) => columns.some((one, at) => one && !isBlank(cells[at])));
    const [figures] = below;
    if (figures === undefined || below.length > 1) return undefined;
    const lines = [...new Set(columns.flatMap((one) => one?.identity.series ?? []))].map((series) => {
      const own = columns.flatMap((one, at) => (one?.identity.series === series ? [{ ...one, at }] : []));
      const cells = own.map(({ month, label, at }) => ({
        row: figures.number,
        month,
        column: label,
        cell: figures.cells[at] ?? null,
      }));
      return { row: figures.number, names: [own[0]?.label ?? ''], identity: own[0]?.identity, cells };
    });
    return { lines, skipped: [], rows: 1, droppedColumns: [] };
  }
  return undefined;
}

const yearOfCell = (cell: Cell | undefined) => (/^20\d{2}$/.test(cellText(cell)) ? Number(cellText(cell)) : undefined);

/** One indicator, which the title names: months down, years across. */
export function oneIndicatorByYear(sheet: Sheet, { identify }: GridHints): MonthGrid | undefined {
  for (let index = 0; index < Math.min(sheet.rows.length, 20); index += 1) {
    const years = (sheet.rows[index]?.cells ?? []).map((cell, at) => (at === 0 ? undefined : yearOfCell(cell)));
    if (years.filter(Boolean).length < 2) continue;
    const above = sheet.rows.slice(0, index).flatMap(({ cells }) => cells.map(cellText));
    const title = [...above, cellText(sheet.rows[index]?.cells[0]), sheet.name].find(
      (text) => text !== '' && identify([text]) !== undefined,
    );
    if (title === undefined) return undefined;
    const cells = sheet.rows.slice(index + 1).flatMap((row) =>
      years.flatMap((year, at) => {
        const opening = row.cells[0];
        const month = year === undefined || typeof opening !== 'string' ? undefined : parseMonth(opening, year);
        return month ? [{ row: row.number, month, column: String(year), cell: row.cells[at] ?? null }] : [];
      }),
    );
    if (cells.length < 4) return undefined;
    return {
      lines: [{ row: sheet.rows[index]?.number ?? 0, names: [title], identity: identify([title]), cells }],
      skipped: [],
      rows: 1,
      droppedColumns: [],
    };
  }
  return undefined;
}
