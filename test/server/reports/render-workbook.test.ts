import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderCsv } from '../../../server/documents/render-csv.ts';
import { renderWorkbook, type Workbook } from '../../../server/documents/render-workbook.ts';
import { FICTITIOUS_MARK } from '../../../shared/domain/report/report-document.ts';
import { HOSTILE } from './sample-document.ts';

const workbook: Workbook = {
  title: 'Rapport & données 2025',
  fictitious: true,
  properties: { creator: 'Dijon métropole' },
  sheets: [
    {
      name: 'Mois',
      columns: [
        { label: 'Mois', width: 14, kind: 'month' },
        { label: 'Remarque', width: 40, kind: 'text' },
        { label: 'Écart', width: 10, kind: 'number' },
        { label: 'Part', width: 10, kind: 'percent' },
        { label: 'Montant', width: 14, kind: 'euros' },
      ],
      rows: [
        ['2026-03', HOSTILE, -5, 71.5, 406_614],
        ['2026-04', '+33 3 80', 0, 71, -1234.5],
        ['2026-05', '-2 logements', null, null, null],
        ['cumul', '@territoire', 38, 100, 0],
      ],
    },
  ],
};

describe('the data of the report as a workbook', () => {
  const parts = new Map<string, string>();
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await renderWorkbook(workbook);
    for (const [name, part] of Object.entries(unzipSync(new Uint8Array(bytes)))) parts.set(name, strFromU8(part));
  });
  const sheet = () => parts.get('xl/worksheets/sheet2.xml') ?? '';

  it('holds no formula, whatever a text begins with', async () => {
    const texts = [...parts].filter(([name]) => name.startsWith('xl/worksheets/')).map(([, text]) => text);
    expect(texts).toHaveLength(2);
    expect(texts.some((text) => /<f[ >]/.test(text))).toBe(false);
    const rows = (await readXlsx(bytes)).sheets[1]?.rows ?? [];
    expect(rows.map((row) => row[1])).toEqual(['Remarque', HOSTILE, '+33 3 80', '-2 logements', '@territoire']);
  });

  it('keeps a number a number, a negative one too, and an unknown one empty', async () => {
    const rows = (await readXlsx(bytes)).sheets[1]?.rows ?? [];
    expect(rows.map((row) => row[2] ?? null)).toEqual(['Écart', -5, 0, null, 38]);
    expect(rows.map((row) => row[4] ?? null)).toEqual(['Montant', 406_614, -1234.5, null, 0]);
    expect(rows[1]?.[0]).toEqual(new Date('2026-03-01T00:00:00Z'));
    expect(rows[4]?.[0]).toBe('cumul');
  });

  it('writes no useless decimal sign: whole numbers and measures have their own format', () => {
    const styles = parts.get('xl/styles.xml') ?? '';
    expect(styles).toContain('formatCode="#,##0"');
    expect(styles).toContain('formatCode="#,##0.0#\\ &quot;%&quot;"');
    expect(styles).toContain('formatCode="#,##0.00\\ &quot;€&quot;"');
    expect(styles).toContain('formatCode="mmmm yyyy"');
  });

  it('keeps its header in sight and can be filtered', () => {
    expect(sheet()).toContain('ySplit="1"');
    expect(sheet()).toContain('<autoFilter ref="A1:E5"/>');
  });

  it('says what it is on its first sheet, and on every page when it is a demonstration', async () => {
    const [first] = (await readXlsx(bytes)).sheets;
    expect(first?.name).toBe('Lisez-moi');
    expect(first?.rows.flat()).toEqual(expect.arrayContaining([workbook.title, FICTITIOUS_MARK]));
    expect(sheet()).toContain(FICTITIOUS_MARK);
    const real = unzipSync(new Uint8Array(await renderWorkbook({ ...workbook, fictitious: false })));
    expect(Object.values(real).some((part) => strFromU8(part).includes(FICTITIOUS_MARK))).toBe(false);
  });
});

describe('a table as CSV for a French spreadsheet', () => {
  const columns = [{ label: 'Commune' }, { label: 'Valeur' }];
  const lines = (...rows: (string | number | null)[][]) =>
    renderCsv(columns, rows).toString('utf8').slice(1).split('\r\n').slice(1, -1);

  it('begins with the mark of UTF-8, separates by semicolons and ends its lines as Windows does', () => {
    const bytes = renderCsv(columns, [['Chenôve', 12.5]]);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8')).toBe('\uFEFFCommune;Valeur\r\nChenôve;12,5\r\n');
  });

  it('quotes a separator, a quote and a line break', () => {
    expect(lines(['a;b', null], ['dit « "oui" »', 0])).toEqual(['"a;b";', '"dit « ""oui"" »";0']);
    expect(renderCsv(columns, [['un\ndeux', 1]]).toString('utf8')).toContain('"un\ndeux";1');
  });

  it('runs no formula, and leaves a negative number alone', () => {
    expect(lines(['=1+1', -5], ['@x', '-5,20'], ['+33', '-2 logements'])).toEqual([
      "'=1+1;-5",
      "'@x;-5,20",
      "'+33;'-2 logements",
    ]);
  });
});
