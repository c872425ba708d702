import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  ExternalHyperlink,
  type FileChild,
  FootnoteReferenceRun,
  HeadingLevel,
  Paragraph,
  type ParagraphChild,
  SequentialIdentifier,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { ChartRun } from 'docx/charts';
import {
  type Block,
  type Cell,
  type ChartBlock,
  type Column,
  type Inline,
  type KeyFigure,
  type TableBlock,
  TONE_MARKS,
} from '../../shared/domain/report-document.ts';
import { CHART_COLOURS } from './chart-svg.ts';
import { NAVY, RULE, SOFT, TONES } from './docx-styles.ts';

export type FootnoteStore = Record<string, { children: Paragraph[] }>;

const TEXT_WIDTH = 9638;
const rule = { style: BorderStyle.SINGLE, size: 4, color: RULE };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/** Renders blocks one after the other; it keeps the notes, the page break that is due and the rank of ordered lists. */
export function blockRenderer(footnotes: FootnoteStore): (block: Block) => FileChild[] {
  let breakDue = false;
  let lists = 0;

  const run = (inline: Inline): ParagraphChild => {
    if (inline.kind === 'text') return new TextRun({ text: inline.text, bold: inline.bold, italics: inline.italic });
    if (inline.kind === 'link')
      return new ExternalHyperlink({
        link: inline.href,
        children: [new TextRun({ text: inline.text, style: 'Hyperlink' })],
      });
    const id = Object.keys(footnotes).length + 1;
    footnotes[id] = { children: [new Paragraph({ children: inline.content.map(run) })] };
    return new FootnoteReferenceRun(id);
  };

  const headingOf = (block: Extract<Block, { kind: 'heading' }>): FileChild[] => {
    const pageBreakBefore = breakDue || block.level === 1;
    breakDue = false;
    return [
      new Paragraph({
        heading: levels[block.level],
        pageBreakBefore,
        children: [new Bookmark({ id: block.id, children: [new TextRun(block.text)] })],
      }),
    ];
  };

  const listOf = (block: Extract<Block, { kind: 'list' }>): FileChild[] => {
    if (block.ordered) lists += 1;
    const reference = block.ordered ? 'numbers' : 'bullets';
    return block.items.map(
      (item) =>
        new Paragraph({
          numbering: { reference, level: 0, instance: block.ordered ? lists : 0 },
          children: item.map(run),
        }),
    );
  };

  return (block) => {
    switch (block.kind) {
      case 'heading':
        return headingOf(block);
      case 'para':
        return [new Paragraph({ children: block.content.map(run) })];
      case 'callout':
        return [
          new Paragraph({
            style: 'Boxed',
            children: [
              ...(block.title ? [new TextRun({ text: `${block.title}. `, bold: true })] : []),
              ...block.content.map(run),
            ],
          }),
        ];
      case 'quote':
        return [
          new Paragraph({
            style: 'Quotation',
            children: [
              new TextRun(`« ${block.text} »`),
              new TextRun({ text: ` (${block.source})`, italics: false, color: SOFT }),
            ],
          }),
        ];
      case 'list':
        return listOf(block);
      case 'pageBreak':
        breakDue = true;
        return [];
      case 'toc':
        return [
          new Paragraph({ style: 'TOCHeading', text: block.title }),
          new TableOfContents(block.title, { hyperlink: true, headingStyleRange: `1-${block.depth ?? 2}` }),
        ];
      case 'keyFigures':
        return [keyFigureTable(block.figures), space()];
      case 'progress':
        return [
          new Paragraph({
            children: [
              new TextRun({ text: `${block.label}\u00a0: `, bold: true }),
              new TextRun({ text: `${TONE_MARKS[block.tone]} ${block.text}`, color: TONES[block.tone] }),
            ],
          }),
        ];
      case 'table':
        return [caption('Tableau', block.caption, 'Caption'), tableOf(block, run), space()];
      case 'chart':
        return [chartOf(block), caption('Graphique', block.caption, 'ChartCaption')];
    }
  };
}

const space = () => new Paragraph({ text: '', spacing: { after: 60 } });

