/**
 * Statistical secrecy decided once on a whole publication, against everything that was published before: what is there to
 * know, what could be said of it, and what must not be found. Words of the field (Hundepool et al., Statistical Disclosure
 * Control, 2012): primary suppression, complementary suppression, dominance, audit. Pure: the solver is `server/secrecy`.
 */

/**
 * An unknown count, 0 at least, by a name that stays the same from one publication to the next as long as its value does: a
 * corrected count is a new atom. Its name may hold its value: atoms are no reader's business.
 */
export interface Atom {
  id: string;
  value: number;
  /** The organisation that gave it, and knows it. */
  owner?: string | undefined;
}

export interface Term {
  atom: string;
  times: number;
}

/** A sum of atoms, each so many times. Example: stock of March − stock of February − came in + went out. */
export type Form = readonly Term[];

/** What is known of a form: it lies between two numbers, both included. Null: no bound on that side. */
export interface Fact {
  form: Form;
  lower: number | null;
  upper: number | null;
}

/** A form that must keep two values at least for whoever does not know it. */
export interface Guard {
  form: Form;
  /** One organisation, with its own part; null: a reader who gave nothing; undefined: everyone. */
  from?: string | null | undefined;
}

/**
 * Why a statement is hidden. `held`: a running total that stays at an earlier month. `withheld`: not said whatever it is, small
 * or not, because the reason itself would tell.
 */
export type HiddenReason = 'primary' | 'merged' | 'dominance' | 'complementary' | 'held' | 'withheld';

/** Something that a publication could say. */
export interface Statement {
  /** Unique in the publication. */
  id: string;
  /** What whoever reads it knows: one form for a count, numerator and denominator for a rate. */
  forms: readonly Form[];
  /** The price of hiding it to protect another. */
  weight: number;
  /** Too small to be said: hidden for itself. */
  primary: boolean;
  /** What is known of it when it is hidden, because the rules are known: not zero, small or not small. */
  whenHidden: readonly Fact[];
  /** A running total: of what, and up to which month. */
  series?: { id: string; month: string } | undefined;
  /** Public already, by a deliberation: it cannot be hidden. */
  isPublic?: boolean | undefined;
}

/**
 * Statements that are said together or not at all, a zero among them not being told from the others; their sum, when it is not
 * small, is a statement of its own. Example: other exits and lost contact, in « autres sorties ».
 */
export interface Merge {
  members: readonly string[];
  whole: string | null;
}

/** Everything that readers of all publications so far can know, and what they must not find. Kept with each publication. */
export interface Knowledge {
  atoms: readonly Atom[];
  facts: readonly Fact[];
  guards: readonly Guard[];
}

export const nothingKnown: Knowledge = { atoms: [], facts: [], guards: [] };

/** A publication that is to be decided. */
export interface SuppressionProblem {
  atoms: readonly Atom[];
  statements: readonly Statement[];
  merges: readonly Merge[];
  /** True for everybody, published or not: balances, part ≤ whole, persons ≥ households. */
  identities: readonly Fact[];
  guards: readonly Guard[];
}

/** Something that a reader finds. Nothing of it may leave: it names what is secret. */
export interface Found {
  guard: Guard;
  /** The organisation that finds it; null: anyone. */
  by: string | null;
}

export interface SuppressionDecision {
  /** Statements that are said; what is not one of them is not. */
  said: ReadonlySet<string>;
  /** Statements that are not said, and why. */
  hidden: ReadonlyMap<string, HiddenReason>;
  /** Merges made: their members are hidden, their whole is said unless it is hidden too. */
  merged: readonly Merge[];
  /** What would be found whatever is hidden, because earlier publications or identities tell it. Empty, or nothing is published. */
  found: readonly Found[];
  /** What is known once this is published: to be kept with it and given to the next one. */
  knowledge: Knowledge;
  lost: InformationLost;
  work: DecisionWork;
}

/** Hidden statements that are not small themselves, among all that could be said. */
export interface InformationLost {
  candidates: number;
  primary: number;
  /** Said in one with another: their sum is there. */
  merged: number;
  /** Of which nothing is said. */
  beyond: number;
  /** beyond ÷ candidates, 0 to 1. */
  share: number;
}

export interface DecisionWork {
  milliseconds: number;
  linearPrograms: number;
  integerPrograms: number;
  rounds: number;
  /** `exact`: of minimum cost; `greedy`: the last rounds only added, then took back what was not needed. */
  method: 'exact' | 'greedy';
}

export const term = (atom: string, times = 1): Term => ({ atom, times });

