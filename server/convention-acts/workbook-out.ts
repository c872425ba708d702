import type { Cell, CellStyle, DataValidation, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { entriesOf } from '../../shared/schemas/catalogue/catalogue-entries.ts';
import type { CatalogueFile } from '../../shared/schemas/catalogue/catalogue-file.ts';
import {
  type CatalogueSheet,
  catalogueSheets,
  type EntryKind,
  entryKinds,
  type SheetColumn,
} from '../../shared/schemas/catalogue/catalogue-sheets.ts';
import { excelDate, type WrittenCell, writtenCell } from './workbook-cells.ts';

/** The catalogue as a workbook that is filled in by hand: one sheet a kind, drop-downs, an example above each list. */

const FONT = 'Calibri';
/** LibreOffice shows a style without a font name in a serif. */
const plain: CellStyle = { font: { name: FONT, size: 11 }, alignment: { vertical: 'top', wrapText: true } };
const title: CellStyle = { font: { name: FONT, size: 14, bold: true, color: { rgb: '123A6B' } } };
const lead: CellStyle = { font: { name: FONT, size: 11, color: { rgb: '44546A' } } };
const example: CellStyle = {
  font: { name: FONT, size: 11, italic: true, color: { rgb: '767676' } },
  alignment: { vertical: 'top', wrapText: true },
};
const head: CellStyle = {
  font: { name: FONT, size: 11, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '123A6B' } },
  alignment: { wrapText: true, vertical: 'center' },
};

/** Rows of the sheet, from 0: its title, what it is, an example, the columns; then what it holds. */
const [TITLE, LEAD, EXAMPLE, HEAD, FIRST] = [0, 1, 2, 3, 4];
/** Rows that are ready to be filled in below those that are. */
const READY = 200;

const letters = (rank: number): string =>
  rank < 26 ? String.fromCharCode(65 + rank) : `${letters(Math.floor(rank / 26) - 1)}${letters(rank % 26)}`;

const formats: Partial<Record<SheetColumn['kind'], string>> = {
  // A code stays as it is typed: 01004 keeps its zero, and 1.2 is neither a number nor a day.
  code: '@',
  codes: '@',
  month: 'mm/yyyy',
  date: 'dd/mm/yyyy',
  integer: '0',
  number: '#,##0.####',
};
const styleOf = (column: SheetColumn): CellStyle => {
  const numFmt = formats[column.kind];
  return numFmt ? { ...plain, numFmt } : plain;
};

function cellOf(value: WrittenCell, style: CellStyle): Partial<Cell> {
  if (value === null) return { style };
  if (typeof value === 'number') return { value, type: 'number', style };
  // A text is always a text: what begins with = + - or @ is never a formula.
  return typeof value === 'string'
    ? { value, type: 'string', style }
    : { value: excelDate(value.date), type: 'date', style };
}

const listName = (kind: EntryKind, { field }: SheetColumn) => `liste_${kind}_${field}`.toLowerCase();

const widthOf = ({ kind, field }: SheetColumn) =>
  kind === 'text' && !['name', 'act', 'quote', 'document'].includes(field)
    ? 36
    : kind === 'text' || kind === 'choice'
      ? 28
      : 14;

function validationsOf(kind: EntryKind, { columns }: CatalogueSheet, rows: number): DataValidation[] {
  return columns.flatMap((column, rank): DataValidation[] => {
    const range = `${letters(rank)}${FIRST + 1}:${letters(rank)}${FIRST + rows}`;
    const common = {
      type: 'list',
      range,
      allowBlank: column.required !== true,
      errorTitle: column.label,
      showErrorMessage: true,
    } as const;
    if (column.kind === 'yes-no') return [{ ...common, formula1: 'liste_oui_non', errorMessage: 'oui ou non.' }];
    if (column.choices)
      return [{ ...common, formula1: listName(kind, column), errorMessage: 'Choisissez dans la liste.' }];
    if (column.of && column.kind === 'code') {
      const sheet = catalogueSheets[column.of];
      const at = letters(sheet.columns.findIndex(({ field }) => field === sheet.keys[0]));
      const formula1 = `'${sheet.title.replaceAll("'", "''")}'!$${at}$${FIRST + 1}:$${at}$${FIRST + 2000}`;
      return [
        {
          ...common,
          formula1,
          errorStyle: 'warning',
          errorMessage: `Ce code n’est pas dans la feuille « ${sheet.title} ».`,
        },
      ];
    }
    return [];
  });
}

