import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes } from '../fixtures/tables.ts';

const folder = '../shared/samples';

function read(path: string): ReadFile {
  const result = readPartnerFile(readFileSync(`${folder}/${path}`), path.split('/').at(-1) ?? '', {
    today: '2025-06-15',
    communes,
  });
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

const files: [section: string, path: string, source: SourceName, accepted: number][] = [
  ['siao', 'siao/demandes-insertion-2023.csv', 'siao-request', 1178],
  ['cca', 'cca/suivi-cca-2022-2023.xlsx', 'cca-request', 174],
  ['captation', 'captation/soliha-captation-2023.xlsx', 'captured-dwelling', 43],
  ['ateliers', 'ateliers/ateliers-2022.xlsx', 'workshop', 87],
  ['expulsions', 'expulsions/exploc-2023.csv', 'eviction-procedure', 1154],
  ['releves', 'releves/releve-mensuel-2023.xlsx', 'monthly-return', 80],
  ['ops', 'ops/ops-2022-residences.csv', 'residence', 300],
];

// Skipped where the sample files are not laid beside the project.
describe.skipIf(!existsSync(`${folder}/expected.json`))('the sample files of the partners', () => {
  const expected = existsSync(`${folder}/expected.json`)
    ? JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8'))
    : {};

  it.each(files)('%s gives every month that is expected, and no other', (section, path, source, accepted) => {
    const file = read(path);
    expect(file.source).toBe(source);
    expect(file.accepted).toHaveLength(accepted);
    expect(file.measures).toEqual(expected[section].indicators ?? {});
  });

  it('siao: 1216 rows are 1178 accepted, 14 duplicates, 2 rejected and 22 of another territory', () => {
    const file = read('siao/demandes-insertion-2023.csv');
    const { rows_in_file, duplicates, rejected, out_of_territory, by_situation } = expected.siao;
    const repeated = file.understood.length - file.accepted.length - file.outOfTerritory.length;
    expect([file.rows, repeated, file.rejected.length, file.outOfTerritory.length]).toEqual([
      rows_in_file,
      duplicates,
      rejected,
      out_of_territory,
    ]);
    expect(file.rejected.map(({ row, column, value }) => [row, column, value])).toEqual([
      [1219, 'Date de la demande', '31/02/2023'],
      [1220, 'Nombre de personnes', 'trois'],
    ]);
    expect(file.droppedColumns).toEqual(['Nom', 'Prénom', 'Date de naissance']);
    const situations: Record<string, number> = {};
    for (const { content } of [...file.accepted, ...file.outOfTerritory]) {
      const situation = String(content.situation);
      situations[situation] = (situations[situation] ?? 0) + 1;
    }
    expect(situations).toEqual(by_situation);
  });

  it('expulsions: the stages, the debt and the households met are those expected', () => {
    const { accepted } = read('expulsions/exploc-2023.csv');
    const dated = (field: string) => accepted.filter(({ content }) => content[field]).length;
    const fields = [
      'commandementDate',
      'surveyDate',
      'assignationDate',
      'diagnosticDate',
      'judgementDate',
      'leaveOrderDate',
      'policeDate',
      'evictionDate',
    ];
    expect(fields.map(dated)).toEqual(Object.values(expected.expulsions.by_stage));
    const cents = accepted.reduce((sum, { content }) => sum + Number(content.debtCents), 0);
    expect(cents).toBe(Math.round(expected.expulsions.debt_total * 100));
  });

  it('ops: 300 residences hold 26 943 dwellings, 15 of them under eleven', () => {
    const { accepted } = read('ops/ops-2022-residences.csv');
    const dwellings = accepted.map(({ content }) => Number(content.dwellings));
    expect([
      dwellings.length,
      dwellings.reduce((a, b) => a + b),
      dwellings.filter((count) => count < 11).length,
    ]).toEqual([expected.ops.residences, expected.ops.dwellings, expected.ops.below_11]);
  });

  it('action logement: the five kinds add up to the 9 363 that the deliberation states, dated from the last month of the period', () => {
    const file = read('action-logement/bilan-2017-2019.csv');
    expect(file.measures['CTX-01']).toEqual({ '2019-12': expected.action_logement.total_stated });
    expect(file.accepted).toHaveLength(7);
    expect(file.accepted[0]?.content.amountCents).toBe(420_000_000);
  });
});
