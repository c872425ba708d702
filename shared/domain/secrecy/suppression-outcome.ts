import type { Fact, HiddenReason, InformationLost, Merge, SuppressionProblem } from './suppression-problem.ts';

/** What everyone knows once it is published: shown statements to the letter, hidden ones by the rules. */
export function factsOf(problem: SuppressionProblem, hidden: ReadonlyMap<string, HiddenReason>): Fact[] {
  const values = new Map(problem.atoms.map(({ id, value }) => [id, value]));
  const merged = new Set(problem.merges.flatMap(({ members }) => members));
  return problem.statements.flatMap((said): Fact[] => {
    const reason = hidden.get(said.id);
    if (reason) return reason === 'withheld' || merged.has(said.id) ? [] : [...said.whenHidden];
    return said.forms.map((form) => {
      const value = form.reduce((sum, { atom, times }) => sum + times * (values.get(atom) ?? 0), 0);
      return { form, lower: value, upper: value };
    });
  });
}

/** What readers lose: what is hidden for itself, what is said in one with another, and what is hidden to protect another. */
export function lostBy(
  { statements }: SuppressionProblem,
  hidden: ReadonlyMap<string, HiddenReason>,
  merges: readonly Merge[],
): InformationLost {
  const inOne = new Set(merges.flatMap(({ members, whole }) => (whole !== null && !hidden.has(whole) ? members : [])));
  const notSaid = statements.filter(({ id }) => hidden.has(id));
  const primary = notSaid.filter((one) => one.primary).length;
  const merged = notSaid.filter((one) => !one.primary && inOne.has(one.id)).length;
  const [candidates, beyond] = [statements.length, notSaid.length - primary - merged];
  return { candidates, primary, merged, beyond, share: candidates === 0 ? 0 : beyond / candidates };
}
