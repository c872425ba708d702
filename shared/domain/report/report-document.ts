import { type IsoDate, isDate } from '../month.ts';
import { type ChartFault, type ChartSpec, chartFault } from './chart-spec.ts';

/**
 * A document as a tree of typed blocks. The same tree makes the PDF, the DOCX and the page on screen: whatever a reader
 * is told, every reader is told. It holds words and numbers already chosen and written in French; no renderer computes.
 */

export type Inline =
  | { kind: 'text'; text: string; bold?: boolean; italic?: boolean }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'note'; content: Inline[] };

/** A judgement, always drawn as a shape and said in words beside its colour. `neutral`: none is made. */
export type Tone = 'reached' | 'good' | 'watch' | 'bad' | 'neutral';

/** The shape that stands for each judgement, for whoever does not see the colour. */
export const TONE_MARKS: Record<Tone, string> = { reached: '●', good: '▲', watch: '○', bad: '▼', neutral: '–' };

/** `percent` is what the bar draws, from 0 to 100, null for no bar; `text` is what is said, as it is ("125 %"). */
export type Progress = { percent: number | null; text: string; tone: Tone };

export type Cell =
  | string
  | { kind: 'status'; text: string; tone: Tone }
  | ({ kind: 'progress' } & Progress)
  | { kind: 'rich'; content: Inline[] };

/** `width` is a share of the line, in any unit: widths 3, 1, 1 give three fifths to the first. */
export type Column = { label: string; width: number; align?: 'left' | 'right' };

export type KeyFigure = { value: string; label: string; detail?: string };

export type TableBlock = {
  kind: 'table';
  caption: string;
  columns: Column[];
  rows: Cell[][];
  /** The first cell names its row. */
  rowHeader?: boolean;
  /** The last row sums the others. */
  totalRow?: boolean;
  /** In small letters, close together. */
  compact?: boolean;
};

export type ChartBlock = { kind: 'chart'; caption: string; alt: string; spec: ChartSpec };

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; id: string; text: string }
  | { kind: 'para'; content: Inline[] }
  | { kind: 'callout'; tone: 'info' | 'warning'; title?: string; content: Inline[] }
  | { kind: 'quote'; text: string; source: string }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'pageBreak' }
  | { kind: 'toc'; title: string; depth?: 1 | 2 | 3 }
  | { kind: 'keyFigures'; figures: KeyFigure[] }
  | ({ kind: 'progress'; label: string } & Progress)
  | TableBlock
  | ChartBlock;

export type DocumentStanding = 'draft' | 'extract';

const standingWords: Record<DocumentStanding, string> = { draft: 'Projet', extract: 'Extrait' };

export type DocumentMeta = {
  title: string;
  subject: string;
  author: string;
  /** The date printed and recorded: the same document of the same date is the same file, to the byte. */
  date: IsoDate;
  version: string;
  /** True when one figure comes from the demonstration: the cover and every page then say so. */
  fictitious: boolean;
  lang: 'fr';
  /** A project that nobody but its author reads, or an extract of a document: the cover and every page then say so. */
  standing?: DocumentStanding | undefined;
  /** A page of its own (by default), or a band above the first heading: a short document has no page to spare. */
  cover?: 'page' | 'band';
};

export type ReportDocument = { meta: DocumentMeta; body: Block[] };

/** The words that every fictitious document carries. */
export const FICTITIOUS_MARK = 'Données fictives – démonstration';

/** What the cover and every page of a document are marked with; null for nothing. Example: « Projet ». */
export function markOf({ standing, fictitious }: Pick<DocumentMeta, 'standing' | 'fictitious'>): string | null {
  const marks = [standing && standingWords[standing], fictitious && FICTITIOUS_MARK].filter(Boolean);
  return marks.length === 0 ? null : marks.join(' · ');
}

export type DocumentFaultCode =
  | 'TITLE_EMPTY'
  | 'DATE_INVALID'
  | 'HEADING_FIRST_NOT_1'
  | 'HEADING_LEVEL_SKIPPED'
  | 'HEADING_EMPTY'
  | 'HEADING_ID_INVALID'
  | 'HEADING_ID_TWICE'
  | 'ALT_EMPTY'
  | 'CAPTION_EMPTY'
  | 'TABLE_SHAPE'
  | 'KEY_FIGURES_COUNT'
  | 'PERCENT_INVALID'
  | 'LINK_INVALID'
  | ChartFault;

