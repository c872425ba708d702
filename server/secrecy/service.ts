import { OpenSystem } from '../../shared/domain/secrecy/open-components.ts';
import { guarding, type SecretSystem, systemOf } from '../../shared/domain/secrecy/secret-system.ts';
import { factsOf, lostBy } from '../../shared/domain/secrecy/suppression-outcome.ts';
import {
  type Form,
  type Found,
  type HiddenReason,
  joinKnowledge,
  type Knowledge,
  nothingKnown,
  type SuppressionDecision,
  type SuppressionProblem,
  splitProblem,
} from '../../shared/domain/secrecy/suppression-problem.ts';
import { auditComponent, KnownWorlds, type Pinned } from './audit.ts';
import { CheapestCover, greedyCover, sharpCuts } from './cheapest-cover.ts';
import { LinearSolver } from './linear-solver.ts';
import { Remembered } from './remembered.ts';

/** How many times the choice is made anew before cuts are only added to. */
const EXACT_ROUNDS = 12;
/** For how many rounds each cut is answered by as few as before. */
const PATIENCE = 4;

/** A publication that is being decided: what is hidden so far, and why it must be. */
class Decided {
  private readonly system: SecretSystem;
  private readonly solver: LinearSolver;
  private readonly safe = new Set<string>();
  private readonly worlds = new KnownWorlds();
  private readonly cover: CheapestCover;
  private readonly withheld = new Set<number>();
  private cuts: ReadonlySet<number>[] = [];
  /** Decisions that one organisation alone would see through. */
  readonly dominated = new Set<number>();
  readonly found = new Map<string, Pinned>();
  chosen = new Set<number>();
  rounds = 0;
  isExact = true;

  private cost = (decision: number) => this.system.decisions[decision]?.weight ?? 0;

  constructor(system: SecretSystem, solver: LinearSolver) {
    this.system = system;
    this.solver = solver;
    this.cover = new CheapestCover(solver, system.decisions.length, this.cost);
  }

  isHidden = (decision: number) => this.system.decisions[decision]?.fixed === 'hidden' || this.chosen.has(decision);

  isWithheld = (decision: number) => this.withheld.has(decision);

  /** Those of some forms that anyone finds from what is said. */
  toldBy(forms: readonly Form[]): ReadonlySet<Form> {
    const columns = new Map(this.system.atoms.map(({ id }, column) => [id, column]));
    const guards = forms.map((form) => ({
      guard: { form, from: null },
      columns: form.map(({ atom }) => columns.get(atom) ?? -1),
      times: form.map(({ times }) => times),
    }));
    const system = guarding(this.system, guards);
    const open = new OpenSystem(system, this.isHidden, this.isWithheld);
    const inParts = open
      .components()
      .flatMap((component) => auditComponent(this.solver, system, open, component, new KnownWorlds()));
    const told = [...open.toldAtOnce(), ...inParts].map(({ index }) => forms[index]);
    return new Set(told.filter((form) => form !== undefined));
  }

  private told(open: OpenSystem): Pinned[] {
    return open.toldAtOnce().flatMap(({ index, rests }) => {
      const guard = this.system.guards[index];
      return guard ? [{ index, by: guard.guard.from ?? null, rests, reasons: new Set() }] : [];
    });
  }

  /** The system as things are. */
  private asItIs = () => new OpenSystem(this.system, this.isHidden, this.isWithheld);

  /** What can be found of it, part by part; parts that were safe before are not asked again. */
  private *finds(open: OpenSystem): Iterable<Pinned> {
    yield* this.told(open);
    for (const component of open.components()) {
      if (this.safe.has(component.key)) continue;
      const pinned = auditComponent(this.solver, this.system, open, component, this.worlds);
      if (pinned.length === 0) this.safe.add(component.key);
      yield* pinned;
    }
  }

  private isNew = ({ index, by }: Pinned) => !this.found.has(`${index} ${by}`);

  pinned(): Pinned[] {
    return [...this.finds(this.asItIs())].filter(this.isNew);
  }

  /** Nothing can be found: asked until the first thing that can. */
  private isSafe(open: OpenSystem): boolean {
    for (const one of this.finds(open)) if (this.isNew(one)) return false;
    return true;
  }

