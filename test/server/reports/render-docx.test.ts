import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderDocx } from '../../../server/documents/render-docx.ts';
import { FICTITIOUS_MARK } from '../../../shared/domain/report/report-document.ts';
import { sampleDocument } from './sample-document.ts';

const charts = sampleDocument.body.filter((block) => block.kind === 'chart');
const tables = sampleDocument.body.filter((block) => block.kind === 'table');
const headings = sampleDocument.body.filter((block) => block.kind === 'heading');

describe('the report as a Word file for the council', () => {
  const parts = new Map<string, string>();
  let body = '';
  const count = (pattern: RegExp, text = body) => [...text.matchAll(pattern)].length;

  beforeAll(async () => {
    const files = unzipSync(new Uint8Array(await renderDocx(sampleDocument)));
    for (const [name, bytes] of Object.entries(files)) parts.set(name, strFromU8(bytes));
    body = parts.get('word/document.xml') ?? '';
  });

  it('has real headings, that give the contents and the navigation', () => {
    const level = (rank: number) => headings.filter((heading) => heading.level === rank).length;
    expect(count(/<w:pStyle w:val="Heading1"\/>/g)).toBe(level(1));
    expect(count(/<w:pStyle w:val="Heading2"\/>/g)).toBe(level(2));
    expect(parts.get('word/styles.xml')).toMatch(/w:styleId="Heading1"[\s\S]*?<w:outlineLvl w:val="0"\/>/);
  });

  it('has contents that name each heading, and whose page numbers Word fills when it opens the file', () => {
    const start = body.indexOf('TOC \\');
    const contents = body.slice(start, body.indexOf('<w:pStyle w:val="Heading1"/>', start));
    const words = [...contents.matchAll(/<w:t [^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]);
    expect(words).toEqual(headings.filter(({ level }) => level < 3).map(({ text }) => text));
    const asked = [...contents.matchAll(/PAGEREF (\w+) /g)].map((match) => match[1]);
    expect(asked).toHaveLength(words.length);
    for (const anchor of asked) expect(body).toContain(`<w:bookmarkStart w:name="${anchor}"`);
    expect(parts.get('word/settings.xml')).toContain('<w:updateFields/>');
  });

  it('numbers its tables and charts as they come, whoever opens it', () => {
    const numbers = (label: string) =>
      [...body.matchAll(new RegExp(`SEQ ${label}</w:instrText>.*?<w:t [^>]*>(\\d*)</w:t>`, 'g'))].map((match) =>
        Number(match[1]),
      );
    expect(numbers('Tableau')).toEqual(tables.map((_, rank) => rank + 1));
    expect(numbers('Graphique')).toEqual(charts.map((_, rank) => rank + 1));
  });

  it('repeats the header of every table and never cuts a row', () => {
    expect(count(/<w:tblHeader\/>/g)).toBe(tables.length);
    expect(count(/<w:tr>|<w:tr /g)).toBe(count(/<w:cantSplit\/>/g));
  });

  it('tells what each table is, and which of its cells are headers', () => {
    const named = [...body.matchAll(/<w:tblPr>.*?<\/w:tblPr>/gs)].map(([properties]) => properties);
    expect(named.length).toBeGreaterThanOrEqual(tables.length);
    for (const properties of named) {
      expect(properties).toMatch(/<w:tblCaption w:val="[^"]+"\/><w:tblDescription w:val="[^"]+"\/><\/w:tblPr>$/);
      expect(properties).toContain('<w:tblLook ');
    }
    const heads = (name: string) => named.filter((properties) => properties.includes(`w:${name}="true"`)).length;
    expect(heads('firstRow')).toBe(tables.length);
    expect(heads('firstColumn')).toBe(tables.filter(({ rowHeader }) => rowHeader).length);
  });

  it('names its font with what may stand in for it, and counts its pages by fields', () => {
    const fonts = parts.get('word/fontTable.xml') ?? '';
    expect(fonts).toMatch(/<w:font w:name="Calibri"><w:altName w:val="Carlito,Liberation Sans,Arial"\/>/);
    expect(parts.get('word/styles.xml')).not.toMatch(/w:ascii="(?!Calibri)/);
    const footer = [...parts].find(([name]) => /^word\/footer\d+\.xml$/.test(name))?.[1] ?? '';
    for (const field of ['PAGE', 'NUMPAGES']) expect(footer).toContain(`>${field}<`);
  });

  it('has charts that Word can edit, with their words for whoever does not see them', () => {
    expect([...parts.keys()].filter((name) => /^word\/charts\/chart\d+\.xml$/.test(name))).toHaveLength(12);
    const alts = [...body.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map((match) => match[1]);
    expect(alts).toEqual(charts.map((chart) => chart.alt));
  });

  it('leaves a missing month empty and writes a month at zero', () => {
    const chart = parts.get('word/charts/chart1.xml') ?? '';
    const values = /<c:val>([\s\S]*?)<\/c:val>/.exec(chart)?.[1] ?? '';
    expect(values).toContain('<c:pt idx="6"><c:v>0</c:v></c:pt>');
    expect(values).not.toContain('<c:pt idx="3">');
    expect(chart).toContain('<c:dispBlanksAs val="gap"/>');
    expect(chart).toContain('<c:showVal val="1"/>');
  });

  it('is in French, with its notes, and with its mark on every page', () => {
    expect(parts.get('word/styles.xml')).toContain('w:val="fr-FR"');
    expect(count(/<w:footnoteReference /g)).toBe(18);
    expect(count(/<w:footnote /g, parts.get('word/footnotes.xml'))).toBeGreaterThanOrEqual(18);
    const headers = [...parts].filter(([name]) => /^word\/header\d+\.xml$/.test(name));
    expect(headers.length).toBeGreaterThan(0);
    expect(headers.every(([, text]) => text.includes(FICTITIOUS_MARK))).toBe(true);
    expect(body).toContain(FICTITIOUS_MARK);
  });

  it('keeps words as words, without emoji nor control characters', () => {
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).not.toMatch(/<script|\u{1F389}/u);
    expect([...body].filter((sign) => sign < ' ' && sign !== '\n')).toEqual([]);
    expect(body).toMatch(/<w:br\/>(<[^>]*>)*Deuxième ligne/);
  });

  it('is refused when a chart has no words', async () => {
    const body = sampleDocument.body.map((block) => (block.kind === 'chart' ? { ...block, alt: '' } : block));
    await expect(renderDocx({ ...sampleDocument, body })).rejects.toMatchObject({ code: 'INVALID_DOCUMENT' });
  });
});

it('carries no mark of a demonstration when its figures are real', async () => {
  const meta = { ...sampleDocument.meta, fictitious: false };
  const body = sampleDocument.body.filter((block) => block.kind === 'heading');
  const files = unzipSync(new Uint8Array(await renderDocx({ meta, body })));
  const texts = Object.values(files).map((bytes) => strFromU8(bytes));
  expect(texts.some((text) => text.includes(FICTITIOUS_MARK))).toBe(false);
});
