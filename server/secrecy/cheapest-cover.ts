import { Groups } from '../../shared/domain/secrecy/secret-system.ts';
import type { LinearSolver } from './linear-solver.ts';

/** The master problem: of each cut one decision at least is hidden, at the least cost. */

type Cut = ReadonlySet<number>;

/** Cuts without those that a smaller one already holds. */
export function sharpCuts(cuts: readonly Cut[]): Cut[] {
  const kept: Cut[] = [];
  for (const cut of cuts.toSorted((a, b) => a.size - b.size))
    if (!kept.some((one) => one.size <= cut.size && [...one].every((decision) => cut.has(decision)))) kept.push(cut);
  return kept;
}

/** Cuts that share no decision are decided apart. */
function apart(cuts: readonly Cut[], size: number): Cut[][] {
  const groups = new Groups(size);
  for (const cut of cuts) for (const decision of cut) groups.join(decision, [...cut][0] ?? decision);
  const parts = new Map<number, Cut[]>();
  for (const cut of cuts) {
    const root = groups.of([...cut][0] ?? 0);
    parts.set(root, [...(parts.get(root) ?? []), cut]);
  }
  return [...parts.values()];
}

const cheapestOf = (cut: Cut, cost: (decision: number) => number) =>
  [...cut].reduce((best, one) => (cost(one) < cost(best) ? one : best));

/** Until every cut holds one: the decision that costs least by cut that it answers. */
export function greedyCover(cuts: readonly Cut[], cost: (decision: number) => number): Set<number> {
  const chosen = new Set<number>();
  for (let open = [...cuts]; open.length > 0; ) {
    const answers = new Map<number, number>();
    for (const cut of open) for (const decision of cut) answers.set(decision, (answers.get(decision) ?? 0) + 1);
    const best = cheapestOf(new Set(answers.keys()), (decision) => cost(decision) / (answers.get(decision) ?? 1));
    chosen.add(best);
    open = open.filter((cut) => !cut.has(best));
  }
  return chosen;
}

interface Cover {
  decisions: readonly number[];
  /** No other costs less. */
  isExact: boolean;
}

/** Covers that are asked again and again while cuts come in: a part whose cuts are the same has the same cover. */
export class CheapestCover {
  private readonly solver: LinearSolver;
  private readonly size: number;
  private readonly cost: (decision: number) => number;
  private readonly numbers = new Map<Cut, number>();
  private readonly known = new Map<string, Cover>();

  constructor(solver: LinearSolver, size: number, cost: (decision: number) => number) {
    this.solver = solver;
    this.size = size;
    this.cost = cost;
  }

  /** `exact`: of minimum cost; otherwise greedy. */
  of(cuts: readonly Cut[], exact: boolean): Set<number> {
    return new Set(apart(cuts, this.size).flatMap((part) => this.part(part, exact).decisions));
  }

  private numberOf(cut: Cut): number {
    const number = this.numbers.get(cut) ?? this.numbers.size;
    this.numbers.set(cut, number);
    return number;
  }

  private part(cuts: readonly Cut[], exact: boolean): Cover {
    const key = cuts.map((cut) => this.numberOf(cut)).join();
    const known = this.known.get(key);
    if (known && (known.isExact || !exact)) return known;
    const found = this.solve(cuts, exact);
    this.known.set(key, found);
    return found;
  }

  private solve(cuts: readonly Cut[], exact: boolean): Cover {
    const [first] = cuts;
    if (first && cuts.length === 1) return { decisions: [cheapestOf(first, this.cost)], isExact: true };
    if (!exact) return { decisions: [...greedyCover(cuts, this.cost)], isExact: false };
    const decisions = [...new Set(cuts.flatMap((cut) => [...cut]))];
    const at = new Map(decisions.map((decision, index) => [decision, index]));
    const rows = cuts.map((cut) => {
      const columns = [...cut].map((decision) => at.get(decision) ?? 0);
      return { columns, times: columns.map(() => 1), lower: 1, upper: Infinity };
    });
    const best = this.solver.cheapestChoice(decisions.map(this.cost), rows);
    if (!best) return { decisions: [...greedyCover(cuts, this.cost)], isExact: false };
    return { decisions: decisions.filter((_, index) => (best.values[index] ?? 0) > 0.5), isExact: true };
  }
}
