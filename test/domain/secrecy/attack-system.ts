/**
 * What somebody who reads everything can write down: unknown counts, the least that each can be, and sums that bind them.
 * Own integer reasoning, with nothing of the product: bounds by propagation, then a search for a second world.
 */
export interface Equation {
  terms: ReadonlyMap<string, number>;
  sum: number;
}

export interface System {
  /** Each unknown, and the least it can be. */
  unknowns: ReadonlyMap<string, number>;
  equations: readonly Equation[];
}

type Bounds = Map<string, [number, number]>;
const FAR = 1_000_000;
const MOST_STEPS = 20_000;

/** An equation over what is known and unknown: the known part moves to the other side. */
export function equation(
  cells: readonly { name: string; value: number | null; sign?: number }[],
  sum: number,
): Equation {
  const terms = new Map<string, number>();
  let rest = sum;
  for (const { name, value, sign = 1 } of cells) {
    if (value === null) terms.set(name, (terms.get(name) ?? 0) + sign);
    else rest -= sign * value;
  }
  return { terms, sum: rest };
}

/** Of two sums one within the other, their difference is known too. */
function withDifferences(equations: readonly Equation[]): Equation[] {
  const found = equations.filter(({ terms }) => terms.size > 0);
  const differences = found.flatMap((wide) =>
    found.flatMap((narrow) => {
      const isWithin =
        narrow.terms.size < wide.terms.size && [...narrow.terms].every(([name, sign]) => wide.terms.get(name) === sign);
      const terms = new Map([...wide.terms].filter(([name]) => !narrow.terms.has(name)));
      return isWithin ? [{ terms, sum: wide.sum - narrow.sum }] : [];
    }),
  );
  return [...found, ...differences];
}

/** Tightens every bound until nothing moves; false: no world is left. */
function propagate(equations: readonly Equation[], bounds: Bounds): boolean {
  for (let moved = true; moved; ) {
    moved = false;
    for (const { terms, sum } of equations) {
      const span = (side: 0 | 1) =>
        [...terms].reduce(
          (all, [name, sign]) =>
            all + sign * (bounds.get(name) as [number, number])[sign > 0 ? side : side === 0 ? 1 : 0],
          0,
        );
      const [least, most] = [span(0), span(1)];
      if (least > sum || most < sum) return false;
      for (const [name, sign] of terms) {
        const own = bounds.get(name) as [number, number];
        const [low, high] = sign > 0 ? own : ([-own[1], -own[0]] as [number, number]);
        const next = [Math.max(low, sum - (most - high)), Math.min(high, sum - (least - low))] as [number, number];
        if (next[0] > next[1]) return false;
        if (next[0] === low && next[1] === high) continue;
        bounds.set(name, sign > 0 ? next : [-next[1], -next[0]]);
        moved = true;
        break;
      }
    }
  }
  return true;
}

/** True when some world holds the bounds. */
function hasWorld(equations: readonly Equation[], bounds: Bounds, steps = { left: MOST_STEPS }): boolean {
  if (!propagate(equations, bounds)) return false;
  const open = [...bounds]
    .filter(([, [low, high]]) => low < high)
    .sort((a, b) => a[1][1] - a[1][0] - (b[1][1] - b[1][0]))[0];
  if (!open) return true;
  const [name, [low, high]] = open;
  for (let value = low; value <= high; value += 1) {
    steps.left -= 1;
    if (steps.left < 0) throw new Error('the search for a second world is too long');
    if (hasWorld(equations, new Map(bounds).set(name, [value, value]), steps)) return true;
  }
  return false;
}

export interface Attack {
  /** Unknowns that have one possible value only. */
  pinned: string[];
  /** How many values the bounds leave to each unknown; Infinity: no sum bounds it. */
  widths: Map<string, number>;
}

const first = <T>(values: Iterable<T>) => [...values][0];

/** The unknowns bound to one another, however far: the others say nothing of them. */
function together(equations: readonly Equation[], name: string): Equation[] {
  const names = new Set([name]);
  const kept = new Set<Equation>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of equations) {
      if (kept.has(one) || ![...one.terms.keys()].some((term) => names.has(term))) continue;
      kept.add(one);
      for (const term of one.terms.keys()) names.add(term);
      grown = true;
    }
  }
  return [...kept];
}

/** Everything that can be found out. `truth`: one world that is known to be possible, so that only another is searched. */
export function attack({ unknowns, equations: given }: System, truth: ReadonlyMap<string, number>): Attack {
  const all = withDifferences(given);
  const outer: Bounds = new Map([...unknowns].map(([name, least]) => [name, [least, FAR]]));
  if (!propagate(all, outer)) throw new Error('what is published contradicts itself');
  const widths = new Map(
    [...outer].map(([name, [low, high]]) => [name, high >= FAR ? Number.POSITIVE_INFINITY : high - low + 1]),
  );
  const pinned = [...outer].filter(([name, [low, high]]) => {
    if (high >= FAR) return false;
    if (low === high) return true;
    const own = together(all, name);
    const known = truth.get(name) as number;
    const names = new Set(own.flatMap(({ terms }) => [...terms.keys()]));
    const near = Array.from({ length: high - low + 1 }, (_, rank) => low + rank)
      .filter((value) => value !== known)
      .sort((a, b) => Math.abs(a - known) - Math.abs(b - known));
    const isPossible = (value: number) =>
      hasWorld(
        own,
        new Map(
          [...names].map((one) => [one, one === name ? [value, value] : [...(outer.get(one) as [number, number])]]),
        ),
      );
    return !near.some(isPossible);
  });
  return { pinned: pinned.map(([name]) => name), widths };
}

/** The narrowest of the widths. */
export const narrowest = (widths: Iterable<number>) =>
  first([...widths].sort((a, b) => a - b)) ?? Number.POSITIVE_INFINITY;
