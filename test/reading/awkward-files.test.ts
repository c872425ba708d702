import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, type SheetToWrite, type Table, toCsv, toXlsx } from '../fixtures/tables.ts';

const options = { today: '2026-06-15', communes, indicators };
const on = (iso: string) => ({ iso });

function read(bytes: Uint8Array, answers: Record<string, string> = {}): ReadFile {
  const file = readPartnerFile(bytes, 'fichier.xlsx', { ...options, answers });
  if (isRefusal(file)) throw new Error(file.message);
  return file;
}
const csv = (table: Table) => read(encode(toCsv(table), 'utf-8'));
const workbook = (sheets: SheetToWrite[]) => read(toXlsx(sheets));
function refusal(sheets: SheetToWrite[]): string {
  const file = readPartnerFile(toXlsx(sheets), 'fichier.xlsx', options);
  return isRefusal(file) ? file.message : 'lu';
}
const reasons = (rows: { code: string }[]) => rows.map(({ code }) => code);

describe('every sheet is read, or named as unread with its rows', () => {
  it('a sheet with other titles, a sheet of notes, a hidden sheet', () => {
    const titles = ['Réf. logement', 'Commune', 'Date de captation'];
    const file = workbook([
      { name: 'T1', table: [titles, ['L1', 'Dijon', on('2024-01-15')]] },
      {
        name: 'T2',
        table: [
          ['Lot', 'Commune', 'Contrat'],
          ['L2', 'Dijon', on('2024-05-15')],
          ['L3', 'Dijon', 'x'],
        ],
      },
      { name: 'Mode d’emploi', table: [['Remplir une ligne par logement']] },
      { name: 'Ancien', table: [titles, ['L0', 'Dijon', on('2020-01-15')]], hidden: true },
    ]);
    expect(file.accepted).toHaveLength(1);
    expect(file.unread.map(({ sheet, rows, code }) => [sheet, rows, code])).toEqual([
      ['T2', 3, expect.stringMatching(/^unread-/)],
      ['Mode d’emploi', 1, 'unread-no-table'],
      ['Ancien', 2, 'unread-hidden'],
    ]);
  });

  it('months named freely, one completed by the year of the others, one that nobody can place', () => {
    const month = (name: string, value: number) => ({
      name,
      table: [
        ['Indicateur', 'Nombre'],
        ['ACOR : ménages accompagnés', value],
      ],
    });
    const file = workbook([
      month('Janv. 24', 1),
      month('02-24', 2),
      month('Mars24', 3),
      month('Avril', 4),
      month('Feuil5', 9),
    ]);
    expect(file.measures['ACO-01']).toEqual({ '2024-01': 1, '2024-02': 2, '2024-03': 3, '2024-04': 4 });
    expect(file.unread).toMatchObject([{ sheet: 'Feuil5', code: 'unread-month' }]);
  });

  it('a workbook of two registers says which sheets are for the other one', () => {
    const file = workbook([
      {
        name: 'Demandes',
        table: [
          ['N° de demande', 'Date de la demande', 'Commune'],
          ['D1', on('2024-01-10'), 'Dijon'],
        ],
      },
      {
        name: 'Ateliers',
        table: [
          ['Date', 'Thème', 'Participants'],
          [on('2024-01-10'), 'Budget', 4],
        ],
      },
    ]);
    const sources = [file.source, ...file.also.map(({ source }) => source)].sort();
    expect(sources).toEqual(['siao-request', 'workshop']);
    expect(file.unread).toMatchObject([{ code: 'unread-other' }]);
  });

  it('a recap of the other sheets counts nothing twice, wherever it stands', () => {
    const titles = ['Date de commission', 'Mesure demandée', 'Décision'];
    const [one, two] = [
      [on('2024-01-11'), 'AVDL', 'Accord'],
      [on('2024-02-08'), 'GLA', 'Refus'],
    ];
    const file = workbook([
      { name: 'Synthèse', table: [titles, one, two] },
      { name: 'janvier', table: [titles, one] },
      { name: 'février', table: [titles, two] },
    ]);
    expect(file.measures['IND-23']).toEqual({ '2024-01': 1, '2024-02': 1 });
    expect(file.unread).toMatchObject([{ sheet: 'Synthèse', code: 'unread-repeats' }]);
  });
});

