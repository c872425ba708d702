import {
  type Block,
  type Cell,
  type Inline,
  type TableBlock,
  TONE_MARKS,
} from '../../shared/domain/report/report-document.ts';
import { linesIn, type Stretch } from './docx-widths.ts';

/** The blocks of a document as boxes of a Word page, in points: what `docx-pages.ts` pours into pages. */

/** Width of the text on an A4 page less its margins. */
const TEXT_WIDTH = 481.9;
/** Height of a line of Calibri, in its size, before the spacing of the paragraph. */
const LINE = 1.2207;

export interface Box {
  /** Lines or a single block: what a page break may cut between. */
  lines: number;
  lineHeight: number;
  before: number;
  after: number;
  keepNext: boolean;
  /** A row, a drawing: never cut. */
  whole: boolean;
  pageBreak: boolean;
  heading: string | null;
  /** Height of its notes at the foot of the page. */
  notes: number;
  /** Height of the header that comes back when its table goes on overleaf. */
  repeated: number;
}

const box = (more: Partial<Box>): Box => ({
  lines: 1,
  lineHeight: 0,
  before: 0,
  after: 0,
  keepNext: false,
  whole: false,
  pageBreak: false,
  heading: null,
  notes: 0,
  repeated: 0,
  ...more,
});

interface Style {
  size: number;
  /** Spacing of its lines. */
  leading: number;
  before: number;
  after: number;
  indent?: number;
  bold?: boolean;
  keepNext?: boolean;
}

const styles = {
  body: { size: 10.5, leading: 1.15, before: 0, after: 6 },
  item: { size: 10.5, leading: 1.15, before: 0, after: 3, indent: 21.25 },
  boxed: { size: 10.5, leading: 1.15, before: 6, after: 8, indent: 16 },
  quote: { size: 10.5, leading: 1.1, before: 4, after: 6, indent: 30 },
  caption: { size: 9, leading: 1.05, before: 6, after: 4, keepNext: true },
  chartCaption: { size: 9, leading: 1.05, before: 2, after: 10 },
  note: { size: 8.5, leading: 1, before: 0, after: 0 },
  heading1: { size: 19, leading: 1.15, before: 12, after: 9, bold: true, keepNext: true },
  heading2: { size: 14, leading: 1.15, before: 16, after: 6, bold: true, keepNext: true },
  heading3: { size: 11.5, leading: 1.15, before: 10, after: 3, bold: true, keepNext: true },
  contents: { size: 19, leading: 1.15, before: 0, after: 6, bold: true },
  entry1: { size: 10.5, leading: 1.15, before: 4, after: 1 },
  entry2: { size: 10.5, leading: 1, before: 0, after: 1 },
} satisfies Record<string, Style>;

const cellLine = 9 * LINE;

function stretchesOf(content: readonly Inline[]): Stretch[] {
  return content.map((one) =>
    one.kind === 'note' ? { text: '1' } : { text: one.text, bold: one.kind === 'text' && one.bold },
  );
}

function notesOf(content: readonly Inline[]): number {
  return content.reduce((sum, one) => {
    if (one.kind !== 'note') return sum;
    const lines = linesIn([{ text: '1 ' }, ...stretchesOf(one.content)], styles.note.size, TEXT_WIDTH);
    return sum + lines * styles.note.size * LINE;
  }, 0);
}

function paragraph(stretches: readonly Stretch[], style: Style, more: Partial<Box> = {}): Box {
  const said = style.bold ? stretches.map((one) => ({ ...one, bold: true })) : stretches;
  return box({
    lines: linesIn(said, style.size, TEXT_WIDTH - (style.indent ?? 0)),
    lineHeight: style.size * LINE * style.leading,
    before: style.before,
    after: style.after,
    keepNext: style.keepNext ?? false,
    ...more,
  });
}

function cellStretches(cell: Cell, bold: boolean): Stretch[] {
  if (typeof cell === 'string') return [{ text: cell, bold }];
  if (cell.kind === 'rich') return stretchesOf(cell.content);
  return [{ text: `${TONE_MARKS[cell.tone]} ${cell.text}`, bold: true }];
}

function rowHeight(cells: readonly Stretch[][], shares: readonly number[]): number {
  const lines = cells.map((stretches, index) => linesIn(stretches, 9, TEXT_WIDTH * (shares[index] ?? 1) - 7.5));
  return Math.max(...lines) * cellLine + 5.5;
}

/** Rows of a table that Word keeps on one page: as long as these, it is read at a glance. */
export const WHOLE_TABLE = 14;

