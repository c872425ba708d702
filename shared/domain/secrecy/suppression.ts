import { type Edge, edgeCanMove, hideAround } from './complementary-suppression.ts';

/**
 * Small numbers of people are not published. The attacker that this file stands against knows everything published, the
 * sums that bind it, that a hidden count is 1 at least (a true zero is shown) and these rules; not which cells were hidden
 * for their own sake and which to protect another.
 */

declare const minted: unique symbol;
/** What may leave the house for anyone: this type is minted here and nowhere else. */
export type Published<T> = T extends null ? null : T & { readonly [minted]: true };

const publish = <T>(value: T): Published<T> => value as Published<T>;
/** For what a decision on a whole publication lets be said (`suppression-problem.ts`), and nothing else. */
export const asPublished = publish;

export type PublishedCount = number | null | 'hidden';

/** Counts of persons or households up to this one are hidden: the rule of Insee and of the DGFiP for natural persons. */
export const defaultThreshold = 10;

/** True for a count too small to be published; zero is not. Example: `isSmall(10)` is true, `isSmall(11)` and `isSmall(0)` false. */
export function isSmall(count: number, threshold = defaultThreshold): boolean {
  return count > 0 && count < threshold + 1;
}

/**
 * True when hidden counts, each 1 at least, may have their sum known. A lone one would be that sum. The sum must exceed
 * their number by two: by nothing, each would be 1; by one, whoever knows this rule could tell a hidden total from it.
 * Example: two counts whose sum is 4 are in 1..3; two whose sum is 2 are both 1.
 */
export function isSafeGroup(count: number, sum: number): boolean {
  return count === 0 || (count >= 2 && sum >= count + 2);
}