describe('totals, titles and notes are told by what they are, not by a word', () => {
  it('a partner whose name opens like a total is a partner', () => {
    const file = csv([
      ['Service demandeur', 'N°', 'Date de commission', 'Mesure demandée', 'Précisions'],
      ['Ensemble pour demain', '1', '12/03/2024', 'AVDL', 'Total des dettes 300 €'],
      ['Somme toute', '2', '12/03/2024', 'AVDL', ''],
      ['Cumul 21', '3', '12/03/2024', 'AVDL', ''],
      ['Total', '', '', '3', ''],
    ]);
    expect(file.accepted).toHaveLength(3);
    expect(reasons(file.skipped)).toEqual(['row-total']);
  });

  it('without a date of its own, a total says the sum of what is above', () => {
    const file = csv([
      ['Code résidence', 'Commune', 'Nombre de logements'],
      ['Ensemble Jaurès', 'Dijon', '40'],
      ['RES2', 'Dijon', '30'],
      ['Sous-total nord', '', '70'],
      ['RES3', 'Dijon', '10'],
      ['', '', '80'],
    ]);
    expect(file.accepted.map(({ key }) => key)).toEqual(['Ensemble Jaurès', 'RES2', 'RES3']);
    expect(reasons(file.skipped)).toEqual(['row-total', 'row-total']);
  });

  it('a second table whose columns are in another order is read by its own titles', () => {
    const file = csv([
      ['Réf. logement', 'Commune', 'Date de captation', 'Date d’entrée du ménage'],
      ['K1', 'Dijon', '10/01/2024', '01/03/2024'],
      ['', '', '', ''],
      ['Second semestre', '', '', ''],
      ['Réf. logement', 'Date d’entrée du ménage', 'Date de captation', 'Commune'],
      ['K2', '01/09/2024', '10/07/2024', 'Talant'],
    ]);
    expect(file.measures['IND-02']).toEqual({ '2024-01': 1, '2024-07': 1 });
    expect(reasons(file.skipped)).toEqual(['row-note', 'row-header']);
  });

  it('the rows of a template that show how to fill it are no data', () => {
    const file = csv([
      ['N° de demande', 'Date de la demande', 'Commune'],
      ['Exemple', '01/01/2024', 'Dijon'],
      ['Ex. : 12345', '02/01/2024', 'Dijon'],
      ['D1', '14/03/2024', 'Dijon'],
    ]);
    expect([file.accepted.length, ...reasons(file.skipped)]).toEqual([1, 'row-example', 'row-example']);
  });
});

describe('a refusal names the real cause, and what to send instead', () => {
  const acor = 'ACOR : ménages accompagnés';
  it.each<[string, Table, RegExp]>([
    [
      'quarters across',
      [
        ['Indicateur', 'T1 2024', 'T2 2024'],
        [acor, 37, 32],
      ],
      /trimestre/,
    ],
    [
      'quarters down',
      [
        ['Période', 'Ménages accompagnés', 'Sessions de formation'],
        ['1er trimestre 2024', 3, 1],
        ['2e trimestre 2024', 2, 1],
      ],
      /trimestre/,
    ],
    [
      'several months at once',
      [['Relevé 2024'], ['Indicateur', 'Janvier à mars', 'Avril à juin'], [acor, 37, 32]],
      /plusieurs mois/,
    ],
    [
      'the last month of each quarter',
      [['Relevé trimestriel 2024'], ['Indicateur', 'Mars', 'Juin'], [acor, 37, 32], ['Formations : sessions', 2, 3]],
      /trimestre/,
    ],
    [
      'a pivot table',
      [
        ['Somme de Participants', 'Étiquettes de colonnes'],
        ['Étiquettes de lignes', 'janv', 'Total général'],
        ['Budget', 4, 4],
      ],
      /croisé dynamique/,
    ],
    [
      'an attendance sheet',
      [
        ['Participant', '14/03/2024 Énergie', '21/03/2024 Budget'],
        ['ZZYZXAN Paul', 'X', ''],
        ['QWORTELL Ida', 'X', 'X'],
      ],
      /émargement/,
    ],
    [
      'months over indicators, several rows',
      [
        ['2024', 'Janvier', '', 'Février', ''],
        ['Site', 'Places disponibles', 'Places occupées', 'Places disponibles', 'Places occupées'],
        ['A', 10, 8, 10, 7],
        ['B', 5, 4, 5, 5],
      ],
      /deux lignes/,
    ],
  ])('%s', (_name, table, sentence) => {
    const message = refusal([{ name: 'Feuil1', table }]);
    expect(message).toMatch(sentence);
    expect(message).not.toMatch(/ZZYZXAN|QWORTELL/);
  });

  it('months over indicators with one row below are read', () => {
    const file = workbook([
      {
        name: 'Lieu de répit 2024',
        table: [
          ['', 'Janvier', '', 'Février', ''],
          ['Site', 'Places disponibles', 'Places occupées', 'Places disponibles', 'Places occupées'],
          ['A', 10, 8, 10, 7],
        ],
      },
    ]);
    expect(file.measures['IND-05']).toEqual({
      '2024-01': { numerator: 8, denominator: 10 },
      '2024-02': { numerator: 7, denominator: 10 },
    });
  });

  it('a number that the spreadsheet spoilt is never taken for a number', () => {
    const numbers = ['2,10E+11', '2.10E+11', '#REF!', '#NOM?', '####', 'EXP-1'];
    const file = csv([
      ['N° dossier', 'Commandement de payer', 'Commune'],
      ...numbers.map((one) => [one, '12/01/2024', 'Dijon']),
    ]);
    expect(file.accepted.map(({ key }) => key)).toEqual(['EXP-1']);
    expect(new Set(reasons(file.rejected))).toEqual(new Set(['number-spoilt']));
  });
});
