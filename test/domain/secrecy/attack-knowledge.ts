import { ReaderAttack } from './reader-attack.ts';

type Shown = number | null | 'hidden';

/**
 * What somebody writes down who reads everything: each count by its name, shown or hidden, and the sums that bind them. The truth
 * beside it is what the coordinator sees. A count that one page hides and another shows is known.
 */
export function knowledge() {
  const truth = new Map<string, number>();
  const shown = new Map<string, number>();
  const hidden = new Set<string>();
  const merged = new Set<string>();
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
    /** Said in one with another when it is small: one of the two may be nothing. */
    merged(names: readonly string[]): void {
      for (const name of names) merged.add(name);
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
      const reader = new ReaderAttack();
      // What is hidden is 1 at least, unless it is one of two; of a zero that is held back nothing is known.
      for (const [name, value] of truth) {
        const seen = shown.get(name);
        reader.unknown(name, value, seen ?? (merged.has(name) ? 0 : Math.min(value, 1)), seen ?? 100_000);
      }
      for (const { parts, whole } of sums) reader.sum([...parts, [whole, -1]], 0);
      const small = secret.filter((name) => (truth.get(name) ?? 0) <= 10);
      const pinned = reader.pinned(secret.map((name) => [[name, 1]]));
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
