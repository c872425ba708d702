import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { type PartnerTable, partnerTables } from '../fixtures/partner-tables.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, type Table, toCsv, toOds, toXlsx } from '../fixtures/tables.ts';

function read(bytes: Uint8Array, name = 'fichier'): ReadFile {
  const result = readPartnerFile(bytes, name, { today: '2026-06-15', communes, indicators });
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

const year = 2024;
const isDate = (text: string) => /^\d\d\/\d\d\/\d{4}$/.test(text);
const isNumber = (text: string) => /^\d+(,\d+)?$/.test(text);
const iso = (date: string) => date.split('/').reverse().join('-');
const serial = (date: string) => Date.parse(iso(date)) / 86_400_000 + 25_569;
const monthNames = 'janv.,févr.,mars,avr.,mai,juin,juil.,août,sept.,oct.,nov.,déc.'.split(',');
const spelled = (date: string) => {
  const [day = '', month = '', ofYear = ''] = date.split('/');
  return `${Number(day)} ${monthNames[Number(month) - 1]} ${ofYear}`;
};
const weekday = (date: string) =>
  `${new Date(iso(date)).toLocaleDateString('fr-FR', { weekday: 'long', timeZone: 'UTC' })} ${spelled(date)}`;
const bare = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');

/** The table of a partner, its title above, every cell changed. */
function tableOf(
  of: PartnerTable,
  { cell = (text: string): Table[number][number] => text, header = of.header } = {},
): Table {
  return [[of.title(year)], header, ...of.rows(year).map((row) => row.map((text) => cell(text)))];
}
const csv = (table: Table, encoding = 'utf-8', delimiter = ';') => encode(toCsv(table, delimiter), encoding);
const allQuoted = (table: Table) => table.map((row) => row.map((text) => `"${text}"`).join(';')).join('\r\n');
const onlyDates = (change: (date: string) => Table[number][number]) => ({
  cell: (text: string) => (isDate(text) ? change(text) : text),
});
const onlyNumbers = (change: (number: string) => Table[number][number]) => ({
  cell: (text: string) => (isNumber(text) ? change(text) : text),
});
const communeNames = new Set(communes.map(({ name }) => name));
const onlyCommunes = (change: (name: string) => string) => ({
  cell: (text: string) => (communeNames.has(text) ? change(text) : text),
});
const spaced = (text: string, space: string) => text.replace(/^(\d+)(\d{3})(?=,|$)/, `$1${space}$2`);
const reversed = (of: PartnerTable) =>
  of.source === 'monthly-return' ? tableOf(of) : tableOf(of).map((row) => (row.length > 1 ? [...row].reverse() : row));
const withTotals = (of: PartnerTable): Table => {
  const [title = [], header = [], ...rows] = tableOf(of);
  const total = header.map((_, at) => (at === 0 ? 'TOTAL' : at === 1 ? '999' : ''));
  const subtotal = header.map((_, at) => (at === 0 ? 'Sous-total' : '12'));
  return [title, [], header, ...rows.slice(0, 1), subtotal, [], header, ...rows.slice(1), total];
};

const shapes: [string, (of: PartnerTable) => Uint8Array][] = [
  ['in windows-1252', (of) => csv(tableOf(of), 'windows-1252')],
  ['in UTF-8 with its mark, cut by commas', (of) => csv(tableOf(of), 'utf-8 with BOM', ',')],
  ['in UTF-16LE cut by tabs, as Excel’s « Texte Unicode »', (of) => csv(tableOf(of), 'utf-16le', '\t')],
  ['in UTF-16BE cut by bars', (of) => csv(tableOf(of), 'utf-16be', '|')],
  ['with sep=;', (of) => encode(`sep=;\r\n${toCsv(tableOf(of))}`, 'windows-1252')],
  ['with lines that end as on an old Mac', (of) => encode(toCsv(tableOf(of)).replaceAll('\r\n', '\r'), 'utf-8')],
  [
    'with a line sep=; that ends as on an old Mac',
    (of) => encode(`sep=;\r${toCsv(tableOf(of)).replaceAll('\r\n', '\r')}`, 'utf-8'),
  ],
  ['with every cell between quotation marks', (of) => encode(allQuoted(tableOf(of)), 'utf-8')],
  ['with the columns the other way round', (of) => csv(reversed(of))],
  ['with other titles', (of) => csv(tableOf(of, { header: of.synonyms }))],
  [
    'with titles in capitals, without accents',
    (of) => csv(tableOf(of, { header: of.header.map((label) => bare(label).toUpperCase()) })),
  ],
  ['with the dates as 2024-02-03', (of) => csv(tableOf(of, onlyDates(iso)))],
  ['with the dates as 3 févr. 2024', (of) => csv(tableOf(of, onlyDates(spelled)))],
  ['with the dates as samedi 3 févr. 2024', (of) => csv(tableOf(of, onlyDates(weekday)))],
  [
    'with the dates as 03.02.2024',
    (of) =>
      csv(
        tableOf(
          of,
          onlyDates((date) => date.replaceAll('/', '.')),
        ),
      ),
  ],
  [
    'with the dates as 03/02/24, asked',
    (of) =>
      csv(
        tableOf(
          of,
          onlyDates((date) => date.replace(/20(\d\d)$/, '$1')),
        ),
      ),
  ],
  [
    'with the dates as day numbers',
    (of) =>
      csv(
        tableOf(
          of,
          onlyDates((date) => String(serial(date))),
        ),
      ),
  ],
  [
    'with the numbers as 1 013 and narrow spaces',
    (of) =>
      csv(
        tableOf(
          of,
          onlyNumbers((text) => spaced(text, '\u202f')),
        ),
      ),
  ],
  [
    'with the numbers as 1 013 and no-break spaces',
    (of) =>
      csv(
        tableOf(
          of,
          onlyNumbers((text) => spaced(text, '\u00a0')),
        ),
        'windows-1252',
      ),
  ],
  [
    'with the communes in capitals, without accents or hyphens',
    (of) =>
      csv(
        tableOf(
          of,
          onlyCommunes((name) => bare(name).replaceAll('-', ' ').toUpperCase()),
        ),
      ),
  ],
  [
    'with a postal code in front of the communes',
    (of) =>
      csv(
        tableOf(
          of,
          onlyCommunes((name) => `21000 ${name}`),
        ),
      ),
  ],
  [
    'with a postal code behind the communes',
    (of) =>
      csv(
        tableOf(
          of,
          onlyCommunes((name) => `${name} (21000)`),
        ),
      ),
  ],
  [
    'with ST for SAINT',
    (of) =>
      csv(
        tableOf(
          of,
          onlyCommunes((name) => name.replace('Saint-', 'ST ')),
        ),
      ),
  ],
  ['with totals, blank lines and its header again', (of) => csv(withTotals(of))],
  [
    'as a workbook of texts, its columns hidden',
    (of) => toXlsx([{ name: 'Export', table: tableOf(of), hiddenColumns: true }]),
  ],
  [
    'as a workbook of real dates',
    (of) =>
      toXlsx([
        {
          name: 'Export',
          table: tableOf(
            of,
            onlyDates((date) => ({ serial: serial(date) })),
          ),
        },
      ]),
  ],
  [
    'as a workbook of 1904',
    (of) =>
      toXlsx(
        [
          {
            name: 'Export',
            table: tableOf(
              of,
              onlyDates((date) => ({ serial: serial(date) - 1462 })),
            ),
          },
        ],
        { date1904: true },
      ),
  ],
  [
    'as a workbook of real numbers',
    (of) =>
      toXlsx([
        {
          name: 'Export',
          table: tableOf(
            of,
            onlyNumbers((text) => Number(text.replace(',', '.'))),
          ),
        },
      ]),
  ],
  [
    'as an OpenDocument workbook of real dates',
    (of) =>
      toOds([
        {
          name: 'Export',
          table: tableOf(
            of,
            onlyDates((date) => ({ iso: iso(date) })),
          ),
        },
      ]),
  ],
  [
    'beside a notice and an empty sheet',
    (of) =>
      toXlsx([
        { name: 'Notice', table: [['Mode d’emploi'], ['Une ligne par cas', 'en clair']] },
        { name: 'Vide', table: [] },
        { name: 'Données', table: tableOf(of) },
      ]),
  ],
];

const kept = ({ accepted }: ReadFile) => accepted.map(({ key, content }) => ({ key, content }));

describe.each(partnerTables.map((of) => [of.source, of] as const))('%s, with no mapping by hand', (source, of) => {
  const plain = read(csv(tableOf(of)));

  it('the plain file gives the months that it holds', () => {
    expect(plain.source).toBe(source);
    expect(plain.rejected).toEqual([]);
    expect(plain.measures).toMatchObject(of.months(year));
    expect(plain.accepted.length).toBeGreaterThan(1);
  });

  it.each(shapes)('%s', (_, shape) => {
    const file = read(shape(of));
    expect([file.source, file.rejected]).toEqual([source, []]);
    expect(kept(file)).toEqual(kept(plain));
    expect(file.measures).toEqual(plain.measures);
    expect(JSON.stringify(file)).not.toContain('SECRET');
  });

  it.each([2019, 2022, 2025])('in %i', (other) => {
    const file = read(csv([[of.title(other)], of.header, ...of.rows(other)]));
    expect([file.source, file.rejected]).toEqual([source, []]);
    expect(file.measures).toMatchObject(of.months(other));
  });
});