  private isFree = (decision: number) => this.system.decisions[decision]?.fixed === null;

  /** One of these must be hidden; none left to hide: the reasons are not told; nor helps that: it will be found. */
  private learn(pinned: readonly Pinned[]): ReadonlySet<number>[] {
    const cuts: ReadonlySet<number>[] = [];
    for (const one of pinned) {
      const cut = new Set([...one.rests].filter((rest) => this.isFree(rest) && !this.chosen.has(rest)));
      if (cut.size > 0) cuts.push(cut);
      else if (one.reasons.size > 0) for (const reason of one.reasons) this.withheld.add(reason);
      else this.found.set(`${one.index} ${one.by}`, one);
      if (cut.size === 1 && one.by !== null) for (const rest of cut) this.dominated.add(rest);
    }
    return cuts;
  }

  private same(chosen: ReadonlySet<number>): boolean {
    return chosen.size === this.chosen.size && [...chosen].every((one) => this.chosen.has(one));
  }

  /** Cheap covers while cuts come in, then covers of minimum cost, until one of them leaves nothing to find. */
  decide(): void {
    while (this.rounds < EXACT_ROUNDS) {
      const pinned = this.pinned();
      if (pinned.length > 0) this.rounds += 1;
      this.cuts = sharpCuts([...this.cuts, ...this.learn(pinned)]);
      const chosen = this.cover.of(this.cuts, pinned.length === 0);
      if (pinned.length === 0 && this.same(chosen)) return;
      this.chosen = chosen;
    }
    this.isExact = false;
    this.add();
  }

  /** Cuts are only added to, until nothing is found; then what turns out not to be needed is shown again, the dearest first. */
  private add(): void {
    const added: ReadonlySet<number>[] = [];
    for (let pinned = this.pinned(), turn = 0; pinned.length > 0; pinned = this.pinned(), turn += 1) {
      this.rounds += 1;
      const cuts = this.learn(pinned);
      added.push(...cuts);
      // What is found one after the other is answered by more and more at once.
      for (let many = 0; many <= turn / PATIENCE; many += 1)
        for (const one of greedyCover(this.stillOpen(cuts), this.cost)) this.chosen.add(one);
    }
    const dearest = [...this.chosen].sort((a, b) => this.cost(b) - this.cost(a));
    this.showAgain(this.asItIs(), dearest, [...this.cuts, ...added]);
  }

  /** Of some cuts, what is not hidden yet. */
  private stillOpen(cuts: readonly ReadonlySet<number>[]): ReadonlySet<number>[] {
    const open = cuts.map((cut) => new Set([...cut].filter((one) => !this.chosen.has(one))));
    return open.filter(({ size }) => size > 0);
  }

  /**
   * Shows each of some decisions again as long as nothing is found: all at once, or one half after the other. To show more never
   * finds less, so that this is what asking for one after the other would leave. Answers the system as it is left, safe.
   */
  private showAgain(safe: OpenSystem, decisions: readonly number[], cuts: readonly ReadonlySet<number>[]): OpenSystem {
    // Needed as long as it is all that is hidden of one of the cuts.
    const isNeeded = (one: number) =>
      cuts.some((cut) => cut.has(one) && [...cut].every((other) => other === one || !this.chosen.has(other)));
    const shown = decisions.filter((one) => !isNeeded(one) && this.chosen.delete(one));
    if (shown.length === 0) return safe;
    const open = safe.showing(shown);
    if (this.isSafe(open)) return open;
    for (const one of shown) this.chosen.add(one);
    if (shown.length === 1) return safe;
    const half = Math.ceil(shown.length / 2);
    return this.showAgain(this.showAgain(safe, shown.slice(0, half), cuts), shown.slice(half), cuts);
  }
}

