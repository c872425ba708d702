import {
  AlignmentType,
  BorderStyle,
  type IContext,
  type ITableOptions,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import {
  type Cell,
  type Column,
  type Inline,
  type KeyFigure,
  type TableBlock,
  TONE_MARKS,
} from '../../shared/domain/report/report-document.ts';
import { columnWidths, TEXT_WIDTH } from './docx-column-widths.ts';
import { linesOf, NAVY, RULE, SOFT, TONES } from './docx-styles.ts';
import { keyFigureWords, tableWords } from './table-words.ts';

/** Rows of a table that Word keeps on one page: as long as these, it is read at a glance. */
const WHOLE_TABLE = 14;
/** And so many letters in all, or in one cell. */
const WHOLE_LETTERS = { table: 2600, cell: 300 };

const rule = { style: BorderStyle.SINGLE, size: 4, color: RULE };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** A table with its title and its words for whoever does not see it: the library has no place for them. */
class NamedTable extends Table {
  constructor(
    options: ITableOptions,
    private readonly caption: string,
    private readonly description: string,
  ) {
    super(options);
  }

  override prepForXml(context: IContext) {
    const made = super.prepForXml(context);
    const parts: unknown = made?.['w:tbl'];
    const first: unknown = Array.isArray(parts) ? parts[0] : null;
    const properties = typeof first === 'object' && first !== null && 'w:tblPr' in first ? first['w:tblPr'] : null;
    if (!Array.isArray(properties)) throw new Error('a table without properties');
    const named = (name: string, value: string) => ({ [`w:${name}`]: { _attr: { 'w:val': value } } });
    // The last of the properties, in the order that the format asks for.
    properties.push(named('tblCaption', this.caption), named('tblDescription', this.description));
    return made;
  }
}

/** A cell of Word has no drawing of progress: the shape, the words and the colour say it. */
function cellRuns(cell: Cell, bold: boolean, runs: (content: Inline[]) => ParagraphChild[]): ParagraphChild[] {
  if (typeof cell === 'string') return linesOf(cell, { bold });
  if (cell.kind === 'rich') return runs(cell.content);
  return linesOf(`${TONE_MARKS[cell.tone]} ${cell.text}`, { bold: true, color: TONES[cell.tone] });
}

const cellLetters = (cell: Cell): number => {
  if (typeof cell === 'string') return cell.length;
  if (cell.kind !== 'rich') return cell.text.length;
  return cell.content.reduce((sum, one) => sum + (one.kind === 'note' ? 0 : one.text.length), 0);
};

/** A short table stays whole: its title and header are never left alone at the foot of a page. */
function isShort({ rows }: TableBlock): boolean {
  const letters = rows.flat().map(cellLetters);
  return (
    rows.length <= WHOLE_TABLE &&
    letters.every((one) => one <= WHOLE_LETTERS.cell) &&
    letters.reduce((sum, one) => sum + one, 0) < WHOLE_LETTERS.table
  );
}

const PAD = { top: 50, bottom: 50, left: 85, right: 65 };
const TIGHT = { top: 20, bottom: 20, left: 50, right: 40 };

/** The letters of a table, in half points: a year's months stand side by side in the smallest. */
function lettersOf({ compact, columns }: TableBlock): { text: string; head: string; pad: typeof PAD; size: number } {
  if (columns.length > 10)
    return { text: 'TableTiny', head: 'TableTinyHead', pad: { ...TIGHT, left: 20, right: 20 }, size: 13 };
  return compact
    ? { text: 'TableSmall', head: 'TableSmallHead', pad: TIGHT, size: 16 }
    : { text: 'TableText', head: 'TableHead', pad: PAD, size: 18 };
}

interface CellStyle {
  style: string;
  width: number;
  fill?: string | undefined;
  keepNext?: boolean;
}

function tableCell(children: ParagraphChild[], { align }: Column, { style, width, fill, keepNext }: CellStyle) {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(fill && { shading: { type: ShadingType.CLEAR, fill, color: 'auto' } }),
    children: [
      new Paragraph({
        style,
        ...(keepNext && { keepNext }),
        ...(align === 'right' && { alignment: AlignmentType.RIGHT }),
        children,
      }),
    ],
  });
}

/** A table whose header comes back on each page, whose first column heads its rows, and whose rows are never cut in two. */
export function tableOf(block: TableBlock, runs: (content: Inline[]) => ParagraphChild[]): Table {
  const last = block.rows.length - 1;
  const letters = lettersOf(block);
  const widths = columnWidths(block, { halfPoints: letters.size, padding: letters.pad.left + letters.pad.right });
  const isWhole = isShort(block);
  const head = block.columns.map((column, index) =>
    tableCell([new TextRun(column.label)], column, { style: letters.head, fill: NAVY, width: widths[index] ?? 0 }),
  );
  const body = block.rows.map((row, rank) => {
    const sums = block.totalRow === true && rank === last;
    const cells = block.columns.map((column, index) =>
      tableCell(cellRuns(row[index] ?? '', sums || (block.rowHeader === true && index === 0), runs), column, {
        style: letters.text,
        fill: sums ? 'E3EAF2' : undefined,
        keepNext: isWhole ? rank < last : rank === 0,
        width: widths[index] ?? 0,
      }),
    );
    return new TableRow({ cantSplit: true, children: cells });
  });
  const options: ITableOptions = {
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    margins: letters.pad,
    borders: { top: none, bottom: rule, left: none, right: none, insideVertical: none, insideHorizontal: rule },
    // Said to whoever hears the table: its first row, and its first column where it names the rows, are headers.
    tableLook: {
      firstRow: true,
      firstColumn: block.rowHeader === true,
      lastRow: block.totalRow === true,
      noVBand: true,
    },
    rows: [new TableRow({ tableHeader: true, cantSplit: true, children: head }), ...body],
  };
  return new NamedTable(options, block.caption, tableWords(block));
}

/** Three or four figures side by side, five or six on two rows. */
export function keyFigureTable(figures: KeyFigure[]): Table {
  const wide = figures.length > 4 ? 3 : figures.length;
  const cells = figures.map(
    (figure) =>
      new TableCell({
        width: { size: Math.round(100 / wide), type: WidthType.PERCENTAGE },
        margins: { top: 90, bottom: 90, left: 120, right: 90 },
        children: [
          new Paragraph({ style: 'KeyValue', children: [new TextRun(figure.value)] }),
          new Paragraph({ style: 'TableText', children: [new TextRun({ text: figure.label, bold: true })] }),
          ...(figure.detail
            ? [new Paragraph({ style: 'TableText', children: [new TextRun({ text: figure.detail, color: SOFT })] })]
            : []),
        ],
      }),
  );
  const empty = () => new TableCell({ children: [new Paragraph({ style: 'TableText', text: '' })] });
  const rows = Array.from({ length: Math.ceil(cells.length / wide) }, (_, rank) => {
    const own = cells.slice(rank * wide, (rank + 1) * wide);
    return new TableRow({ cantSplit: true, children: [...own, ...Array.from({ length: wide - own.length }, empty)] });
  });
  const options: ITableOptions = {
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    columnWidths: Array.from({ length: wide }, () => Math.round(TEXT_WIDTH / wide)),
    borders: { top: rule, bottom: rule, left: none, right: none, insideVertical: rule, insideHorizontal: rule },
    tableLook: { firstRow: false, firstColumn: false, noVBand: true, noHBand: true },
    rows,
  };
  return new NamedTable(options, 'Chiffres clés', keyFigureWords(figures));
}
