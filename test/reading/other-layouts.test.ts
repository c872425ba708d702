import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, type SheetToWrite, type Table, toCsv, toXlsx } from '../fixtures/tables.ts';

/** How other partners lay out the same: recaps, sums, second tables, forms, lists turned on their side. */

const options = { today: '2026-06-15', communes, indicators };
const on = (iso: string) => ({ iso });

function read(bytes: Uint8Array, answers: Record<string, string> = {}): ReadFile {
  const file = readPartnerFile(bytes, 'fichier', { ...options, answers });
  if (isRefusal(file)) throw new Error(file.message);
  return file;
}
const csv = (table: Table, answers?: Record<string, string>) => read(encode(toCsv(table), 'utf-8'), answers);
const workbook = (...sheets: SheetToWrite[]) => read(toXlsx(sheets));
const sheet = (name: string, table: Table, more: Partial<SheetToWrite> = {}) => ({ name, table, ...more });
function refusal(...sheets: SheetToWrite[]): string {
  const file = readPartnerFile(toXlsx(sheets), 'fichier.xlsx', options);
  return isRefusal(file) ? file.message : 'lu';
}
const codes = (rows: { code: string }[]) => rows.map(({ code }) => code);
const unread = ({ unread: left }: ReadFile) => left.map(({ sheet: name, code }) => [name, code]);

const exploc = ['N° dossier', 'Commandement de payer', 'Commune', 'Parc'];
const captation = ['Réf. logement', 'Commune', 'Date de captation', 'Date de sortie'];
const session = ['Date', 'Thème', 'Participants'];
const cca = ['N°', 'Date de commission', 'Mesure demandée', 'Décision'];
const months = ['Janvier', 'Février', 'Mars', 'Avril', 'Mai', 'Juin'];

describe('recaps', () => {
  const january = [
    [1, on('2025-01-14'), 'AVDL', 'Accord'],
    [2, on('2025-01-14'), 'IML', 'Refus'],
  ];
  const february = [
    [1, on('2025-02-11'), 'AVDL', 'Accord'],
    [2, on('2025-02-11'), 'GLA', 'Accord'],
  ];

  it('that number anew the rows of the other sheets count once', () => {
    const all = [...january, ...february].map(([, ...rest], at) => [at + 1, ...rest]);
    const file = workbook(
      sheet('Janvier', [cca, ...january]),
      sheet('Février', [cca, ...february]),
      sheet('Récap', [cca, ...all]),
    );
    expect([file.measures['IND-23'], unread(file)]).toEqual([
      { '2025-01': 2, '2025-02': 2 },
      [['Récap', 'unread-repeats']],
    ]);
  });

  it('that give the sum of each month are no sessions', () => {
    const file = workbook(
      sheet('Janvier', [session, [on('2025-01-14'), 'Budget', 5], [on('2025-01-21'), 'Énergie', 6]]),
      sheet('Février', [session, [on('2025-02-14'), 'Budget', 7]]),
      sheet('Année', [session, [on('2025-01-01'), 'Tous', 11], [on('2025-02-01'), 'Tous', 7]]),
    );
    expect([file.measures['IND-17'], unread(file)]).toEqual([
      { '2025-01': 11, '2025-02': 7 },
      [['Année', 'unread-repeats']],
    ]);
  });

  it('a total is one even with a date, in its table or in a sheet of its own', () => {
    const total = [on('2025-01-31'), 'TOTAL', 11];
    const list = [session, [on('2025-01-14'), 'Budget', 5], [on('2025-01-21'), 'Énergie', 6], total];
    const file = workbook(sheet('Détail', list), sheet('Bilan', [session, total]));
    expect([file.measures['IND-17'], codes(file.skipped)]).toEqual([{ '2025-01': 11 }, ['row-total', 'row-total']]);
  });

  it('a sheet that is in part a copy of another is read, and said', () => {
    const rows = [on('2025-01-14'), on('2025-01-21'), on('2025-01-28')].map((date, at) => [date, 'Budget', 5 + at]);
    const file = workbook(
      sheet('Ateliers', [session, ...rows]),
      sheet('Ateliers (2)', [session, ...rows.slice(0, 2), [on('2025-02-04'), 'Énergie', 9]]),
    );
    expect([file.accepted.length, codes(file.suspicious)]).toEqual([6, ['sheet-overlaps']]);
  });

  it('sheets of months that look alike are no recaps: their rows have no date of their own', () => {
    const titles = ['Mesure demandée', 'Décision'];
    const file = workbook(
      sheet('Janvier 2025', [titles, ['AVDL', 'Accord'], ['AVDL', 'Refus']]),
      sheet('Février 2025', [titles, ['AVDL', 'Accord'], ['AVDL', 'Refus']]),
    );
    expect([file.measures['IND-23'], file.unread]).toEqual([{ '2025-01': 2, '2025-02': 2 }, []]);
  });
});

