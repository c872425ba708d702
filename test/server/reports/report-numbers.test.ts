import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderInProcess } from '../../../server/documents/render-process.ts';
import { summariseFigures } from '../../../server/indicators/summary.ts';
import { answeredLines } from '../../../server/reports/opening/lines-answer.ts';
import { openingBlocks } from '../../../server/reports/opening/report-opening.ts';
import { actionName } from '../../../server/reports/report-content.ts';
import {
  buildReportContent,
  documentOf,
  type ReportContent,
  type ReportFormat,
  renderSynthesis,
  reportRenderers,
} from '../../../server/reports/service.ts';
import { quantityValue } from '../../../shared/domain/figures/figure.ts';
import { valueWords } from '../../../shared/domain/figures/figure-words.ts';
import { frenchDecimal, frenchInteger, frenchValue } from '../../../shared/domain/words/french-format.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { pageFills } from './pdf-fill.ts';
import { bare, pdfText } from './pdf-text.ts';

/** The report's files, read back: every number is the command line's, and what is small is in none of them. */

const YEAR = 2023;
const MASKED = 'masqué (secret statistique)';

let world: ImportWorld;
let content: ReportContent;
/** What each slide of the deck and its notes say. */
let deckWords: string[] = [];
/** The same, run by run. */
let deckTexts: string[] = [];
/** Code → what the command line says, or that it is masked. */
const said = new Map<string, string>();
const files: Record<ReportFormat, Buffer> = {
  pdf: Buffer.alloc(0),
  docx: Buffer.alloc(0),
  xlsx: Buffer.alloc(0),
  csv: Buffer.alloc(0),
};

beforeAll(async () => {
  world = await importWorld();
  content = await buildReportContent(world.platform, 'working', YEAR);
  const hidden = new Set(content.figures.filter((one) => one.hidden).map(({ code }) => code));
  for (const { code, display } of await summariseFigures(world.platform, YEAR))
    said.set(code, hidden.has(code) ? MASKED : display);
  for (const format of ['pdf', 'docx', 'xlsx', 'csv'] as const) files[format] = await reportRenderers[format](content);
  const slides = Object.entries(unzipSync(new Uint8Array(await renderInProcess({ format: 'pptx', content }))));
  const slideXml = slides.flatMap(([name, part]) =>
    /^ppt\/(slides|notesSlides)\/\w+\.xml$/.test(name) ? [strFromU8(part)] : [],
  );
  deckWords = slideXml.map(wordsOf);
  deckTexts = slideXml.flatMap((xml) => xml.split('</a:t>').map((run) => wordsOf(`${run}</a:t>`)));
});
afterAll(() => world.close());

const xmlOf = (file: Buffer, name: string) => strFromU8(unzipSync(new Uint8Array(file))[name] ?? new Uint8Array());
const wordsOf = (xml: string) =>
  [...xml.matchAll(/<[wa]:t(?: [^>]*)?>([^<]*)<\/[wa]:t>/gu)]
    .map(([, words]) => words)
    .join('')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');

/** Numbers as they are printed, spaces within them apart. */
const numbersIn = (words: string) =>
  (words.match(/\d[\d\u202f]*(?:,\d+)?/gu) ?? []).map((one) => one.replaceAll('\u202f', ''));

/** All that the convention of the year says in its own words. */
function signedWords(value: unknown = content.convention): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((one) => signedWords(one)) : [];
}

/** What the tables of indicators say, row by row: label, then value. */
const tabled = () => {
  const sheets = documentOf(content).body.flatMap((block) =>
    block.kind === 'table' && block.columns[0]?.label === 'Indicateur' && block.columns.length === 6 ? block.rows : [],
  );
  return sheets.map(([label, value]) => ({ label: String(label), value: String(value) }));
};

