import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, type Table, toCsv, toXlsx } from '../fixtures/tables.ts';

function read(bytes: Uint8Array, name = 'fichier.xlsx'): ReadFile {
  const result = readPartnerFile(bytes, name, { today: '2025-06-15', communes, indicators });
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

describe('registers kept one sheet a month', () => {
  const header = ['N°', 'Service demandeur', 'Mesure demandée', 'Décision', 'Commune'];
  const request = (number: number) => [number, 'ADEFO', 'AVDL', 'Accord', 'Dijon'];

  it('a CCA without dates: the sheet’s name gives the month, and each month its one meeting', () => {
    const file = read(
      toXlsx([
        { name: 'juin 2024', table: [header, request(1), request(2), ['Total', 2]] },
        { name: 'Juillet 2024', table: [['CCA'], [], header, request(1)] },
      ]),
    );
    expect(file.measures).toEqual({
      'IND-22': { '2024-06': 1, '2024-07': 1 },
      'IND-23': { '2024-06': 2, '2024-07': 1 },
    });
    expect(file.accepted).toHaveLength(file.understood.length);
  });

  it('a CCA whose sheets are only numbered: the title above the table gives the month', () => {
    const file = read(
      toXlsx([{ name: 'Feuil1', table: [['Commission de coordination - août 2024'], header, request(1)] }]),
    );
    expect(file.measures['IND-23']).toEqual({ '2024-08': 1 });
  });

  it('workshops whose days have no year: the year is in the file’s name, the date merged over the day’s sessions', () => {
    const table: Table = [
      ['Date', 'Thème', 'Nombre de participants'],
      ['12/01', 'Énergie', 4],
      [null, 'Entretien', 5],
      ['3 févr.', 'Énergie', 'NC'],
    ];
    const file = read(toXlsx([{ name: 'Ateliers', table, merges: ['A2:A3'] }]), 'ateliers-2024.xlsx');
    expect(file.measures).toEqual({ 'IND-17': { '2024-01': 9 }, 'IND-18': { '2024-01': 2, '2024-02': 1 } });
  });

  it('two sessions of one theme on one day are two sessions, not a duplicate', () => {
    const row = ['12/01/2024', 'Énergie', '4'];
    const file = read(encode(toCsv([['Date', 'Thème', 'Participants'], row, row]), 'utf-8'));
    expect(file.measures).toEqual({ 'IND-17': { '2024-01': 8 }, 'IND-18': { '2024-01': 2 } });
  });

  it('a row that slid because of a stray delimiter is kept out, unless it slid inside a dropped remark', () => {
    const sessions = 'Date;Thème;Participants\r\n12/01/2024;Énergie ; eau;4\r\n13/01/2024;Énergie;4\r\n';
    expect(read(encode(sessions, 'utf-8')).rejected.map(({ row }) => row)).toEqual([2]);
    const remarks = 'Date;Thème;Participants;Remarques\r\n12/01/2024;Énergie;4;Reporté ; salle "B"\r\n';
    expect(read(encode(remarks, 'utf-8')).rows).toBe(1);
    expect(read(encode(remarks, 'utf-8')).rejected).toEqual([]);
  });

  it('percentages of a workbook are points, as in a text file', () => {
    const file = read(
      toXlsx([
        {
          name: 'OPS',
          table: [
            ['Code résidence', 'Nombre de logements', 'Taux de rotation', 'Loyer moyen (€/m²)'],
            ['R1', 52, { percent: 0.07 }, 6.04],
            ['R2', 9, '6 %', '5,37 €'],
          ],
        },
      ]),
    );
    expect(
      file.accepted.map(({ content }) => [content.dwellings, content.turnover, content.rentCentsPerSquareMetre]),
    ).toEqual([
      [52, 7, 604],
      [9, 6, 537],
    ]);
  });

  it('amounts written in millions or thousands are euros like the others, and end in cents', () => {
    const amounts = (text: string) =>
      read(encode(text, 'utf-8'), 'bilan-2017-2019.csv').accepted.map(({ content }) => content.amountCents);
    expect(
      amounts(
        'Aide;Nombre;Montant\r\nMobilité;1575;2,2 M€\r\nSalariés en difficulté;391;236 k€\r\nVISALE;3;12,30 €\r\n',
      ),
    ).toEqual([220_000_000, 23_600_000, 1230]);
    expect(amounts('Aide;Nombre;Montant (M€)\r\nMobilité;1575;2,2\r\n')).toEqual([220_000_000]);
  });
});
