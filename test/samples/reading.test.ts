import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { compare, tallyOf } from '../domain/ledger/ledger-compare.ts';
import { fileOf } from '../fixtures/given-file.ts';
import { measureRows } from '../fixtures/measure-rows.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, indicators } from '../fixtures/tables.ts';
import { expected, samples } from './sample-files.ts';

function read(source: SourceName): ReadFile {
  const { bytes, fileName } = fileOf(samples, source);
  const result = readPartnerFile(bytes(), fileName, { today: '2025-06-15', communes, indicators });
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

describe('the sample files of the partners', () => {
  it.each(samples)('$fileName gives every month that is expected, and no other', (given) => {
    const file = read(given.source);
    expect(file.source).toBe(given.source);
    expect(file.accepted).toHaveLength(given.accepted);
    expect(file.measures).toEqual(given.indicators);
  });

  it('cca: as many decisions, and decisions followed by a measure, as its rows say', () => {
    const { accepted } = read('cca-request');
    // A receipt does not tell it: it is counted of the register.
    const measures = measureRows('cca-request', accepted, '2025-06-15');
    const decided = accepted.filter(({ content }) => content.decision && content.decision !== 'Ajournement');
    const followed = decided.filter(({ content }) => content.decision !== 'Refus' && content.decidedMeasure);
    const ratios = Object.values(measures['IND-25b'] ?? {}).filter((quantity) => typeof quantity === 'object');
    const sum = (part: 'numerator' | 'denominator') => ratios.reduce((total, ratio) => total + (ratio?.[part] ?? 0), 0);
    expect([sum('numerator'), sum('denominator')]).toEqual([followed.length, decided.length]);
    expect(followed.length).toBeGreaterThan(0);
  });

  it('siao: 1216 rows are 1178 accepted, 14 duplicates, 2 rejected and 22 of another territory', () => {
    const file = read('siao-request');
    const { rows_in_file, duplicates, rejected, out_of_territory, by_situation } = expected.siao;
    expect([file.rows, file.repeated, file.rejected.length, file.outOfTerritory.length]).toEqual([
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
    const { accepted } = read('eviction-procedure');
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
    const { accepted } = read('residence');
    const dwellings = accepted.map(({ content }) => Number(content.dwellings));
    expect([
      dwellings.length,
      dwellings.reduce((a, b) => a + b),
      dwellings.filter((count) => count < 11).length,
    ]).toEqual([expected.ops.residences, expected.ops.dwellings, expected.ops.below_11]);
  });

  it('action logement: the five kinds add up to the 9 363 that the deliberation states, dated from the last month of the period', () => {
    const file = read('action-logement-aid');
    expect(file.measures['CTX-01']).toEqual({ '2019-12': expected.action_logement.total_stated });
    expect(file.accepted).toHaveLength(7);
    expect(file.accepted[0]?.content.amountCents).toBe(420_000_000);
  });
});

describe('the ledger of the sample', () => {
  const contents = read('siao-request').accepted.map((row) => row.content);

  it('equals a recount day after day, in both units and both perimeters', () => {
    expect(contents.length).toBe(1178);
    compare(contents);
  });

  it('houses those that the indicators count, and loses nobody into a success', () => {
    const housed = tallyOf(contents).filter(({ dimension, flow }) => dimension === 'total' && flow === 'housed');
    const months = Object.fromEntries(housed.map(({ month, households }) => [month, households]));
    expect(months).toMatchObject({ '2023-07': 19, '2023-09': 22, '2023-10': 8, '2023-02': 1 });
  });
});