describe('the numbers of the report', { timeout: 120_000 }, () => {
  it('is plain JSON: written and read again, it is the same', () => {
    expect(JSON.parse(JSON.stringify(content))).toStrictEqual(content);
  });

  it('has every indicator of the command line, and says of each what the command line says', () => {
    expect([...said.keys()]).toEqual(content.figures.map(({ code }) => code));
    for (const { label, value } of tabled()) {
      const figure = content.figures.find((one) => one.label === label);
      expect(value.replace(' (publié)', ''), label).toBe(said.get(figure?.code ?? ''));
    }
    expect(tabled().length).toBeGreaterThan(30);
  });

  it('prints them in the PDF', () => {
    const pages = pdfText(files.pdf).join('');
    for (const { label, value } of tabled()) expect(pages).toContain(bare(label + value));
  });

  it('prints them in the Word file', () => {
    const words = bare(wordsOf(xmlOf(files.docx, 'word/document.xml')));
    for (const { label, value } of tabled()) expect(words).toContain(bare(label + value));
  });

  it('writes them as numbers in the workbook, and leaves empty what is masked', async () => {
    const { sheets } = await readXlsx(files.xlsx);
    const values = new Map(
      sheets.find(({ name }) => name === 'Indicateurs')?.rows.map((row) => [row[0], row[4] ?? null]),
    );
    const lines = new Map((await summariseFigures(world.platform, YEAR)).map((one) => [one.code, one.value]));
    for (const { code, hidden } of content.figures)
      expect(values.get(code) ?? null, code).toBe(hidden ? null : lines.get(code));
    const months = new Map(sheets.find(({ name }) => name === 'Mois')?.rows.map((row) => [row[0], row.slice(2, 14)]));
    let masked = 0;
    for (const figure of content.figures) {
      for (const [rank, { quantity, hidden }] of figure.months.entries()) {
        expect(months.get(figure.code)?.[rank] ?? null, figure.code).toBe(hidden ? null : quantityValue(quantity));
        if (hidden) masked += 1;
      }
    }
    expect(masked).toBeGreaterThan(20);
  });

  it('writes them in the CSV, in words and as numbers', () => {
    const lines = files.csv.toString('utf8').replace('\uFEFF', '').split('\r\n');
    for (const { code, value } of content.figures) {
      const line = lines.find((one) => one.startsWith(`${code};`)) ?? '';
      expect(line, code).toContain(`;${said.get(code)};`);
      if (value !== null) expect(line, code).toContain(`;${String(value).replace('.', ',')};`);
    }
  });

  it('says nowhere a count of people from 1 to 10: not in the content, not in the charts, not in the ledger', () => {
    for (const figure of content.figures.filter((one) => one.sensitive && one.timeRule !== 'ratio')) {
      const counts = figure.months.map(({ quantity }) => quantityValue(quantity)).filter((value) => value !== null);
      expect(
        counts.filter((count) => count >= 1 && count <= 10),
        figure.code,
      ).toEqual([]);
    }
    const { households, persons } = content.homelessness;
    for (const { months, situationsNow, compositions, groups } of [households, persons]) {
      const counts = [
        ...months.flatMap(({ start, active, inflow, outflow, flows }) => [
          start,
          active,
          inflow,
          outflow,
          ...Object.values(flows ?? {}),
        ]),
        ...[...situationsNow, ...compositions, ...groups].map(({ count }) => count),
      ];
      expect(counts.filter((count) => typeof count === 'number' && count >= 1 && count <= 10)).toEqual([]);
      expect(counts).toContain('hidden');
    }
    const { view } = content.evictions;
    const stages = [
      ...(view?.flows ?? []),
      ...(view?.byStock ?? []).flatMap(({ flows }) => flows),
      ...(view?.byGroup ?? []).flatMap(({ flows }) => flows),
    ];
    expect(stages.length).toBeGreaterThan(6);
    expect(stages.filter((count) => typeof count === 'number' && count >= 1 && count <= 10)).toEqual([]);
    expect(content.homelessness.needs.simulation).toBeNull();
  });

  it('tells each room as it stood when the year was over, whatever came since', () => {
    const { households, persons, reliability } = content.homelessness;
    const last = [households.months, persons.months, reliability.tests, reliability.coverage];
    expect(last.map((months) => months.at(-1)?.month)).toEqual(Array(4).fill(`${YEAR}-12`));
    const { through, months } = content.housing.captured;
    expect([through, months[0]?.month, months.at(-1)?.month]).toEqual([`${YEAR}-12`, `${YEAR}-01`, `${YEAR}-12`]);
  });

  it('leaves no page under a third full but the last of a part, in about twenty pages', () => {
    const pages = pdfText(files.pdf);
    const opens = pages.map((page) => /^.{0,90}(Sommaire|AnnexesMéthode)/u.test(page));
    const fills = pageFills(files.pdf);
    expect(fills.length).toBeLessThan(24);
    const inner = fills.flatMap((fill, rank) =>
      rank === fills.length - 1 || opens[rank + 1] ? [] : [[rank + 1, fill] as const],
    );
    expect(opens.filter(Boolean)).toHaveLength(2);
    expect(inner.filter(([, fill]) => fill < 1 / 3)).toEqual([]);
  });

  it('quotes each line of the annex letter for letter, and what nobody measures in its words', () => {
    const said = pdfText(files.pdf).join('');
    const inWord = bare(wordsOf(xmlOf(files.docx, 'word/document.xml')));
    const quotes = documentOf(content).body.flatMap((block) =>
      block.kind === 'table' && block.columns[0]?.label === 'Rubrique' ? block.rows : [],
    );
    for (const { description, objectiveText, expectedText } of content.convention.actions) {
      for (const words of [description, objectiveText, expectedText]) {
        if (words === null) continue;
        expect(said).toContain(bare(`«\u00a0${words}\u00a0»`));
        expect(inWord).toContain(bare(`«\u00a0${words}\u00a0»`));
        expect(quotes.some(([, cell]) => cell === `«\u00a0${words}\u00a0»`)).toBe(true);
      }
    }
    const unmeasured = quotes.flatMap(([label, cell]) => (label === 'Attendu et non mesuré' ? [String(cell)] : []));
    const expected = content.convention.actions.map(({ expectedText }) => expectedText ?? '').join('\n');
    const named = unmeasured.flatMap((cell) =>
      [...cell.matchAll(/«\u00a0([^»]*)\u00a0»/gu)].map(([, words = '']) => words),
    );
    expect(named).toEqual(expect.arrayContaining(['Stabilisation des situations locatives', 'Faiblesse des échecs']));
    for (const words of named) expect(expected).toContain(words);
  });

  it('quotes them in the workbook too, and in the deck nothing but words that are signed', async () => {
    const { sheets } = await readXlsx(files.xlsx);
    const rows = sheets.find(({ name }) => name === 'Actions')?.rows ?? [];
    for (const { title, description, objectiveText, expectedText } of content.convention.actions) {
      const own = rows.filter((row) => row[1] === title).map((row) => row.slice(2, 5).map((cell) => cell ?? ''));
      expect(own, title).toContainEqual([description, objectiveText, expectedText].map((words) => words ?? ''));
    }
    // What is between these marks is signed, or names a table of the report.
    const tables = documentOf(content).body.flatMap((block) => (block.kind === 'table' ? [block.caption] : []));
    const signed = bare([...signedWords(), ...tables].join('\n'));
    const named = deckWords.flatMap((slide) =>
      [...slide.matchAll(/«\u00a0?([^»]*?)\u00a0?»/gu)].map(([, one = '']) => one),
    );
    expect(named.length).toBeGreaterThan(8);
    for (const words of named) expect(signed).toContain(bare(words));
    const discussed = content.convention.actions.filter((action) =>
      deckWords.some((slide) => bare(slide).includes(bare(`À discuter\u00a0: ${actionName(action)}`))),
    );
    expect(discussed).toHaveLength(3);
    const inDeck = bare(deckWords.join(''));
    for (const { description, objectiveText, expectedText } of discussed)
      for (const words of [description, objectiveText, expectedText])
        if (words !== null) expect(inDeck).toContain(bare(`«\u00a0${words}\u00a0»`));
  });

  it('says in the workbook and in the deck each obligation with its article, and no other article', async () => {
    const { reportArticle, paymentArticle, clawbackArticle, clawbackQuote } = content.convention;
    const { sheets } = await readXlsx(files.xlsx);
    const rows = sheets.find(({ name }) => name === 'Obligations')?.rows ?? [];
    const articles = [reportArticle, paymentArticle, clawbackArticle];
    expect(rows.map((row) => row[0]).filter((cell) => articles.includes(String(cell)))).toEqual(articles);
    expect(rows.map((row) => row[2])).toContain(clawbackQuote);
    const said = [...deckWords.join('').matchAll(/\(article ([^)]*)\)/gu)].map(([, article]) => article);
    expect(said).toContain(clawbackArticle);
    expect(said.filter((article) => !articles.includes(article ?? ''))).toEqual([]);
  });

  it('says in the deck no number that the publication does not say', () => {
    // What moved since the year before is said in the deck as a difference: the figures hold it.
    const moved = content.figures.flatMap(({ comparisons }) => JSON.stringify(comparisons).match(/\d[\d.]*/g) ?? []);
    const inFrench = moved.map((one) => frenchDecimal(Number(one)));
    const known = new Set(numbersIn(`${JSON.stringify(documentOf(content))} ${inFrench.join(' ')}`));
    const own = deckTexts.flatMap(numbersIn);
    expect(own.length).toBeGreaterThan(60);
    expect(own.filter((one) => !known.has(one))).toEqual([]);
  });

  it('says each obligation with its article', () => {
    const { reportArticle, paymentArticle, clawbackArticle } = content.convention;
    const pages = pdfText(files.pdf);
    const inWord = bare(wordsOf(xmlOf(files.docx, 'word/document.xml')));
    for (const said of [pages.join(''), inWord]) {
      for (const article of [reportArticle, paymentArticle, clawbackArticle])
        expect(said).toContain(bare(`(article ${article})`));
      expect(said).toContain(bare(content.convention.clawbackQuote ?? '?'));
    }
    for (const article of [reportArticle, clawbackArticle])
      expect(pages.slice(0, 2).join('')).toContain(bare(`(article ${article})`));
  });

  it('answers in two pages, whose every number is the same in the PDF, in Word and in the deck', async () => {
    const opening = openingBlocks(content);
    const pages = pdfText(files.pdf);
    const twoPages = pages.slice(0, 2).join('');
    expect(pages[2]).toContain('Sommaire');
    const inWord = bare(wordsOf(xmlOf(files.docx, 'word/document.xml')));
    const cells = opening.flatMap((block) => (block.kind === 'table' ? block.rows : [])).flat();
    expect(cells.length).toBeGreaterThan(140);
    for (const cell of cells) {
      const words = bare(typeof cell === 'string' ? cell : cell.kind === 'rich' ? '' : cell.text);
      expect(twoPages).toContain(words);
      expect(inWord).toContain(words);
    }
    for (const figure of content.figures) {
      const cell = cells.find((one) => typeof one === 'string' && one === valueWords(figure));
      if (cell !== undefined) expect(String(cell), figure.code).toBe(said.get(figure.code));
    }
    for (const { count, unit } of content.homelessness.households.stocks)
      if (typeof count === 'number') {
        expect(twoPages, unit).toContain(bare(frenchInteger(count)));
        expect(inWord, unit).toContain(bare(frenchInteger(count)));
      }
    for (const { telling, standing } of answeredLines(content).filter((one) => one.standing === 'not-held')) {
      expect(twoPages, standing).toContain(bare(valueWords(telling ?? content.figures[0]!)));
    }
  });

  it('follows the annex, its order, its words and its blanks', () => {
    const names = documentOf(content).body.flatMap((block) =>
      block.kind === 'heading' && block.id.startsWith('action-') && block.level === 2 ? [block.text] : [],
    );
    expect(names.slice(0, 17)).toEqual(
      content.convention.actions.map(({ annexNumber, title }) =>
        annexNumber === null ? title : `${annexNumber}. ${title}`,
      ),
    );
    const words = bare(wordsOf(xmlOf(files.docx, 'word/document.xml')));
    expect(words.split(bare('Aucun indicateur défini dans l’annexe.')).length - 1).toBe(2);
    expect(words).toContain(bare('81 322,80 €'));
  });

  it('is made again to the byte from what was kept, PDF, Word file and workbook alike', async () => {
    const kept = JSON.parse(JSON.stringify(content)) as ReportContent;
    for (const format of ['pdf', 'docx', 'xlsx', 'csv'] as const)
      expect((await reportRenderers[format](kept)).equals(files[format]), format).toBe(true);
  });

  it('is summed up in three pages at most for the steering committee, line by line, with the same numbers', async () => {
    const pages = pdfText(await renderSynthesis(content, 'pdf'));
    expect(pages.length).toBeLessThan(4);
    const said = pages.join('');
    for (const { title, indicators } of content.convention.actions) {
      expect(said).toContain(bare(title));
      const own = content.figures.filter(({ code }) => indicators.some(({ indicator }) => indicator.code === code));
      const [alone, ...others] = own.filter(({ target, value, hidden }) => target && value !== null && !hidden);
      if (alone && others.length === 0) expect(said).toContain(bare(frenchValue(alone.value ?? 0, alone.unit)));
    }
    expect(bare(wordsOf(xmlOf(await renderSynthesis(content, 'docx'), 'word/document.xml')))).toContain(
      bare('Aucun indicateur défini dans l’annexe'),
    );
  });
});
