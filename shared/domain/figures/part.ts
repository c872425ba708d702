import type { TimeRule } from '../indicator.ts';
import { publishRate, publishSeries } from '../secrecy/suppression.ts';

/** A part of a figure: of an organisation, of a commune, of a theme. */
export interface Part {
  key: string;
  label: string;
  /** In the unit of the figure; null: nothing known, or hidden. */
  value: number | null;
  hidden: boolean;
  /** True for the part of whoever looks, who sees it in full. */
  own?: boolean;
}

/** True when the parts of a figure make its whole: counts and stocks. */
export function partsAdd(timeRule: TimeRule): boolean {
  return timeRule === 'flow' || timeRule === 'stock';
}

export interface PartsToPublish {
  timeRule: TimeRule;
  sensitive: boolean;
  threshold: number;
}

/** Rates beside the rate of the whole: one that may not be said takes all the others with it. */
function hideRates(
  parts: readonly Part[],
  terms: ReadonlyMap<string, { numerator: number; denominator: number }>,
  threshold: number,
): Part[] {
  const tells = parts.some((part) => {
    const own = terms.get(part.key);
    return part.value !== null && own !== undefined && publishRate(own.numerator, own.denominator, threshold) === null;
  });
  if (!tells) return [...parts];
  return parts.map((part) => (part.value === null || part.own ? part : { ...part, value: null, hidden: true }));
}

/**
 * The parts of a figure as anyone may see them, their whole being published. Small counts are hidden, and with them what
 * would give them back by subtraction; the part of the person who looks is theirs, and counts as known to them. Rates of
 * small groups hide all the rates. Means and different people of a sensitive figure are not divided at all.
 * Example: parts of 30, 4 and 25 people: 4 and 25 are hidden, 30 is said.
 */
export function partsToPublish(
  parts: readonly Part[],
  { timeRule, sensitive, threshold }: PartsToPublish,
  terms: ReadonlyMap<string, { numerator: number; denominator: number }> = new Map(),
): Part[] {
  if (!sensitive) return [...parts];
  if (timeRule === 'ratio') return hideRates(parts, terms, threshold);
  if (!partsAdd(timeRule))
    return parts.map((part) => (part.own ? part : { ...part, value: null, hidden: part.value !== null }));
  const others = parts.filter((part) => !part.own);
  const total = others.reduce((sum, part) => sum + (part.value ?? 0), 0);
  const { cells } = publishSeries({ cells: others.map(({ value }) => value), total, threshold });
  const shown = new Map(others.map((part, index) => [part.key, cells[index] ?? null]));
  return parts.map((part) => {
    if (part.own) return part;
    const cell = shown.get(part.key) ?? null;
    return cell === 'hidden' ? { ...part, value: null, hidden: true } : { ...part, value: cell };
  });
}