const sumOf = (values: readonly (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/**
 * A series whose known cells add up to its total, as anyone may see it. Counts 1 to `threshold` are hidden, zeros shown;
 * then the smallest other cells, or in the end the total, are hidden until no hidden cell can be found by subtraction. A
 * total null is not shown at all. Example: `[20, 4, 0, 30]` of 54 becomes `['hidden', 'hidden', 0, 30]` of 54.
 * `tellsOfFew`: asked of cells whose sum may be known, true when an organisation that takes its own part away would be
 * left with a few people of the others (`other-givers.ts`).
 */
export function publishSeries({
  cells,
  total,
  threshold = defaultThreshold,
  tellsOfFew = () => false,
}: {
  cells: readonly (number | null)[];
  total: number | null;
  threshold?: number;
  tellsOfFew?: (indexes: readonly number[]) => boolean;
}): Published<{ cells: PublishedCount[]; total: PublishedCount }> {
  const isFew = (cell: number, index: number) => isSmall(cell, threshold) || tellsOfFew([index]);
  const hidden = new Set(cells.flatMap((cell, index) => (cell !== null && isFew(cell, index) ? [index] : [])));
  const hideTotal = total !== null && (isSmall(total, threshold) || tellsOfFew([...cells.keys()]));
  const isSafe = () =>
    hideTotal ||
    total === null ||
    (isSafeGroup(hidden.size, total - sumOf(cells.filter((_, i) => !hidden.has(i)))) && !tellsOfFew([...hidden]));
  const others = cells
    .flatMap((cell, index) => (cell !== null && cell !== 0 && !hidden.has(index) ? [{ cell, index }] : []))
    .sort((a, b) => a.cell - b.cell);
  for (const { index } of others) {
    if (isSafe()) break;
    hidden.add(index);
  }
  return publish({
    cells: cells.map((cell, index) => (hidden.has(index) ? 'hidden' : cell)),
    total: hideTotal || !isSafe() ? 'hidden' : total,
  });
}

/**
 * A rate in percent (100 × numerator ÷ denominator), or null when it would tell of a small group: a denominator under 11,
 * or a numerator, or its complement, from 1 to 10. Example: 30 of 60 is 50; 5 of 60, 55 of 60 and 4 of 8 are null.
 */
export function publishRate(
  numerator: number,
  denominator: number,
  threshold = defaultThreshold,
): Published<number | null> {
  const small = isSmall(numerator, threshold) || isSmall(denominator - numerator, threshold);
  // Of a denominator from 1 to the threshold, the numerator or its complement is small.
  return publish(small || denominator === 0 ? null : (100 * numerator) / denominator);
}

type Table = readonly (readonly (number | null)[])[];

/** The table with its row totals as a last column and its column totals as a last row. */
function withTotals(rows: Table): (number | null)[][] {
  const add = (values: (number | null)[]) => (values.every((value) => value === null) ? null : sumOf(values));
  const wide = rows.map((row) => [...row, add([...row])]);
  const width = wide[0]?.length ?? 0;
  return [...wide, Array.from({ length: width }, (_, column) => add(wide.map((row) => row[column] ?? null)))];
}

/** A cell flows from its row to its column, totals the other way round; see `hidden-cycle.ts`. */
function edgesOf(table: Table, threshold: number): Edge[][] {
  return table.map((row, i) =>
    row.map((cell, j) => {
      const [from, to] = [`row ${i}`, `column ${j}`];
      const isMirrored = (i === table.length - 1) !== (j === row.length - 1);
      const [value, hidden] = [cell ?? 0, cell !== null && isSmall(cell, threshold)];
      return isMirrored ? { from: to, to: from, value, hidden } : { from, to, value, hidden };
    }),
  );
}

/** Stands even against a reader who knows which cells are the small ones, as long as the table has enough to hide. */
function protect(edges: Edge[], edge: Edge, threshold: number): void {
  if (edgeCanMove(edges, edge, threshold) || hideAround(edges, edge, threshold)) return;
  if (!edgeCanMove(edges, edge, null)) hideAround(edges, edge, null);
}

export interface PublishedTable {
  rows: PublishedCount[][];
  rowTotals: PublishedCount[];
  columnTotals: PublishedCount[];
  total: PublishedCount;
}

/**
 * A table of counts with its totals by row and by column, as anyone may see it: counts 1 to `threshold` are hidden, then
 * the fewest entries that keep them from being found from the sums. Example: `[[20, 4], [15, 30]]` keeps its totals and
 * hides its four cells.
 */
export function publishTable(rows: Table, threshold = defaultThreshold): Published<PublishedTable> {
  const table = withTotals(rows);
  const grid = edgesOf(table, threshold);
  const edges = grid.flat();
  for (const edge of edges.filter(({ hidden }) => hidden)) protect(edges, edge, threshold);
  const shown = table.map((row, i) => row.map((cell, j): PublishedCount => (grid[i]?.[j]?.hidden ? 'hidden' : cell)));
  const last = shown.pop() ?? [];
  return publish({
    rows: shown.map((row) => row.slice(0, -1)),
    rowTotals: shown.map((row) => row.at(-1) ?? null),
    columnTotals: last.slice(0, -1),
    total: last.at(-1) ?? null,
  });
}

/**
 * Counts that flow between pools (what enters a pool leaves it), as anyone may see them, in the order given: 1 to
 * `threshold` are hidden, then the fewest others that keep them from being found from the balances. `hidden`: hidden at another place too; `said`: shown there, so that hiding it here
 * would protect nothing. Example: 4 and 20 into a pool, 24 out of it: with the 4, the 20 or the 24 is hidden.
 */
export function suppressFlows(
  flows: readonly (Omit<Edge, 'hidden'> & { hidden?: boolean })[],
  threshold = defaultThreshold,
): Published<PublishedCount[]> {
  const edges = flows.map((flow) => ({ ...flow, hidden: flow.hidden === true || isSmall(flow.value, threshold) }));
  for (const edge of edges.filter(({ hidden }) => hidden)) protect(edges, edge, threshold);
  // Nothing less would do: what is said elsewhere leaves too little to hide behind.
  if (edges.some((edge) => edge.hidden && !edgeCanMove(edges, edge, null)))
    for (const edge of edges) edge.hidden ||= edge.value > 0 && !edge.said;
  return publish(edges.map(({ hidden, value }): PublishedCount => (hidden ? 'hidden' : value)));
}