/** The same sum with each atom once, in the order of names, none taken zero times. */
export function canonical(form: Form): Form {
  const times = new Map<string, number>();
  for (const one of form) times.set(one.atom, (times.get(one.atom) ?? 0) + one.times);
  return [...times]
    .filter(([, many]) => many !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([atom, many]) => ({ atom, times: many }));
}

/** A name for a form: two forms of the same atoms have the same. */
export const formKey = (form: Form): string =>
  canonical(form)
    .map(({ atom, times }) => (times === 1 ? atom : `${times}×${atom}`))
    .join(' + ');

/** One form minus another. Example: the convention's perimeter without Insee's. */
export const minusForm = (form: Form, other: Form): Form =>
  canonical([...form, ...other.map(({ atom, times }) => term(atom, -times))]);

export const plusForms = (forms: readonly Form[]): Form => canonical(forms.flat());

/** Parts of a problem, and of what was known before, that say nothing of one another: no form holds atoms of two. */
export function splitProblem(problem: SuppressionProblem, earlier: Knowledge): [SuppressionProblem, Knowledge][] {
  const parents = new Map<string, string>();
  const rootOf = (atom: string): string => {
    let at = atom;
    for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next;
    if (at !== atom) parents.set(atom, at);
    return at;
  };
  const join = (forms: readonly Form[]) => {
    const [first, ...others] = forms.flat().map(({ atom }) => rootOf(atom));
    for (const other of others) if (first !== undefined && rootOf(other) !== first) parents.set(rootOf(other), first);
  };
  const byId = new Map(problem.statements.map((said) => [said.id, said]));
  for (const { forms } of problem.statements) join(forms);
  for (const { form } of [...problem.identities, ...problem.guards, ...earlier.facts, ...earlier.guards]) join([form]);
  for (const { members } of problem.merges) join(members.flatMap((id) => byId.get(id)?.forms ?? []));
  const parts = new Map<string, { problem: Writable<SuppressionProblem>; earlier: Writable<Knowledge> }>();
  const partOf = (form: Form | undefined) => {
    const root = rootOf(form?.[0]?.atom ?? '');
    const part = parts.get(root) ?? {
      problem: { atoms: [], statements: [], merges: [], identities: [], guards: [] },
      earlier: { atoms: [], facts: [], guards: [] },
    };
    parts.set(root, part);
    return part;
  };
  for (const one of problem.atoms) partOf([term(one.id)]).problem.atoms.push(one);
  for (const one of problem.statements) partOf(one.forms[0]).problem.statements.push(one);
  for (const one of problem.merges) partOf(byId.get(one.members[0] ?? '')?.forms[0]).problem.merges.push(one);
  for (const one of problem.identities) partOf(one.form).problem.identities.push(one);
  for (const one of problem.guards) partOf(one.form).problem.guards.push(one);
  for (const one of earlier.atoms) partOf([term(one.id)]).earlier.atoms.push(one);
  for (const one of earlier.facts) partOf(one.form).earlier.facts.push(one);
  for (const one of earlier.guards) partOf(one.form).earlier.guards.push(one);
  return [...parts.values()].map((part) => [part.problem, part.earlier]);
}

type Writable<T> = { [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };

/** Facts without those that say the same of the same form. */
export function uniqueFacts(facts: readonly Fact[]): Fact[] {
  const kept = new Map(facts.map((fact) => [`${fact.lower} ${fact.upper} ${formKey(fact.form)}`, fact]));
  return [...kept.values()];
}

export function uniqueGuards(guards: readonly Guard[]): Guard[] {
  const kept = new Map(guards.map((guard) => [`${guard.from} ${formKey(guard.form)}`, guard]));
  return [...kept.values()];
}

/** What is known after a publication, of this one and of all before it: kept once, however often it was said. */
export function joinKnowledge(all: readonly Knowledge[]): Knowledge {
  return {
    atoms: [...new Map(all.flatMap(({ atoms }) => atoms.map((atom) => [atom.id, atom] as const))).values()],
    facts: uniqueFacts(all.flatMap(({ facts }) => facts)),
    guards: uniqueGuards(all.flatMap(({ guards }) => guards)),
  };
}

/** The months up to which the running totals of each series are said. */
export function totalsSaid(
  statements: readonly Statement[],
  { said }: Pick<SuppressionDecision, 'said'>,
): ReadonlyMap<string, readonly string[]> {
  const totals = new Map<string, string[]>();
  for (const { id, series } of statements) {
    if (!series || !said.has(id)) continue;
    const months = totals.get(series.id);
    if (months) months.push(series.month);
    else totals.set(series.id, [series.month]);
  }
  return totals;
}