function tableBoxes(block: TableBlock): Box[] {
  const total = block.columns.reduce((sum, { width }) => sum + width, 0);
  const shares = block.columns.map(({ width }) => width / total);
  const header = rowHeight(
    block.columns.map(({ label }) => [{ text: label, bold: true }]),
    shares,
  );
  const last = block.rows.length - 1;
  const together = block.rows.length <= WHOLE_TABLE;
  const rows = block.rows.map((row, rank) => {
    const sums = block.totalRow === true && rank === last;
    const cells = row.map((cell, index) => cellStretches(cell, sums || (block.rowHeader === true && index === 0)));
    const notes = row.reduce(
      (sum, cell) => sum + (typeof cell !== 'string' && cell.kind === 'rich' ? notesOf(cell.content) : 0),
      0,
    );
    return box({
      ...{ lineHeight: rowHeight(cells, shares), whole: true, notes, repeated: header },
      keepNext: together ? rank < last : rank === 0,
    });
  });
  return [
    paragraph([{ text: `Tableau 99 – ${block.caption}` }], styles.caption),
    box({ lineHeight: header, whole: true, keepNext: true }),
    ...rows,
    box({ lineHeight: 4 * LINE * 1.15, after: 3 }),
  ];
}

function keyFigureBoxes(block: Extract<Block, { kind: 'keyFigures' }>): Box[] {
  const wide = block.figures.length > 4 ? 3 : block.figures.length;
  const width = TEXT_WIDTH / wide - 10.5;
  const rows = Array.from({ length: Math.ceil(block.figures.length / wide) }, (_, rank) =>
    block.figures.slice(rank * wide, (rank + 1) * wide),
  );
  const heights = rows.map((row) =>
    Math.max(
      ...row.map(({ value, label, detail }) => {
        const under =
          linesIn([{ text: label, bold: true }], 9, width) + (detail ? linesIn([{ text: detail }], 9, width) : 0);
        return linesIn([{ text: value, bold: true }], 18, width) * 18 * LINE + under * cellLine + 9.5;
      }),
    ),
  );
  return [
    ...heights.map((height) => box({ lineHeight: height, whole: true })),
    box({ lineHeight: 4 * LINE * 1.15, after: 3 }),
  ];
}

/** Height of a chart, in points: 235 pixels of a 96 dpi screen. */
const CHART = 176.25;

/** The words under a chart of Word, which has no mark of its own for a masked number. */
export function chartWords({ caption, spec }: Extract<Block, { kind: 'chart' }>): string {
  const masked = (spec.masked ?? []).flatMap((rank) => spec.labels[rank] ?? []);
  return masked.length === 0 ? caption : `${caption} (masqué par le secret statistique\u00a0: ${masked.join(', ')})`;
}

/** The boxes of a block. `headings`: those that the contents list. */
export function boxesOf(block: Block, headings: readonly Extract<Block, { kind: 'heading' }>[]): Box[] {
  switch (block.kind) {
    case 'heading':
      return [paragraph([{ text: block.text }], styles[`heading${block.level}`], { heading: block.id })];
    case 'para':
      return [paragraph(stretchesOf(block.content), styles.body, { notes: notesOf(block.content) })];
    case 'callout': {
      const title = block.title ?? (block.tone === 'warning' ? 'Attention' : undefined);
      const opening = title ? [{ text: `${title}. `, bold: true }] : [];
      return [paragraph([...opening, ...stretchesOf(block.content)], styles.boxed, { notes: notesOf(block.content) })];
    }
    case 'quote':
      return [paragraph([{ text: `«\u00a0${block.text}\u00a0» (${block.source})` }], styles.quote)];
    case 'list':
      return block.items.map((item) => paragraph(stretchesOf(item), styles.item, { notes: notesOf(item) }));
    case 'pageBreak':
      return [];
    case 'toc':
      return [
        paragraph([{ text: block.title }], styles.contents),
        ...headings
          .filter(({ level }) => level <= (block.depth ?? 2))
          .map(({ level, text }) => paragraph([{ text: `${text} 99` }], level === 1 ? styles.entry1 : styles.entry2)),
      ];
    case 'keyFigures':
      return keyFigureBoxes(block);
    case 'progress':
      return [paragraph([{ text: `${block.label}\u00a0: ${block.text}` }], styles.body)];
    case 'table':
      return tableBoxes(block);
    case 'chart':
      return [
        box({ lineHeight: CHART, before: 6, after: 2, whole: true, keepNext: true }),
        paragraph([{ text: `Graphique 99 – ${chartWords(block)}` }], styles.chartCaption),
      ];
  }
}
