import { describe, expect, it } from 'vitest';
import { minutesFor } from '../../../shared/domain/entry/entry-duration.ts';

/** Cells written one after the other, so many seconds apart. */
const session = (by: string, count: number, seconds: number, from = 0) =>
  Array.from({ length: count }, (_, rank) => ({ by, at: from + rank * seconds * 1000 }));

describe('the minutes that a month takes', () => {
  it('counts the pace of past cells: 20 cells at 18 seconds take 6 minutes', () => {
    expect(minutesFor(20, session('karim', 21, 18))).toBe(6);
  });

  it('says nothing with fewer than twenty gaps, or when nothing is left', () => {
    expect(minutesFor(20, session('karim', 20, 18))).toBeNull();
    expect(minutesFor(0, session('karim', 21, 18))).toBeNull();
  });

  it('leaves the pauses and the pasted blocks aside', () => {
    const pasted = session('karim', 300, 0, 1e9);
    const nextDay = session('karim', 21, 18, 1e8);
    expect(minutesFor(20, [...pasted, ...nextDay])).toBe(6);
  });

  it('does not read a gap between two people', () => {
    const together = [...session('karim', 21, 18), ...session('lea', 21, 18, 9_000)];
    expect(minutesFor(10, together)).toBe(3);
  });
});
