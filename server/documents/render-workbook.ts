import type { Cell, CellStyle, WorkbookProperties, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { isDate, isMonth } from '../../shared/domain/month.ts';
import { type DocumentStanding, markOf } from '../../shared/domain/report/report-document.ts';

export interface WorkbookColumn {
  label: string;
  /** In characters. */
  width: number;
  /** `percent`: 71 is 71 %. `month`: `2026-03`. `date`: `2026-03-14`. `year`: 2026. `euros`: an amount, never cents. */
  kind: 'text' | 'number' | 'percent' | 'month' | 'date' | 'year' | 'euros';
}

export interface WorkbookSheet {
  name: string;
  columns: WorkbookColumn[];
  rows: (string | number | null)[][];
}

export interface Workbook {
  title: string;
  fictitious: boolean;
  standing?: DocumentStanding | undefined;
  /** Which figures they are: said under the title. */
  version?: string | undefined;
  sheets: WorkbookSheet[];
  /** What the first sheet says under the title; by default, that the figures are the report's. */
  foreword?: string[];
  properties?: Pick<WorkbookProperties, 'creator' | 'subject' | 'description'>;
}

/** LibreOffice shows a style without a font name in a serif. */
const FONT = 'Calibri';
const head: CellStyle = {
  font: { name: FONT, size: 11, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '123A6B' } },
  alignment: { wrapText: true, vertical: 'center' },
};

const ofReport = [
  'Les valeurs sont celles du rapport\u00a0: mêmes chiffres, mêmes mois, mêmes petits nombres masqués.',
  'Une case vide est une valeur inconnue ou masquée, jamais un zéro. La colonne « Remarque » dit laquelle.',
];

/** What the workbook is, before its figures: whoever opens it alone must know. */
function readMe(workbook: Workbook): WorkbookSheet {
  const { title, version, foreword = ofReport } = workbook;
  const lines = [title, markOf(workbook), version, ...foreword].filter((line) => typeof line === 'string');
  return {
    name: 'Lisez-moi',
    columns: [{ label: 'Lisez-moi', width: 100, kind: 'text' }],
    rows: lines.map((line) => [line]),
  };
}

/** A, B, … Z, AA: the letters of a column's rank, from 0. */
function letters(rank: number): string {
  return rank < 26 ? String.fromCharCode(65 + rank) : letters(Math.floor(rank / 26) - 1) + letters(rank % 26);
}

/** A whole number has no decimal sign: `#,##0.##` would show « 38, ». Codes are English, Excel writes them in French. */
function formatOf(kind: WorkbookColumn['kind'], value: number): string {
  const digits = Number.isInteger(value) ? '#,##0' : '#,##0.0#';
  if (kind === 'euros') return '#,##0.00\\ "€"';
  if (kind === 'year') return '0';
  return kind === 'percent' ? `${digits}\\ "%"` : digits;
}

const body = (more: CellStyle = {}): CellStyle => ({
  font: { name: FONT, size: 11 },
  alignment: { vertical: 'top' },
  ...more,
});

/** A text is always a text, so that what begins with = + - or @ is never a formula; a number is always a number. */
function cellOf(value: string | number, { kind }: WorkbookColumn): Partial<Cell> {
  if (typeof value === 'number') return { value, type: 'number', style: body({ numFmt: formatOf(kind, value) }) };
  if (kind === 'month' && isMonth(value))
    return { value: new Date(`${value}-01T00:00:00Z`), type: 'date', style: body({ numFmt: 'mmmm yyyy' }) };
  if (kind === 'date' && isDate(value))
    return { value: new Date(`${value}T00:00:00Z`), type: 'date', style: body({ numFmt: 'dd/mm/yyyy' }) };
  return { value, type: 'string', style: body({ alignment: { vertical: 'top', wrapText: true } }) };
}

function cellsOf({ columns, rows }: WorkbookSheet): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>();
  for (const [index, column] of columns.entries())
    cells.set(`0,${index}`, { value: column.label, type: 'string', style: head });
  for (const [rank, row] of rows.entries()) {
    for (const [index, value] of row.entries()) {
      const column = columns[index];
      if (value !== null && column) cells.set(`${rank + 1},${index}`, cellOf(value, column));
    }
  }
  return cells;
}

/** What is printed says what it is: the title, the mark of a demonstration, the page. */
const printed = (workbook: Workbook) => {
  const mark = markOf(workbook);
  return {
    oddHeader: `&L${escaped(workbook.title)}${mark ? `&R&"-,Bold"${mark}` : ''}`,
    oddFooter: '&L&A&Rpage &P / &N',
  };
};
const escaped = (text: string) => text.replaceAll('&', '&&');

function sheetOf(sheet: WorkbookSheet, workbook: Workbook): WriteSheet {
  const { columns, rows, name } = sheet;
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: [columns.map((column) => column.label), ...rows],
    cells: cellsOf(sheet),
    rowDefs: new Map([[0, { height: 30 }]]),
    freezePane: { rows: 1 },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
    },
    headerFooter: printed(workbook),
    ...(workbook.fictitious && { view: { tabColor: { rgb: 'C77700' } } }),
  };
}

const filtered = (sheet: WriteSheet, { columns, rows }: WorkbookSheet): WriteSheet => ({
  ...sheet,
  autoFilter: { range: `A1:${letters(columns.length - 1)}${rows.length + 1}` },
});

/** A workbook of the figures: frozen header, filters, a first sheet that says what it is. */
export async function renderWorkbook(workbook: Workbook): Promise<Buffer> {
  const data = workbook.sheets.map((sheet) => filtered(sheetOf(sheet, workbook), sheet));
  const { title, properties } = workbook;
  const bytes = await writeXlsx({
    sheets: [sheetOf(readMe(workbook), workbook), ...data],
    defaultFont: { name: FONT, size: 11 },
    properties: { title, ...properties },
  });
  return Buffer.from(bytes);
}
