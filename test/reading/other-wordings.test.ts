import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, type SheetToWrite, type Table, toCsv, toXlsx } from '../fixtures/tables.ts';

/** The kinds of awkward files, in the words and the sources of other partners. */

const options = { today: '2026-06-15', communes, indicators };
const on = (iso: string) => ({ iso });

function read(bytes: Uint8Array): ReadFile {
  const file = readPartnerFile(bytes, 'fichier', options);
  if (isRefusal(file)) throw new Error(file.message);
  return file;
}
const csv = (table: Table) => read(encode(toCsv(table), 'utf-8'));
const workbook = (...sheets: SheetToWrite[]) => read(toXlsx(sheets));
const sheet = (table: Table, name = 'Feuil1') => ({ name, table });
function refusal(...sheets: SheetToWrite[]): string {
  const file = readPartnerFile(toXlsx(sheets), 'fichier.xlsx', options);
  return isRefusal(file) ? file.message : 'lu';
}
const codes = (rows: { code: string }[]) => rows.map(({ code }) => code);

const exploc = ['N° dossier', 'Commandement de payer', 'Commune', 'Parc'];
const cca = ['N°', 'Date de commission', 'Date de la demande', 'Mesure demandée', 'Décision'];
const session = ['Date', 'Thème', 'Participants'];
const twoLines = (...titles: string[]): Table => [titles, ['ACOR', 37, 32], ['Sessions de formation', 3, 2]];

describe('values of several months', () => {
  it.each([
    ['Jan/Fév/Mars', 'Avr/Mai/Juin'],
    ['Trimestre I', 'Trimestre II'],
    ['janv-mars', 'avril-juin'],
    ['Q1', 'Q2'],
    ['1er semestre 2025', '2nd semestre 2025'],
  ])('%s, %s are refused as quarters', (one, other) => {
    expect(refusal(sheet([['Relevé 2025'], ...twoLines('Indicateur', one, other)]))).toMatch(/trimestre/);
  });

  it('a sheet a quarter is none a month', () => {
    const quarter = (name: string) =>
      sheet(
        [
          ['Indicateur', 'Valeur'],
          ['ACOR', 37],
          ['Sessions de formation', 3],
        ],
        name,
      );
    expect(refusal(quarter('T1 2025'), quarter('T2 2025'))).toMatch(/trimestre/);
  });

  it.each(['Chiffres depuis début d’année', 'Relevé 2025, valeurs progressives'])('« %s » is asked', (title) => {
    const file = workbook(sheet([[title], ...twoLines('Indicateur', 'Janvier 2025', 'Février 2025')]));
    expect([file.questions.map(({ field }) => field), file.accepted]).toEqual([['values'], []]);
  });

  it('a column « Cumul » beside the months is their total, and nothing is asked', () => {
    const file = workbook(
      sheet([
        ['Relevé 2025'],
        ['Indicateur', 'Janvier', 'Février', 'Cumul'],
        ['ACOR', 5, 4, 9],
        ['Sessions de formation', 1, 0, 1],
      ]),
    );
    expect([file.questions, file.measures['ACO-01']]).toEqual([[], { '2025-01': 5, '2025-02': 4 }]);
  });

  it('a rate is no count: by its title, or by a value under one among many places', () => {
    const places = (label: string, value: number): Table => [
      ['Relevé 2025'],
      ['Indicateur', 'Janvier', 'Février'],
      ['Places disponibles', 120, 120],
      [label, value, value],
    ];
    expect(codes(workbook(sheet(places('Lieu de répit : taux d’occupation', 83))).rejected)).toEqual(['unknown-line']);
    expect(codes(workbook(sheet(places('Places occupées', 0.83))).rejected)).toEqual([
      'number-percent',
      'number-percent',
    ]);
  });
});

