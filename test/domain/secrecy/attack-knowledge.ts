import { type Equation, equation, pinnedNearby } from './attack-system.ts';

type Shown = number | null | 'hidden';

/**
 * What somebody writes down who reads everything: each count by its name, shown or hidden, and the sums that bind them. The truth
 * beside it is what the coordinator sees. A count that one page hides and another shows is known.
 */
export function knowledge() {
  const truth = new Map<string, number>();
  const shown = new Map<string, number>();
  const hidden = new Set<string>();
  const sums: { parts: [string, number][]; whole: string }[] = [];

  return {
    /** A count as it is shown, and as it is. What is not said at all (null) is unknown too. */
    note(name: string, seen: Shown | undefined, real: number | null | undefined): void {
      if (real === null || real === undefined) return;
      const before = truth.get(name);
      if (before !== undefined && before !== real) throw new Error(`${name} is ${before}, and ${real}`);
      truth.set(name, real);
      if (typeof seen === 'number') shown.set(name, seen);
      else hidden.add(name);
    },
    /** These counts, taken so many times, make that one. */
    sum(parts: readonly (string | [string, number])[], whole: string): void {
      const signed = parts.map((part): [string, number] => (typeof part === 'string' ? [part, 1] : part));
      const known = signed.filter(([name]) => truth.has(name));
      if (!truth.has(whole) || known.length < signed.length) return;
      const real = known.reduce((all, [name, times]) => all + times * (truth.get(name) ?? 0), 0);
      if (real !== truth.get(whole)) throw new Error(`${whole} is ${truth.get(whole)}, its parts make ${real}`);
      sums.push({ parts: known, whole });
    },
    real: (name: string) => truth.get(name),
    /** Shown although one to ten people. */
    told: () => [...shown].filter(([, value]) => value >= 1 && value <= 10).map(([name]) => name),
    attack() {
      const secret = [...hidden].filter((name) => !shown.has(name));
      const shownAs = (name: string) => shown.get(name) ?? null;
      const equations: Equation[] = sums.map(({ parts, whole }) =>
        equation(
          [
            ...parts.map(([name, sign]) => ({ name, value: shownAs(name), sign })),
            { name: whole, value: shownAs(whole), sign: -1 },
          ],
          0,
        ),
      );
      // True zeros are shown: what is hidden is 1 at least. What is only left unsaid may be nothing.
      const unknowns = new Map(secret.map((name) => [name, truth.get(name) === 0 ? 0 : 1]));
      const small = secret.filter((name) => (truth.get(name) ?? 0) <= 10);
      const pinned = pinnedNearby({ unknowns, equations }, truth);
      return {
        pinned,
        counts: truth.size,
        sums: sums.length,
        small: small.length,
        secondary: secret.length - small.length,
      };
    },
  };
}
export type Knowledge = ReturnType<typeof knowledge>;