/** Why each statement that is not said is not. What the others tell all the same is said: hiding it would hide nothing. */
function reasons(problem: SuppressionProblem, system: SecretSystem, decided: Decided): Map<string, HiddenReason> {
  const merged = new Set(problem.merges.flatMap(({ members }) => members));
  const notSaid = problem.statements.flatMap((statement, index) => {
    const decision = system.decisionOf[index] ?? -1;
    return decided.isHidden(decision) ? [{ ...statement, decision }] : [];
  });
  const told = decided.toldBy(notSaid.flatMap(({ primary, forms }) => (primary ? [] : forms)));
  const hidden = new Map<string, HiddenReason>();
  for (const { id, primary, series, forms, decision } of notSaid) {
    if (forms.every((form) => told.has(form))) continue;
    if (decided.isWithheld(decision)) {
      hidden.set(id, 'withheld');
      continue;
    }
    const other = series ? 'held' : decided.dominated.has(decision) ? 'dominance' : 'complementary';
    hidden.set(id, primary ? 'primary' : merged.has(id) ? 'merged' : other);
  }
  return hidden;
}

function asFound(system: SecretSystem, pinned: Iterable<Pinned>): Found[] {
  return [...pinned].flatMap(({ index, by }) => {
    const guard = system.guards[index]?.guard;
    return guard ? [{ guard, by }] : [];
  });
}

/** The decision on one part of a publication. */
interface PartDecision {
  hidden: Map<string, HiddenReason>;
  found: Found[];
  rounds: number;
  isExact: boolean;
}

type Part = [SuppressionProblem, Knowledge];
const decisions = new Remembered<Part, PartDecision>();
const audits = new Remembered<Part, Found[]>();

function decidePart(solver: LinearSolver, [problem, earlier]: Part): PartDecision {
  const system = systemOf(problem, earlier);
  const decided = new Decided(system, solver);
  decided.decide();
  const { rounds, isExact, found } = decided;
  return { hidden: reasons(problem, system, decided), found: asFound(system, found.values()), rounds, isExact };
}

async function withSolver<Answer>(ask: (solver: LinearSolver) => Answer): Promise<Answer> {
  const solver = await LinearSolver.open();
  try {
    return ask(solver);
  } finally {
    solver.dispose();
  }
}

/**
 * What of a publication is not said, so that nothing guarded is found from it and from all that was published before, at the
 * least cost: cuts from linear programs, then a cover of minimum cost (Fischetti and Salazar, Management Science 47, 2001).
 * `earlier`: the knowledge kept with the publication before; `nothingKnown` for the first one.
 */
export async function decideSuppression(
  problem: SuppressionProblem,
  earlier: Knowledge = nothingKnown,
): Promise<SuppressionDecision> {
  const begun = performance.now();
  const [parts, linear, integer] = await withSolver((solver) => {
    const parts = splitProblem(problem, earlier);
    const decided = parts.map((part) => decisions.of(part, () => decidePart(solver, part)));
    return [decided, solver.linear, solver.integer] as const;
  });
  const hidden = new Map(parts.flatMap((part) => [...part.hidden]));
  const facts = [...problem.identities, ...factsOf(problem, hidden)];
  const merges = problem.merges.filter(({ members }) => members.some((id) => hidden.has(id)));
  return {
    said: new Set(problem.statements.flatMap(({ id }) => (hidden.has(id) ? [] : [id]))),
    hidden,
    merged: merges,
    found: parts.flatMap(({ found }) => found),
    knowledge: joinKnowledge([earlier, { atoms: problem.atoms, facts, guards: problem.guards }]),
    lost: lostBy(problem, hidden, merges),
    work: {
      milliseconds: performance.now() - begun,
      linearPrograms: linear,
      integerPrograms: integer,
      rounds: parts.reduce((most, { rounds }) => Math.max(most, rounds), 0),
      method: parts.every(({ isExact }) => isExact) ? 'exact' : 'greedy',
    },
  };
}

const nothingAsked: SuppressionProblem = { atoms: [], statements: [], merges: [], identities: [], guards: [] };

/** What can be found from everything that was published: asked before a publication leaves, which is refused unless it is empty. */
export function auditKnowledge(knowledge: Knowledge): Promise<Found[]> {
  const auditPart = (solver: LinearSolver, part: Part) => {
    const system = systemOf(...part);
    return asFound(system, new Decided(system, solver).pinned());
  };
  return withSolver((solver) =>
    splitProblem(nothingAsked, knowledge).flatMap((part) => audits.of(part, () => auditPart(solver, part))),
  );
}
