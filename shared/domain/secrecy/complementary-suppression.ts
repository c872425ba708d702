/**
 * The arithmetic of an attack on a published table. A table and its totals are a circulation: a cell flows from its row
 * to its column, a column's total to the bottom, the grand total to the right, a row's total back to its row; what enters
 * a node leaves it. A reader who knows the shown cells cannot pin a hidden one when it lies on a cycle of hidden cells
 * along which one unit can be moved: all sums hold, and the cell has at least two values. Such networks are totally
 * unimodular, so an integer attack finds nothing more (Castro, "Network flows heuristics for complementary cell
 * suppression", EJOR 2007).
 */

/** A cell or a total: `value` flows from one node to another. */
export interface Edge {
  from: string;
  to: string;
  value: number;
  hidden: boolean;
  /** Shown at another place, to the letter: to hide it here would hide nothing. */
  said?: boolean;
}

/** The highest count hidden for itself, for a reader who knows which cells those are; null: they only see what is hidden. */
type Threshold = number | null;

/**
 * What a reader takes for granted: hidden cells are not zero (zeros are shown); with a threshold, those up to it stay at
 * most there and the others stay above.
 */
function boundsOf({ value }: Edge, threshold: Threshold): { lower: number; upper: number } {
  if (threshold === null) return { lower: 1, upper: Number.POSITIVE_INFINITY };
  return value <= threshold
    ? { lower: 1, upper: threshold }
    : { lower: threshold + 1, upper: Number.POSITIVE_INFINITY };
}

/** An edge taken forwards (one more) or backwards (one less). */
interface Step {
  edge: Edge;
  to: string;
}

function stepsOf(edge: Edge, threshold: Threshold): (Step & { start: string })[] {
  if (edge.value === 0 || (edge.said && !edge.hidden)) return [];
  const { lower, upper } = boundsOf(edge, threshold);
  const steps = [];
  if (edge.value < upper) steps.push({ edge, start: edge.from, to: edge.to });
  if (edge.value > lower) steps.push({ edge, start: edge.to, to: edge.from });
  return steps;
}

/** The price of showing one cell less: the count of cells first, then their size. */
interface Cost {
  cells: number;
  size: number;
}

const cheaper = (a: Cost, b: Cost) => a.cells < b.cells || (a.cells === b.cells && a.size < b.size);

interface Way {
  cost: Cost;
  edges: Edge[];
}

function nearestOf(ways: Map<string, Way>, done: Set<string>): [string, Way] | undefined {
  let nearest: [string, Way] | undefined;
  for (const entry of ways) {
    if (!done.has(entry[0]) && (!nearest || cheaper(entry[1].cost, nearest[1].cost))) nearest = entry;
  }
  return nearest;
}

/** Dijkstra: the way from a node to another that hides the fewest shown cells, then the smallest. */
function cheapestWay(edges: Edge[], from: string, to: string, threshold: Threshold): Way | null {
  const ways = new Map<string, Way>([[from, { cost: { cells: 0, size: 0 }, edges: [] }]]);
  const done = new Set<string>();
  const steps = edges.flatMap((edge) => stepsOf(edge, threshold));
  for (let nearest = nearestOf(ways, done); nearest; nearest = nearestOf(ways, done)) {
    const [node, way] = nearest;
    if (node === to) return way;
    done.add(node);
    for (const { edge, start, to: next } of steps) {
      if (start !== node || done.has(next)) continue;
      const { cells, size } = way.cost;
      const cost = edge.hidden ? way.cost : { cells: cells + 1, size: size + edge.value };
      const known = ways.get(next);
      if (!known || cheaper(cost, known.cost)) ways.set(next, { cost, edges: [...way.edges, edge] });
    }
  }
  return null;
}

function cheapestCycle(edges: Edge[], edge: Edge, threshold: Threshold): Way | null {
  const others = edges.filter((one) => one !== edge);
  const cycles = stepsOf(edge, threshold).flatMap(({ start, to }) => cheapestWay(others, to, start, threshold) ?? []);
  return cycles.reduce<Way | null>((best, one) => (best === null || cheaper(one.cost, best.cost) ? one : best), null);
}

/**
 * True when a hidden cell has at least two possible values for a reader of everything that is shown. `threshold`: the
 * reader also knows which cells are hidden for being small. Example: 4 hidden alone beside 20 and their total 24: false.
 */
export function edgeCanMove(edges: Edge[], edge: Edge, threshold: Threshold): boolean {
  const hidden = edges.filter((one) => one.hidden);
  return cheapestCycle(hidden, edge, threshold) !== null;
}

/**
 * Hides what must be hidden for a cell to have two possible values: the fewest cells, then the smallest. Every cell hidden
 * this way lies on the same cycle, so it is protected too. False when nothing can do it.
 */
export function hideAround(edges: Edge[], edge: Edge, threshold: Threshold): boolean {
  const cycle = cheapestCycle(edges, edge, threshold);
  for (const one of cycle?.edges ?? []) one.hidden = true;
  return cycle !== null;
}