function caption(label: string, words: string, style: string): Paragraph {
  return new Paragraph({
    style,
    children: [new TextRun(`${label} `), new SequentialIdentifier(label), new TextRun(` – ${words}`)],
  });
}

/** The cells of Word have no drawing of progress: the shape, the word and the colour say it. */
function cellRuns(cell: Cell, bold: boolean, run: (inline: Inline) => ParagraphChild): ParagraphChild[] {
  if (typeof cell === 'string') return [new TextRun({ text: cell, bold })];
  if (cell.kind === 'rich') return cell.content.map(run);
  if (cell.kind === 'status')
    return [new TextRun({ text: `${TONE_MARKS[cell.tone]} ${cell.text}`, bold: true, color: TONES[cell.tone] })];
  return [new TextRun({ text: cell.text, bold: true, color: TONES[cell.tone] })];
}

function tableCell(
  children: ParagraphChild[],
  column: Column,
  total: number,
  { style = 'TableText', fill }: { style?: string; fill?: string | undefined } = {},
): TableCell {
  return new TableCell({
    width: { size: Math.round((100 * column.width) / total), type: WidthType.PERCENTAGE },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(fill && { shading: { type: ShadingType.CLEAR, fill, color: 'auto' } }),
    margins: { top: 50, bottom: 50, left: 90, right: 90 },
    children: [
      new Paragraph({
        style,
        alignment: column.align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children,
      }),
    ],
  });
}

function tableOf(block: TableBlock, run: (inline: Inline) => ParagraphChild): Table {
  const total = block.columns.reduce((sum, column) => sum + column.width, 0);
  const last = block.rows.length - 1;
  const head = block.columns.map((column) =>
    tableCell([new TextRun(column.label)], column, total, { style: 'TableHead', fill: NAVY }),
  );
  const body = block.rows.map((row, rank) => {
    const sums = block.totalRow === true && rank === last;
    const cells = block.columns.map((column, index) =>
      tableCell(cellRuns(row[index] ?? '', sums || (block.rowHeader === true && index === 0), run), column, total, {
        fill: sums ? 'E3EAF2' : undefined,
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

function keyFigureTable(figures: KeyFigure[]): Table {
  const cells = figures.map(
    (figure) =>
      new TableCell({
        width: { size: Math.round(100 / figures.length), type: WidthType.PERCENTAGE },
        margins: { top: 90, bottom: 90, left: 120, right: 90 },
        children: [
          new Paragraph({ style: 'KeyValue', children: [new TextRun(figure.value)] }),
          ...(figure.detail
            ? [new Paragraph({ style: 'TableText', children: [new TextRun({ text: figure.detail, color: SOFT })] })]
            : []),
          new Paragraph({ style: 'TableText', children: [new TextRun(figure.label)] }),
        ],
      }),
  );
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    columnWidths: figures.map(() => Math.round(TEXT_WIDTH / figures.length)),
    borders: { top: rule, bottom: rule, left: none, right: none, insideVertical: rule, insideHorizontal: none },
    rows: [new TableRow({ cantSplit: true, children: cells })],
  });
}

const colour = (hash: string) => hash.slice(1).toUpperCase();

/** A chart that Word can edit. A month without a value is an empty category, never a zero. */
function chartOf({ spec, caption: words, alt }: ChartBlock): Paragraph {
  const bars = spec.bars.map((bar, index) => ({
    name: bar.name,
    values: bar.values,
    color: colour(index === 0 ? CHART_COLOURS.bar : CHART_COLOURS.secondBar),
  }));
  const line = spec.line
    ? [
        {
          name: spec.line.name,
          values: spec.line.values,
          type: 'line' as const,
          color: colour(CHART_COLOURS.line),
          markers: false,
        },
      ]
    : [];
  return new Paragraph({
    style: 'Drawing',
    children: [
      new ChartRun({
        type: 'column',
        categories: spec.labels,
        series: [...bars, ...line] as never,
        legend: { position: 'top' },
        transformation: { width: 610, height: 240 },
        altText: { name: words, title: words, description: alt },
      }),
    ],
  });
}
