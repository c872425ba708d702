import type { MonthSeries } from '../../../client/charts/prepare/month-series.ts';

/** Twelve months with every kind of month: values, a real zero, an estimate, a hidden one and three reasons for a gap. */
export const householdsMet: MonthSeries = {
  label: 'Ménages rencontrés',
  unit: 'households',
  nature: 'flow',
  points: [
    { month: '2025-09', state: 'value', value: 9 },
    { month: '2025-10', state: 'value', value: 12 },
    { month: '2025-11', state: 'value', value: 0 },
    { month: '2025-12', state: 'value', value: 7 },
    { month: '2026-01', state: 'value', value: 8 },
    { month: '2026-02', state: 'missing', value: null },
    { month: '2026-03', state: 'value', value: 21 },
    { month: '2026-04', state: 'estimated', value: 14 },
    { month: '2026-05', state: 'masked', value: 3 },
    { month: '2026-06', state: 'value', value: 17 },
    { month: '2026-07', state: 'unavailable', value: null },
    { month: '2026-08', state: 'not-applicable', value: null },
  ],
  expected: [10, 10, 10, 10, 12, 12, 12, 12, 12, 12, 12, 12],
  breaks: [{ month: '2026-01', label: 'périmètre élargi' }],
};
