import { describe, expect, it } from 'vitest';
import { parseFrenchNumber, readTyped, unitWordOf } from '../../shared/domain/entry/typed-figure.ts';
import { readAmount } from '../../shared/domain/finance/finance-cents.ts';
import { bytesSource } from '../../shared/reading/byte-source.ts';
import { detectEncoding, textOf } from '../../shared/reading/delimited/encoding.ts';
import { columnsNamed } from '../../shared/reading/layout/column-names.ts';
import { numberOfCell } from '../../shared/reading/values/cell-value.ts';
import { communeMatcher } from '../../shared/reading/values/communes.ts';
import { monthInTitle } from '../../shared/reading/values/month-in-title.ts';
import { searchCommunes } from '../../shared/reading/values/official-communes.ts';
import { readCount } from '../../shared/reading/values/read-count.ts';
import { parseDate, parseMonth } from '../../shared/reading/values/read-date.ts';
import { parseNumber } from '../../shared/reading/values/read-number.ts';
import { lookOfFormat } from '../../shared/reading/workbook/number-look.ts';
import { dateOfSerial } from '../../shared/reading/workbook/workbook-cells.ts';
import { siaoRequest } from '../../shared/registers/siao-request.ts';
import { communes, encode } from '../fixtures/tables.ts';

describe('texts', () => {
  it('windows-1252 keeps the euro, the ligature and the curly apostrophe, which Node loses in one shot', () => {
    const bytes = encode('12 € – l’œuvre à Chenôve', 'windows-1252');
    expect(detectEncoding(bytesSource(bytes))).toBe('windows-1252');
    expect([...textOf(bytesSource(bytes), 'windows-1252')].join('')).toBe('12 € – l’œuvre à Chenôve');
  });

  it('UTF-8 whose last letter was cut is still UTF-8', () => {
    const bytes = encode(`${'é'.repeat(200)};Chenôve à`, 'utf-8').slice(0, -1);
    expect(detectEncoding(bytesSource(bytes))).toBe('utf-8');
  });
});

describe('dates', () => {
  it.each([
    ['03/04/2025', '2025-04-03'],
    ['3/4/25', '2025-04-03'],
    ['1er avril 2025', '2025-04-01'],
    ['03-avr-25', '2025-04-03'],
    ['3 févr. 2024', '2024-02-03'],
    ['le 14 juil. 2024', '2024-07-14'],
    ['03/04/2025 14:30', '2025-04-03'],
    ['45750', '2025-04-03'],
    ['29/02/2024', '2024-02-29'],
    ['mars 2025', '2025-03-01'],
  ])('%s is %s', (text, date) => {
    expect(parseDate(text)).toBe(date);
  });

  it.each(['31/02/2025', '29/02/2023', '13/13/2025', '04/25/2025', '2023-02-30', 'bientôt', '32 janvier 2024'])(
    '%s is no date',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );

  it('a day and a month are completed by the year that the sheet says', () => {
    expect(parseDate('12/06', false, 2022)).toBe('2022-06-12');
    expect(parseDate('12 juin', false, 2022)).toBe('2022-06-12');
  });

  it('day numbers of both calendars, and the day that 1900 never had', () => {
    expect([
      dateOfSerial(45063, false),
      dateOfSerial(43601, true),
      dateOfSerial(60, false),
      dateOfSerial(45063.75, false),
    ]).toEqual(['2023-05-17', '2023-05-17', undefined, '2023-05-17']);
  });

  it('number formats: dates, percentages, and euros that hold neither', () => {
    expect(
      ['dd/mm/yyyy', '[$-40C]d mmm yyyy', '0.00%', '#,##0.00 "dont €"', '[Red]0', 'General'].map(lookOfFormat),
    ).toEqual(['date', 'date', 'percent', 'plain', 'plain', 'plain']);
  });
});

describe('months', () => {
  it.each([
    ['Janv.', '2023-01'],
    ['Févr.', '2023-02'],
    ['Juil.', '2023-07'],
    ['Août', '2023-08'],
    ['Déc.', '2023-12'],
    ['01/2024', '2024-01'],
    ['2024-03', '2024-03'],
    ['SEPTEMBRE 2024', '2024-09'],
    ['mai-24', '2024-05'],
  ])('%s is %s', (text, month) => {
    expect(parseMonth(text, 2023)).toBe(month);
  });

  it.each([
    ['Commission de coordination des accompagnements - juin 2022', '2022-06'],
    ['CCA 06-2022', '2022-06'],
    ['cca_2022-06.xlsx', '2022-06'],
    ['De juin 2022 à mars 2023', undefined],
    ['Extrait le 3 juin 2022', undefined],
    ['Bilan 2022', undefined],
  ])('the title %s speaks of %s', (title, month) => {
    expect(monthInTitle(title)).toBe(month);
  });
});

describe('numbers', () => {
  it.each<[string, number]>([
    ['1 234,56', 1234.56],
    ['1\u202f234,56 €', 1234.56],
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['12,5 %', 12.5],
    ['(1 200)', -1200],
    ['−5', -5],
    ['0,5', 0.5],
    ['1,234,567', 1234567],
    ['35 m²', 35],
    ['€ 12', 12],
    ['007', 7],
  ])('%s is %d', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  it('three digits after a dot: a thousand for a count or an amount, a decimal otherwise', () => {
    expect([
      parseNumber('1.234', { whole: true }),
      parseNumber('1.234', { money: true }),
      parseNumber('1,234', { money: true }),
      parseNumber('1.234'),
    ]).toEqual([1234, 1234, 1.234, 1.234]);
  });

  it.each(['trois', '', '<5', '3 ou 4', '12/03/2024', '1,2,3'])('%j is no number', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });
});

