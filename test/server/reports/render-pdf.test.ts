import { beforeAll, describe, expect, it } from 'vitest';
import { withObjectStreams } from '../../../server/documents/pdf-object-streams.ts';
import { type RenderOptions, renderInProcess } from '../../../server/documents/render-process.ts';
import type { ReportDocument } from '../../../shared/domain/report/report-document.ts';
import { type PdfProbe, probePdf } from './pdf-probe.ts';
import { HOSTILE, sampleDocument } from './sample-document.ts';

const renderPdf = (document: ReportDocument, options: RenderOptions = {}) =>
  renderInProcess({ format: 'pdf', document }, options);

const charts = sampleDocument.body.filter((block) => block.kind === 'chart');
const tables = sampleDocument.body.filter((block) => block.kind === 'table');
const headings = sampleDocument.body.filter((block) => block.kind === 'heading');

describe('the report as a PDF for the Préfet', () => {
  let first: Buffer;
  let probe: PdfProbe;
  beforeAll(async () => {
    first = await renderPdf(sampleDocument);
    probe = probePdf(first);
  });

  it('is the same file, to the byte, when it is made again', async () => {
    expect((await renderPdf(sampleDocument)).equals(first)).toBe(true);
  });

  it('packs its small objects in streams, which its table of references tells', () => {
    const whole = first.toString('latin1');
    expect(whole.startsWith('%PDF-1.7')).toBe(true);
    expect(whole).toContain('/Type/ObjStm');
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(whole)?.[1]);
    expect(whole.slice(start)).toMatch(/^\d+ 0 obj\n<<\/Type\/XRef/);
    expect(whole.match(/\d+ 0 obj\s*<<[^>]*\/StructElem/g)).toBeNull();
    // A file that is not written as the compiler writes is given back as it is.
    expect(withObjectStreams(first)).toBe(first);
  });

  it('says that it is PDF/UA-1, in French, under its own title', () => {
    expect(probe).toMatchObject({ uaPart: '1', lang: 'fr-FR', displaysTitle: true, title: sampleDocument.meta.title });
  });

  it('marks every stroke of every page as content or as decoration', () => {
    expect(probe.untaggedPaint).toBe(0);
    expect(probe.pages).toBeGreaterThan(10);
    expect(probe.pages).toBeLessThan(25);
  });

  it('tells a screen reader the words of each chart', () => {
    expect(charts).toHaveLength(12);
    expect(probe.figureAlts.sort()).toEqual(charts.map((chart) => chart.alt).sort());
  });

  it('has tables whose header cells name their columns, and their rows where these have a name', () => {
    expect(probe.roles.get('Table')).toBe(tables.length);
    const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
    const rows = tables.reduce((sum, table) => sum + (table.rowHeader ? table.rows.length : 0), 0);
    expect(rows).toBeGreaterThan(10);
    expect(probe.rowHeaders).toBe(rows);
    expect(probe.roles.get('TH')).toBe(columns + rows);
    expect(probe.headersWithScope).toBe(columns + rows);
  });

  it('has its notes, lists, quotes, contents and bookmarks', () => {
    expect(probe.roles.get('Note')).toBe(18);
    expect(probe.roles.get('LI')).toBe(5);
    expect(probe.roles.get('BlockQuote')).toBe(17);
    expect(probe.roles.get('TOCI')).toBe(headings.length);
    expect(probe.bookmarks).toEqual(headings.map((heading) => heading.text));
  });

  it('prints what looks like a program as the words that it is', async () => {
    const [opening] = headings;
    const pdf = await renderPdf({ ...sampleDocument, body: [{ ...opening!, text: HOSTILE }] });
    expect(probePdf(pdf).bookmarks).toEqual([HOSTILE]);
  });
});

describe('a PDF that is not made', () => {
  it('says what the document breaks', async () => {
    const body = sampleDocument.body.map((block) => (block.kind === 'chart' ? { ...block, alt: ' ' } : block));
    const failure = renderPdf({ ...sampleDocument, body });
    await expect(failure).rejects.toMatchObject({ name: 'RenderError', code: 'INVALID_DOCUMENT' });
    await expect(failure).rejects.toMatchObject({ faults: { length: 12, 0: { code: 'ALT_EMPTY' } } });
  });

  it('gives up after its time, or when nobody waits for it any more', async () => {
    await expect(renderPdf(sampleDocument, { timeoutMs: 1 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    const signal = AbortSignal.abort();
    await expect(renderPdf(sampleDocument, { signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
