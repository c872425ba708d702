import {
  Bookmark,
  ExternalHyperlink,
  type FileChild,
  FootnoteReferenceRun,
  HeadingLevel,
  Paragraph,
  type ParagraphChild,
  SequentialIdentifier,
  TableOfContents,
  TextRun,
} from 'docx';
import { type Block, type Inline, TONE_MARKS } from '../../shared/domain/report/report-document.ts';
import { chartOf, chartWords } from './docx-chart.ts';
import { linesOf, SOFT, TONES } from './docx-styles.ts';
import { keyFigureTable, tableOf } from './docx-tables.ts';

export type FootnoteStore = Record<string, { children: Paragraph[] }>;

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/** Renders blocks one after the other; it keeps the notes, the page break that is due and the rank of ordered lists. */
export function blockRenderer(footnotes: FootnoteStore): (block: Block) => FileChild[] {
  let breakDue = false;
  let lists = 0;

  const runOf = (inline: Inline): ParagraphChild[] => {
    if (inline.kind === 'text') return linesOf(inline.text, { bold: inline.bold, italics: inline.italic });
    if (inline.kind === 'link') {
      const words = new TextRun({ text: inline.text, style: 'Hyperlink' });
      return [new ExternalHyperlink({ link: inline.href, children: [words] })];
    }
    const id = Object.keys(footnotes).length + 1;
    footnotes[id] = { children: [new Paragraph({ style: 'FootnoteText', children: runs(inline.content) })] };
    return [new FootnoteReferenceRun(id)];
  };
  const runs = (content: Inline[]) => content.flatMap(runOf);

  const headingOf = (block: Extract<Block, { kind: 'heading' }>): FileChild[] => {
    const pageBreakBefore = breakDue;
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
          spacing: { after: 60 },
          numbering: { reference, level: 0, instance: block.ordered ? lists : 0 },
          children: runs(item),
        }),
    );
  };

  return (block) => {
    switch (block.kind) {
      case 'heading':
        return headingOf(block);
      case 'para':
        return [new Paragraph({ children: runs(block.content) })];
      case 'callout': {
        const title = block.title ?? (block.tone === 'warning' ? 'Attention' : undefined);
        const opening = title ? [new TextRun({ text: `${title}. `, bold: true })] : [];
        const style = block.tone === 'warning' ? 'Warning' : 'Boxed';
        return [new Paragraph({ style, children: [...opening, ...runs(block.content)] })];
      }
      case 'quote':
        return [
          new Paragraph({
            style: 'Quotation',
            children: [
              ...linesOf(`«\u00a0${block.text}\u00a0»`),
              new TextRun({ text: ` (${block.source})`, italics: false, color: SOFT }),
            ],
          }),
        ];
      case 'list':
        return listOf(block);
      case 'pageBreak':
        breakDue = true;
        return [];
      case 'toc': {
        const pageBreakBefore = breakDue;
        breakDue = false;
        return [
          new Paragraph({ style: 'TOCHeading', pageBreakBefore, text: block.title }),
          new TableOfContents(block.title, { hyperlink: true, headingStyleRange: `1-${block.depth ?? 2}` }),
        ];
      }
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
        return [caption('Tableau', block.caption, 'Caption'), tableOf(block, runs), space()];
      case 'chart':
        return [chartOf(block), caption('Graphique', chartWords(block), 'ChartCaption')];
    }
  };
}

const space = () => new Paragraph({ style: 'Spacer', text: '' });

function caption(label: string, words: string, style: string): Paragraph {
  return new Paragraph({
    style,
    children: [new TextRun(`${label} `), new SequentialIdentifier(label), new TextRun(` – ${words}`)],
  });
}