describe('values that add up', () => {
  const monthly = ['Sessions de formation', 1, 0, 2, 1, 0, 1];
  const rising = [3, 17, 29, 45, 59, 72];

  it.each([
    ['by its label', ['ACOR : ménages accompagnés (cumul)', 3, 7, 9, 9, 9, 9]],
    ['by its values', ['ACOR', ...rising]],
  ])('one line among others is asked %s, and the others are taken', (_how, line) => {
    const file = workbook(sheet('Relevé 2025', [['Indicateur', ...months], line, monthly]));
    expect(file.questions.map(({ field }) => field)).toEqual(['values']);
    expect(Object.keys(file.measures)).toEqual(['FOR-01']);
  });

  it('once it is said, that line alone is a difference from month to month', () => {
    const file = csv([['Relevé 2025'], ['Indicateur', ...months], ['ACOR', ...rising], monthly], { values: 'cumul' });
    expect(file.measures).toMatchObject({
      'ACO-01': { '2025-01': 3, '2025-02': 14, '2025-06': 13 },
      'FOR-01': { '2025-03': 2 },
    });
  });

  it('titles that say up to which day are those of sums', () => {
    const titles = ['Indicateur', 'au 31/01/2025', 'au 28/02/2025'];
    const file = csv([titles, ['ACOR', 3, 7], ['Sessions de formation', 1, 1]]);
    expect([file.questions.map(({ field }) => field), file.accepted]).toEqual([['values'], []]);
  });
});

describe('months as other returns write them', () => {
  const expected = { 'ACO-01': { '2025-01': 5, '2025-02': 6 }, 'FOR-01': { '2025-01': 1, '2025-02': 0 } };
  it.each<[string, Table]>([
    [
      'a figure a row',
      [
        ['Mois', 'Indicateur', 'Valeur'],
        ['01/2025', 'ACOR', 5],
        ['02/2025', 'ACOR', 6],
        ['01/2025', 'Sessions de formation', 1],
        ['02/2025', 'Sessions de formation', 0],
      ],
    ],
    [
      'a year and a month in two columns',
      [
        ['Année', 'Mois', 'ACOR', 'Sessions de formation'],
        [2025, 1, 5, 1],
        [2025, 2, 6, 0],
      ],
    ],
    [
      'last days',
      [
        ['Indicateur', '31/01/2025', '28/02/2025'],
        ['ACOR', 5, 6],
        ['Sessions de formation', 1, 0],
      ],
    ],
    [
      'instants',
      [
        ['Indicateur', '2024-12-31T23:00:00Z', '2025-01-31T23:00:00Z'],
        ['ACOR', 5, 6],
        ['Sessions de formation', 1, 0],
      ],
    ],
  ])('%s', (_name, table) => {
    expect(csv(table).measures).toEqual(expected);
  });

  it('a sheet of what was hoped for is named as unread, and a line of it is no figure', () => {
    const done: Table = [
      ['Indicateur', 'Janvier', 'Février'],
      ['ACOR', 5, 6],
      ['Sessions de formation', 1, 0],
      ['Professionnels formés : objectif', 10, 10],
    ];
    const file = workbook(sheet('Réalisé 2025', done), sheet('Prévisionnel 2025', done));
    expect(file.measures).toEqual(expected);
    expect([unread(file), codes(file.rejected)]).toEqual([[['Prévisionnel 2025', 'unread-planned']], ['unknown-line']]);
    expect(refusal(sheet('Prévisionnel 2025', done))).toMatch(/prévisions/);
  });
});