it('a question mark between groups of three digits is a space that was lost: it is asked', () => {
  const asked = { code: 'number-marked', read: (1204).toLocaleString('fr-FR'), stands: false };
  expect([readCount('1?204'), readCount('1?20')]).toEqual([{ value: 1204, doubt: asked }, { code: 'number-several' }]);
});

describe('halves and quarters', () => {
  it.each([
    ['5½', { value: 5.5 }],
    ['2 ¼ pers.', { value: 2.25 }],
    ['¾', { value: 0.75 }],
  ])('%s', (text, read) => {
    expect([readCount(text, false), readCount(text)]).toEqual([read, { code: 'number-whole' }]);
  });
});

describe('a text of a hundred thousand letters', () => {
  const long = 100_000;
  const shapes: [string, string][] = [
    ['digits', '1'.repeat(long)],
    ['digits and a letter', `${'1'.repeat(long)}x`],
    ['spaces between two digits', `1${' '.repeat(long)}1`],
    ['spaces between two letters', `x${' '.repeat(long)}x`],
    ['digits cut by commas', '1,'.repeat(long / 2)],
    ['dates', '1/1/'.repeat(long / 4)],
    ['stars', `1${'*'.repeat(long)}x`],
    ['months', 'janvier '.repeat(long / 8)],
    ['spaces before a letter that is no unit', `1${'\u00a0'.repeat(long)}x`],
    ['noughts before a digit', `1,${'0'.repeat(long)}1`],
    ['open brackets', `x${'('.repeat(long)}`],
    ['ends of lines', `x${'\n'.repeat(long)}x`],
    ['a word of plans and a line below', `${'objectif '.repeat(long / 9)}\nx`],
    ['stops', '.'.repeat(long)],
    ['braces', '{{ '.repeat(long / 3)],
    ['halves', `${' '.repeat(long)}0½`],
  ];
  it.each(shapes)('of %s is read in no more time than it takes to walk through', (_, text) => {
    const from = performance.now();
    parseNumber(text);
    readCount(text);
    numberOfCell(text);
    parseDate(text);
    monthInTitle(text);
    parseFrenchNumber(text);
    readAmount(text);
    unitWordOf(text);
    for (const line of [
      { unit: 'persons', timeRule: 'flow' },
      { unit: 'percent', timeRule: 'ratio' },
    ] as const)
      readTyped(text, line);
    columnsNamed(text, siaoRequest);
    // Read the square of its length, each of these takes half a minute and more.
    expect(performance.now() - from).toBeLessThan(3000);
  });
});

describe('communes', () => {
  const find = communeMatcher(communes);

  it.each([
    ['Dijon - Grésilles', '21231'],
    ['Dijon (Fontaine d’Ouche)', '21231'],
    ['Crimolois', '21452'],
    ['NEUILLY-LES-DIJON', '21452'],
    ['21213', '21452'],
    ['Chevigny St Sauveur', '21171'],
    ['Marsannay la Cote', '21390'],
    ['MAGNY S/ TILLE', '21370'],
    ['21160 COUCHEY', undefined],
    ['21800 Sennecey lès Dijon', '21605'],
    ['Corcelles les Monts (21160)', '21192'],
  ])('%s is %s', (name, code) => {
    const found = find(name);
    expect('inseeCode' in found ? found.inseeCode : undefined).toBe(code);
  });

  it.each(['Beaune', 'Marsannay-le-Bois', 'Talmay', 'Dax', 'Paris', 'Chenôves', 'Hors métropole'])(
    '%s is elsewhere',
    (name) => {
      expect(find(name)).toEqual({ outside: true });
    },
  );

  it.each([
    ['Dijn', 'Dijon'],
    ['Chenauve', 'Chenôve'],
    ['Quétigni', 'Quetigny'],
    ['Marsannay', 'Marsannay-la-Côte'],
  ])('%s is mistyped for %s', (name, suggestion) => {
    expect(find(name)).toMatchObject({ suggestion });
  });

  it('is found without the article of its name', () => {
    const overseas = communeMatcher([
      { inseeCode: '97901', name: 'L’Anse-aux-Épines' },
      { inseeCode: '97902', name: 'Saint-Brieux-d’En-Bas' },
    ]);
    expect(overseas('Anse aux Epines')).toEqual({ inseeCode: '97901' });
    expect(overseas('ST BRIEUX EN BAS')).toEqual({ inseeCode: '97902' });
  });

  it('a postal code alone is not a commune: several share it', () => {
    expect(find('21110')).toEqual({ postalCode: true });
  });
});

describe('the official list of communes', () => {
  it('is searched by the beginning of a name, of a former one, or of a code; the same name comes first', () => {
    expect(searchCommunes('chenov', 1)).toEqual([{ inseeCode: '21166', name: 'Chenôve', department: 'Côte-d’Or' }]);
    expect(searchCommunes('21166', 5).map(({ name }) => name)).toEqual(['Chenôve']);
    expect(searchCommunes('saint-denis', 3)[0]?.name).toBe('Saint-Denis');
    expect(searchCommunes('saint', 20)).toHaveLength(20);
    expect(searchCommunes('s', 20)).toEqual([]);
    expect(searchCommunes('97411', 1)).toEqual([{ inseeCode: '97411', name: 'Saint-Denis', department: 'La Réunion' }]);
  });
});
