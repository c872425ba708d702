import { describe, expect, it } from 'vitest';
import { projectYear } from '../../shared/domain/projection.ts';

describe('the projection to the end of the year', () => {
  it('is the range of the rhythms of the last 3, 6 and 12 months', () => {
    const dwellings = { now: 12, monthly: [1, 1, 1, 3, 3, 3], at: '2023-06', target: 25 };
    expect(projectYear(dwellings)).toEqual({ kind: 'range', low: 24, high: 30, reachedIn: '2023-12' });
  });

  it('says no month when the target is out of reach this year, or there is none', () => {
    expect(projectYear({ now: 12, monthly: [1, 1, 1, 3, 3, 3], at: '2023-06', target: 40 })).toMatchObject({
      reachedIn: null,
    });
    expect(projectYear({ now: 12, monthly: [3, 3, 3], at: '2023-06', target: null })).toMatchObject({
      reachedIn: null,
    });
    expect(projectYear({ now: 0, monthly: [0, 0, 0], at: '2023-06', target: 4 })).toMatchObject({
      low: 0,
      high: 0,
      reachedIn: null,
    });
  });

  it('takes the rhythm of the known months, and needs three of them', () => {
    expect(projectYear({ now: 4, monthly: [2, null, 2], at: '2023-03', target: 10 })).toEqual({
      kind: 'none',
      reason: 'too-few-months',
    });
    expect(projectYear({ now: 6, monthly: [2, null, 2, 2], at: '2023-04', target: 10 })).toEqual({
      kind: 'range',
      low: 22,
      high: 22,
      reachedIn: '2023-06',
    });
  });

  it('has nothing left to project in December', () => {
    expect(projectYear({ now: 30, monthly: [2, 3, 4], at: '2023-12', target: 30 })).toEqual({
      kind: 'range',
      low: 30,
      high: 30,
      reachedIn: '2023-12',
    });
  });
});