describe('refusals that name the cause', () => {
  const two = (...titles: string[]): Table => [titles, ['ACOR', 37, 32], ['Sessions de formation', 3, 2]];
  it.each<[string, RegExp, Table]>([
    ['quarters', /trimestre/, two('Indicateur', '1T25', '2T25')],
    ['years', /plusieurs mois/, two('Indicateur', '2024', '2025')],
    [
      'the last month of each quarter alone',
      /trimestre/,
      [['Relevé 2025'], ['Indicateur', 'Mars', 'Juin', 'Septembre'], ['ACOR', 9, 8, 7]],
    ],
    [
      'one person a row, under the session',
      /émargement/,
      [
        ['Date', 'Thème', 'Nom', 'Prénom', 'Présent'],
        [on('2025-03-14'), 'Budget', 'ZZYZXAN', 'Léa', 'oui'],
        [on('2025-03-14'), 'Budget', 'QWORTELL', 'Tom', 'non'],
      ],
    ],
    [
      'titles in the first column',
      /transposez/,
      [
        ['N° dossier', 'E1', 'E2'],
        ['Commandement de payer', on('2025-01-10'), on('2025-01-11')],
        ['Commune', 'Dijon', 'Talant'],
      ],
    ],
    [
      'numbers of nobody knows what, by month',
      /que des nombres/,
      [
        ['Mois', 'Captations', 'Parc géré'],
        ['Janvier 2025', 3, 40],
        ['Février 2025', 2, 42],
      ],
    ],
  ])('%s', (_name, cause, table) => {
    expect(refusal(sheet('Feuil1', table))).toMatch(cause);
  });
});

describe('two lines of titles, other titles further down', () => {
  it('the second line completes the first, and a merged title is no other table', () => {
    const table: Table = [
      ['N° dossier', 'Commandement de payer', '', 'Assignation', '', 'Commune'],
      ['', 'Date', 'Montant', 'Date', 'Huissier', ''],
      ['E1', on('2025-01-10'), 1200, on('2025-03-10'), 'Me X', 'Dijon'],
    ];
    const file = workbook(sheet('Exploc', table, { merges: ['B1:C1', 'D1:E1'] }));
    expect([file.measures, file.unread, file.rejected]).toEqual([
      { 'IND-09': { '2025-01': 1 }, 'IND-15': { '2025-03': 1 } },
      [],
      [],
    ]);
  });

  it('a table of other titles below is refused row by row, for that reason, and asks nothing', () => {
    const file = workbook(
      sheet('Parc', [
        captation,
        ['K1', 'Dijon', on('2025-01-10'), ''],
        [],
        ['Réf. logement', 'Date de sortie', 'Motif'],
        ['K1', on('2025-05-10'), 'vente'],
      ]),
    );
    expect([file.accepted.length, codes(file.rejected), file.questions]).toEqual([1, ['row-other-titles'], []]);
  });

  it('what a template says of its columns is no row and no place', () => {
    const file = csv([
      exploc,
      ['(n°)', 'jj/mm/aaaa', '(liste)', 'Privé / Public'],
      ['E1', '10/01/2025', 'Dijon', 'Privé'],
    ]);
    expect([file.accepted.length, codes(file.skipped), file.questions]).toEqual([1, ['row-example'], []]);
  });
});

