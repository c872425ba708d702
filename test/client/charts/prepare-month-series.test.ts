import { describe, expect, it } from 'vitest';
import { prepareMonthSeries, unbrokenRuns } from '../../../client/charts/prepare/prepare-month-series.ts';
import { scaleTicks } from '../../../client/charts/prepare/scale-ticks.ts';
import { householdsMet } from './month-series.ts';

const prepared = prepareMonthSeries(householdsMet);
const monthOf = (month: string) => prepared.months.find((candidate) => candidate.month === month)!;

describe('a prepared month series', () => {
  it('draws a value, a zero, a missing and a hidden month in four different ways', () => {
    expect(prepared.months.map(({ mark }) => mark)).toEqual([
      'bar',
      'bar',
      'zero',
      'bar',
      'bar',
      'gap-missing',
      'bar',
      'estimated-bar',
      'masked',
      'bar',
      'gap-unavailable',
      'gap-not-applicable',
    ]);
  });

  it('never lets the value of a hidden month through, even when the input holds one', () => {
    expect(monthOf('2026-05')).toMatchObject({ value: null, text: 'masqué (secret statistique)' });
    const text = JSON.stringify(monthOf('2026-05'));
    expect(text).not.toContain('"value":3');
  });

  it('says a missing month in words and a zero as a number', () => {
    expect(monthOf('2026-02').text).toBe('non reçu');
    expect(monthOf('2025-11').text).toBe('0\u00a0ménage');
    expect(monthOf('2026-04').text).toBe('14\u00a0ménages (estimé)');
    expect(monthOf('2026-07').text).toBe('non connu');
  });

  it('takes a ratio of nothing for what it is: given, and no number', () => {
    const series = { ...householdsMet, points: [{ month: '2026-01', state: 'value' as const, value: null }] };
    expect(prepareMonthSeries(series).months[0]).toMatchObject({
      mark: 'gap-not-expected',
      text: 'rien à rapporter (0 sur 0)',
    });
  });

  it('writes the year under the first month and under January only', () => {
    expect(
      prepared.months.filter(({ yearLabel }) => yearLabel).map(({ month, yearLabel }) => [month, yearLabel]),
    ).toEqual([
      ['2025-09', '2025'],
      ['2026-01', '2026'],
    ]);
  });

  it('marks the break at the first month of the new way of counting', () => {
    expect(prepared.months.filter(({ breakLabel }) => breakLabel).map(({ month }) => month)).toEqual(['2026-01']);
  });

  it('counts what is expected in the scale, not the hidden value', () => {
    expect(prepared.scale).toEqual({ min: 0, max: 30, ticks: [0, 10, 20, 30] });
    expect(prepared.hasExpected).toBe(true);
  });

  it('survives a series without any month or any value', () => {
    expect(prepareMonthSeries({ ...householdsMet, points: [], expected: [] }).scale.ticks).toEqual([0, 1]);
  });
});

describe('the scale', () => {
  it('holds zero and goes in whole steps for counts', () => {
    expect(scaleTicks([1, 2]).ticks).toEqual([0, 1, 2]);
    expect(scaleTicks([23]).ticks).toEqual([0, 10, 20, 30]);
    expect(scaleTicks([1234]).ticks).toEqual([0, 500, 1000, 1500]);
  });

  it('goes below zero for a correction', () => {
    expect(scaleTicks([-3, 9]).ticks).toEqual([-5, 0, 5, 10]);
  });

  it('keeps decimals for ratios, without floating point noise', () => {
    expect(scaleTicks([0.1, 0.3]).ticks).toEqual([0, 0.1, 0.2, 0.3]);
  });
});

describe('the runs of a line', () => {
  it('stop at a gap and at a series break', () => {
    const runs = unbrokenRuns(
      prepared.months,
      ({ value }) => value !== null,
      ({ breakLabel }) => breakLabel !== null,
    );
    expect(runs.map((run) => run.map(({ month }) => month))).toEqual([
      ['2025-09', '2025-10', '2025-11', '2025-12'],
      ['2026-01'],
      ['2026-03', '2026-04'],
      ['2026-06'],
    ]);
  });
});
