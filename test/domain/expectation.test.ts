import { describe, expect, it } from 'vitest';
import {
  type AnswerableCell,
  cancelled,
  completeness,
  endsPeriod,
  expectedCells,
  firstAsked,
  isAssigned,
  isAssignedDuring,
  isExpected,
  lacksAnswer,
  withSpan,
} from '../../shared/domain/expectation.ts';
import { type CellState, cellStates } from '../../shared/domain/indicator.ts';
import { monthsOfYear } from '../../shared/domain/month.ts';

const year = monthsOfYear(2025);
const always = { spans: [{ fromMonth: '2023-01', toMonth: null }] };
const spring = { spans: [{ fromMonth: '2025-03', toMonth: '2025-06' }] };

describe('what an organisation is asked for', () => {
  it('begins with the first month of the assignment and ends with its last, both included', () => {
    expect(year.filter((month) => isAssigned(spring, month))).toEqual(['2025-03', '2025-04', '2025-05', '2025-06']);
    expect(isAssigned(always, '2022-12')).toBe(false);
    expect(isAssigned(always, '2040-01')).toBe(true);
  });

  it('may stop in June and begin again in the following March', () => {
    const back = {
      spans: [
        { fromMonth: '2024-01', toMonth: '2025-06' },
        { fromMonth: '2026-03', toMonth: null },
      ],
    };
    const months = ['2025-06', '2025-07', '2026-02', '2026-03', '2030-01'];
    expect(months.filter((month) => isAssigned(back, month))).toEqual(['2025-06', '2026-03', '2030-01']);
    expect(isAssignedDuring(back, { from: '2025-07', to: '2026-02' })).toBe(false);
    expect(isExpected(back, 'quarterly', '2025-09')).toBe(false);
    expect(isExpected(back, 'quarterly', '2026-03')).toBe(true);
    expect(firstAsked([back, spring])).toBe('2024-01');
    expect(firstAsked([])).toBeNull();
  });

  it('has a span more beside those that it has, in the place of those that it meets, one with those that it touches', () => {
    const until = { fromMonth: '2024-01', toMonth: '2025-06' };
    const again = { fromMonth: '2026-03', toMonth: null };
    expect(withSpan([{ fromMonth: '2024-01', toMonth: null }], until)).toEqual([until]);
    expect(withSpan([until], again)).toEqual([until, again]);
    expect(withSpan([until, again], { fromMonth: '2025-07', toMonth: '2026-02' })).toEqual([
      { fromMonth: '2024-01', toMonth: null },
    ]);
    expect(withSpan([until, again], { fromMonth: '2025-01', toMonth: null })).toEqual([
      { fromMonth: '2025-01', toMonth: null },
    ]);
    // One that was planned, and does not take place.
    expect(withSpan([until, again], cancelled('2026-03'))).toEqual([until]);
  });

  it('touches a year of which it covers one month only', () => {
    expect(
      isAssignedDuring({ spans: [{ fromMonth: '2023-01', toMonth: '2025-01' }] }, { from: '2025-01', to: '2025-12' }),
    ).toBe(true);
    expect(
      isAssignedDuring({ spans: [{ fromMonth: '2025-12', toMonth: null }] }, { from: '2025-01', to: '2025-12' }),
    ).toBe(true);
    expect(
      isAssignedDuring({ spans: [{ fromMonth: '2023-01', toMonth: '2024-12' }] }, { from: '2025-01', to: '2025-12' }),
    ).toBe(false);
    expect(
      isAssignedDuring({ spans: [{ fromMonth: '2026-01', toMonth: null }] }, { from: '2025-01', to: '2025-12' }),
    ).toBe(false);
  });

  it('is expected at the end of its periods: each month, each quarter, in December, or never', () => {
    expect(year.filter((month) => endsPeriod('monthly', month))).toEqual(year);
    expect(year.filter((month) => endsPeriod('quarterly', month))).toEqual([
      '2025-03',
      '2025-06',
      '2025-09',
      '2025-12',
    ]);
    expect(year.filter((month) => endsPeriod('yearly', month))).toEqual(['2025-12']);
    expect(year.filter((month) => endsPeriod('once', month))).toEqual([]);
  });

  it('is not expected at a period end outside of the assignment', () => {
    const fromFebruary = { spans: [{ fromMonth: '2025-02', toMonth: '2025-11' }] };
    expect(year.filter((month) => isExpected(fromFebruary, 'quarterly', month))).toEqual([
      '2025-03',
      '2025-06',
      '2025-09',
    ]);
    expect(year.filter((month) => isExpected(fromFebruary, 'yearly', month))).toEqual([]);
  });
});

describe('the expected cells of an organisation', () => {
  const given = (states: Record<string, CellState>) => (month: string) => states[month];

  it('are missing where nothing was given, and leave out what was said « sans objet »', () => {
    const cells = expectedCells(spring, 'monthly', year, given({ '2025-03': 'value', '2025-04': 'not-applicable' }));
    expect(cells).toEqual([
      { month: '2025-03', state: 'value' },
      { month: '2025-05', state: 'missing' },
      { month: '2025-06', state: 'missing' },
    ]);
  });

  it('hold a value that nobody asked for, and no other state of such a month', () => {
    const beside = given({ '2025-01': 'estimated', '2025-02': 'unavailable', '2025-03': 'missing' });
    expect(expectedCells(always, 'quarterly', year.slice(0, 3), beside)).toEqual([
      { month: '2025-01', state: 'estimated' },
      { month: '2025-03', state: 'missing' },
    ]);
    expect(expectedCells(undefined, 'monthly', year.slice(0, 3), beside)).toEqual([
      { month: '2025-01', state: 'estimated' },
    ]);
  });
});

describe('completeness', () => {
  it('counts a value, an estimate and a justified absence', () => {
    expect(
      completeness([
        { state: 'value' },
        { state: 'estimated' },
        { state: 'unavailable', reason: 'logiciel en panne' },
        { state: 'unavailable', reason: ' ' },
        { state: 'missing' },
      ]),
    ).toEqual({ answered: 3, expected: 5, rate: 0.6 });
  });

  it('leaves out what does not apply, and is never 0 % of nothing', () => {
    expect(completeness([{ state: 'not-applicable' }])).toEqual({ answered: 0, expected: 0, rate: null });
    expect(completeness([])).toEqual({ answered: 0, expected: 0, rate: null });
    expect(completeness([{ state: 'missing' }]).rate).toBe(0);
  });

  it('lacks exactly the answers that wait for their organisation', () => {
    for (const state of cellStates) {
      for (const reason of [null, '  ', 'logiciel en panne']) {
        const cell: AnswerableCell = { state, reason };
        const { expected, answered } = completeness([cell]);
        expect(lacksAnswer(cell)).toBe(answered < expected);
      }
    }
    expect(lacksAnswer({ state: 'not-applicable' })).toBe(false);
  });
});