function sheetOf(kind: EntryKind, rows: WrittenCell[][]): WriteSheet {
  const sheet = catalogueSheets[kind];
  const { columns } = sheet;
  const cells = new Map<string, Partial<Cell>>();
  cells.set(`${TITLE},0`, cellOf(sheet.title, title));
  cells.set(`${LEAD},0`, cellOf(sheet.lead, lead));
  for (const [rank, column] of columns.entries()) {
    const shown = sheet.example[rank] ?? '';
    const said = rank === 0 ? `Exemple : ${shown}` : shown;
    cells.set(`${EXAMPLE},${rank}`, cellOf(said === '' ? null : said, example));
    const hint = `${column.label}${column.required ? ' *' : ''}${column.hint ? `\n${column.hint}` : ''}`;
    cells.set(`${HEAD},${rank}`, cellOf(hint, head));
    for (const [index, row] of rows.entries())
      cells.set(`${FIRST + index},${rank}`, cellOf(row[rank] ?? null, styleOf(column)));
    for (let row = rows.length; row < rows.length + 30; row += 1)
      cells.set(`${FIRST + row},${rank}`, { style: styleOf(column) });
  }
  return {
    name: sheet.title,
    columns: columns.map((column) => ({ width: widthOf(column) })),
    rows: Array.from({ length: FIRST + rows.length + 30 }, () => []),
    cells,
    rowDefs: new Map([[HEAD, { height: 48 }]]),
    freezePane: { rows: FIRST, columns: 1 },
    dataValidations: validationsOf(kind, sheet, rows.length + READY),
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

const guide = [
  'Ce classeur décrit toute la convention : le territoire, l’annexe, les indicateurs et leurs cibles, les partenaires et ce que chacun transmet.',
  'Une feuille par sorte de chose. La troisième ligne de chaque feuille est un exemple : elle n’est jamais lue. Une étoile marque une colonne obligatoire.',
  'Remplissez, puis redéposez ce fichier sur la page « Convention et catalogue », onglet « Actes » : ce qui sera ajouté, modifié, terminé ou refusé est montré avant d’être écrit.',
  'Ce dont le classeur ne parle pas reste en place : une ligne effacée n’efface rien. Pour mettre fin à quelque chose, écrivez son dernier mois.',
  'Un code ne change pas : c’est par lui qu’une ligne est reconnue. Le nom, lui, peut changer.',
  'Les mois s’écrivent 03/2026 (ou mars 2026), les montants en euros, les nombres à la française : 1 234,5.',
];

/** The lists that the columns choose from, one a column of the hidden sheet. */
function choiceLists() {
  const lists = entryKinds.flatMap((kind) =>
    catalogueSheets[kind].columns.flatMap((column) =>
      column.choices ? [{ name: listName(kind, column), words: Object.values(column.choices) }] : [],
    ),
  );
  return [{ name: 'liste_oui_non', words: ['oui', 'non'] }, ...lists];
}

/** The workbook of a catalogue; an empty one is the form of a territory that begins. */
export async function catalogueWorkbook(file: CatalogueFile): Promise<Buffer> {
  const entries = entriesOf(file);
  const lists = choiceLists();
  const longest = Math.max(...lists.map(({ words }) => words.length));
  const sheets = entryKinds.map((kind) => {
    const { columns } = catalogueSheets[kind];
    const rows = entries
      .filter((one) => one.kind === kind)
      .map(({ value }) => columns.map((column) => writtenCell(column, value[column.field])));
    return sheetOf(kind, rows);
  });
  const bytes = await writeXlsx({
    defaultFont: { name: FONT, size: 11 },
    namedRanges: lists.map(({ name, words }, rank) => ({
      name,
      range: `Listes!$${letters(rank)}$1:$${letters(rank)}$${words.length}`,
    })),
    sheets: [
      {
        name: 'Lisez-moi',
        columns: [{ width: 110 }],
        rows: [[]],
        cells: new Map([
          ['0,0', cellOf('Convention et catalogue', title)],
          ...guide.map((line, rank): [string, Partial<Cell>] => [`${rank + 1},0`, cellOf(line, plain)]),
        ]),
      },
      ...sheets,
      {
        name: 'Listes',
        hidden: true,
        rows: Array.from({ length: longest }, (_, row) => lists.map(({ words }) => words[row] ?? null)),
      },
    ],
  });
  return Buffer.from(bytes);
}
