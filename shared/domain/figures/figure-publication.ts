import type { Quantity } from '../indicator.ts';
import { isSafeGroup, isSmall, publishRate, publishSeries } from '../secrecy/suppression.ts';
import type { Figure, FigureMonth } from './figure.ts';

/**
 * A figure as anyone may see it. A reader can ask for the year up to any month, and subtract one answer from another: so
 * what is hidden is decided once on the whole year, and holds for every month that can be asked.
 */

/** What may be shown of a year: which months are hidden, and up to which months a total may be said. */
interface Plan {
  hiddenMonths: ReadonlySet<number>;
  shownTotals: ReadonlySet<number>;
}

/** A question about the sum over some months, by their rank. */
type SafeSum = (months: readonly number[]) => boolean;

const countOf = (quantity: Quantity | null) => (quantity !== null && 'value' in quantity ? quantity.value : null);
const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/**
 * The months up to which a total may be said, the year's own first. Between two of them, and before the first, the hidden
 * months must be none or a group whose sum tells nothing: subtraction gives exactly these sums.
 */
function totalsToShow(length: number, hidden: ReadonlySet<number>, isSafe: SafeSum): Set<number> {
  const shown = new Set<number>();
  const between = (after: number, to: number) => [...hidden].filter((index) => index > after && index <= to);
  const safeOrNone = (group: number[]) => group.length === 0 || isSafe(group);
  let next: number | null = null;
  for (let index = length - 1; index >= 0; index -= 1) {
    if (!safeOrNone(between(-1, index)) || (next !== null && !safeOrNone(between(index, next)))) continue;
    shown.add(index);
    next = index;
  }
  return shown;
}

/** Months that add up (or whose mean times their number does). */
function planOfSums(months: readonly FigureMonth[], threshold: number, few: SafeSum): Plan {
  const counts = months.map(({ quantity }) => countOf(quantity));
  const { cells } = publishSeries({ cells: counts, total: add(counts.map(Number)), threshold, tellsOfFew: few });
  const hiddenMonths = new Set(cells.flatMap((cell, index) => (cell === 'hidden' ? [index] : [])));
  const isSafe: SafeSum = (group) =>
    isSafeGroup(group.length, add(group.map((index) => counts[index] ?? 0))) && !few(group);
  return { hiddenMonths, shownTotals: totalsToShow(months.length, hiddenMonths, isSafe) };
}

/** Ratios: a hidden group must be two months at least, and be itself a rate that could be published. */
function planOfRates(months: readonly FigureMonth[], threshold: number, few: SafeSum): Plan {
  const known = months.flatMap(({ quantity }, index) =>
    quantity !== null && 'numerator' in quantity && quantity.denominator > 0 ? [{ index, ...quantity }] : [],
  );
  const isRate = (group: readonly number[]) => {
    const terms = known.filter(({ index }) => group.includes(index));
    const [numerator, denominator] = [terms.map((one) => one.numerator), terms.map((one) => one.denominator)];
    return publishRate(add(numerator), add(denominator), threshold) !== null && !few(group);
  };
  const isSafe: SafeSum = (group) => group.length >= 2 && isRate(group);
  const hidden = new Set(known.flatMap(({ index }) => (isRate([index]) ? [] : [index])));
  for (const { index } of known.toSorted((a, b) => a.denominator - b.denominator)) {
    if (hidden.size === 0 || isSafe([...hidden])) break;
    hidden.add(index);
  }
  return { hiddenMonths: hidden, shownTotals: totalsToShow(months.length, hidden, isSafe) };
}

/** Months that are each a number of their own (a stock, different people): nothing is found by subtraction. */
function planOfLevels(months: readonly FigureMonth[], threshold: number, few: SafeSum): Plan {
  const tells = ({ quantity }: FigureMonth, index: number) =>
    isSmall(countOf(quantity) ?? 0, threshold) || few([index]);
  const hidden = new Set(months.flatMap((month, index) => (tells(month, index) ? [index] : [])));
  const lastKnown = (to: number) => months.findLastIndex(({ quantity }, index) => index <= to && quantity !== null);
  const shown = [...months.keys()].filter((index) => !hidden.has(lastKnown(index)));
  return { hiddenMonths: hidden, shownTotals: new Set(shown) };
}

function planOfSpan({ timeRule, threshold, isDominated }: Figure, months: readonly FigureMonth[]): Plan {
  const few: SafeSum = (group) => isDominated?.(group.flatMap((index) => months[index]?.month ?? [])) ?? false;
  if (timeRule === 'ratio') return planOfRates(months, threshold, few);
  return timeRule === 'flow' || timeRule === 'average'
    ? planOfSums(months, threshold, few)
    : planOfLevels(months, threshold, few);
}

