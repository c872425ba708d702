import type { Register } from '../../registers/register.ts';
import { cellText, type Sheet, wholeSheet } from '../grid.ts';
import { fold, quoted } from '../text.ts';
import { timeOfSheet } from '../workbook/sheet-time.ts';
import { findHeader, type Header } from './header.ts';
import type { SaidOfTitles } from './kept-titles.ts';
import { findMonthGrid } from './month-grid.ts';
import type { Identify, MonthGrid } from './month-line.ts';
import { isListOfPeople } from './presences.ts';

/** A register against the sheets of a file: where its rows are and how surely it is the one. */
export interface Match {
  register: Register;
  score: number;
  reason: string;
  headers: { sheet: Sheet; header: Header }[];
  grids: { sheet: Sheet; grid: MonthGrid }[];
}

/** The words around the data that may name the source: the file, its sheets, the titles. */
function surroundings(sheets: Sheet[], fileName: string): string {
  const titles = sheets.flatMap((sheet) => [
    sheet.name,
    ...sheet.rows.slice(0, 3).map((row) => cellText(row.cells[0])),
  ]);
  return ` ${fold([fileName, ...titles].join(' '))} `;
}

function hintedBy(register: Register, around: string): boolean {
  return register.hints.some((hint) => around.includes(` ${fold(hint)} `));
}

function matchRows(register: Register, sheets: Sheet[], look: Look, hinted: boolean): Match | undefined {
  const { fileName, mapping, partial, year } = look;
  const headers = sheets.flatMap((sheet) => {
    const monthKnown = register.sheetMonth === true && timeOfSheet(sheet, 3, fileName, year).month !== undefined;
    const header = findHeader(sheet, register, { monthKnown, hinted, mapping, ...(partial && { partial }) });
    return header && !isListOfPeople(header, sheet.rows.slice(header.index + 1)) ? [{ sheet, header }] : [];
  });
  const score = Math.max(0, ...headers.map(({ header }) => header.score));
  const best = headers.find(({ header }) => header.score === score)?.header;
  if (best === undefined) return undefined;
  const titled = best.labels.filter((label) => label !== '').length;
  const recognised = best.columns.filter((column) => column !== undefined).length;
  const reason = `${recognised} des ${titled} colonnes sont celles de ${quoted(register.label)}.`;
  return { register, score, reason, headers, grids: [] };
}

/** A monthly return is short, and is looked at whole: its months may be down as well as across. */
const MOST_LINES = 20_000;

function matchMonths(
  register: Register,
  sheets: Sheet[],
  { fileName, year: common, identify }: Look,
  hinted: boolean,
): Match | undefined {
  const grids = sheets.flatMap((head) => {
    const { year, month } = timeOfSheet(head, 3, fileName, common);
    if (findMonthGrid(head, { year, month, identify }) === undefined) return [];
    const sheet = wholeSheet(head, MOST_LINES);
    const grid = findMonthGrid(sheet, { year, month, identify });
    return grid ? [{ sheet, grid }] : [];
  });
  if (grids.length === 0) return undefined;
  const lines = grids.flatMap(({ grid }) => grid.lines);
  const known = lines.filter(({ identity }) => identity !== undefined).length;
  const score = 0.85 * (known / lines.length) + (hinted ? 0.15 : 0);
  return {
    register,
    score,
    reason: `${known} des ${lines.length} indicateurs sont ceux du relevé mensuel.`,
    headers: [],
    grids,
  };
}

function matchOf(register: Register, sheets: Sheet[], look: Look, around: string): Match | undefined {
  const hinted = hintedBy(register, around);
  return register.layout === 'months'
    ? matchMonths(register, sheets, look, hinted)
    : matchRows(register, sheets, look, hinted);
}

/** What recognition looks at beside the cells. */
export interface Look {
  fileName: string;
  /** Labels, as they are compared, that someone has mapped. */
  mapping: SaidOfTitles;
  /** Which indicator of the territory a line of a monthly return is. */
  identify: Identify;
  /** The year that every sheet which names one names: it completes those that only name a month. */
  year?: number;
  /** Sources that the columns only partly fit count too. */
  partial?: boolean;
}

/** The sources that the sheets may be, the likeliest first. */
export function matchesOf(registers: Register[], sheets: Sheet[], look: Look): Match[] {
  const around = surroundings(sheets, look.fileName);
  const matches = registers.flatMap((register) => matchOf(register, sheets, look, around) ?? []);
  return matches.sort((one, other) => other.score - one.score);
}
