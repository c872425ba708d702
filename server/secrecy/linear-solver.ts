import loadHighs, { type Highs, type Model } from 'highs';

/** HiGHS (MIT), compiled to WebAssembly: linear and mixed-integer programs of small size, many of them. */

export interface ProgramRow {
  columns: readonly number[];
  times: readonly number[];
  lower: number;
  upper: number;
}

export interface Program {
  lower: Float64Array;
  upper: Float64Array;
  rows: readonly ProgramRow[];
}

export interface Optimum {
  objective: number;
  values: Float64Array;
  /** By row: what the optimum rests upon has another price than 0. */
  prices: Float64Array;
}

const NEAR = 1e-6;
/** True when every value is a whole number. */
export const isWhole = (values: Float64Array) => values.every((value) => Math.abs(value - Math.round(value)) < NEAR);

let loaded: Promise<Highs> | undefined;

/** One program at a time, changed and asked again; `dispose` gives its memory back. */
export class LinearSolver {
  linear = 0;
  integer = 0;
  private readonly highs: Highs;
  private readonly model: Model;
  private columns = 0;
  private program: Program | undefined;

  private constructor(highs: Highs) {
    this.highs = highs;
    this.model = highs.createModel();
    this.model.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: 0, mip_abs_gap: 0.01 });
  }

  static async open(): Promise<LinearSolver> {
    loaded ??= loadHighs();
    return new LinearSolver(await loaded);
  }

  dispose(): void {
    this.model.dispose();
  }

  /** The program that is asked from now on. */
  take(program: Program): void {
    this.pass(program, new Float64Array(program.lower.length), false);
    this.program = program;
  }

  /** The greatest value of an objective over the program taken. Null: the solver did not come to an end. */
  maximise(columns: readonly number[], times: readonly number[]): Optimum | null {
    this.linear += 1;
    const costs = this.costs(columns, times);
    const all = Int32Array.from(costs.keys());
    this.model.changeColsCost({ kind: 'set', indices: all }, costs);
    return this.run();
  }

  /** The same over whole numbers only. */
  maximiseWhole(columns: readonly number[], times: readonly number[]): Optimum | null {
    const { program } = this;
    if (!program) return null;
    this.integer += 1;
    this.pass(program, this.costs(columns, times), true);
    const best = this.run();
    this.take(program);
    return best;
  }

  /** The cheapest choice of 0 and 1 that holds the rows. Null: the solver did not come to an end. */
  cheapestChoice(costs: readonly number[], rows: readonly ProgramRow[]): Optimum | null {
    const [lower, upper] = [new Float64Array(costs.length), new Float64Array(costs.length).fill(1)];
    const gains = Float64Array.from(costs, (cost) => -cost);
    this.program = undefined;
    this.linear += 1;
    this.pass({ lower, upper, rows }, gains, false);
    const relaxed = this.run();
    if (relaxed && isWhole(relaxed.values)) return relaxed;
    this.integer += 1;
    this.pass({ lower, upper, rows }, gains, true);
    return this.run();
  }

  private costs(columns: readonly number[], times: readonly number[]): Float64Array {
    const costs = new Float64Array(this.columns);
    for (const [at, column] of columns.entries()) costs[column] = (costs[column] ?? 0) + (times[at] ?? 0);
    return costs;
  }

  private pass({ lower, upper, rows }: Program, costs: Float64Array, whole: boolean): void {
    const columns = lower.length;
    this.columns = columns;
    const starts = new Int32Array(rows.length + 1);
    for (const [index, row] of rows.entries()) starts[index + 1] = (starts[index] ?? 0) + row.columns.length;
    this.model.options.set({ presolve: whole ? 'on' : 'off' });
    this.model.passModel({
      numCols: columns,
      numRows: rows.length,
      sense: this.highs.constants.objectiveSense.maximize,
      colCost: costs,
      colLower: lower,
      colUpper: upper,
      rowLower: Float64Array.from(rows, (row) => row.lower),
      rowUpper: Float64Array.from(rows, (row) => row.upper),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: columns,
        starts,
        indices: Int32Array.from(rows.flatMap((row) => row.columns)),
        values: Float64Array.from(rows.flatMap((row) => row.times)),
      },
      ...(whole && { integrality: new Int32Array(columns).fill(1) }),
    });
  }

  private run(): Optimum | null {
    this.model.run();
    if (this.model.getModelStatus() !== this.highs.constants.modelStatus.optimal) return null;
    const { colValue, rowDual } = this.model.getSolution();
    return { objective: this.model.getObjectiveValue(), values: colValue, prices: rowDual };
  }
}