/** Totals begin again at each change of definition: every span between two of them is protected as a year of its own. */
function planOf(figure: Figure): Plan {
  const { months } = figure;
  const starts = [0, ...[figure.from, ...figure.breaks].map((from) => months.findIndex(({ month }) => month >= from))];
  const bounds = [...new Set(starts), months.length].sort((a, b) => a - b);
  const plans = bounds.slice(0, -1).map((start, index) => {
    const plan = planOfSpan(figure, months.slice(start, bounds[index + 1]));
    const shift = (set: ReadonlySet<number>) => [...set].map((month) => month + start);
    return { hidden: shift(plan.hiddenMonths), totals: shift(plan.shownTotals) };
  });
  return {
    hiddenMonths: new Set(plans.flatMap(({ hidden }) => hidden)),
    shownTotals: new Set(plans.flatMap(({ totals }) => totals)),
  };
}

/** True when the number itself tells of a small group. */
function tellsOfFew({ quantity, threshold }: Figure): boolean {
  if (quantity === null) return false;
  if ('value' in quantity) return isSmall(quantity.value, threshold);
  return publishRate(quantity.numerator, quantity.denominator, threshold) === null;
}

/**
 * A month after the one asked is another figure; a hidden one says only that it is hidden, and so does the sum so far
 * after it, but for the one that is published.
 */
function monthsToPublish(figure: Figure, plan: Plan, last: number): FigureMonth[] {
  const adds = figure.timeRule === 'flow' || figure.timeRule === 'ratio' || figure.timeRule === 'average';
  let isAfterHidden = false;
  return figure.months.map((month, index) => {
    const isHidden = plan.hiddenMonths.has(index);
    isAfterHidden =
      month.month === figure.from || figure.breaks.includes(month.month) ? isHidden : isAfterHidden || isHidden;
    if (index > last) return { ...month, quantity: null, soFar: null };
    const soFar = isHidden || (adds && isAfterHidden) ? null : month.soFar;
    return isHidden ? { ...month, quantity: null, soFar, hidden: true } : { ...month, soFar };
  });
}

/**
 * The figure with what would tell of 1 to 10 people taken out: months, the year's value, and the progress, pace and
 * remainder that would give it back. A figure that does not count people is unchanged; a value that a deliberation has
 * published is public. Example: 20, 4 and 30 people from January to March: January and February are hidden, the total 54
 * up to March is said, and the total up to February too (24 for two months), but not the one up to January.
 */
export function figureToPublish<F extends Figure>(figure: F): F {
  if (!figure.sensitive) return figure;
  const { isDominated: _, cellsGiven: _given, ...leaving } = hideFew(figure);
  return leaving as F;
}

function hideFew<F extends Figure>(figure: F): F {
  const plan = planOf(figure);
  const last = figure.months.findLastIndex(({ month }) => month <= figure.through);
  const months = monthsToPublish(figure, plan, last);
  if (figure.origin === 'published' || figure.value === null || (plan.shownTotals.has(last) && !tellsOfFew(figure)))
    // The sum of the whole months beside the sum of all would tell what the others hold.
    return { ...figure, months, held: figure.held?.value === figure.value ? figure.held : null };
  return withoutValue({ ...figure, months });
}

/** A figure whose value is not said, nor what would give it back. */
export function withoutValue<F extends Figure>(figure: F): F {
  return {
    ...figure,
    hidden: true,
    quantity: null,
    value: null,
    held: null,
    progress: null,
    gap: null,
    verdict: 'not-assessable',
    why: null,
    pace: null,
    counted: 'no',
    left: null,
    comparisons: [],
  };
}

/** A comparison of few people is said only when it is the difference of two values that are: it would tell of its months. */
export function withSafeComparisons<F extends Figure>(figure: F, published: readonly Figure[]): F {
  if (!figure.sensitive) return figure;
  const isSaid = (code: string, year: number, value: number) =>
    published.some((one) => one.code === code && one.year === year && !one.hidden && one.value === value);
  const comparisons = figure.comparisons.filter(
    ({ year, now, before, whole }) =>
      whole && isSaid(figure.code, figure.year, now) && isSaid(figure.code, year, before),
  );
  const kept = new Set(comparisons.map(({ year }) => year));
  const masked = figure.comparisons.map(({ year }) => year).filter((year) => !kept.has(year));
  return { ...figure, comparisons, ...(masked.length > 0 && { maskedComparisons: masked }) };
}
