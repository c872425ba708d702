import type { Cell, CellStyle, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { entryWorkbook, workbookStates, workbookWordOf } from '../../shared/domain/entry/entry-workbook.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { FICTITIOUS_MARK } from '../../shared/domain/report/report-document.ts';
import { frenchMonth, frenchUnit, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { grid } from './grid.ts';

type Grid = Awaited<ReturnType<typeof grid>>;
type GridRow = Grid['rows'][number];
type GridCell = Grid['cells'][number];

const { columns, firstRow, metaSheet, sheet, template, version } = entryWorkbook;
const LISTED = 'etats';
/** Named in every style: LibreOffice shows a style without a font in a serif. */
const FONT = 'Calibri';
const plain: CellStyle = { font: { name: FONT, size: 11 }, alignment: { vertical: 'top', wrapText: true } };
const title: CellStyle = { font: { name: FONT, size: 14, bold: true, color: { rgb: '123A6B' } } };
const head: CellStyle = {
  font: { name: FONT, size: 11, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '123A6B' } },
  alignment: { wrapText: true, vertical: 'center' },
};
/** What may be filled in is yellow and unlocked; the rest of the sheet is locked. */
const open: CellStyle = {
  ...plain,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF9DB' } },
  border: { bottom: { style: 'hair', color: { rgb: 'C5CED8' } } },
  protection: { locked: false },
};
const figure = (style: CellStyle, unit: string): CellStyle => ({
  ...style,
  numFmt:
    unit === 'euros'
      ? '#,##0.00\\ "€"'
      : unit === 'days' || unit === 'fte' || unit === 'percent'
        ? '#,##0.0#'
        : '#,##0',
});

const headings = [
  'Clé',
  'Indicateur',
  'Unité',
  'État',
  'Valeur ou numérateur',
  'Dénominateur',
  'Raison',
  'Commentaire',
];
const widths = [8, 44, 18, 14, 16, 14, 34, 34, 16, 16];

/** A cell of another month, for the eye only. */
function shown(cell: GridCell | undefined): string | number | null {
  if (!cell || cell.state === 'missing') return null;
  if (cell.value !== null) return cell.value;
  if (cell.numerator !== null) return `${cell.numerator} sur ${cell.denominator}`;
  return cell.state === 'unavailable' ? 'NC' : '-';
}

interface Line {
  row: GridRow;
  own: GridCell | undefined;
  before: GridCell | undefined;
  yearAgo: GridCell | undefined;
}

function valuesOf({ row, own, before, yearAgo }: Line): (string | number | null)[] {
  const unit = row.timeRule === 'ratio' ? 'numérateur / dénominateur' : frenchUnit(row.unit);
  return [
    row.id,
    row.label,
    unit,
    own ? workbookWordOf(own.state) : null,
    own?.value ?? own?.numerator ?? null,
    own?.denominator ?? null,
    own?.reason ?? null,
    own?.comment ?? null,
    shown(before),
    shown(yearAgo),
  ];
}

function stylesOf({ row, own }: Line): CellStyle[] {
  const closed = own?.stage === 'validated';
  const box = closed ? plain : open;
  const ratio = row.timeRule === 'ratio';
  const number = (style: CellStyle) => figure(style, ratio ? 'persons' : row.unit);
  return [plain, plain, plain, box, number(box), ratio ? number(box) : plain, box, box, number(plain), number(plain)];
}

const cell = (value: string | number | null, style: CellStyle): Partial<Cell> =>
  typeof value === 'number' ? { value, type: 'number', style } : { value: value ?? '', type: 'string', style };

function entrySheet(of: Grid, lines: Line[], fictitious: boolean): WriteSheet {
  const { month } = of;
  const top = [
    [`Saisie ${frenchMonth(month)}, ${of.organisation.name}${fictitious ? ` (${FICTITIOUS_MARK})` : ''}`],
    [
      'Remplissez les cases jaunes, puis redéposez ce fichier sur la page du mois. Une case vide laisse ce qui est saisi.',
    ],
    [`Non connu demande une raison. Nombres à la française${S}: 1 234,5.`],
    [...headings, frenchMonth(addMonths(month, -1)), frenchMonth(addMonths(month, -12))],
  ];
  const cells = new Map<string, Partial<Cell>>();
  cells.set('0,1', cell(top[0]?.[0] ?? '', title));
  for (const rank of [1, 2]) cells.set(`${rank},1`, cell(top[rank]?.[0] ?? '', { font: plain.font }));
  for (const [rank, words] of (top[3] ?? []).entries()) cells.set(`3,${rank}`, cell(words, head));
  for (const [rank, line] of lines.entries()) {
    const styles = stylesOf(line);
    for (const [place, value] of valuesOf(line).entries())
      cells.set(
        `${firstRow - 1 + rank},${place}`,
        value === null && styles[place] !== open ? { style: styles[place] } : cell(value, styles[place] ?? plain),
      );
  }
  const last = firstRow - 1 + Math.max(1, lines.length);
  return {
    name: sheet,
    columns: widths.map((width, place) => ({ width, ...(place === columns.key && { hidden: true }) })),
    rows: [...top.map((row) => (row.length > 1 ? row : [null, ...row])), ...lines.map(valuesOf)],
    cells,
    rowDefs: new Map([[3, { height: 32 }]]),
    freezePane: { rows: firstRow - 1, columns: 2 },
    dataValidations: [
      {
        type: 'list',
        formula1: LISTED,
        range: `D${firstRow}:D${last}`,
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: 'État',
        errorMessage: 'Choisissez un état de la liste.',
      },
      {
        type: 'decimal',
        operator: 'greaterThanOrEqual',
        formula1: '0',
        range: `E${firstRow}:F${last}`,
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: 'Nombre',
        errorMessage: 'Un nombre positif, ou une case vide avec un état sans valeur.',
      },
    ],
    protection: { sheet: true },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

/** Which month of whom, made by which version, and at which revision each cell was. */
function metaRows(of: Grid, lines: Line[]): (string | number)[][] {
  return [
    ['template', template],
    ['version', version],
    ['organisation', of.organisation.id],
    ['mois', of.month],
    ...lines.map(({ row, own }) => ['cellule', row.id, own?.revision ?? 0]),
  ];
}

/** The month of an organisation as a workbook to fill offline: yellow unlocked cells, drop-downs, hidden keys, a version. */
export async function entryWorkbookOf(
  platform: Pick<Platform, 'db' | 'readers' | 'referenceDate' | 'demonstration'>,
  viewer: Viewer,
  asked: { organisationId: number; month: Month },
): Promise<{ name: string; bytes: Buffer }> {
  const of = await grid(platform, viewer, { ...asked, span: 13 });
  const at = (indicatorId: number, month: Month) =>
    of.cells.find((one) => one.indicatorId === indicatorId && one.month === month);
  const lines = of.rows
    .filter((row) => row.assigned.includes(asked.month))
    .map((row) => ({
      row,
      own: at(row.id, asked.month),
      before: at(row.id, addMonths(asked.month, -1)),
      yearAgo: at(row.id, addMonths(asked.month, -12)),
    }));
  const words = Object.keys(workbookStates);
  const bytes = await writeXlsx({
    defaultFont: { name: FONT, size: 11 },
    namedRanges: [{ name: LISTED, range: `Listes!$A$1:$A$${words.length}` }],
    sheets: [
      entrySheet(of, lines, platform.demonstration()),
      { name: 'Listes', hidden: true, rows: words.map((word) => [word]) },
      { name: metaSheet, veryHidden: true, rows: metaRows(of, lines) },
    ],
  });
  return { name: `saisie-${of.organisation.code.toLowerCase()}-${asked.month}.xlsx`, bytes: Buffer.from(bytes) };
}
