/**
 * The funnel counted a second time, the slow and obvious way, one procedure after the other, from rows as a partner writes
 * them. It shares nothing with the product.
 */

export interface PlainProcedure {
  /** Dates of the six stages, in order; the empty word where the stage did not take place. */
  dates: [string, string, string, string, string, string];
  stock: 'Privé' | 'Public';
  met: boolean;
  silent: boolean;
  diagnostic: string;
}

export interface PlainFunnel {
  flows: number[];
  reached: number[];
  furthest: number[];
  met: number;
  silent: number;
  diagnostics: number;
  counted: number;
  medianDays: (number | null)[];
}

const dayOf = (date: string) => Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / 86_400_000;

/** What a year says: what took place in it, and what became of the procedures that it saw begin. */
export function recountFunnel(procedures: PlainProcedure[], year: number, stock?: string): PlainFunnel {
  const found: PlainFunnel = {
    flows: [0, 0, 0, 0, 0, 0],
    reached: [0, 0, 0, 0, 0, 0],
    furthest: [0, 0, 0, 0, 0, 0],
    met: 0,
    silent: 0,
    diagnostics: 0,
    counted: 0,
    medianDays: [],
  };
  const days: number[][] = [[], [], [], [], []];
  for (const one of procedures) {
    if (stock !== undefined && one.stock !== stock) continue;
    for (let stage = 0; stage < 6; stage += 1) {
      if (one.dates[stage]?.startsWith(`${year}-`)) found.flows[stage] = (found.flows[stage] ?? 0) + 1;
    }
    if (one.dates[1].startsWith(`${year}-`) && one.silent) found.silent += 1;
    if (!one.dates[0].startsWith(`${year}-`)) continue;
    let last = 0;
    for (let stage = 0; stage < 6; stage += 1) {
      if (one.dates[stage] === '') continue;
      last = stage;
      found.reached[stage] = (found.reached[stage] ?? 0) + 1;
    }
    found.furthest[last] = (found.furthest[last] ?? 0) + 1;
    for (let stage = 0; stage < 5; stage += 1) {
      const [before, after] = [one.dates[stage] ?? '', one.dates[stage + 1] ?? ''];
      if (before !== '' && after !== '') days[stage]?.push(dayOf(after) - dayOf(before));
    }
    if (one.met) found.met += 1;
    if (one.diagnostic === '') continue;
    found.diagnostics += 1;
    const isBefore = one.dates[3] === '' || one.diagnostic < one.dates[3];
    if (one.stock === 'Privé' && isBefore) found.counted += 1;
  }
  found.medianDays = days.map((list) => {
    if (list.length === 0) return null;
    const sorted = list.sort((a, b) => a - b);
    const half = sorted.length / 2;
    const upper = sorted[Math.floor(half)] ?? 0;
    return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
  });
  return found;
}
