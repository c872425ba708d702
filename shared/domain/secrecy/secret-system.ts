import {
  type Atom,
  canonical,
  type Fact,
  type Form,
  formKey,
  type Guard,
  joinKnowledge,
  type Knowledge,
  type SuppressionProblem,
} from './suppression-problem.ts';

/**
 * A publication as a system of rows over unknown deviations from the truth: 0 everywhere is one world that fits all that is
 * known; a guard stands when another one fits too, in which it moves. What is shown binds its row to 0.
 */

/** A form over columns, with the deviations that are possible whatever is shown. */
export interface Row {
  columns: readonly number[];
  times: readonly number[];
  lower: number;
  upper: number;
  /** The decision that shows it; −1: none. */
  decision: number;
  /** Deviations that stay possible when it is hidden. */
  hiddenLower: number;
  hiddenUpper: number;
}

/** Statements that are said together or not at all: of one form, or merged. */
export interface Decision {
  statements: readonly number[];
  weight: number;
  /** `hidden`: one of them is small; `shown`: public, or said before. */
  fixed: 'hidden' | 'shown' | null;
}

export interface GuardedForm {
  guard: Guard;
  columns: readonly number[];
  times: readonly number[];
}

/** A column in a row. */
interface Entry {
  row: number;
  /** By it a sum of nothing could still be made of something. */
  blocks: boolean;
}

export interface SecretSystem {
  atoms: readonly Atom[];
  /** The least deviation of each atom: minus its value. */
  floors: Float64Array;
  rows: readonly Row[];
  /** By column, the rows that it counts in. */
  rowsOfColumn: readonly (readonly Entry[])[];
  /** By column, the guards that it counts in. */
  guardsOfColumn: readonly (readonly number[])[];
  /** By decision, the rows that it shows. */
  rowsOfDecision: readonly (readonly number[])[];
  /** By row, how many of its terms could make something of a sum of nothing. */
  blockers: Int32Array;
  decisions: readonly Decision[];
  /** The decision of each statement. */
  decisionOf: readonly number[];
  guards: readonly GuardedForm[];
}

/** Rows by the name of their form, as they are found. */
class Rows {
  readonly rows: Row[] = [];
  private readonly byKey = new Map<string, Row>();
  private readonly columns: ReadonlyMap<string, number>;
  private readonly values: readonly number[];

  constructor(columns: ReadonlyMap<string, number>, values: readonly number[]) {
    this.columns = columns;
    this.values = values;
  }

  over(form: Form): { columns: number[]; times: number[] } {
    const terms = canonical(form);
    return { columns: terms.map(({ atom }) => this.column(atom)), times: terms.map(({ times }) => times) };
  }

  private column(atom: string): number {
    const column = this.columns.get(atom);
    if (column === undefined) throw new Error('an atom has no value');
    return column;
  }

  of(form: Form): Row {
    const key = formKey(form);
    const known = this.byKey.get(key);
    if (known) return known;
    const anything = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
    const open = { hiddenLower: anything.lower, hiddenUpper: anything.upper };
    const row: Row = { ...this.over(form), ...anything, decision: -1, ...open };
    this.byKey.set(key, row);
    this.rows.push(row);
    return row;
  }

  /** A fact as deviations from the truth; null when the truth breaks it, which then nobody can rely upon. */
  bounds({ columns, times }: Row, { lower, upper }: Fact): { lower: number; upper: number } | null {
    const value = columns.reduce((sum, column, at) => sum + (times[at] ?? 0) * (this.values[column] ?? 0), 0);
    const least = lower === null ? Number.NEGATIVE_INFINITY : lower - value;
    const most = upper === null ? Number.POSITIVE_INFINITY : upper - value;
    return least > 1e-9 || most < -1e-9 ? null : { lower: Math.min(least, 0), upper: Math.max(most, 0) };
  }

  knowHidden(fact: Fact, decision: number): void {
    const row = this.of(fact.form);
    const bounds = this.bounds(row, fact);
    if (!bounds) throw new Error('a hidden statement is not what its rule says');
    row.decision = decision;
    row.hiddenLower = Math.max(row.hiddenLower, bounds.lower);
    row.hiddenUpper = Math.min(row.hiddenUpper, bounds.upper);
  }

  know(fact: Fact): void {
    const row = this.of(fact.form);
    const bounds = this.bounds(row, fact);
    if (!bounds) return;
    row.lower = Math.max(row.lower, bounds.lower);
    row.upper = Math.min(row.upper, bounds.upper);
  }
}

/** Sets that grow together: which statements are decided as one. */
export class Groups {
  private readonly parents: number[];

  constructor(size: number) {
    this.parents = Array.from({ length: size }, (_, index) => index);
  }

  of(index: number): number {
    let at = index;
    for (let parent = this.parents[at] ?? at; parent !== at; parent = this.parents[at] ?? at) {
      this.parents[at] = this.parents[parent] ?? parent;
      at = parent;
    }
    return at;
  }

