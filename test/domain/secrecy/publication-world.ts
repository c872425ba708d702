import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import type { Figure } from '../../../shared/domain/figures/figure.ts';
import { monthsOfYear, yearOf } from '../../../shared/domain/month.ts';
import type { GivenCell } from '../../../shared/domain/secrecy/dominance-rule.ts';

/** Random returns of some organisations, validated one after the other over twelve publications. */

export const MONTHS = monthsOfYear(2024);

/** Numbers that are the same at every run (Numerical Recipes' congruence). */
export function randomOf(seed: number) {
  let state = seed >>> 0;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export interface Return extends GivenCell {
  /** The publication from which it counts, 0 to 11. */
  publication: number;
}

/** A year of one to four organisations: many small counts, some zeros, some never given, some given late, some corrected later. */
export function randomReturns(seed: number, kind: 'flow' | 'stock' | 'ratio'): Return[] {
  const random = randomOf(seed);
  const organisations = 1 + random(4);
  const size = [6, 15, 40, 90][random(4)] ?? 6;
  const draw = () => (random(5) === 0 ? 0 : random(size));
  const cell = () => {
    if (kind !== 'ratio') return { value: draw(), numerator: null, denominator: null };
    const denominator = draw();
    return { value: null, numerator: random(denominator + 1), denominator };
  };
  return MONTHS.flatMap((month, rank) =>
    Array.from({ length: organisations }, (_, index) => index + 1).flatMap((organisationId): Return[] => {
      if (random(12) === 0) return [];
      const first = Math.min(11, rank + (random(3) === 0 ? random(4) : 0));
      const given = { organisationId, month, ...cell(), publication: first };
      if (random(8) > 0 || first === 11) return [given];
      return [given, { organisationId, month, ...cell(), publication: first + 1 + random(11 - first) }];
    }),
  );
}

/** What counts at a publication: of each organisation and month, the last validated. */
export function cellsAt(returns: readonly Return[], publication: number): Return[] {
  const last = new Map<string, Return>();
  for (const one of returns) if (one.publication <= publication) last.set(`${one.organisationId} ${one.month}`, one);
  return [...last.values()];
}

export function figureOf(
  cells: readonly GivenCell[],
  kind: 'flow' | 'stock' | 'ratio',
  through: string,
  code = 'T',
): Figure {
  return assembleFigure({
    indicator: {
      code,
      label: 'Personnes',
      unit: kind === 'ratio' ? 'percent' : 'persons',
      timeRule: kind,
      direction: 'increase',
      tolerance: null,
      sensitive: true,
      frequency: 'monthly',
    },
    year: yearOf(through),
    through,
    givers: [1, 2, 3, 4].map((id) => ({
      id: String(id),
      name: String(id),
      spans: [{ fromMonth: '2020-01', toMonth: null }],
    })),
    cells: cells.map(({ organisationId, month, value, numerator, denominator }) => ({
      giver: String(organisationId),
      month,
      state: 'value' as const,
      quantity:
        numerator !== null && denominator !== null ? { numerator, denominator } : value === null ? null : { value },
    })),
    carryMonths: 2,
    target: null,
    published: [],
    cuts: { onPace: 0.95, toWatch: 0.6 },
    cellsGiven: () => cells,
  });
}
