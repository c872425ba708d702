import { describe, expect, it } from 'vitest';
import {
  activeEnd,
  type LedgerFlows,
  type LedgerMonth,
  ledger,
  providerCoverage,
  qualityOf,
  rehousingMonths,
  reliabilityOf,
} from '../../../shared/domain/ledger/balance.ts';

const flows = (...counts: number[]): LedgerFlows => {
  const [newlyIdentified, returnedFromHousing, returnedFromInactive, housed, otherExits, lostContact] = counts as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { newlyIdentified, returnedFromHousing, returnedFromInactive, housed, otherExits, lostContact };
};
const december = flows(14, 3, 2, 11, 3, 6);

describe('the reliability test', () => {
  it.each([
    [10, flows(2, 0, 0, 3, 0, 0), 9, 9, 0, 0, true],
    [120, december, 119, 119, 0, 0, true],
    [120, december, 119, 131, 12, 9.16, true],
    [120, december, 119, 140, 21, 15, true],
    [120, december, 119, 145, 26, 17.93, false],
    [120, december, 119, 103, -16, 15.53, false],
  ])(
    'start %d, %o: expected %d, observed %d, gap %d, %d %%, reliable %s',
    (start, moved, expected, observed, gap, percent, reliable) => {
      expect(activeEnd(start, moved)).toBe(expected);
      const test = reliabilityOf(activeEnd(start, moved), observed);
      expect(test).toMatchObject({ expected, observed, gap, reliable });
      expect(test.percent).toBeCloseTo(percent, 2);
    },
  );

  it('is 0 % when nobody was expected nor observed, and not computable when somebody was expected', () => {
    expect(reliabilityOf(0, 0)).toMatchObject({ percent: 0, reliable: true });
    expect(reliabilityOf(3, 0)).toEqual({ expected: 3, observed: 0, gap: -3, percent: null, reliable: null });
  });

  it('obeys the threshold of the settings, inclusive', () => {
    expect(reliabilityOf(119, 131, 5).reliable).toBe(false);
    expect(reliabilityOf(95, 100, 5).reliable).toBe(true);
  });
});

describe('the ledger', () => {
  const month = (name: string, observed: number | null, moved: LedgerFlows | null = december): LedgerMonth => ({
    month: name,
    flows: moved,
    observed,
  });

  it('starts each month where the month before ended, as it was observed', () => {
    const lines = ledger([month('2025-12', 131), month('2026-01', 130)], 120);
    expect(lines.map((line) => [line.activeStart, line.activeEnd])).toEqual([
      [120, 131],
      [131, 130],
    ]);
    expect(lines[1]?.test).toMatchObject({ expected: 130, gap: 0 });
  });

  it('goes on with what the flows give when nothing was observed, without testing it against itself', () => {
    const [line] = ledger([month('2026-01', null)], 120);
    expect(line).toMatchObject({ activeEnd: 119, test: null });
  });

  it('is broken by a missing month: the next start is unknown and its test not computable', () => {
    const given = ledger(
      [month('2026-01', 119), month('2026-02', null, null), month('2026-03', 119), month('2026-04', 118)],
      120,
    );
    expect(given.map((line) => line.activeStart)).toEqual([120, 119, null, 119]);
    expect(given.map((line) => line.test?.reliable ?? null)).toEqual([true, null, null, true]);
    const leftOut = ledger([month('2026-01', 119), month('2026-03', 119)], 120);
    expect(leftOut[1]).toMatchObject({ activeStart: null, test: null });
  });

  it('reaches quality after three reliable months in a row, and loses it with one that is not', () => {
    const good = ['2026-01', '2026-02', '2026-03'].map((name, rank) => month(name, 119 - rank));
    expect(qualityOf(ledger(good, 120))).toEqual({ streak: 3, reached: true });
    expect(qualityOf(ledger(good.slice(0, 2), 120))).toEqual({ streak: 2, reached: false });
    expect(qualityOf(ledger([...good, month('2026-04', 200)], 120))).toEqual({ streak: 0, reached: false });
    expect(qualityOf(ledger([...good, month('2026-04', null)], 120))).toEqual({ streak: 0, reached: false });
    expect(qualityOf([])).toEqual({ streak: 0, reached: false });
  });
});

describe('coverage and rehousing', () => {
  it('is another test: providers that report, goal 90 %', () => {
    expect(providerCoverage({ reported: 9, expected: 10 }, 90)).toEqual({ percent: 90, met: true });
    expect(providerCoverage({ reported: 9, expected: 11 }, 90)?.met).toBe(false);
    expect(providerCoverage({ reported: 0, expected: 0 }, 90)).toBeNull();
  });

  it('counts the months needed to rehouse the active at the rhythm of the last six', () => {
    expect(rehousingMonths(119, [50, 11, 9, 10, 12, 8, 10])).toEqual({ months: 11.9, knownMonths: 6 });
    expect(rehousingMonths(60, [null, 10, null, 10, null, 10])).toEqual({ months: 6, knownMonths: 3 });
    expect(rehousingMonths(0, [1, 1, 1])).toEqual({ months: 0, knownMonths: 3 });
  });

  it('says why there is no such number', () => {
    expect(rehousingMonths(null, [10, 10, 10])).toMatchObject({ months: null, reason: 'no-active-count' });
    expect(rehousingMonths(119, [10, 10])).toMatchObject({ months: null, reason: 'too-few-months' });
    expect(rehousingMonths(119, [0, 0, 0])).toMatchObject({ months: null, reason: 'nobody-housed' });
  });
});
