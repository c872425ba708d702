import { describe, expect, it } from 'vitest';
import { demonstrationCells } from '../../prisma/demonstration/seed-demo-cells.ts';
import { demonstrationDwellings } from '../../prisma/demonstration/seed-demo-dwellings.ts';
import { demonstrationProcedures } from '../../prisma/demonstration/seed-demo-evictions.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Content, SourceName } from '../../shared/registers/register.ts';
import { measureRows } from '../fixtures/measure-rows.ts';

/** What the fictitious months of an organisation say and its fictitious rows do not: month, cell, rows. */
function differences(organisation: string, source: SourceName, rows: Content[], codes: string[]) {
  const measures = measureRows(
    source,
    rows.map((content) => ({ content })),
    '2025-11-14',
  );
  return demonstrationCells()
    .filter((cell) => cell.organisation === organisation && codes.includes(cell.code) && cell.quantity)
    .flatMap(({ code, month, quantity }) => {
      const found = measures[code]?.[month] ?? 0;
      const asked = quantity && 'value' in quantity ? quantity.value : quantity;
      return JSON.stringify(found) === JSON.stringify(asked) ? [] : [{ code, month, asked, found }];
    });
}

describe('the fictitious rows', () => {
  const procedures = demonstrationProcedures(demonstrationCells());
  const dwellings = demonstrationDwellings(demonstrationCells());

  it('of evictions say what the fictitious months of the DDETS say', () => {
    const codes = ['IND-08', 'IND-09', 'IND-10', 'IND-11', 'IND-13', 'IND-15'];
    expect(differences('DDETS', 'eviction-procedure', procedures, codes)).toEqual([]);
  });

  it('of dwellings say what the fictitious months of SOLIHA say', () => {
    expect(differences('SOLIHA', 'captured-dwelling', dwellings, ['IND-02', 'IND-03'])).toEqual([]);
  });

  it('raise no doubt that a file of the partner would raise', () => {
    for (const [source, rows] of [
      ['eviction-procedure', procedures],
      ['captured-dwelling', dwellings],
    ] as const)
      expect(rows.flatMap((row) => registerOf(source).doubts?.(row) ?? [])).toEqual([]);
  });
});
