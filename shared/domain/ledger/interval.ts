/** A number with what chance allows around it, nineteen times in twenty. */
export interface Estimate {
  /** Of how many. */
  count: number;
  value: number;
  low: number;
  high: number;
}

const Z = 1.959963984540054;

/**
 * A share with its interval of Wilson at 95 %, which stays within 0 and 1 and holds for few. Source: Newcombe 1998, method 3.
 * Examples: 81 of 263: 0.3080, from 0.2553 to 0.3662; 0 of 20: 0, to 0.1611.
 */
export function shareOf(part: number, whole: number): Estimate | null {
  if (whole === 0) return null;
  const [share, square] = [part / whole, Z ** 2];
  const centre = (2 * part + square) / (2 * (whole + square));
  const half = (Z * Math.sqrt(square + 4 * part * (1 - share))) / (2 * (whole + square));
  return {
    count: whole,
    value: share,
    low: part === 0 ? 0 : Math.max(0, centre - half),
    high: part === whole ? 1 : Math.min(1, centre + half),
  };
}

/**
 * A median with its interval at 95 % from the ranks, which supposes nothing of how the values are spread. Null under six: no
 * two of them hold the median so often. Source: Campbell and Gardner 1988. Example: of 1 to 100, 50.5, from the 40th value to
 * the 61st.
 */
export function medianOf(values: readonly number[]): Estimate | null {
  const { length } = values;
  if (length < 6) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = (Z * Math.sqrt(length)) / 2;
  const at = (rank: number) => sorted[Math.min(length, Math.max(1, rank)) - 1] ?? 0;
  return {
    count: length,
    value: (at(Math.floor((length + 1) / 2)) + at(Math.ceil((length + 1) / 2))) / 2,
    low: at(Math.round(length / 2 - half)),
    high: at(Math.round(1 + length / 2 + half)),
  };
}
