import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, type Table, toCsv, toOds, toXlsx } from '../fixtures/tables.ts';

const today = '2025-06-15';
const header = [
  'N° de demande',
  'Date de la demande',
  'Nom',
  'Nombre de personnes',
  'Situation résidentielle',
  'Commune',
  'Date de clôture',
  'Motif de clôture',
  'Statut',
];
const rows: string[][] = [
  [
    'D-1',
    '03/02/2024',
    'UN',
    '1',
    "Hébergement d'urgence",
    'Chenôve',
    '17/04/2024',
    'Relogement parc social',
    'Clôturée',
  ],
  ['D-2', '14/02/2024', 'DEUX', '2', 'Rue - abri de fortune', 'Dijon', '', '', 'En cours'],
  [
    'D-3',
    '09/03/2024',
    'TROIS',
    '4',
    'Hébergé chez un tiers',
    'Fontaine-lès-Dijon',
    '30/04/2024',
    'Sans nouvelles',
    'Clôturée',
  ],
  [
    'D-4',
    '31/12/2023',
    'QUATRE',
    '3',
    'Hôtel',
    'Saint-Apollinaire',
    '01/08/2024',
    'Intermédiation locative',
    'Clôturée',
  ],
  ['D-5', '22/05/2024', 'CINQ', '1', 'Hôtel', 'Beaune', '', '', 'En cours'],
];

