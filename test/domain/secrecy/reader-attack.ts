import loadHighs, { type Model } from 'highs';

/**
 * Somebody who wrote down everything that was ever published and knows the rules: unknown counts, their bounds, and sums. Own
 * work, with nothing of the product's: what cannot be found is shown by a second world of whole numbers, which is then added
 * up again, number by number.
 */

interface Sum {
  terms: ReadonlyMap<string, number>;
  lower: number;
  upper: number;
}

const FAR = 100_000;
const highs = await loadHighs();
const model: Model = highs.createModel();
model.options.set({ output_flag: false });

export class ReaderAttack {
  readonly truth = new Map<string, number>();
  private readonly bounds = new Map<string, [number, number]>();
  private readonly sums: Sum[] = [];

  /** A count that somebody has in mind. */
  unknown(name: string, truth: number, lower = 0, upper = FAR): void {
    const known = this.bounds.get(name) ?? [0, FAR];
    if (this.truth.has(name) && this.truth.get(name) !== truth) throw new Error(`${name} has two values`);
    this.truth.set(name, truth);
    this.bounds.set(name, [Math.max(known[0], lower), Math.min(known[1], upper)]);
  }

  /** A sum that is known to lie between two numbers. */
  sum(terms: readonly (readonly [string, number])[], lower: number, upper = lower): void {
    const joined = new Map<string, number>();
    for (const [name, times] of terms) joined.set(name, (joined.get(name) ?? 0) + times);
    const real = [...joined].reduce((all, [name, times]) => all + times * (this.truth.get(name) ?? 0), 0);
    if (real < lower || real > upper)
      throw new Error(`${[...joined.keys()].join(' + ')} is ${real}: ${lower}..${upper}`);
    this.sums.push({ terms: joined, lower, upper });
  }

  /** A sum that is hidden, by somebody who knows which are hidden for being small; of one that is withheld, or of a zero, nothing. */
  hiddenSum(terms: readonly (readonly [string, number])[], reason: string | undefined, threshold = 10): void {
    const real = terms.reduce((all, [name, times]) => all + times * (this.truth.get(name) ?? 0), 0);
    if (reason === 'withheld' || real === 0) return;
    if (real <= threshold) this.sum(terms, 1, threshold);
    else this.sum(terms, threshold + 1, FAR);
  }

  /** Those of the sums that have one value only. `own`: counts that the attacker gave. */
  pinned(
    targets: readonly (readonly (readonly [string, number])[])[],
    own: (name: string) => boolean = () => false,
  ): string[] {
    const names = [...this.truth.keys()];
    const at = new Map(names.map((name, index) => [name, index]));
    const used = this.sums.filter(({ terms }) => terms.size > 0);
    const starts = new Int32Array(used.length + 1);
    for (const [index, { terms }] of used.entries()) starts[index + 1] = (starts[index] ?? 0) + terms.size;
    const bound = (side: 0 | 1) => (name: string) =>
      own(name) ? (this.truth.get(name) ?? 0) : (this.bounds.get(name)?.[side] ?? 0);
    const data = (whole: boolean, costs: Float64Array, sense: 'minimize' | 'maximize') => ({
      numCols: names.length,
      numRows: used.length,
      sense: highs.constants.objectiveSense[sense],
      colCost: costs,
      colLower: names.map(bound(0)),
      colUpper: names.map(bound(1)),
      rowLower: used.map(({ lower }) => lower),
      rowUpper: used.map(({ upper }) => upper),
      matrix: {
        format: 'csr' as const,
        numRows: used.length,
        numCols: names.length,
        starts,
        indices: Int32Array.from(used.flatMap(({ terms }) => [...terms.keys()].map((name) => at.get(name) ?? 0))),
        values: Float64Array.from(used.flatMap(({ terms }) => [...terms.values()])),
      },
      ...(whole && { integrality: new Int32Array(names.length).fill(1) }),
    });
    const worlds: Map<string, number>[] = [];
    const valueIn = (world: ReadonlyMap<string, number>, target: readonly (readonly [string, number])[]) =>
      target.reduce((all, [name, times]) => all + times * (world.get(name) ?? 0), 0);
    const search = (target: readonly (readonly [string, number])[], sense: 'minimize' | 'maximize', whole: boolean) => {
      const costs = new Float64Array(names.length);
      for (const [name, times] of target) costs[at.get(name) ?? 0] = (costs[at.get(name) ?? 0] ?? 0) + times;
      model.options.set({ presolve: whole ? 'on' : 'off' });
      model.passModel(data(whole, costs, sense));
      model.run();
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error('the attack did not end');
      const { colValue } = model.getSolution();
      const world = new Map(names.map((name, index) => [name, Math.round(colValue[index] ?? 0)]));
      const isWhole = colValue.every((value) => Math.abs(value - Math.round(value)) < 1e-5);
      return { objective: model.getObjectiveValue(), world: isWhole && this.holds(world, own) ? world : null };
    };
    const isOpen = (target: readonly (readonly [string, number])[]) => {
      const real = valueIn(this.truth, target);
      if (worlds.some((world) => valueIn(world, target) !== real)) return true;
      for (const whole of [false, true])
        for (const sense of ['maximize', 'minimize'] as const) {
          const { objective, world } = search(target, sense, whole);
          if (world) worlds.push(world);
          if (world && valueIn(world, target) !== real) return true;
          if (whole && Math.abs(objective - real) > 0.5) throw new Error('a world that does not hold');
        }
      return false;
    };
    return targets.filter((target) => !isOpen(target)).map((target) => target.map(([name]) => name).join(' + '));
  }

  /** Added up again, in whole numbers. */
  private holds(world: ReadonlyMap<string, number>, own: (name: string) => boolean): boolean {
    const inBounds = [...world].every(([name, value]) => {
      const [lower, upper] = this.bounds.get(name) ?? [0, FAR];
      return own(name) ? value === this.truth.get(name) : value >= lower && value <= upper;
    });
    return (
      inBounds &&
      this.sums.every(({ terms, lower, upper }) => {
        const sum = [...terms].reduce((all, [name, times]) => all + times * (world.get(name) ?? 0), 0);
        return sum >= lower && sum <= upper;
      })
    );
  }
}