  join(a: number, b: number): void {
    this.parents[this.of(a)] = this.of(b);
  }

  /** The group of each, numbered from 0 in the order of their first. */
  numbers(): number[] {
    const numbers = new Map<number, number>();
    return this.parents.map((_, index) => {
      const root = this.of(index);
      const number = numbers.get(root) ?? numbers.size;
      numbers.set(root, number);
      return number;
    });
  }
}

/** Statements of one form say the same; merged ones are hidden together. */
function groupStatements({ statements, merges }: SuppressionProblem) {
  const groups = new Groups(statements.length);
  const byForm = new Map<string, number>();
  const ranks = new Map(statements.map(({ id }, index) => [id, index]));
  for (const [index, key] of statements.flatMap(({ forms }, at) => forms.map((form) => [at, formKey(form)] as const))) {
    const first = byForm.get(key) ?? index;
    byForm.set(key, first);
    groups.join(index, first);
  }
  const merging = merges.map(({ members }) => members.flatMap((id) => ranks.get(id) ?? []));
  for (const [first = 0, ...others] of merging) for (const index of others) groups.join(index, first);
  const decisionOf = groups.numbers();
  const members: number[][] = [];
  for (const [index, number] of decisionOf.entries()) {
    members[number] ??= [];
    members[number].push(index);
  }
  return { decisionOf, members, merged: new Set(merging.flat().map((index) => decisionOf[index] ?? 0)) };
}

const isBound = ({ lower, upper }: Row) => lower === 0 && upper === 0;
const isHalfKnown = (row: Row) => !isBound(row) && (row.lower > -Infinity || row.upper < Infinity);

/** How much less it costs to hide again what was hidden before: what is shown and hidden in turn helps nobody. */
const HIDDEN_BEFORE = 0.6;

function entriesOf(rows: readonly Row[], floors: Float64Array): Pick<SecretSystem, 'rowsOfColumn' | 'blockers'> {
  const rowsOfColumn = Array.from(floors, (): Entry[] => []);
  const blockers = new Int32Array(rows.length);
  for (const [index, { columns, times }] of rows.entries())
    for (let at = 0; at < columns.length; at += 1) {
      const column = columns[at] ?? 0;
      const blocks = (times[at] ?? 0) < 0 || floors[column] !== 0;
      if (blocks) blockers[index] = (blockers[index] ?? 0) + 1;
      rowsOfColumn[column]?.push({ row: index, blocks });
    }
  return { rowsOfColumn, blockers };
}

/** The same system with other forms to guard. */
export function guarding(
  system: Omit<SecretSystem, 'guards' | 'guardsOfColumn'>,
  guards: readonly GuardedForm[],
): SecretSystem {
  const guardsOfColumn = Array.from(system.atoms, (): number[] => []);
  for (const [index, { columns }] of guards.entries())
    for (const column of columns) guardsOfColumn[column]?.push(index);
  return { ...system, guards, guardsOfColumn };
}

function shownBy(rows: readonly Row[], decisions: number): number[][] {
  const shown = Array.from({ length: decisions }, (): number[] => []);
  for (const [index, { decision }] of rows.entries()) shown[decision]?.push(index);
  return shown;
}

export function systemOf(problem: SuppressionProblem, earlier: Knowledge): SecretSystem {
  const { atoms, guards } = joinKnowledge([earlier, { atoms: problem.atoms, facts: [], guards: problem.guards }]);
  const columns = new Map(atoms.map(({ id }, index) => [id, index]));
  const rows = new Rows(
    columns,
    atoms.map(({ value }) => value),
  );
  for (const fact of [...problem.identities, ...earlier.facts]) rows.know(fact);
  const { decisionOf, members, merged } = groupStatements(problem);
  const decisions = members.map((statements, number): Decision => {
    const own = statements.flatMap((index) => problem.statements[index] ?? []);
    const forms = own.flatMap((one) => one.forms).map((form) => rows.of(form));
    const isOpen = forms.every(isBound) || own.some(({ isPublic }) => isPublic);
    const before = forms.some(isHalfKnown) ? HIDDEN_BEFORE : 1;
    for (const row of forms) row.decision = number;
    // Of merged ones nothing is told: one of them may be zero.
    if (!merged.has(number)) for (const fact of own.flatMap((one) => one.whenHidden)) rows.knowHidden(fact, number);
    return {
      statements,
      weight: before * own.reduce((sum, { weight }) => sum + weight, 0),
      fixed: own.some(({ primary }) => primary) ? 'hidden' : isOpen ? 'shown' : null,
    };
  });
  const floors = Float64Array.from(atoms, ({ value }) => -value);
  const guarded = guards.map((guard) => ({ guard, ...rows.over(guard.form) }));
  const system = {
    atoms,
    floors,
    rows: rows.rows,
    rowsOfDecision: shownBy(rows.rows, decisions.length),
    ...entriesOf(rows.rows, floors),
    decisions,
    decisionOf,
  };
  return guarding(
    system,
    guarded.filter(({ columns: on }) => on.length > 0),
  );
}
