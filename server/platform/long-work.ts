/**
 * Long work (documents, publications, backups) waits for its turn: some at once in all, one at once for each person, and those
 * who wait are served in turn, so that whoever asks for twenty-four reports holds up themselves and nobody else.
 */
export function longWorkQueue(mostAtOnce: number) {
  /** Who waits, each with what they asked for, in the order of the turns. */
  const waiting = new Map<string, (() => void)[]>();
  const atWork = new Set<string>();

  function startNext(): void {
    while (atWork.size < mostAtOnce) {
      const next = [...waiting].find(([person]) => !atWork.has(person));
      if (!next) return;
      const [person, [begin, ...others]] = next;
      waiting.delete(person);
      // At the end of the line again: everybody else comes first.
      if (others.length > 0) waiting.set(person, others);
      atWork.add(person);
      begin?.();
    }
  }

  return async function inTurn<T>(person: string, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin) => {
      waiting.set(person, [...(waiting.get(person) ?? []), begin]);
      startNext();
    });
    try {
      return await work();
    } finally {
      atWork.delete(person);
      startNext();
    }
  };
}

/** More would take the processor and the memory of those who wait for a page. */
const MOST_AT_ONCE = 2;
export const inTurn = longWorkQueue(MOST_AT_ONCE);