describe('two years, two tables, two lines of titles', () => {
  const [acor, sessions] = [
    ['ACOR', 5, 4, 6, 3],
    ['Sessions de formation', 1, 2, 3, 4],
  ];
  const first = { 'ACO-01': { '2025-01': 5, '2025-02': 6 }, 'FOR-01': { '2025-01': 1, '2025-02': 3 } };

  it.each([
    ['N', 'N-1'],
    ['réalisé', 'objectif'],
  ])('%s counts, %s does not', (counts, other) => {
    const titles = ['Janvier', 'Février'].flatMap((month) => [`${month} ${counts}`, `${month} ${other}`]);
    const file = workbook(sheet([['Tableau de bord 2025'], ['Indicateur', ...titles], acor ?? [], sessions ?? []]));
    expect(file.measures).toEqual(first);
    expect(file.droppedColumns).toEqual([`Janvier ${other}`, `Février ${other}`]);
  });

  it('years under the months are their own', () => {
    const file = workbook(
      sheet([
        ['', 'Janvier', '', 'Février', ''],
        ['Indicateur', '2025', '2024', '2025', '2024'],
        acor ?? [],
        sessions ?? [],
      ]),
    );
    expect(file.measures['ACO-01']).toEqual({ '2025-01': 5, '2024-01': 4, '2025-02': 6, '2024-02': 3 });
  });

  it('one indicator, its months down and its years across', () => {
    const file = workbook(
      sheet([['ACOR : ménages accompagnés'], ['Mois', 2024, 2025], ['Janvier', 5, 6], ['Février', 7, 8]]),
    );
    expect(file.measures['ACO-01']).toEqual({ '2024-01': 5, '2025-01': 6, '2024-02': 7, '2025-02': 8 });
  });

  it('a second table of the same return has its own months', () => {
    const file = workbook(
      sheet([
        ['Relevé 2025'],
        ...twoLines('Indicateur', 'Janvier', 'Février'),
        [],
        ...twoLines('Indicateur', 'Juillet', 'Août'),
      ]),
    );
    expect(file.measures['ACO-01']).toEqual({ '2025-01': 37, '2025-02': 32, '2025-07': 37, '2025-08': 32 });
    expect(file.rejected).toEqual([]);
  });

  it('indicators over months are read as months over indicators', () => {
    const table = [
      ['Formations 2025'],
      ['', 'Sessions de formation', '', 'Professionnels formés', ''],
      ['Structure', 'Janvier', 'Février', 'Janvier', 'Février'],
      ['ADEFO', 1, 2, 8, 15],
    ];
    expect(workbook(sheet(table)).measures).toEqual({
      'FOR-01': { '2025-01': 1, '2025-02': 2 },
      'IND-16': { '2025-01': 8, '2025-02': 15 },
    });
    expect(refusal(sheet([...table, ['HH', 1, 1, 4, 4]]))).toMatch(/deux lignes/);
  });

  it('a table beside another, or above one of another register, is named as unread with its rows', () => {
    const beside = workbook(
      sheet([
        [...session, '', ...session],
        [on('2025-01-10'), 'Budget', 5, '', on('2025-02-10'), 'Énergie', 6],
      ]),
    );
    expect(beside.unread).toMatchObject([{ code: 'unread-table', rows: 1 }]);
    const above = workbook(
      sheet([cca, [1, on('2025-01-10'), '', 'AVDL', 'Accord'], [], session, [on('2025-02-02'), 'Budget', 6]]),
    );
    expect(above.unread).toMatchObject([{ code: 'unread-table', rows: 1 }]);
  });
});

