import {
  AlignmentType,
  BorderStyle,
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
import { linesOf, NAVY, RULE, SOFT, TONES } from './docx-styles.ts';

/** Rows of a table that Word keeps on one page: as long as these, it is read at a glance. */
const WHOLE_TABLE = 14;

/** In twips: an A4 page less its margins. */
const TEXT_WIDTH = 9638;
const rule = { style: BorderStyle.SINGLE, size: 4, color: RULE };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** A cell of Word has no drawing of progress: the shape, the words and the colour say it. */
function cellRuns(cell: Cell, bold: boolean, runs: (content: Inline[]) => ParagraphChild[]): ParagraphChild[] {
  if (typeof cell === 'string') return linesOf(cell, { bold });
  if (cell.kind === 'rich') return runs(cell.content);
  return linesOf(`${TONE_MARKS[cell.tone]} ${cell.text}`, { bold: true, color: TONES[cell.tone] });
}

const PAD = { top: 50, bottom: 50, left: 85, right: 65 };
const TIGHT = { top: 25, bottom: 25, left: 50, right: 40 };

/** The letters of a table: a year's months stand side by side in the smallest. */
function lettersOf({ compact, columns }: TableBlock): { text: string; head: string; pad: typeof PAD } {
  if (columns.length > 10) return { text: 'TableTiny', head: 'TableTinyHead', pad: { ...TIGHT, left: 20, right: 20 } };
  return compact
    ? { text: 'TableSmall', head: 'TableSmallHead', pad: TIGHT }
    : { text: 'TableText', head: 'TableHead', pad: PAD };
}

function tableCell(
  children: ParagraphChild[],
  column: Column,
  total: number,
  {
    style = 'TableText',
    fill,
    keepNext = false,
    pad = PAD,
  }: { style?: string; fill?: string | undefined; keepNext?: boolean; pad?: typeof PAD } = {},
): TableCell {
  return new TableCell({
    width: { size: Math.round((100 * column.width) / total), type: WidthType.PERCENTAGE },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(fill && { shading: { type: ShadingType.CLEAR, fill, color: 'auto' } }),
    margins: pad,
    children: [
      new Paragraph({
        style,
        keepNext,
        alignment: column.align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children,
      }),
    ],
  });
}

/** A table whose header comes back on each page, and whose rows are never cut in two; a short one stays on one page. */
export function tableOf(block: TableBlock, runs: (content: Inline[]) => ParagraphChild[]): Table {
  const total = block.columns.reduce((sum, column) => sum + column.width, 0);
  const last = block.rows.length - 1;
  const letters = lettersOf(block);
  const head = block.columns.map((column) =>
    tableCell([new TextRun(column.label)], column, total, { style: letters.head, fill: NAVY, pad: letters.pad }),
  );
  const body = block.rows.map((row, rank) => {
    const sums = block.totalRow === true && rank === last;
    const cells = block.columns.map((column, index) =>
      tableCell(cellRuns(row[index] ?? '', sums || (block.rowHeader === true && index === 0), runs), column, total, {
        style: letters.text,
        pad: letters.pad,
        fill: sums ? 'E3EAF2' : undefined,
        keepNext: last < WHOLE_TABLE ? rank < last : rank === 0,
      }),
    );
    return new TableRow({ cantSplit: true, children: cells });
  });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    columnWidths: block.columns.map((column) => Math.round((TEXT_WIDTH * column.width) / total)),
    borders: { top: none, bottom: rule, left: none, right: none, insideVertical: none, insideHorizontal: rule },
    rows: [new TableRow({ tableHeader: true, cantSplit: true, children: head }), ...body],
  });
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
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    columnWidths: Array.from({ length: wide }, () => Math.round(TEXT_WIDTH / wide)),
    borders: { top: rule, bottom: rule, left: none, right: none, insideVertical: rule, insideHorizontal: rule },
    rows,
  });
}
