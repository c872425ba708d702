import { median } from './outliers.ts';

/** When a person wrote a cell by hand. */
export interface Writing {
  by: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** A shorter gap is a block pasted or a month sent, a longer one a pause: neither is the time that a cell takes. */
const gapBounds = { from: 2_000, to: 300_000 };
/** Under twenty cells written one after the other, one slow day would make the estimate. */
const ENOUGH_GAPS = 20;

/**
 * The minutes that so many cells take, rounded up, from the pace at which the same organisation wrote its past cells: the
 * median gap between two writings of one person, gaps under two seconds and over five minutes left aside. Null with fewer
 * than twenty gaps, or when nothing is left to write. Example: a median of 18 seconds, 20 cells: 6 minutes.
 */
export function minutesFor(cells: number, writings: readonly Writing[]): number | null {
  const sorted = writings.toSorted((a, b) => a.by.localeCompare(b.by) || a.at - b.at);
  const gaps = sorted.flatMap((writing, rank) => {
    const before = sorted[rank - 1];
    const gap = before?.by === writing.by ? writing.at - before.at : 0;
    return gap >= gapBounds.from && gap <= gapBounds.to ? [gap] : [];
  });
  if (cells === 0 || gaps.length < ENOUGH_GAPS) return null;
  return Math.ceil(((median(gaps) ?? 0) * cells) / 60_000);
}
