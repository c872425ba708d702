/** Why a count asks for a word. A flag never blocks: it is unlikely, not impossible. */
export type Flag =
  /** Far from what is usual: |value − median| above `limit`. */
  | { code: 'unusual'; value: number; median: number; limit: number }
  /** About ten times the median: a typing slip. */
  | { code: 'ten-times'; value: number; median: number }
  | { code: 'same-three-months'; value: number }
  /** Zero after three months at least of activity, whose median is given. */
  | { code: 'zero-after-activity'; median: number }
  | { code: 'part-greater-than-whole'; part: number; whole: number }
  | { code: 'running-total-falls'; value: number; previous: number };

/** A count with what it is compared to, all in the indicator's own unit. */
export interface TestedCell {
  value: number;
  /** The earlier months, the oldest first, without the tested value; null: no value that month. */
  history: readonly (number | null)[];
  /** The total that this count is a part of, when there is one. */
  whole?: number | null;
  /** False for a level (a stock, posts, places): it may stay where it is. */
  adds?: boolean;
  /** True for an indicator whose months are cumulated since January: it can only rise within its year. */
  runningTotal?: boolean;
}

const ENOUGH_HISTORY = 6;
/** Scales the median absolute deviation to a standard deviation, for a normal law. */
const MAD_SCALE = 1.4826;

/** The middle value; the mean of the two middle ones when they are even in number; null of nothing. Example: `median([1, 9, 4])` is 4. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? upper) + upper) / 2;
}

function unusual(value: number, known: number[], middle: number): Flag[] {
  if (known.length < ENOUGH_HISTORY) return [];
  const deviation = median(known.map((one) => Math.abs(one - middle))) ?? 0;
  const limit = Math.max(3, 3 * MAD_SCALE * deviation, 0.5 * middle);
  return Math.abs(value - middle) > limit ? [{ code: 'unusual', value, median: middle, limit }] : [];
}

/** Between eight and twelve and a half times: a zero too many, or a comma lost. */
function tenTimes(value: number, known: number[], middle: number): Flag[] {
  const isSlip = known.length >= 2 && middle >= 1 && value >= 8 * middle && value <= 12.5 * middle;
  return isSlip ? [{ code: 'ten-times', value, median: middle }] : [];
}

/** Up to there the same number comes back by itself: a household three months running is the quiet life of a small count. */
const TINY = 5;

function sameThreeMonths(value: number, history: readonly (number | null)[]): Flag[] {
  const [before, last] = history.slice(-2);
  return value > TINY && before === value && last === value ? [{ code: 'same-three-months', value }] : [];
}

function zeroAfterActivity(value: number, history: readonly (number | null)[]): Flag[] {
  const recent = history.slice(-3);
  const active = recent.filter((one) => one !== null && one > 0).length === 3;
  return value === 0 && active ? [{ code: 'zero-after-activity', median: median(recent.map(Number)) ?? 0 }] : [];
}

/**
 * What is unlikely about a monthly count. From six known months on, `unusual` when |x − median| > max(3, 3 × 1.4826 × MAD,
 * 0.5 × median), the median and the median absolute deviation (MAD) being those of the history without the tested value;
 * the other flags are always looked for, but the same value three months running, which is of flows above five only. A running total is compared only with its last known month and with its whole.
 * Source: Hampel's identifier, with a floor for small counts. Example: history 4, 5, 6, 5, 4, 5 and value 9: median 5,
 * MAD 0.5, limit 3, flagged `unusual`; value 8 is not.
 */
export function flagCell({ value, history, whole = null, adds = true, runningTotal = false }: TestedCell): Flag[] {
  const known = history.filter((one) => one !== null);
  const part: Flag[] = whole !== null && value > whole ? [{ code: 'part-greater-than-whole', part: value, whole }] : [];
  if (runningTotal) {
    const previous = known.at(-1);
    const falls = previous !== undefined && value < previous;
    return falls ? [...part, { code: 'running-total-falls', value, previous }] : part;
  }
  const middle = median(known);
  if (middle === null) return part;
  return [
    ...unusual(value, known, middle),
    ...tenTimes(value, known, middle),
    ...(adds ? sameThreeMonths(value, history) : []),
    ...zeroAfterActivity(value, history),
    ...part,
  ];
}