describe('sheets and layouts', () => {
  it('a list to sign is an attendance sheet', () => {
    const table = [
      ['Atelier du 14/03/2025'],
      ['Nom', 'Prénom', 'Signature'],
      ['ZZYZXAN', 'Léa', 'signé'],
      ['QWORTELL', 'Tom', ''],
    ];
    expect(refusal(sheet(table))).toMatch(/présence/);
  });

  it('crosses under names say how many came; the names stay in the file', () => {
    const file = workbook(
      sheet([
        ['Date', 'Thème', 'ZZYZXAN Paule', 'QWORTELL Yanis'],
        [on('2025-03-14'), 'Énergie', 'X', 'abs'],
        [on('2025-03-21'), 'Budget', 'oui', '✓'],
      ]),
    );
    expect(file.measures['IND-17']).toEqual({ '2025-03': 3 });
    expect(codes(file.suspicious)).toEqual(['counted-crosses', 'counted-crosses']);
    expect(JSON.stringify([file.accepted, file.suspicious])).not.toMatch(/ZZYZXAN|QWORTELL/);
  });

  it.each([
    [
      [
        ['Nombre - N° de demande', 'Données'],
        ['Situation', 'A', 'B', 'Total Résultat'],
        ['Rue', 3, 4, 7],
        ['Total Résultat', 3, 4, 7],
      ],
    ],
    [
      [
        ['Logements par commune'],
        ['Commune', 'Privé', 'Public', 'Total'],
        ['Dijon', 3, 4, 7],
        ['Talant', 1, 0, 1],
        ['Total', 4, 4, 8],
      ],
    ],
  ])('totals of the two ways are a crossed table', (table) => {
    expect(refusal(sheet(table))).toMatch(/croisé/);
  });

  it('totals of one way are a crossed table too', () => {
    const table = [
      ['Thème', 'Nombre de séances', 'Présents en tout'],
      ['Budget', 5, 30],
      ['Énergie', 4, 28],
      ['Total', 9, 58],
    ];
    expect(refusal(sheet(table))).toMatch(/croisé/);
  });

  it('months of sheets as partners write them', () => {
    const names = ['CCA fev 2025', 'sept-25', '202506', 'M7 2025'];
    const sheets = names.map((name) =>
      sheet(
        [
          ['N°', 'Mesure demandée', 'Décision'],
          [1, 'AVDL', 'Accord'],
        ],
        name,
      ),
    );
    expect(Object.keys(workbook(...sheets).measures['IND-23'] ?? {}).sort()).toEqual([
      '2025-02',
      '2025-06',
      '2025-07',
      '2025-09',
    ]);
  });

  it('a title with a small word is not another one', () => {
    const file = csv([
      ['Atelier du', 'Thème abordé', 'Nb de présents'],
      ['14/03/2025', 'Budget', '5'],
    ]);
    expect(file.measures['IND-17']).toEqual({ '2025-03': 5 });
  });

  it('a text of an old Mac keeps its accents', () => {
    const text = 'Réf. logement;Date de captation;Commune\rK1;14/03/2025;Chenôve\r';
    const mac: Record<string, number> = { é: 0x8e, ô: 0x99 };
    const file = read(Uint8Array.from(text, (letter) => mac[letter] ?? letter.charCodeAt(0)));
    expect(file.accepted.map(({ commune }) => commune)).toEqual(['21166']);
  });
});

describe('what the workbook hides or lacks', () => {
  it('a hidden row is taken, and said', () => {
    const table = [session, [on('2025-03-14'), 'Budget', 5], [on('2025-03-21'), 'Budget', 6]];
    const file = workbook({ ...sheet(table), hiddenRows: [3] });
    expect(file.accepted).toHaveLength(2);
    expect(file.suspicious).toMatchObject([{ row: 3, code: 'row-hidden' }]);
  });

  it('a sheet whose part is not there is named as unread', () => {
    const sheets = ['Janvier', 'Février'].map((name, at) =>
      sheet([session, [on(`2025-0${at + 1}-14`), 'Budget', 5]], name),
    );
    const parts = unzipSync(toXlsx(sheets));
    delete parts['xl/worksheets/sheet2.xml'];
    const file = read(zipSync(parts));
    expect(file.accepted).toHaveLength(1);
    expect(file.unread).toMatchObject([{ sheet: 'Février', position: 2, rows: 0, code: 'unread-missing' }]);
  });
});