/** What is wrong and where: the rank of the block in the body, undefined for the meta data. */
export type DocumentFault = { code: DocumentFaultCode; block?: number };

const blank = (text: string) => text.trim() === '';

function inlineFaults(content: Inline[]): DocumentFaultCode[] {
  return content.flatMap((inline) => {
    if (inline.kind === 'note') return inlineFaults(inline.content);
    return inline.kind === 'link' && !/^(https?:\/\/|mailto:)[^\s]+$/.test(inline.href) ? ['LINK_INVALID'] : [];
  });
}

function percentFaults({ percent }: Progress): DocumentFaultCode[] {
  return percent === null || (Number.isFinite(percent) && percent >= 0 && percent <= 100) ? [] : ['PERCENT_INVALID'];
}

function cellFaults(cell: Cell): DocumentFaultCode[] {
  if (typeof cell === 'string' || cell.kind === 'status') return [];
  return cell.kind === 'rich' ? inlineFaults(cell.content) : percentFaults(cell);
}

function tableFaults(table: TableBlock): DocumentFaultCode[] {
  const faults: DocumentFaultCode[] = blank(table.caption) ? ['CAPTION_EMPTY'] : [];
  const wide = table.columns.length;
  const shaped = wide > 0 && table.columns.every((column) => column.width > 0 && !blank(column.label));
  if (!shaped || table.rows.length === 0 || table.rows.some((row) => row.length !== wide)) faults.push('TABLE_SHAPE');
  return [...faults, ...table.rows.flat().flatMap(cellFaults)];
}

function chartFaults(chart: ChartBlock): DocumentFaultCode[] {
  const fault = chartFault(chart.spec);
  return [
    ...(blank(chart.caption) ? (['CAPTION_EMPTY'] as const) : []),
    ...(blank(chart.alt) ? (['ALT_EMPTY'] as const) : []),
    ...(fault ? [fault] : []),
  ];
}

function blockFaults(block: Block): DocumentFaultCode[] {
  switch (block.kind) {
    case 'para':
    case 'callout':
      return inlineFaults(block.content);
    case 'list':
      return block.items.flatMap(inlineFaults);
    case 'keyFigures':
      return block.figures.length >= 3 && block.figures.length <= 6 ? [] : ['KEY_FIGURES_COUNT'];
    case 'progress':
      return percentFaults(block);
    case 'table':
      return tableFaults(block);
    case 'chart':
      return chartFaults(block);
    default:
      return [];
  }
}

/** The headings of a document, with their rank in the body: what its contents and its bookmarks are made of. */
export function headingsOf(document: ReportDocument) {
  return document.body.flatMap((block, index) => (block.kind === 'heading' ? [{ ...block, index }] : []));
}

function headingFaults(document: ReportDocument): DocumentFault[] {
  const seen = new Set<string>();
  let previous = 0;
  return headingsOf(document).flatMap(({ level, id, text, index }) => {
    const codes: DocumentFaultCode[] = [];
    if (previous === 0 && level !== 1) codes.push('HEADING_FIRST_NOT_1');
    else if (level > previous + 1) codes.push('HEADING_LEVEL_SKIPPED');
    if (blank(text)) codes.push('HEADING_EMPTY');
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(id)) codes.push('HEADING_ID_INVALID');
    if (seen.has(id)) codes.push('HEADING_ID_TWICE');
    seen.add(id);
    previous = level;
    return codes.map((code) => ({ code, block: index }));
  });
}

/**
 * Everything that would make a document unreadable for somebody or refused by PDF/UA-1 (ISO 14289-1, RGAA 4.1 §1, §8,
 * §9): an empty title, a first heading that is not of level 1, a level skipped, a chart without its sentence, a table
 * whose rows do not match its columns. An empty list means that it can be rendered. Example: a body that opens with a
 * heading of level 2 gives `[{ code: 'HEADING_FIRST_NOT_1', block: 0 }]`.
 */
export function checkDocument(document: ReportDocument): DocumentFault[] {
  const meta: DocumentFault[] = [];
  if (blank(document.meta.title)) meta.push({ code: 'TITLE_EMPTY' });
  if (!isDate(document.meta.date)) meta.push({ code: 'DATE_INVALID' });
  const blocks = document.body.flatMap((block, index) => blockFaults(block).map((code) => ({ code, block: index })));
  return [...meta, ...headingFaults(document), ...blocks];
}
