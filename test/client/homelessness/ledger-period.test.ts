import { describe, expect, it } from 'vitest';
import { ledgerPeriods, ledgerUntil, monthShown } from '../../../client/homelessness/ledger-period.ts';

const months = ['2024-11', '2024-12', '2025-01', '2025-02'].map((month) => ({ month }));
const ledger = { months } as unknown as Parameters<typeof monthShown>[0];

describe('the period of the people without a home', () => {
  it.each([
    [{}, '2025-02'],
    [{ annee: 2025 }, '2025-02'],
    [{ annee: 2024 }, '2024-12'],
    [{ annee: 2025, mois: 1 }, '2025-01'],
    [{ annee: 2024, mois: 11 }, '2024-11'],
    [{ annee: 2023 }, null],
  ])('%o is said at the end of %s', (period, month) => {
    expect(monthShown(ledger, period)).toBe(month);
  });

  it('shows nothing of what came after', () => {
    expect(ledgerUntil(ledger, '2024-12').months.map(({ month }) => month)).toEqual(['2024-11', '2024-12']);
  });

  it('offers the years that are known, and the months of the one shown', () => {
    expect(ledgerPeriods(ledger, '2025-01')).toEqual({
      ...{ years: [2024, 2025], year: 2025, months: ['2025-01', '2025-02'], through: '2025-01' },
    });
  });
});
