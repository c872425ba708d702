import PptxGenJS from 'pptxgenjs';
import {
  type Cell,
  type ChartBlock,
  markOf,
  type TableBlock,
  TONE_MARKS,
} from '../../shared/domain/report/report-document.ts';
import { cleanWords } from '../../shared/domain/report/report-text-cleaning.ts';
import { type Slide, type SlideBlock, type SlideDeck, slideWords } from '../../shared/domain/report/slide-deck.ts';
import { CHART_COLOURS } from './chart-svg.ts';
import { INK, NAVY, RULE, SOFT, TONES } from './docx-styles.ts';
import { frenchDate } from './printable-document.ts';
import { RenderError } from './render-error.ts';
import { sealedPackage } from './render-sealed-package.ts';

/** A deck as a file for PowerPoint and Impress: native tables and charts, notes, titles that a screen reader lists. */

const FONT = 'Calibri';
const LANG = 'fr-FR';
/** In inches: a wide slide less its margins. */
const PAGE = { width: 13.33, left: 0.6, top: 1.25, bottom: 6.85 };
const WIDTH = PAGE.width - 2 * PAGE.left;

const hash = (colour: string) => colour.replace('#', '').toUpperCase();
const clean = (words: string) => cleanWords(words).text;

function cellWords(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell.kind === 'rich') return slideWords(cell.content);
  return `${TONE_MARKS[cell.tone]} ${cell.text}`;
}

const cellColour = (cell: Cell) => (typeof cell === 'string' || cell.kind === 'rich' ? INK : TONES[cell.tone]);

function tableRows(block: TableBlock, fontSize: number): PptxGenJS.TableRow[] {
  const head = block.columns.map(({ label, align }) => ({
    text: clean(label),
    options: { bold: true, color: 'FFFFFF', fill: { color: NAVY }, align: align ?? 'left', lang: LANG, fontSize },
  }));
  const rows = block.rows.map((row, rank) =>
    row.map((cell, index) => ({
      text: clean(cellWords(cell)),
      options: {
        bold: index === 0 || (block.totalRow === true && rank === block.rows.length - 1),
        color: cellColour(cell),
        align: block.columns[index]?.align ?? ('left' as const),
        lang: LANG,
        fontSize,
      },
    })),
  );
  return [head, ...rows];
}

/** Inches that a letter takes, and a line, for each point of its size. */
const [LETTER, LINE] = [0.0073, 1.2 / 72];
const CELL = { x: 0.08, y: 0.05 };

/** Inches that the rows of a table take at a size, roughly. */
function rowHeights({ columns, rows }: TableBlock, widths: readonly number[], fontSize: number): number[] {
  const lines = (words: string, index: number) =>
    Math.ceil((words.length * fontSize * LETTER) / ((widths[index] ?? WIDTH) - 2 * CELL.x));
  const said = [columns.map(({ label }) => label), ...rows.map((row) => row.map(cellWords))];
  return said.map((row) => Math.max(1, ...row.map(lines)) * fontSize * LINE + 2 * CELL.y);
}

const heightOf = (rows: readonly number[]) => rows.reduce((sum, one) => sum + one, 0);
/** Read at the end of a room where there is the place for it. */
const SIZES = [18, 16, 14, 12, 11];

/** The table in the largest letters that fit, and the height that it takes. */
function addTable(slide: PptxGenJS.Slide, block: TableBlock, y: number, room: number): number {
  const total = block.columns.reduce((sum, { width }) => sum + width, 0);
  const widths = block.columns.map(({ width }) => (WIDTH * width) / total);
  const fits = (size: number) => heightOf(rowHeights(block, widths, size)) <= room;
  const fontSize = SIZES.find(fits) ?? 11;
  const rowH = rowHeights(block, widths, fontSize);
  slide.addTable(tableRows(block, fontSize), {
    ...{ x: PAGE.left, y, w: WIDTH, fontFace: FONT, valign: 'middle', autoPage: false, hasHeader: true },
    colW: widths,
    rowH,
    border: { type: 'solid', pt: 0.5, color: RULE },
    margin: [CELL.y, CELL.x, CELL.y, CELL.x],
    objectName: clean(block.caption),
  });
  return heightOf(rowH);
}

/** A month without a value has no point. */
const pointsOf = (values: readonly (number | null)[]) => values.map((value) => value ?? Number.NaN);

function addChart(pptx: PptxGenJS, slide: PptxGenJS.Slide, { spec, caption, alt }: ChartBlock, y: number): void {
  const { labels } = spec;
  const data = spec.bars.map(({ name, values }) => ({ name, labels, values: pointsOf(values) }));
  const bars: PptxGenJS.IChartMulti = {
    type: pptx.ChartType.bar,
    data,
    options: {
      barGapWidthPct: 60,
      chartColors: [CHART_COLOURS.bar, CHART_COLOURS.secondBar].slice(0, spec.bars.length).map(hash),
    },
  };
  const line: PptxGenJS.IChartMulti[] = spec.line
    ? [
        {
          type: pptx.ChartType.line,
          data: [{ name: spec.line.name, labels, values: pointsOf(spec.line.values) }],
          options: { chartColors: [hash(CHART_COLOURS.line)], lineDataSymbol: 'none' },
        },
      ]
    : [];
  const options: PptxGenJS.IChartOpts = {
    ...{ x: PAGE.left, y, w: WIDTH, h: PAGE.bottom - y },
    ...{ showLegend: true, legendPos: 't', legendFontSize: 12, legendFontFace: FONT },
    ...{ catAxisLabelFontSize: 12, valAxisLabelFontSize: 12, valAxisTitle: spec.unit, showValAxisTitle: true },
    ...{ valAxisTitleFontSize: 12, showTitle: false, lang: LANG },
    altText: clean(`${caption}. ${alt}`),
    objectName: clean(caption),
  };
  // Of several kinds of series, the library reads its options where the data of a single kind are.
  slide.addChart([bars, ...line], Object.assign([], options, { fill: undefined }));
}