describe('rows and cells', () => {
  it('an example is one wherever it says so, and a total over the numbers is a total', () => {
    const file = csv([
      ['Structure désignée', 'N°', 'Date de commission', 'Mesure demandée'],
      ['Exemple', '1', '01/01/2025', 'AVDL'],
      ['ADEFO', '7', '11/03/2025', 'exemple'],
      ['Somme d’idées', '8', '11/03/2025', 'AVDL'],
      ['Total', '1', '', ''],
    ]);
    expect([file.accepted.length, codes(file.skipped)]).toEqual([1, ['row-example', 'row-example', 'row-total']]);
  });

  it('a place whose name opens like a total is a place', () => {
    const file = csv([
      ['Résidence', 'Bailleur', 'Nombre de logements', 'Commune'],
      ['Somme 12', 'CDC', '20', 'Dijon'],
      ['Le Parc', 'CDC', '30', 'Dijon'],
      ['TOTAL', '', '50', ''],
    ]);
    expect([file.accepted.length, codes(file.skipped)]).toEqual([2, ['row-total']]);
  });

  it('a mark after a date casts no doubt on its order', () => {
    const file = csv([exploc, ['1', '12/03/2025 ?', 'Dijon', 'Privé'], ['2', '05/03/2025*', 'Dijon', 'Privé']]);
    expect(file.measures['IND-09']).toEqual({ '2025-03': 2 });
    expect(codes(file.suspicious)).toEqual(['date-marked', 'date-marked']);
  });

  it('two dates in one cell say nothing of the order of the others', () => {
    const dates = ['10/07/2025 / 11/07/2025', '05/07/2025', '06/07/2025'];
    const file = csv([
      ['N° dossier', 'Commandement de payer', 'Assignation'],
      ...dates.map((date, at) => [`${at}`, '14/03/2025', date]),
    ]);
    expect([file.questions, codes(file.remarks)]).toEqual([[], ['date-several']]);
  });

  it('one real date that no day passes the twelfth among texts that all do is asked', () => {
    const dates = [on('2025-04-03'), '25/03/2025', '18/03/2025'];
    const file = workbook(sheet([session, ...dates.map((date) => [date, 'Budget', 5])]));
    expect(file.questions.map(({ proposed }) => proposed)).toEqual(['inverser']);
  });

  it('an optional cell that can only be asked keeps no row out', () => {
    const file = csv([
      ['N° dossier', 'Commandement de payer', 'Assignation'],
      ['1', '14/03/2025', '04/25/2025'],
      ['2', '15/03/2025', '16/04/2025'],
    ]);
    expect([file.accepted.length, codes(file.remarks)]).toEqual([2, ['date-swapped']]);
    expect(file.measures['IND-15']).toEqual({ '2025-04': 1 });
  });

  it('a surface has its unit', () => {
    const file = csv([
      ['Réf. logement', 'Surface', 'Date de captation'],
      ['1', '45,5 m²', '14/03/2025'],
    ]);
    expect(file.accepted[0]?.content.surface).toBe(45.5);
  });
});

describe('places that nobody knows', () => {
  const table = [
    exploc,
    ...['Djion', 'Grésilles', 'SDF', 'Beaune', 'Dijon'].map((place, at) => [String(at), '14/03/2025', place, 'Privé']),
  ];
  const readWith = (answers: Record<string, string>) => {
    const file = readPartnerFile(encode(toCsv(table), 'utf-8'), 'fichier', { ...options, answers });
    if (isRefusal(file)) throw new Error(file.message);
    return file;
  };

  it('are asked once each, what nobody can know apart; their rows are kept meanwhile', () => {
    const file = readWith({});
    expect(file.questions.map(({ column, proposed }) => [column, proposed])).toEqual([
      ['Djion', '21231'],
      ['Grésilles', 'inconnue'],
    ]);
    expect([file.accepted.length, file.outOfTerritory.length, codes(file.remarks)]).toEqual([
      4,
      1,
      ['commune-typo', 'commune-unknown', 'commune-unknown'],
    ]);
  });

  it('are what someone said, by the place or by its print, which is what is remembered', () => {
    const [first, second] = readWith({}).questions;
    expect(first?.field).toMatch(/^lieu-[0-9a-f]{1,16}$/);
    const file = readWith({ [first?.field ?? '']: '21166', Grésilles: 'hors-territoire' });
    expect(file.accepted.map(({ commune }) => commune)).toEqual(['21166', undefined, '21231']);
    expect([file.outOfTerritory.length, codes(file.remarks)]).toEqual([2, ['commune-unknown']]);
    expect(readWith({ [second?.field ?? '']: 'inconnue' }).remarks).toHaveLength(2);
  });

  it('that may be somebody are not asked', () => {
    const file = csv([
      exploc,
      ['1', '14/03/2025', 'chez Mme ZZYZXAN', 'Privé'],
      ['2', '14/03/2025', 'ZZYZXAN Paule', 'Privé'],
    ]);
    expect(file.questions).toEqual([]);
  });
});
