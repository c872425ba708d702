import type { Month } from '../../domain/month.ts';
import { type Cell, cellText, type GridRow, isBlank, type Sheet } from '../grid.ts';
import { fold } from '../text.ts';
import { monthInTitle, yearsIn } from '../values/month-in-title.ts';

/** What the sheet, its titles and the file's name say of time. */
export interface SheetTime {
  month?: Month;
  year?: number;
  /** First and last year named, for files that cover several. */
  period?: [from: number, to: number];
}

const isYear = (cell: Cell) => typeof cell === 'number' && Number.isInteger(cell) && cell >= 2000 && cell < 2100;

/** Cells that a line of titles or of data fills, and a title above them does not. */
const WIDE = 3;

/** What stands above the data: under the first line that is filled across, lines that are filled across are data. */
function titleRows(rows: GridRow[]): GridRow[] {
  const isWide = ({ cells }: GridRow) => cells.filter((cell) => !isBlank(cell)).length >= WIDE;
  const first = rows.findIndex(isWide);
  return rows.filter((row, at) => at <= first || !isWide(row));
}

/** The one year that the names and titles of the sheets speak of; undefined when they speak of several, or of none. */
export function commonYear(sheets: Sheet[], fileName: string): number | undefined {
  const years = sheets.flatMap((sheet) => {
    const { year, month } = timeOfSheet(sheet, 3, fileName);
    return month ? [Number(month.slice(0, 4))] : year === undefined ? [] : [year];
  });
  return new Set(years).size === 1 ? years[0] : undefined;
}

/** Reads the month and the years that a sheet's name, its titles, then the file's name speak of; the first that is clear wins. */
export function timeOfSheet(sheet: Sheet, headerIndex: number, fileName: string, common?: number): SheetTime {
  const titles = titleRows(sheet.rows.slice(0, headerIndex))
    .flatMap((row) => row.cells.filter((cell) => typeof cell === 'string' || isYear(cell)).map(cellText))
    .filter((text) => text !== '' && !/extra|edit|export|imprim/.test(fold(text)));
  const places = [sheet.name, ...titles, fileName];
  const lists = places.map(yearsIn);
  const year = lists.find((years) => new Set(years).size === 1)?.[0] ?? common;
  const period = lists.find((years) => years.length > 0);
  const month = places.map((place) => monthInTitle(place, year)).find((found) => found !== undefined);
  return { month, year, ...(period && { period: [Math.min(...period), Math.max(...period)] }) };
}
