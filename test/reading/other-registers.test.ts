import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, type Table, toCsv, toXlsx } from '../fixtures/tables.ts';

/** Kinds that were met in one register, in the files of another. */

const on = (iso: string) => ({ iso });

function read(bytes: Uint8Array): ReadFile {
  const file = readPartnerFile(bytes, 'fichier', { today: '2026-06-15', communes, indicators });
  if (isRefusal(file)) throw new Error(file.message);
  return file;
}
const csv = (table: Table) => read(encode(toCsv(table), 'utf-8'));
const workbook = (name: string, table: Table) => read(toXlsx([{ name, table }]));

describe('what was hoped for, beside what was done', () => {
  it('under each indicator, months down', () => {
    const file = workbook('Relevé 2025', [
      ['', 'Formations : sessions', '', '', 'Formations : professionnels formés', ''],
      ['Mois', 'Prévu', 'Réalisé', 'Écart', 'Objectif', 'Réel'],
      ['janvier', 3, 2, -1, 20, 10],
      ['février', 3, 1, -2, 20, 11],
    ]);
    expect([file.measures['FOR-01'], file.measures['IND-16']]).toEqual([
      { '2025-01': 2, '2025-02': 1 },
      { '2025-01': 10, '2025-02': 11 },
    ]);
  });

  it('under each month, indicators down', () => {
    const file = workbook('Relevé 2025', [
      ['Indicateur', 'Janvier', '', 'Février', ''],
      ['', 'Réalisé', 'Prévu', 'Prévu', 'Réalisé'],
      ['Formations : sessions', 2, 3, 3, 1],
      ['Formations : professionnels formés', 10, 20, 20, 11],
    ]);
    expect([file.measures['FOR-01'], file.measures['IND-16']]).toEqual([
      { '2025-01': 2, '2025-02': 1 },
      { '2025-01': 10, '2025-02': 11 },
    ]);
  });
});

describe('sessions without a date', () => {
  it('under a recap that follows the list are no rows of it', () => {
    const file = workbook('Ateliers', [
      ['Date', 'Thème', 'Participants'],
      [on('2025-03-05'), 'Budget', 6],
      [on('2025-03-12'), 'Énergie', 5],
      [],
      ['Récapitulatif'],
      ['Thème', 'Nombre de séances', 'Participants'],
      ['Budget', 1, 6],
      ['Énergie', 1, 5],
    ]);
    expect([file.measures['IND-18'], file.rejected.map(({ row, code }) => [row, code])]).toEqual([
      { '2025-03': 2 },
      [
        [7, 'undated'],
        [8, 'undated'],
      ],
    ]);
  });

  it('take the month of the title over them, though the table has two columns', () => {
    const file = workbook('Ateliers', [
      ['Ateliers 2025'],
      ['Mars 2025'],
      ['Thème', 'Participants'],
      ['Budget', 6],
      ['Avril 2025'],
      ['Énergie', 5],
      ['Énergie', 4],
    ]);
    expect([file.measures['IND-18'], file.skipped.map(({ row }) => row)]).toEqual([
      { '2025-03': 1, '2025-04': 2 },
      [5],
    ]);
  });
});

describe('procedures', () => {
  it('subtotals written short are totals', () => {
    const file = csv([
      ['N° dossier', 'Commandement de payer', 'Commune', 'Montant de la dette'],
      ['E1', '03/03/2025', 'Dijon', '1200'],
      ['S/total Dijon', '', '', '1200'],
      ['E2', '04/03/2025', 'Talant', '800'],
      ['SS-TOTAL', '', '', '800'],
    ]);
    expect([file.rows, file.skipped.map(({ code }) => code)]).toEqual([2, ['row-total', 'row-total']]);
  });

  it('signs that nobody sees change no date and no amount', () => {
    const file = csv([
      ['N° dossier', 'Commandement de payer\u200b', 'Commune', 'Montant de la dette'],
      ['E1', '\u200e03/03/2025\u200e', '\u200bDijon', '1200\u200b'],
    ]);
    expect(file.accepted.map(({ content }) => content)).toMatchObject([
      { commandementDate: '2025-03-03', commune: '21231', debtCents: 120_000 },
    ]);
  });
});

describe('places of procedures', () => {
  it('a name of elsewhere under a postal code of the territory is a name cut short', () => {
    const file = csv([
      ['N° dossier', 'Commandement de payer', 'Commune'],
      ['E1', '03/03/2025', '21800 Chevigny'],
      ['E2', '03/03/2025', '39700 Chevigny'],
    ]);
    expect([
      [file.accepted.length, file.outOfTerritory.length],
      file.questions.map(({ proposed }) => proposed),
    ]).toEqual([[1, 1], ['21171']]);
  });
});
