import { describe, expect, it } from 'vitest';
import {
  besidePeriod,
  type PeriodChoice,
  periodOptions,
  shownPeriod,
} from '../../../client/lib/period/period-options.ts';
import { keepPeriod, periodFault, periodSearch } from '../../../client/lib/period/period-search.ts';

const months = Array.from({ length: 3 }, (_, rank) => `2025-0${rank + 1}`);
const choice: PeriodChoice = { years: [2023, 2024, 2025], year: 2025, months, through: '2025-03' };
const labels = (one: PeriodChoice) => periodOptions(one).map(({ label }) => label);

describe('the period in the address', () => {
  it('is read once: a year, and a month within it', () => {
    expect(periodSearch({ annee: 2025, mois: 9, organisation: 'X' })).toEqual({ annee: 2025, mois: 9 });
    expect(periodSearch({})).toEqual({});
    expect(periodSearch({ annee: '' })).toEqual({});
  });

  it.each([
    [{ mois: 99 }, 'month'],
    [{ annee: 2025, mois: 0 }, 'month'],
    [{ mois: 'mai' }, 'month'],
    [{ annee: 20_255 }, 'year'],
    [{ annee: 'hier' }, 'year'],
    [{ annee: 2025, mois: 12 }, null],
    [{}, null],
  ])('%o names no period: %s', (search, fault) => {
    expect(periodFault(periodSearch(search))).toBe(fault);
  });

  const follow = (search: object, wanted: object) =>
    keepPeriod({ search, next: () => wanted as never, meta: { explicit: wanted } } as never);

  it('goes along with a link that says nothing of it', () => {
    expect(follow({ annee: 2024, mois: 3, axe: 1 }, { onglet: 'x' })).toEqual({ annee: 2024, mois: 3, onglet: 'x' });
  });

  it('gives way to a link that says any part of it, to whoever takes it away, and to a fault', () => {
    expect(follow({ annee: 2024, mois: 3 }, { annee: 2023 })).toEqual({ annee: 2023 });
    expect(follow({ annee: 2024 }, { annee: undefined })).toEqual({ annee: undefined });
    expect(follow({ annee: 2024, mois: 99 }, {})).toEqual({});
  });
});

describe('the choice of a period', () => {
  it('offers years, and within the one shown each month that it may stop at, in the same words everywhere', () => {
    expect(labels(choice)).toEqual([
      'Année 2025',
      'Janvier à février 2025',
      'Janvier 2025',
      'Année 2024',
      'Année 2023',
    ]);
    expect(labels({ years: [2024, 2023], year: 2024 })).toEqual(['Année 2024', 'Année 2023']);
  });

  it('shows the whole year when the figures go as far as they are known', () => {
    expect(shownPeriod(choice)).toBe('2025');
    expect(shownPeriod({ ...choice, through: '2025-01' })).toBe('2025-01');
    expect(shownPeriod({ years: [], year: 2024 })).toBe('2024');
  });

  it('leads to the period before and after, of the same kind', () => {
    const options = periodOptions(choice);
    expect(besidePeriod(options, '2025').previous?.label).toBe('Année 2024');
    expect(besidePeriod(options, '2025').next).toBeUndefined();
    expect(besidePeriod(options, '2025-01').next?.label).toBe('Janvier à février 2025');
    expect(besidePeriod(options, '2025-02').next?.label).toBe('Année 2025');
  });

  it('may offer what is no year, and leaves it when a year is chosen', () => {
    const also = { label: 'Toutes les années', shown: true, search: { periode: 'toutes' } };
    const options = periodOptions({ ...choice, also });
    expect(options[0]?.label).toBe('Toutes les années');
    expect(options.at(-1)?.search).toEqual({ periode: undefined, annee: 2023, mois: undefined });
    expect(shownPeriod({ ...choice, also })).toBe(options[0]?.value);
    expect(besidePeriod(options, shownPeriod({ ...choice, also })).previous?.label).toBe('Année 2025');
  });
});
