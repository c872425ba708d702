import { describe, expect, it } from 'vitest';
import { labelledLines, type OwnNames } from '../../../client/monthly-entry/grid/labelled-block.ts';
import { monthsBetween } from '../../../shared/domain/month.ts';
import { entryRow } from '../../fixtures/entry-rows.ts';

/** The table of an association's own workbook, as one copies it without thinking. */
const months = monthsBetween('2024-10', '2025-10');
const rows = [
  entryRow(1, months, { label: 'Personnes ayant suivi un atelier', code: 'ATE-01' }),
  entryRow(2, months, { label: 'Ateliers tenus', code: 'ATE-02' }),
];

function read(table: string, ownNames?: OwnNames) {
  const block = table.split('\n').map((line) => line.split('|').map((text) => text.trim()));
  return labelledLines(block, '2025-10', { rows, months, ownNames })?.map(({ row, label, figures }) => [
    row?.code ?? `? ${label}`,
    ...figures.map(({ month, text }) => `${month} ${text}`),
  ]);
}

describe('a table copied with its labels', () => {
  it('is read under its months, whatever stands above them', () => {
    const table =
      'Suivi des ateliers 2025||\n||\nIndicateur|sept.|oct.\nPersonnes ayant suivi un atelier|12 pers.|env. 14\nAteliers tenus|3|½';
    expect(read(table)).toEqual([
      ['ATE-01', '2025-09 12 pers.', '2025-10 env. 14'],
      ['ATE-02', '2025-09 3', '2025-10 ½'],
    ]);
  });

  it('may have a number or an action before the label, and a unit after it', () => {
    expect(read('1|Personnes ayant suivi un atelier|personnes|12\n2|Ateliers tenus|ateliers|3')).toEqual([
      ['ATE-01', '2025-10 12'],
      ['ATE-02', '2025-10 3'],
    ]);
    expect(read('|Libellé|Unité|oct. 2025\n19|Ateliers tenus|ateliers|3')).toEqual([['ATE-02', '2025-10 3']]);
  });

  it('may have its months down: it is turned', () => {
    expect(read('Mois|Personnes ayant suivi un atelier|Ateliers tenus\nsept. 2025|12|3\noct. 2025|14|4')).toEqual([
      ['ATE-01', '2025-09 12', '2025-10 14'],
      ['ATE-02', '2025-09 3', '2025-10 4'],
    ]);
  });

  it('leaves out totals and empty lines, keeps a line that it does not know to be asked, and takes a name that was said once', () => {
    const table = 'Ateliers tenus|3\n|\nPers. en atelier|12\nTotal|15';
    expect(read(table)).toEqual([
      ['ATE-02', '2025-10 3'],
      ['? Pers. en atelier', '2025-10 12'],
    ]);
    expect(
      read(table, { 'per atelier': 'ATE-01', 'personne atelier': 'ATE-01', 'pers atelier': 'ATE-01' })?.[1],
    ).toEqual(['ATE-01', '2025-10 12']);
  });

  it('is no table of labels when its first column is figures', () => {
    expect(read('12|13\n3|4')).toBeUndefined();
    expect(read('Repas servis|3')).toBeUndefined();
  });
});
