import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { strToU8 } from 'fflate';
import { markOf, type ReportDocument } from '../../shared/domain/report/report-document.ts';
import { blockRenderer, type FootnoteStore } from './docx-blocks.ts';
import { FONT, fontTable, INK, NAVY, paragraphStyles, SOFT, TONES } from './docx-styles.ts';
import { frenchDate, printableDocument } from './printable-document.ts';
import { sealedParts } from './render-sealed-package.ts';

const page = { size: { width: 11_906, height: 16_838 }, margin: { top: 1190, bottom: 1080, left: 1134, right: 1134 } };
const single = { line: 259, lineRule: LineRuleType.AUTO };

const heading = (size: number, color: string, level: number, before: number, after: number) => ({
  run: { size, bold: true, color, font: FONT },
  paragraph: { spacing: { before, after, ...single }, keepNext: true, outlineLevel: level },
});

const language = { value: 'fr-FR', eastAsia: 'fr-FR', bidirectional: 'ar-SA' };

function coverOf({ meta }: ReportDocument): FileChild[] {
  const mark = markOf(meta);
  const line = (text: string, size: number, more: { color?: string; bold?: boolean; before?: number } = {}) =>
    new Paragraph({
      spacing: { before: more.before ?? 0, after: 200, ...single },
      children: [new TextRun({ text, size, color: more.color ?? INK, bold: more.bold })],
    });
  return [
    line(meta.author, 26, { color: SOFT, before: 2800 }),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(meta.title)] }),
    line(meta.subject, 28),
    line(`${meta.version}, ${frenchDate(meta.date)}`, 22, { color: SOFT }),
    ...(mark ? [line(mark, 26, { bold: true, color: TONES.watch, before: 600 })] : []),
  ];
}

/** The title of a short document, above its first heading. */
function bandOf({ meta }: ReportDocument): FileChild[] {
  const mark = markOf(meta);
  const line = (text: string, more: { color?: string; bold?: boolean } = {}) =>
    new Paragraph({ style: 'CoverLine', children: [new TextRun({ text, size: 19, color: SOFT, ...more })] });
  return [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      spacing: { before: 0, after: 80, ...single },
      children: [new TextRun({ text: meta.title, size: 34 })],
    }),
    line(`${meta.subject}. ${meta.author}, ${frenchDate(meta.date)}, ${meta.version}`),
    ...(mark ? [line(mark, { bold: true, color: TONES.watch })] : []),
  ];
}

function headerOf({ meta }: ReportDocument): Header {
  const mark = markOf(meta);
  const title = new TextRun({ text: meta.title, size: 17, color: SOFT });
  const children = mark
    ? [new TextRun({ text: `${mark} · `, size: 17, bold: true, color: TONES.watch }), title]
    : [title];
  return new Header({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children })] });
}

/** Which figures the document is made of, and its pages. */
const footerOf = ({ meta }: ReportDocument) =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({ text: `${meta.version} · `, size: 17, color: SOFT }),
          new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 17, color: SOFT }),
        ],
      }),
    ],
  });

const listLevel = (format: 'decimal' | 'bullet', text: string) => ({
  level: 0,
  format,
  text,
  alignment: AlignmentType.LEFT,
  style: { paragraph: { indent: { left: 425, hanging: 283 } } },
});

const numbering = {
  config: [
    { reference: 'numbers', levels: [listLevel(LevelFormat.DECIMAL, '%1.')] },
    { reference: 'bullets', levels: [listLevel(LevelFormat.BULLET, '•')] },
  ],
};

/** The Word file before it is packed. */
function wordFile(asked: ReportDocument): Document {
  const document = printableDocument(asked);
  const footnotes: FootnoteStore = {};
  const render = blockRenderer(footnotes);
  const body = document.body.flatMap(render);
  const band = document.meta.cover === 'band';
  return new Document({
    title: document.meta.title,
    subject: document.meta.subject,
    creator: document.meta.author,
    lastModifiedBy: document.meta.author,
    description: document.meta.version,
    footnotes,
    numbering,
    // Only Word knows where its pages end: the numbers of the contents are fields that it fills when the file is opened.
    features: { updateFields: true },
    pageNumbers: () => ({ bookmarks: new Map() }),
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 20, color: INK, language },
          paragraph: { spacing: { after: 120, ...single } },
        },
        title: {
          run: { size: 56, bold: true, color: NAVY, font: FONT },
          paragraph: { spacing: { before: 200, after: 300, ...single } },
        },
        footnoteText: { run: { size: 17, color: SOFT, font: FONT }, paragraph: { spacing: { after: 0, line: 240 } } },
        heading1: heading(38, NAVY, 0, 240, 180),
        heading2: heading(26, NAVY, 1, 220, 90),
        heading3: heading(23, '33475B', 2, 200, 60),
      },
      paragraphStyles,
    },
    sections: [
      ...(band ? [] : [{ properties: { page }, children: coverOf(document) }]),
      {
        properties: { page },
        headers: { default: headerOf(document) },
        footers: { default: footerOf(document) },
        children: [...(band ? bandOf(document) : []), ...body],
      },
    ],
  });
}

/**
 * The document as a Word file for the council: real styles and contents with their page numbers, charts that Word can
 * edit, repeated table headers, alternative texts, notes, in French. The same document gives the same bytes.
 */
export async function renderDocx(document: ReportDocument): Promise<Buffer> {
  const fonts = { path: 'word/fontTable.xml', data: fontTable };
  // The library's packing would be unpacked at once to seal the parts, which takes a quarter of the time of a report.
  // biome-ignore lint/complexity/useLiteralKeys: it is private to the library's types, and its version is pinned
  const parts = Packer['compiler'].compile(wordFile(document), undefined, [fonts]);
  const bytes = [...parts].map(([name, part]): [string, Uint8Array] => [
    name,
    typeof part === 'string' ? strToU8(part) : part,
  ]);
  return sealedParts(Object.fromEntries(bytes), document.meta.date);
}
