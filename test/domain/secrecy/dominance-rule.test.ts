import { describe, expect, it } from 'vitest';
import { monthsBetween } from '../../../shared/domain/month.ts';
import { fewOthersOf, type GivenCell } from '../../../shared/domain/secrecy/dominance-rule.ts';

/** Two associations give the same indicator: 1 and 2. Each knows its own numbers, and subtracts them from the total. */

const ELEVEN = monthsBetween('2025-01', '2025-11');

const count = (organisationId: number, value: number | null, month = '2025-01'): GivenCell => ({
  organisationId,
  month,
  value,
  numerator: null,
  denominator: null,
});
const rate = (organisationId: number, numerator: number, denominator: number): GivenCell => ({
  organisationId,
  month: '2025-01',
  value: null,
  numerator,
  denominator,
});

const tellsOf = (cells: GivenCell[], months: readonly string[] = ['2025-01'], threshold?: number) =>
  fewOthersOf(cells, threshold)(months);

describe('a sum from which one giver takes its own part away', () => {
  it('tells of few when 1 to 10 people of the others are left, whoever subtracts', () => {
    for (const [one, other] of [
      [26, 4],
      [4, 26],
      [26, 1],
      [26, 10],
    ] as const)
      expect(tellsOf([count(1, one), count(2, other)])).toBe(true);
    expect(tellsOf([count(1, 26), count(2, 11)])).toBe(false);
  });

  it('tells nothing of nobody: a zero is no secret', () => {
    expect(tellsOf([count(1, 26), count(2, 0)])).toBe(false);
    expect(tellsOf([count(1, 26), count(2, null)])).toBe(false);
  });

  it('tells nothing to others when one alone gave it', () => {
    expect(tellsOf([count(1, 26)])).toBe(false);
    expect(tellsOf([count(1, 26), count(1, 3)])).toBe(false);
    expect(tellsOf([])).toBe(false);
  });

  it('is no longer small when three gave it and two of them together are many', () => {
    expect(tellsOf([count(1, 26), count(2, 6), count(3, 6)])).toBe(false);
    expect(tellsOf([count(1, 26), count(2, 6), count(3, 4)])).toBe(true);
  });

  it('counts only the months that are asked, and only their givers', () => {
    const cells = [count(1, 26), count(2, 14), count(2, 4, '2025-02')];
    expect(tellsOf(cells, ['2025-01'])).toBe(false);
    expect(tellsOf(cells, ['2025-02'])).toBe(false);
    expect(tellsOf([...cells, count(1, 30, '2025-02')], ['2025-02'])).toBe(true);
    expect(tellsOf([...cells, count(1, 30, '2025-02')], ['2025-01', '2025-02'])).toBe(false);
  });

  it('follows another threshold', () => {
    expect(tellsOf([count(1, 26), count(2, 4)], ['2025-01'], 3)).toBe(false);
    expect(tellsOf([count(1, 26), count(2, 3)], ['2025-01'], 3)).toBe(true);
    expect(tellsOf([count(1, 26), count(2, 2)], ['2025-01'], 1)).toBe(false);
  });
});

describe('a rate from which one giver takes its own part away', () => {
  it('tells of few by those who are in it, by those who are not, or by all of them', () => {
    expect(tellsOf([rate(1, 30, 60), rate(2, 4, 40)])).toBe(true);
    expect(tellsOf([rate(1, 30, 60), rate(2, 36, 40)])).toBe(true);
    expect(tellsOf([rate(1, 30, 60), rate(2, 0, 8)])).toBe(true);
    expect(tellsOf([rate(1, 30, 60), rate(2, 20, 40)])).toBe(false);
  });
});

describe('several months in which the others are few each time', () => {
  const others = (values: number[]) => [
    ...ELEVEN.map((month) => count(1, 26, month)),
    ...values.map((value, rank) => count(2, value, ELEVEN[rank])),
  ];
  const ones = ELEVEN.map(() => 1);

  it('tell of them when their sum leaves each only one person', () => {
    expect(tellsOf(others(ones), ELEVEN)).toBe(true);
  });

  it('tell of them when it leaves one month two: whoever knows the rule would find the ten others', () => {
    expect(tellsOf(others([2, ...ones.slice(1)]), ELEVEN)).toBe(true);
  });

  it('tell nothing from thirteen people over eleven months', () => {
    expect(tellsOf(others([2, 2, ...ones.slice(2)]), ELEVEN)).toBe(false);
  });

  it('tell nothing when the others had nobody at all', () => {
    expect(tellsOf(others(ELEVEN.map(() => 0)), ELEVEN)).toBe(false);
  });
});
