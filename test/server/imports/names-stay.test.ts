import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsToSend } from '../../../server/imports/read-file.ts';
import { backup } from '../../../server/platform/backup/backup.ts';
import { bytesSource } from '../../../shared/reading/byte-source.ts';
import { isRefusal, openPartnerFile } from '../../../shared/reading/open-partner-file.ts';
import { droppedToSend, toldBy } from '../../../shared/reading/to-send.ts';
import { firstName, lastName } from '../../fixtures/invented.ts';
import { communes, encode, indicators, type SheetToWrite, type Table, toCsv, toXlsx } from '../../fixtures/tables.ts';
import { dump, type ImportWorld, importWorld } from './import-world.ts';
import { receiptsAddUp } from './receipts-suite.ts';

const person = (place: number) => `${lastName(place)} ${firstName(place)}`;
const csv = (table: Table) => encode(toCsv(table), 'utf-8');
const workbook = (...sheets: SheetToWrite[]) => toXlsx(sheets);

/** Names wherever partners write them: cells, titles, labels, remarks, sheets, the file itself. */
const files: [name: string, fileName: string, bytes: Uint8Array][] = [
  [
    'in cells of every kind',
    'cca.csv',
    csv([
      ['N°', 'Date de commission', 'Service demandeur', 'Mesure demandée', 'Décision', 'Commune'],
      ['1', `Mme ${person(0)} née le 02/03/1987`, 'CCAS', 'AVDL', 'Accord', 'Dijon'],
      ['2', '09/06/2025', `M. ${person(1)} 06 12 34 56 78`, 'AVDL', 'Accord', 'Dijon'],
      ['3', '09/06/2025', 'CCAS', 'AVDL', `Accord chez Mme ${person(2)}`, `chez ${person(3)}`],
      [person(4), '09/06/2025', person(5), person(6), 'Refus', 'Dijon'],
    ]),
  ],
  [
    'as the titles of columns',
    'presences.xlsx',
    workbook({
      name: 'Présences',
      table: [
        ['Date', 'Thème', person(0), person(1)],
        [{ iso: '2025-03-14' }, 'Énergie', 'X', 'X'],
      ],
    }),
  ],
  [
    'as labels of a return',
    'releve.xlsx',
    workbook({
      name: 'ACOR 2025',
      table: [
        ['', 'Janvier', 'Février'],
        ['ACOR : ménages accompagnés', 3, 3],
        [`${person(2)} 06 11 22 33 44`, 'x', 'x'],
        [person(3), 'x', ''],
      ],
    }),
  ],
  [
    'as the name of a sheet, a title and a note',
    'captation.xlsx',
    workbook(
      {
        name: person(4),
        table: [
          [`Suivi de ${person(5)}`],
          ['Réf. logement', 'Commune', 'Date de captation'],
          ['L1', 'Dijon', { iso: '2025-03-14' }],
          [`Revoir avec ${person(6)}`],
        ],
      },
      { name: `Notes ${person(7)}`, table: [[`Appeler ${person(0)}`]] },
    ),
  ],
  [
    'as the name of the file',
    `${lastName(1)}_${firstName(1)}_1987-03-02.csv`,
    csv([
      ['N°', 'Date de commission', 'Mesure demandée'],
      ['931', '12/05/2025', 'AVDL'],
    ]),
  ],
];

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const words = [...Array(8).keys()]
  .flatMap((place) => [lastName(place), firstName(place)])
  .concat('06 12 34 56 78', '06 11 22 33 44', '02/03/1987', '1987-03-02');