/** The lines that a text takes on a slide, roughly: what comes below begins under them. */
const linesOf = (words: string) => Math.ceil(words.length / 105);

type Words = Extract<SlideBlock, { kind: 'para' | 'list' }>;

/** The paragraphs of a block, the size of their letters and the height that they take. */
function laidOut(block: Words) {
  const items = block.kind === 'para' ? [block.content] : block.items;
  const lines = items.reduce((sum, one) => sum + linesOf(slideWords(one)), 0);
  const fontSize = lines > 14 ? 12 : lines > 9 ? 14 : 16;
  return { items, fontSize, height: lines * (fontSize / 55) + 0.15 };
}

function addWords(slide: PptxGenJS.Slide, block: Words, y: number): number {
  const { items, fontSize, height } = laidOut(block);
  const runs = items.flatMap((item) => {
    const said = item.filter((one) => one.kind !== 'note');
    return said.map((one, rank) => ({
      text: clean(one.text),
      options: {
        bold: one.kind === 'text' && one.bold === true,
        lang: LANG,
        ...(rank === 0 && block.kind === 'list' && { bullet: true }),
        ...(rank === said.length - 1 && { breakLine: true }),
      },
    }));
  });
  slide.addText(runs, {
    ...{
      x: PAGE.left,
      y,
      w: WIDTH,
      h: height,
      fontFace: FONT,
      fontSize,
      color: INK,
      valign: 'top',
      margin: 0,
      lang: LANG,
    },
    paraSpaceAfter: 3,
  });
  return height;
}

/** Words first, at their height; a table or a chart takes what is left. */
function addBlocks(pptx: PptxGenJS, slide: PptxGenJS.Slide, blocks: readonly SlideBlock[]): void {
  let y = PAGE.top;
  for (const [rank, block] of blocks.entries()) {
    if (block.kind === 'table') {
      const below = blocks.slice(rank + 1).flatMap((one) => (one.kind === 'para' || one.kind === 'list' ? [one] : []));
      const words = below.reduce((sum, one) => sum + laidOut(one).height + 0.1, 0);
      y += addTable(slide, block, y, PAGE.bottom - y - words) + 0.2;
    } else if (block.kind === 'chart') addChart(pptx, slide, block, y);
    else y += addWords(slide, block, y) + 0.1;
  }
}

function defineMasters(pptx: PptxGenJS, { meta }: SlideDeck): void {
  const foot = [meta.title, meta.version, markOf(meta)].filter(Boolean).join(' · ');
  const title = { x: PAGE.left, y: 0.35, w: WIDTH, h: 0.8, fontFace: FONT, fontSize: 26, bold: true, color: NAVY };
  pptx.defineSlideMaster({
    title: 'PAGE',
    background: { color: 'FFFFFF' },
    objects: [
      {
        placeholder: { options: { name: 'title', type: 'title', ...title, align: 'left', valign: 'middle' }, text: '' },
      },
      {
        text: {
          text: clean(foot),
          options: { x: PAGE.left, y: 7.05, w: 11, h: 0.3, fontFace: FONT, fontSize: 10, color: SOFT },
        },
      },
    ],
    slideNumber: { x: 12.2, y: 7.05, w: 0.6, h: 0.3, fontFace: FONT, fontSize: 10, color: SOFT },
  });
}

function addSlide(pptx: PptxGenJS, { title, blocks, notes }: Slide): void {
  const slide = pptx.addSlide({ masterName: 'PAGE' });
  slide.addText(clean(title), { placeholder: 'title', lang: LANG });
  addBlocks(pptx, slide, blocks);
  slide.addNotes(clean(notes));
}

function addCover(pptx: PptxGenJS, { meta }: SlideDeck): void {
  const slide = pptx.addSlide({ masterName: 'PAGE' });
  slide.addText(clean(meta.title), { placeholder: 'title', lang: LANG });
  const lines = [meta.subject, meta.author, frenchDate(meta.date), meta.version, markOf(meta)].filter(
    (one) => one !== null,
  );
  slide.addText(
    lines.map((text) => ({ text: clean(text), options: { breakLine: true, lang: LANG } })),
    { x: PAGE.left, y: 2.2, w: WIDTH, h: 2.6, fontFace: FONT, fontSize: 20, color: SOFT, valign: 'top', margin: 0 },
  );
  slide.addNotes(clean(`${meta.subject}. ${meta.version}.`));
}

/** The deck as a PowerPoint file. The same deck gives the same bytes. */
export async function renderPptx(deck: SlideDeck): Promise<Buffer> {
  const pptx = new PptxGenJS();
  pptx.layout = 'LAYOUT_WIDE';
  pptx.title = deck.meta.title;
  pptx.author = deck.meta.author;
  pptx.company = deck.meta.author;
  pptx.subject = deck.meta.subject;
  pptx.theme = { headFontFace: FONT, bodyFontFace: FONT };
  defineMasters(pptx, deck);
  addCover(pptx, deck);
  for (const slide of deck.slides) addSlide(pptx, slide);
  const bytes = await pptx.write({ outputType: 'nodebuffer' });
  if (!(bytes instanceof Uint8Array)) throw new RenderError('COMPILATION', 'no deck');
  return sealedPackage(bytes, deck.meta.date);
}
