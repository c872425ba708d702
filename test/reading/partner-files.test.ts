import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { fileOf, type GivenFile } from '../fixtures/given-file.ts';
import { partnerFiles } from '../fixtures/partner-files.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, indicators } from '../fixtures/tables.ts';

function read({ bytes, fileName }: GivenFile): ReadFile {
  const result = readPartnerFile(bytes(), fileName, { today: '2025-06-15', communes, indicators });
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

describe('the whole files of the partners', () => {
  it.each(partnerFiles)('$fileName gives every month that is expected, and no other', (given) => {
    const file = read(given);
    expect(file.source).toBe(given.source);
    const { accepted, repeated, rejected, outOfTerritory } = file;
    expect([accepted.length, repeated, rejected.length, outOfTerritory.length]).toEqual([
      given.accepted,
      given.duplicates,
      given.rejected,
      given.outOfTerritory,
    ]);
    expect(file.measures).toEqual(given.indicators);
  });

  it('the SIAO’s names what is out by its row, its column and its value, and what it drops', () => {
    const file = read(fileOf(partnerFiles, 'siao-request'));
    expect(file.rejected.map(({ row, column, value }) => [row, column, value])).toEqual([
      [173, 'Date de la demande', '31/02/2023'],
      [174, 'Nombre de personnes', 'trois'],
    ]);
    expect(file.droppedColumns).toEqual(['Nom', 'Prénom', 'Date de naissance']);
  });

  it('the evictions’ has its stages and its debt', () => {
    const { accepted } = read(fileOf(partnerFiles, 'eviction-procedure'));
    const dated = (field: string) => accepted.filter(({ content }) => content[field]).length;
    const fields = ['commandementDate', 'assignationDate', 'judgementDate', 'leaveOrderDate', 'policeDate'];
    expect([...fields, 'evictionDate'].map(dated)).toEqual([90, 54, 36, 27, 18, 9]);
    const cents = accepted.reduce((sum, { content }) => sum + Number(content.debtCents), 0);
    expect(cents).toBe(90 * 100_000 + 90 * 50 + (89 * 90 * 100) / 2);
  });

  it('Action Logement’s adds up to the 9 363 that the deliberation states', () => {
    const file = read(fileOf(partnerFiles, 'action-logement-aid'));
    expect(file.measures['CTX-01']).toEqual({ '2019-12': 9363 });
    expect(file.accepted[0]?.content.amountCents).toBe(420_000_000);
  });
});