describe('names never leave the computer that reads a file', () => {
  let world: ImportWorld;
  beforeAll(async () => {
    world = await importWorld({ demonstration: false });
  });
  afterAll(() => world.close());

  it.each(files)('%s', async (_name, fileName, bytes) => {
    const opened = openPartnerFile(bytesSource(bytes), fileName, { today: '2025-11-14', communes, indicators });
    if (isRefusal(opened)) throw new Error(opened.message);
    const sent = [...rowsToSend(opened)];
    // A file number goes to the server as it is, to be hashed there: it is the one text that may be anything.
    const leaving = JSON.stringify([sent.map(({ key: _key, ...row }) => row), toldBy(opened), droppedToSend(opened)]);
    expect(words.filter((word) => fold(leaving).includes(fold(word)))).toEqual([]);
    await world.take({
      source: opened.source,
      fileName: 'fichier.csv',
      fileHash: createHash('sha256').update(bytes).digest('hex'),
      droppedColumns: droppedToSend(opened),
      rows: sent,
      told: () => toldBy(opened),
    });
  });

  it('are in no table, the journal and the mails that wait included; the rows themselves are there', async () => {
    const tables = await dump(world.pool);
    const text = fold(Object.values(tables).flat().join('\n'));
    expect(words.filter((word) => text.includes(fold(word)))).toEqual([]);
    const { rows } = await world.pool.query(
      `SELECT count(*)::int AS n FROM "RegisterRow" r JOIN "Import" i ON i.id = r."importId" WHERE i.kind = 'file'`,
    );
    expect(rows[0].n).toBeGreaterThanOrEqual(7);
  });

  it('are in no backup', async () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'sauvegarde-')), 'essai.sauvegarde');
    await backup(world.pool, file, new Date('2025-11-14T10:00:00Z'));
    const text = fold(gunzipSync(readFileSync(file)).toString());
    rmSync(path.dirname(file), { recursive: true });
    expect(text).toContain('registerrow');
    expect(words.filter((word) => text.includes(fold(word)))).toEqual([]);
  });

  receiptsAddUp(() => world, 20, 20_261_130);

  it('are in no title that someone mapped: its print is remembered, and understands the next file', async () => {
    const { imports } = world.as({ role: 'contributor', organisation: 'HH' });
    const title = `Groupe de ${person(0)}`;
    await imports.begin({
      ...{ organisationId: world.idOf('HH'), source: 'workshop', format: 'csv', fileHash: 'b'.repeat(64) },
      ...{ droppedColumns: [], mapping: { [title]: 'participants', 'Date de séance': 'date' } },
    });
    const { mappings, printKey } = await imports.help();
    const remembered = mappings.find(({ source }) => source === 'workshop')?.columns ?? {};
    expect(Object.keys(remembered).sort()).toEqual(['Date de séance', expect.stringMatching(/^titre-[0-9a-f]{16}$/)]);
    const bytes = csv([
      ['Date de séance', 'Thème', title],
      ['14/03/2025', 'Budget', '7'],
    ]);
    const reading = { today: '2025-11-14', communes, indicators, mapping: remembered };
    const opened = openPartnerFile(bytesSource(bytes), 'a.csv', { ...reading, printKey });
    if (isRefusal(opened)) throw new Error(opened.message);
    expect([...opened.rows()]).toMatchObject([{ content: { participants: 7 } }]);
    // Without the installation's key, no list of names finds the title again.
    const guessed = openPartnerFile(bytesSource(bytes), 'a.csv', { ...reading, printKey: 'another' });
    if (isRefusal(guessed)) throw new Error(guessed.message);
    expect([...guessed.rows()].map((row) => row.kind === 'row' && 'participants' in row.content)).toEqual([false]);
    expect(
      fold(
        Object.values(await dump(world.pool))
          .flat()
          .join('\n'),
      ),
    ).not.toContain(fold(title));
  });

  it('are not sent by a browser that would send them: what is not known is not kept', async () => {
    const { imports } = world.as({ role: 'contributor', organisation: 'HH' });
    const { id } = await imports.begin({
      ...{ organisationId: world.idOf('HH'), source: 'workshop', format: 'csv', fileHash: 'a'.repeat(64) },
      droppedColumns: ['Animateur', person(0), '2 colonnes non reconnues'],
    });
    expect((await imports.receipt({ id })).droppedColumns).toEqual(['Animateur', '2 colonnes non reconnues']);
  });
});
