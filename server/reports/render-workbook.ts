import type { Cell, CellStyle, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { FICTITIOUS_MARK } from '../../shared/domain/report-document.ts';

export interface WorkbookColumn {
  label: string;
  /** In characters. */
  width: number;
  kind: 'text' | 'number';
}

export interface WorkbookSheet {
  name: string;
  columns: WorkbookColumn[];
  rows: (string | number | null)[][];
}

export interface Workbook {
  title: string;
  fictitious: boolean;
  sheets: WorkbookSheet[];
}

const head: CellStyle = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '123A6B' } },
  alignment: { wrapText: true, vertical: 'center' },
};

/** What the workbook is, before its figures: whoever opens it alone must know. */
function readMe({ title, fictitious }: Workbook): WorkbookSheet {
  const lines = [
    title,
    ...(fictitious ? [FICTITIOUS_MARK] : []),
    'Les valeurs sont celles du rapport\u00a0: mêmes chiffres, mêmes mois, mêmes petits nombres masqués.',
    'Une case vide est une valeur inconnue ou masquée, jamais un zéro. La colonne « Remarque » dit laquelle.',
  ];
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

/** Every cell by its place: a text is always a text, so that what begins with = + - or @ is never a formula. */
function cellsOf({ columns, rows }: WorkbookSheet): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>();
  for (const [index, column] of columns.entries())
    cells.set(`0,${index}`, { value: column.label, type: 'string', style: head });
  for (const [rank, row] of rows.entries()) {
    for (const [index, value] of row.entries()) {
      if (value !== null)
        cells.set(`${rank + 1},${index}`, { value, type: typeof value === 'number' ? 'number' : 'string' });
    }
  }
  return cells;
}

function sheetOf(sheet: WorkbookSheet): WriteSheet {
  const { columns, rows } = sheet;
  return {
    name: sheet.name,
    columns: columns.map(({ width, kind }) => ({ width, ...(kind === 'number' && { numFmt: '#,##0.##' }) })),
    rows: [columns.map((column) => column.label), ...rows],
    cells: cellsOf(sheet),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${letters(columns.length - 1)}${rows.length + 1}` },
  };
}

/** A workbook of the figures: frozen header, filters, a first sheet that says what it is. */
export async function renderWorkbook(workbook: Workbook): Promise<Buffer> {
  const sheets = [readMe(workbook), ...workbook.sheets].map(sheetOf);
  return Buffer.from(await writeXlsx({ sheets, properties: { title: workbook.title } }));
}
