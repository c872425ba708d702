/** What is kept, in objects and kilobytes of text; one answer that weighs more than a sixth of it is not. */
const MOST_WEIGHT = 300_000;
const LARGE = MOST_WEIGHT / 6;

/** An answer, and the tables that it depends on as they were. */
export interface KeptAnswer {
  tables: ReadonlySet<string>;
  /** How many times each of those tables had changed; null: what it depends on is not known yet, or cannot be. */
  stamp: string | null;
  answer: Promise<unknown>;
}

/** Nobody who is given an answer may change it for the next. How much it weighs. */
function freeze(value: unknown): number {
  if (typeof value === 'string') return value.length / 1000;
  if (typeof value !== 'object' || value === null) return 0;
  if (value instanceof Uint8Array) return value.length / 1000;
  let weight = 1;
  for (const one of Object.values(value)) weight += freeze(one);
  const made = Object.getPrototypeOf(value);
  if (Array.isArray(value) || made === Object.prototype || made === null) Object.freeze(value);
  return weight;
}

/** Answers by name, as many as memory is worth: those asked for last stay longest. A failure is not kept. */
export function keptAnswers() {
  const kept = new Map<string, { one: KeptAnswer; weight: number }>();
  let weight = 0;

  function drop(name: string, one: KeptAnswer): void {
    const held = kept.get(name);
    if (held?.one !== one) return;
    kept.delete(name);
    weight -= held.weight;
  }

  function weigh(name: string, one: KeptAnswer, found: number): void {
    const held = kept.get(name);
    if (held?.one !== one) return;
    held.weight += found;
    weight += found;
    if (found > LARGE) drop(name, one);
    for (const [oldest, other] of kept) {
      if (weight <= MOST_WEIGHT) return;
      drop(oldest, other.one);
    }
  }

  return {
    get(name: string): KeptAnswer | undefined {
      const held = kept.get(name);
      if (!held) return undefined;
      kept.delete(name);
      kept.set(name, held);
      return held.one;
    },
    drop,
    keep(name: string, one: KeptAnswer): void {
      const before = kept.get(name);
      if (before) drop(name, before.one);
      const own = name.length / 1000;
      kept.set(name, { one, weight: own });
      weight += own;
      one.answer.then(
        (value) => weigh(name, one, freeze(value)),
        () => drop(name, one),
      );
    },
  };
}