describe('cells', () => {
  it('numbers that a spreadsheet made dates of are spoilt', () => {
    const numbers = ['janv-25', '05-mars', '12/01/2025', '12-2'];
    const file = csv([captation, ...numbers.map((number) => [number, 'Dijon', '14/03/2025', ''])]);
    expect([codes(file.rejected), file.accepted.map(({ key }) => key)]).toEqual([
      Array(3).fill('number-spoilt'),
      ['12-2'],
    ]);
  });

  it('a day without a year takes none from the rows below the titles', () => {
    const file = csv([
      ['N° dossier', 'Commandement de payer', 'Date du diagnostic'],
      ['1', '10/01/2025', '12/02'],
    ]);
    expect([codes(file.remarks), file.accepted[0]?.content.diagnosticDate]).toEqual([['date-partial'], null]);
  });

  it('a weekday before a date, an apostrophe before a cell', () => {
    const file = csv([session, ['Ven. 14/03/2025', 'Budget', "'6"], ["'21/03/2025", 'Énergie', '5 pers.']]);
    expect(file.measures['IND-17']).toEqual({ '2025-03': 11 });
  });

  it('a session that says that it was cancelled is taken, and deserves a look', () => {
    const file = csv([session, ['14/03/2025 (annulé)', 'Budget', ''], ['21/03/2025', 'Énergie', '5']]);
    expect([file.accepted.length, codes(file.suspicious)]).toEqual([2, ['cancelled']]);
  });

  it('the first words of a commune are asked about, though another bears that name', () => {
    const file = csv([exploc, ['1', '14/03/2025', 'Fontaine', 'Privé'], ['2', '14/03/2025', 'Beaune', 'Privé']]);
    expect(file.questions.map(({ column, proposed }) => [column, proposed])).toEqual([['Fontaine', '21278']]);
    expect(file.outOfTerritory).toHaveLength(1);
  });
});

describe('titles and sheets', () => {
  it('the questions of a form are titles', () => {
    const file = csv([
      ['Horodateur', 'Date de la séance', 'Quelle est la thématique ?', 'Combien de participants ?'],
      ['14/03/2025 18:02:11', '14/03/2025', 'Budget', '7'],
    ]);
    expect(file.measures['IND-17']).toEqual({ '2025-03': 7 });
  });

  it('titles that are numbered, or cut short', () => {
    const numbered = csv([exploc.map((title, at) => `${at + 1}. ${title}`), ['E1', '10/01/2025', 'Dijon', 'Privé']]);
    expect(numbered.droppedColumns).toEqual([]);
    const short = csv([
      ['Réf. Exploc', 'Date CDP', 'Commune bien', 'Type parc', 'Date assign.', 'Date jugt'],
      ['1', '10/01/2025', 'Dijon', 'privé', '11/03/2025', ''],
    ]);
    expect([short.droppedColumns, short.measures['IND-15']]).toEqual([[], { '2025-03': 1 }]);
  });

  it('sheets and sections named by the day of a meeting', () => {
    const titles = ['N°', 'Mesure demandée', 'Décision'];
    const file = workbook(
      sheet('CCA 12-03-25', [titles, [1, 'AVDL', 'Accord']]),
      sheet('09.04.25', [titles, [1, 'AVDL', 'Accord']]),
      sheet('Suite', [titles, ['Commission du 14/05/2025'], [1, 'AVDL', 'Accord']]),
    );
    expect(file.measures['IND-23']).toEqual({ '2025-03': 1, '2025-04': 1, '2025-05': 1 });
  });

  it('a hidden sheet that is read for want of another is said', () => {
    const pivot = sheet('TCD', [
      ['Étiquettes de lignes', 'Nombre de N° dossier'],
      ['Privé', 1],
    ]);
    const list = sheet('Données', [exploc, ['1', on('2025-01-10'), 'Dijon', 'Privé']], { hidden: true });
    const file = workbook(pivot, list);
    expect([codes(file.suspicious), unread(file)]).toEqual([['sheet-hidden'], [['TCD', 'layout-pivot']]]);
  });
});
