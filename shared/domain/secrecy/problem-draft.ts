import { defaultThreshold, isSmall } from './suppression.ts';
import {
  type Atom,
  type Fact,
  type Form,
  type Guard,
  type Merge,
  minusForm,
  plusForms,
  type Statement,
  type SuppressionProblem,
} from './suppression-problem.ts';

/** Counts and rates as statements, with what the rules tell of a hidden one and what must not be found of it. */

/** A zero is no secret: it is held back only where an earlier publication would tell of others by it. */
const ZERO = 30;

/** What a hidden count is known to be: small and not zero, or not small. Nothing is known of a zero that is held back. */
function whenHidden(form: Form, value: number, threshold: number): Fact[] {
  if (value === 0) return [];
  return isSmall(value, threshold)
    ? [{ form, lower: 1, upper: threshold }]
    : [{ form, lower: threshold + 1, upper: null }];
}

interface Asked extends Pick<Statement, 'id' | 'weight' | 'series' | 'isPublic'> {
  /** Null: a small one is guarded from readers who gave nothing, because whoever gave a part knows all. Else from everyone. */
  from?: null;
}

/** What is being gathered for one publication. */
export class ProblemDraft {
  private readonly atoms = new Map<string, Atom>();
  private readonly statements = new Map<string, Statement>();
  private readonly merges: Merge[] = [];
  private readonly identities: Fact[] = [];
  private readonly guards: Guard[] = [];
  readonly threshold: number;

  constructor(threshold = defaultThreshold) {
    this.threshold = threshold;
  }

  /** Declares a count by its name; the form that is this count alone. */
  atom(id: string, value: number, owner?: string): Form {
    this.atoms.set(id, { id, value, owner });
    return [{ atom: id, times: 1 }];
  }

  value(form: Form): number {
    return form.reduce((sum, { atom, times }) => sum + times * (this.atoms.get(atom)?.value ?? 0), 0);
  }

  /** Guards a form when it is small: from everyone, or from one organisation that takes its own part away. */
  guardSmall(form: Form, from?: string | null): void {
    if (isSmall(this.value(form), this.threshold)) this.guards.push({ form, from });
  }

  /** What each organisation gave is guarded when it is small. */
  guardParts(form: Form): void {
    const owners = new Set(form.map(({ atom }) => this.atoms.get(atom)?.owner));
    for (const owner of owners) this.guardSmall(form.filter(({ atom }) => this.atoms.get(atom)?.owner === owner));
  }

  /** Each organisation that gave a part of a count knows the rest: a small one is guarded from it. */
  guardRests(form: Form): void {
    const owners = new Set(form.flatMap(({ atom }) => this.atoms.get(atom)?.owner ?? []));
    for (const owner of owners)
      this.guardSmall(
        form.filter(({ atom }) => this.atoms.get(atom)?.owner !== owner),
        owner,
      );
  }

  /** A count that could be said. */
  count(form: Form, { from, ...asked }: Asked): void {
    const value = this.value(form);
    const isPrimary = isSmall(value, this.threshold) && asked.isPublic !== true;
    if (isPrimary) this.guards.push({ form, from });
    const hidden = whenHidden(form, value, this.threshold);
    this.statements.set(asked.id, {
      ...asked,
      weight: value === 0 ? ZERO + asked.weight : asked.weight,
      forms: [form],
      primary: isPrimary,
      whenHidden: hidden,
    });
  }

  /** A rate that could be said: with it, its two terms. It tells of few when a term, or their difference, is small. */
  rate(numerator: Form, denominator: Form, { from, ...asked }: Asked): void {
    const others = minusForm(denominator, numerator);
    const small = [numerator, others].filter((form) => isSmall(this.value(form), this.threshold));
    const isPrimary = small.length > 0 && asked.isPublic !== true;
    this.identities.push({ form: others, lower: 0, upper: null });
    if (isPrimary) for (const form of small) this.guards.push({ form, from });
    const forms = [numerator, denominator];
    const weight = this.value(denominator) === 0 ? ZERO + asked.weight : asked.weight;
    this.statements.set(asked.id, { ...asked, weight, forms, primary: isPrimary, whenHidden: [] });
  }

  /** Two counts that are said together or not at all; their sum is said when it is not small. */
  merge(members: readonly { id: string; form: Form }[], whole: Asked): void {
    const form = plusForms(members.map((one) => one.form));
    const isSaid = this.value(form) > this.threshold;
    if (isSaid) this.count(form, whole);
    this.merges.push({ members: members.map(({ id }) => id), whole: isSaid ? whole.id : null });
  }

  /** True for everybody: a form is 0 (a balance). */
  balance(form: Form): void {
    this.identities.push({ form, lower: 0, upper: 0 });
  }

  /** True for everybody: a part is not more than its whole. */
  atMost(part: Form, whole: Form): void {
    this.identities.push({ form: minusForm(whole, part), lower: 0, upper: null });
  }

  /** A whole divided by the values of something. Example: the active of a month by situation. */
  parts(whole: Form, parts: readonly { form: Form; id: string }[], weight: number): void {
    this.balance(minusForm(whole, plusForms(parts.map(({ form }) => form))));
    for (const { form, id } of parts) this.count(form, { id, weight });
  }

  problem(): SuppressionProblem {
    const { merges, identities, guards } = this;
    return { atoms: [...this.atoms.values()], statements: [...this.statements.values()], merges, identities, guards };
  }
}
