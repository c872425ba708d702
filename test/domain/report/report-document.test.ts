import { describe, expect, it } from 'vitest';
import { cleanDocument, cleanText } from '../../../shared/domain/report/clean-text.ts';
import { type Block, checkDocument, type ReportDocument } from '../../../shared/domain/report/report-document.ts';

const title: Block = { kind: 'heading', level: 1, id: 'bilan', text: 'Bilan global' };
const meta = {
  title: 'Rapport d’exécution 2025',
  subject: 'Convention 2023-2025',
  author: 'Dijon métropole',
  date: '2026-06-15',
  version: 'Projet',
  fictitious: false,
  lang: 'fr',
} as const;
const documentOf = (...body: Block[]): ReportDocument => ({ meta, body });
const codesOf = (...body: Block[]) => checkDocument(documentOf(...body)).map((fault) => fault.code);
const para = (text: string): Block => ({ kind: 'para', content: [{ kind: 'text', text }] });

describe('a document that everybody can read', () => {
  it('has nothing against it when its headings go down one level at a time', () => {
    expect(
      codesOf(title, { ...title, level: 2, id: 'a' }, { ...title, level: 3, id: 'b' }, { ...title, id: 'c' }),
    ).toEqual([]);
  });

  it('opens with a heading of level 1 and skips no level', () => {
    expect(checkDocument(documentOf({ ...title, level: 2 }))).toEqual([{ code: 'HEADING_FIRST_NOT_1', block: 0 }]);
    expect(codesOf(title, { ...title, level: 3, id: 'suite' })).toEqual(['HEADING_LEVEL_SKIPPED']);
  });

  it('names each heading once, with words', () => {
    expect(codesOf(title, title)).toEqual(['HEADING_ID_TWICE']);
    expect(codesOf({ ...title, text: '  ', id: 'Été 2025' })).toEqual(['HEADING_EMPTY', 'HEADING_ID_INVALID']);
  });

  it('has a title and a date of the calendar', () => {
    const document = { meta: { ...meta, title: ' ', date: '2025-02-30' }, body: [title] };
    expect(checkDocument(document).map((fault) => fault.code)).toEqual(['TITLE_EMPTY', 'DATE_INVALID']);
  });

  it('describes every chart, whose series have one value a month', () => {
    const spec = {
      kind: 'months' as const,
      labels: ['janv.', 'févr.'],
      bars: [{ name: '2025', values: [3, null] }],
      unit: 'logements',
    };
    const chart: Block = {
      kind: 'chart',
      caption: 'Logements captés',
      alt: 'Trois en janvier, février inconnu.',
      spec,
    };
    expect(codesOf(title, chart)).toEqual([]);
    expect(codesOf(title, { ...chart, alt: '' })).toEqual(['ALT_EMPTY']);
    expect(codesOf(title, { ...chart, spec: { ...spec, bars: [{ name: '2025', values: [3] }] } })).toEqual([
      'CHART_LENGTH',
    ]);
    expect(codesOf(title, { ...chart, spec: { ...spec, line: { name: 'attendu', values: [Number.NaN, 2] } } })).toEqual(
      ['CHART_VALUE'],
    );
    expect(codesOf(title, { ...chart, spec: { ...spec, bars: [] } })).toEqual(['CHART_EMPTY']);
  });

  it('gives every row of a table the cells of its columns, and a bar at most its whole length', () => {
    const columns = [
      { label: 'Indicateur', width: 2 },
      { label: 'Avancement', width: 1 },
    ];
    const table = (rows: Extract<Block, { kind: 'table' }>['rows']): Block => ({
      kind: 'table',
      caption: 'Avancement',
      columns,
      rows,
    });
    expect(codesOf(title, table([['Logements captés', '38']]))).toEqual([]);
    expect(codesOf(title, table([['Logements captés']]))).toEqual(['TABLE_SHAPE']);
    expect(codesOf(title, table([]))).toEqual(['TABLE_SHAPE']);
    const over = { kind: 'progress', percent: 125, text: '125 %', tone: 'reached' } as const;
    expect(codesOf(title, table([['Ateliers', over]]))).toEqual(['PERCENT_INVALID']);
    expect(codesOf(title, table([['Ateliers', { ...over, percent: 100 }]]))).toEqual([]);
  });

  it('shows three to five key figures', () => {
    const figures = [1, 2].map((value) => ({ value: String(value), label: 'ateliers' }));
    expect(codesOf(title, { kind: 'keyFigures', figures })).toEqual(['KEY_FIGURES_COUNT']);
  });

  it('links to the web or to a mailbox, never to a program, even from a note', () => {
    const link = (href: string): Block => ({
      kind: 'para',
      content: [{ kind: 'note', content: [{ kind: 'link', text: 'ici', href }] }],
    });
    expect(codesOf(title, link('https://www.insee.fr/fr'))).toEqual([]);
    expect(codesOf(title, link('javascript:alert(1)'))).toEqual(['LINK_INVALID']);
    expect(codesOf(title, link('file:///etc/passwd'))).toEqual(['LINK_INVALID']);
  });
});

describe('a text that the fonts can draw', () => {
  it('keeps French as it is written', () => {
    const french = 'L’« œuvre » d’Éloïse : 1\u202f234,5\u00a0€ – ≥ 40 → ½, n° 2, Łódź, Ștefan, Nguyễn';
    expect(cleanText(french)).toEqual({ text: french, removed: [] });
  });

  it('takes out emoji and control characters, and says which and how many', () => {
    expect(cleanText('Bravo 🎉🎉\u0000 !')).toEqual({
      text: 'Bravo  !',
      removed: [
        { character: 'U+1F389', reason: 'pictograph', count: 2 },
        { character: 'U+0000', reason: 'control', count: 1 },
      ],
    });
    expect(cleanText('\u202eabc\u200b').text).toBe('abc');
    expect(cleanText('漢').removed).toEqual([{ character: 'U+6F22', reason: 'unsupported', count: 1 }]);
    expect(cleanText('a\ud83d').text).toBe('a');
  });

  it('writes a character without drawing by its nearest form when it has one', () => {
    expect(cleanText('ﬁn ① ｗ e\u0301')).toEqual({ text: 'fin 1 w é', removed: [] });
  });

  it('keeps the line breaks of a paragraph, and turns those of a heading into spaces', () => {
    const { document, removed } = cleanDocument(
      documentOf({ ...title, text: 'Bilan\r\nglobal' }, para('un\r\ndeux 🎉'), para('trois 🎉')),
    );
    expect(document.body[0]).toMatchObject({ text: 'Bilan global', id: 'bilan' });
    expect(document.body[1]).toMatchObject({ content: [{ text: 'un\ndeux ' }] });
    expect(removed).toEqual([{ character: 'U+1F389', reason: 'pictograph', count: 2 }]);
  });

  it('changes nothing in a document that is already clean', () => {
    const document = documentOf(title, para('Texte'), { kind: 'pageBreak' });
    expect(cleanDocument(document)).toEqual({ document, removed: [] });
  });
});
