import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, type Table, toCsv, toXlsx } from '../fixtures/tables.ts';

function read(bytes: Uint8Array, name = 'releve.xlsx'): ReadFile {
  const result = readPartnerFile(bytes, name, { today: '2025-06-15', communes, indicators });
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

const months = ['Janv.', 'Févr.', 'Mars', 'Avril'];
const lines: Table = [
  ['Lieu de répit : places disponibles', 8, 8, 8, 8],
  ['Lieu de répit : places occupées (moyenne)', 5, 'NC', null, 6.5],
  ['Formations : sessions', 2, 0, null, 1],
  ['ACOR : ménages accompagnés', 13, 9, 'néant', '-'],
];
const measures = {
  'IND-05': { '2024-01': { numerator: 5, denominator: 8 }, '2024-04': { numerator: 6.5, denominator: 8 } },
  'FOR-01': { '2024-01': 2, '2024-02': 0, '2024-04': 1 },
  'ACO-01': { '2024-01': 13, '2024-02': 9, '2024-03': 0 },
};
const sheet = (table: Table, name = 'Relevé') => toXlsx([{ name, table }]);

describe('a monthly return', () => {
  it('a blank is missing, 0 is a value, "NC" is an absence with its reason', () => {
    const file = read(sheet([['Relevé mensuel 2024'], ['Indicateur', ...months], ...lines]));
    expect([file.source, file.rows]).toEqual(['monthly-return', 4]);
    expect(file.measures).toEqual(measures);
    const absent = file.accepted.filter(({ content }) => content.state === 'unavailable');
    expect(absent.map(({ key }) => key)).toEqual(['respite-occupied|2024-02']);
  });

  it.each<[string, Uint8Array, string]>([
    ['the year in the sheet’s name', sheet([['Indicateur', ...months], ...lines], 'Relevé 2024'), 'r.xlsx'],
    ['the year in the file’s name', sheet([['Indicateur', ...months], ...lines]), 'releve-2024.xlsx'],
    ['months as 01/2024', sheet([['Libellé', '01/2024', '02/2024', '03/2024', '04/2024'], ...lines]), 'r.xlsx'],
    [
      'months as numbers and the year in a cell of its own',
      sheet([['Année', 2024], ['Indicateur', 1, 2, 3, 4], ...lines]),
      'r.xlsx',
    ],
    ['months as unformatted day numbers', sheet([['Libellé', 45292, 45323, 45352, 45383], ...lines]), 'r.xlsx'],
    [
      'months as real dates',
      sheet([['Libellé', ...[45292, 45323, 45352, 45383].map((serial) => ({ serial }))], ...lines]),
      'r.xlsx',
    ],
    [
      'the year above the months, a total and a comment beside',
      sheet([
        ['', 2024],
        ['Indicateur', ...months, 'Total', 'Commentaire'],
        ...lines.map((line) => [...line, 99, 'bla']),
        ['TOTAL', 1, 2, 3, 4],
      ]),
      'r.xlsx',
    ],
    [
      'a column of codes',
      sheet([
        ['2024'],
        ['Code', 'Indicateur', ...months],
        ...lines.map((line, index) => [['IND-05', 'IND-05', 'FOR-01', 'ACO-01'][index] ?? '', ...line]),
      ]),
      'r.xlsx',
    ],
    [
      'months down and indicators across',
      sheet([
        ['Mois', ...lines.map((line) => line[0] ?? '')],
        ...months.map((month, index) => [`${month} 2024`, ...lines.map((line) => line[index + 1] ?? null)]),
      ]),
      'r.xlsx',
    ],
    [
      'a text file',
      encode(toCsv([['Relevé mensuel 2024'], ['Indicateur', ...months], ...lines]), 'windows-1252'),
      'r.csv',
    ],
    [
      'one sheet a month',
      toXlsx(
        months.map((month, index) => ({
          name: `${month} 2024`,
          table: [['Indicateur', 'Valeur'], ...lines.map((line) => [line[0] ?? '', line[index + 1] ?? null])],
        })),
      ),
      'r.xlsx',
    ],
    [
      'the theme in a column of its own',
      sheet([
        ['2024'],
        ['Action', 'Indicateur', ...months],
        ['Lieu de répit', 'places disponibles', 8, 8, 8, 8],
        ['', 'places occupées', 5, 'NC', null, 6.5],
        ['Formations', 'sessions', 2, 0, null, 1],
        ['ACOR', 'ménages accompagnés', 13, 9, 'néant', null],
      ]),
      'r.xlsx',
    ],
  ])('with %s', (_, bytes, name) => {
    expect(read(bytes, name).measures).toEqual(measures);
  });

  it('a text, a hidden figure and a month to come keep their cell out, and the others in', () => {
    const file = read(
      sheet([
        ['Relevé 2025'],
        ['Indicateur', 'Mai', 'Juin', 'Juil.'],
        ['Formations : sessions', 'deux', 3, 4],
        ['ACOR : ménages accompagnés', '<5', 2, null],
      ]),
    );
    expect(file.rejected.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, 'Mai', 'deux'],
      [3, 'Juil.', '4'],
      [4, 'Mai', '<5'],
    ]);
    expect(file.measures).toEqual({ 'FOR-01': { '2025-06': 3 }, 'ACO-01': { '2025-06': 2 } });
  });

  it('an indicator that nobody expects is named, and a code of the catalogue is enough', () => {
    const file = read(
      sheet([
        ['Relevé 2024'],
        ['Indicateur', ...months],
        ...lines,
        ['Repas servis', 1, 2, 3, 4],
        ['IND-24 Secrétariat', 0.5, 0.5, 0.5, 0.5],
      ]),
    );
    expect(file.rejected.map(({ value }) => value)).toEqual(['Repas servis']);
    expect(file.measures['IND-24']).toEqual({ '2024-01': 0.5, '2024-02': 0.5, '2024-03': 0.5, '2024-04': 0.5 });
  });
});