function read(bytes: Uint8Array, name = 'fichier'): ReadFile {
  const result = readPartnerFile(bytes, name, { today, communes, indicators });
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

/** What must not depend on the shape of the file. */
function substance(file: ReadFile) {
  const plain = (list: ReadFile['accepted']) =>
    list.map(({ key, content, month, commune }) => ({ key, content, month, commune }));
  return {
    source: file.source,
    rows: file.rows,
    rejected: file.rejected,
    accepted: plain(file.accepted),
    outside: plain(file.outOfTerritory),
    measures: file.measures,
  };
}

const plain = substance(read(encode(toCsv([header, ...rows]), 'utf-8')));
const changed = (change: (row: string[]) => string[]) => rows.map((row) => change([...row]));
const withColumn = (name: string, values: string[]) =>
  changed((row) => row).map((row, index) => row.with(header.indexOf(name), values[index] ?? ''));

describe('a file says the same whatever its shape', () => {
  it('the plain file: four requests of the métropole, one of elsewhere', () => {
    expect(plain.accepted).toHaveLength(4);
    expect(plain.outside).toHaveLength(1);
    expect(plain.measures).toEqual({
      'SIAO-01': { '2023-12': 1, '2024-02': 2, '2024-03': 1 },
      'SIAO-02': { '2024-04': 1, '2024-08': 1 },
      'SIAO-03': { '2024-04': 1 },
      'IND-28': { '2024-04': 1, '2024-08': 1 },
    });
  });

  const encodings = [
    'windows-1252',
    'utf-8',
    'utf-8 with BOM',
    'utf-16le',
    'utf-16be',
    'utf-16le without BOM',
    'utf-16be without BOM',
  ];
  it.each(encodings.flatMap((encoding) => [';', ',', '\t', '|'].map((delimiter) => [encoding, delimiter])))(
    'in %s cut by %j',
    (encoding = '', delimiter = '') => {
      expect(substance(read(encode(toCsv([header, ...rows], delimiter), encoding)))).toEqual(plain);
    },
  );

  it('with a line sep=; at its head, which is no row', () => {
    expect(substance(read(encode(`sep=;\r\n${toCsv([header, ...rows])}`, 'windows-1252')))).toEqual(plain);
  });

  it('under titles, with blank lines, sub-totals, a total, a note and the header printed twice', () => {
    const [a = [], b = [], c = [], d = [], e = []] = rows;
    const table = [
      ['Export SI-SIAO'],
      ['Extrait le 3 juin 2024'],
      [],
      header,
      a,
      b,
      ['Sous-total février', '', '', '3'],
      [],
      header,
      c,
      d,
      e,
      ['TOTAL', '', '', '11'],
      ['Source : SI-SIAO'],
    ];
    expect(substance(read(encode(toCsv(table), 'utf-8')))).toEqual(plain);
  });

  it('with its columns in reverse order and others that nobody expects', () => {
    const table = [[...header, 'Téléphone', 'Couleur'], ...rows.map((row) => [...row, '0600000000', 'bleu'])].map(
      (row) => row.toReversed(),
    );
    const file = read(encode(toCsv(table), 'utf-8'));
    expect({ ...substance(file), accepted: [] }).toEqual({ ...plain, accepted: [] });
    expect(file.accepted.map(({ content }) => content)).toEqual(plain.accepted.map(({ content }) => content));
    expect(file.droppedColumns.toSorted()).toEqual(['Couleur', 'Nom', 'Téléphone']);
  });

  it.each([
    [
      [
        'NUMÉRO DEMANDE',
        'DATE DEMANDE',
        'NOM',
        'NB PERSONNES',
        'SITUATION',
        'VILLE',
        'DATE CLOTURE',
        'MOTIF',
        'STATUT',
      ],
    ],
    [
      [
        'Référence',
        'Date de dépôt',
        'Nom de famille',
        'Nbre de pers.',
        'Situation de logement',
        'Commune de résidence',
        'Clôturée le',
        'Motif de fin',
        'État',
      ],
    ],
    [
      [
        'n° demande (SIAO)',
        'Demande du',
        'Demandeur',
        'Taille du ménage',
        "Situation d'hébergement",
        'Localité',
        'Date de fin',
        'Raison de la clôture',
        'Statut de la demande',
      ],
    ],
    [
      [
        'N°  de  demande',
        'Date  de la demnde',
        'Nom',
        'Nombre de personne',
        'Situation residentielle',
        'commune',
        'Date de cloture',
        'Motif de cloture',
        'statut',
      ],
    ],
  ])('with the titles %j', (titles) => {
    expect(substance(read(encode(toCsv([titles, ...rows]), 'utf-8')))).toEqual(plain);
  });

  it.each([
    [['3 févr. 2024', '14 février 2024', 'samedi 9 mars 2024', '31 DÉCEMBRE 2023', '22-mai-24']],
    [['2024-02-03', '2024-02-14T10:30:00', '2024-03-09 00:00:00', '2023-12-31', '2024/05/22']],
    [['03.02.2024', '14-02-2024', '9/3/24', '31/12/2023 23:59', '22 05 2024']],
    [['45325', '45336', '45360', '45291', '45434']],
    [['20240203', '20240214', '20240309', '20231231', '20240522']],
  ])('with the dates written %j', (dates) => {
    expect(substance(read(encode(toCsv([header, ...withColumn('Date de la demande', dates)]), 'utf-8')))).toEqual(
      plain,
    );
  });

  it.each([
    [['CHENOVE', 'DIJON', 'FONTAINE LES DIJON', 'ST APOLLINAIRE', 'BEAUNE']],
    [['21300 Chenôve', 'Dijon (21000)', 'Fontaine les Dijon', 'St-Apollinaire', '21200 Beaune']],
    [['Commune de Chenôve', 'Ville de Dijon', 'fontaine-lez-dijon', 'Saint Apollinaire', 'Commune de Beaune']],
    [['21166', '21231', '21278', '21540', 'Beaune']],
    [['chenove', 'Dijon Cedex', 'FONTAINE-LÈS-DIJON', 'St. Apollinaire', 'Beaune (21)']],
  ])('with the communes written %j', (names) => {
    expect(substance(read(encode(toCsv([header, ...withColumn('Commune', names)]), 'utf-8')))).toEqual(plain);
  });

  it('as a workbook whose dates are real dates, in the 1900 calendar and in the 1904 one', () => {
    const serials = [45325, 45336, 45360, 45291, 45434];
    const closings = [45399, null, 45412, 45505, null];
    const table = (shift: number): Table => [
      header,
      ...rows.map((row, index) => {
        const closing = closings[index];
        return row.map((cell, at) =>
          at === 1
            ? { serial: (serials[index] ?? 0) - shift }
            : at === 3
              ? Number(cell)
              : at === 6
                ? closing
                  ? { serial: closing - shift }
                  : null
                : cell,
        );
      }),
    ];
    expect(substance(read(toXlsx([{ name: 'Export', table: table(0), hiddenColumns: true }])))).toEqual(plain);
    expect(substance(read(toXlsx([{ name: 'Export', table: table(1462) }], { date1904: true })))).toEqual(plain);
  });

  it('as an OpenDocument workbook, beside a notice', () => {
    const table: Table = [
      ['Demandes'],
      [],
      header,
      ...rows.map((row) => row.map((cell, at) => (at === 1 ? { iso: cell.split('/').toReversed().join('-') } : cell))),
    ];
    const file = toOds([
      { name: 'Notice', table: [['Mode d’emploi'], ['Une ligne par demande']] },
      { name: 'Données', table },
    ]);
    expect(substance(read(file))).toEqual(plain);
  });

  it('with a title merged over the table and a header on two lines', () => {
    const top = ['N° de demande', 'Dates', null, 'Ménage', null, 'Commune', 'Clôture', null, 'Statut'];
    const bottom = [
      null,
      'Demande',
      'Nom',
      'Nombre de personnes',
      'Situation résidentielle',
      null,
      'Date de clôture',
      'Motif de clôture',
      null,
    ];
    const merges = ['A1:I1', 'A2:A3', 'B2:C2', 'D2:E2', 'F2:F3', 'G2:H2', 'I2:I3'];
    const file = toXlsx([{ name: 'Export', table: [['Demandes du SIAO'], top, bottom, ...rows], merges }]);
    expect(substance(read(file)).measures['SIAO-01']).toEqual(plain.measures['SIAO-01']);
    expect(substance(read(file)).accepted.map(({ key }) => key)).toEqual(['D-1', 'D-2', 'D-3', 'D-4']);
  });

  it('cut in two sheets, while a hidden sheet keeps an old copy', () => {
    const file = toXlsx([
      { name: 'Février', table: [header, ...rows.slice(0, 2)] },
      { name: 'Mars', table: [header, ...rows.slice(2)] },
      { name: 'Ancien', table: [header, ['D-9', '01/01/2020', '', '', '', 'Dijon']], hidden: true },
    ]);
    expect(substance(read(file))).toEqual(plain);
  });
});

describe('rows of one file', () => {
  it('the same row twice has the same number and content; a change has the same number, and the later row stands', () => {
    const later = (rows[1] ?? []).with(8, 'Admise');
    const file = read(encode(toCsv([header, ...rows, rows[0] ?? [], later]), 'utf-8'));
    const rowsOf = (wanted: string) => file.understood.filter(({ key }) => key === wanted);
    expect(rowsOf('D-1').map(({ row }) => row)).toEqual([2, 7]);
    expect(new Set(rowsOf('D-1').map(({ content }) => JSON.stringify(content))).size).toBe(1);
    expect(rowsOf('D-2').map(({ row }) => row)).toEqual([3, 8]);
    expect(new Set(rowsOf('D-2').map(({ content }) => content.status)).size).toBe(2);
    expect(file.accepted.find(({ key }) => key === 'D-2')?.content.status).toBe('Admise');
    expect(file.measures['SIAO-01']).toEqual(plain.measures['SIAO-01']);
  });

  it('a needed cell that is bad keeps its row out, another is set aside, each with a sentence and nothing else of the row', () => {
    const bad = [
      ['D-6', '31/02/2024', 'SECRET', '1', 'Hôtel', 'Dijon', '', '', ''],
      ['D-7', '01/02/2024', 'SECRET', 'trois', 'Hôtel', 'Dijon', '', '', ''],
      ['', '01/02/2024', 'SECRET', '1', 'Hôtel', 'Dijon', '', '', ''],
      ['D-8', '01/02/2034', 'SECRET', '1', 'Hôtel', 'Dijon', '', '', ''],
      ['D-9', '01/02/2024', 'SECRET', '1', 'Hôtel', 'Chenauve', '', '', ''],
    ];
    const file = read(encode(toCsv([header, ...rows, ...bad]), 'utf-8'));
    expect(file.rows).toBe(10);
    expect(file.accepted).toHaveLength(5);
    expect(file.rejected.map(({ row, column, value }) => [row, column, value])).toEqual([
      [7, 'Date de la demande', '31/02/2024'],
      [8, 'Nombre de personnes', 'trois'],
      [9, 'N° de demande', ''],
      [10, 'Date de la demande', '01/02/2034'],
    ]);
    expect(file.remarks.map(({ row, column, value }) => [row, column, value])).toEqual([[11, 'Commune', 'Chenauve']]);
    expect(file.remarks[0]?.reason).toContain('Chenôve');
    expect(JSON.stringify(file)).not.toContain('SECRET');
  });

  it('no name and no unexpected column survives anywhere in the result', () => {
    const file = read(encode(toCsv([[...header, 'Remarques'], ...rows.map((row) => [...row, 'CONFIDENCE'])]), 'utf-8'));
    expect(JSON.stringify(file)).not.toMatch(/UN"|DEUX|CINQ|CONFIDENCE/);
    expect(file.droppedColumns).toEqual(['Nom', 'Remarques']);
  });

  it('a quotation mark inside a cell does not swallow the rows below', () => {
    const text = toCsv([header, ...rows])
      .replace('Rue - abri de fortune', 'Rue "Monge" le soir')
      .replace('Hôtel', '"Hôtel');
    expect(read(encode(text, 'utf-8')).rows).toBe(5);
  });
});
