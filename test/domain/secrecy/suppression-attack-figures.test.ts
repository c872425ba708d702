import { describe, expect, it } from 'vitest';
import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import type { Figure } from '../../../shared/domain/figures/figure.ts';
import { figureToPublish } from '../../../shared/domain/figures/figure-publication.ts';
import { monthsOfYear } from '../../../shared/domain/month.ts';
import { fewOthersOf, type GivenCell } from '../../../shared/domain/secrecy/dominance-rule.ts';
import { isSmall } from '../../../shared/domain/secrecy/suppression.ts';
import { draws } from '../../setup/seed.ts';
import { attack, equation, narrowest } from './attack-system.ts';

const MONTHS = monthsOfYear(2024);

/** Numbers that are the same at every run (Numerical Recipes' congruence). */
function randomOf(seed: number) {
  let state = seed >>> 0;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A year of one to four organisations: many small counts, some zeros, some months that nobody gave. */
function randomCells(seed: number): GivenCell[] {
  const random = randomOf(seed);
  const organisations = 1 + random(4);
  const size = [6, 15, 40, 90][random(4)] as number;
  return MONTHS.flatMap((month) =>
    Array.from({ length: organisations }, (_, organisationId) => organisationId).flatMap((organisationId) => {
      if (random(12) === 0) return [];
      const value = random(5) === 0 ? 0 : random(size);
      return [{ organisationId, month, value, numerator: null, denominator: null }];
    }),
  );
}

const sum = (cells: readonly GivenCell[]) => cells.reduce((all, { value }) => all + (value ?? 0), 0);

function figureUpTo(cells: readonly GivenCell[], through: string): Figure {
  return assembleFigure({
    indicator: {
      code: 'T',
      label: 'Personnes',
      unit: 'persons',
      timeRule: 'flow',
      direction: 'increase',
      tolerance: null,
      sensitive: true,
      frequency: 'monthly',
    },
    year: 2024,
    through,
    givers: [0, 1, 2, 3].map((id) => ({
      id: String(id),
      name: String(id),
      spans: [{ fromMonth: '2024-01', toMonth: null }],
    })),
    cells: cells.map(({ organisationId, month, value }) => ({
      giver: String(organisationId),
      month,
      state: 'value' as const,
      quantity: { value: value ?? 0 },
    })),
    carryMonths: 2,
    target: null,
    published: [],
    cuts: { onPace: 0.95, toWatch: 0.6 },
    isDominated: fewOthersOf(cells),
  });
}

const countOf = (quantity: Figure['quantity']) => (quantity && 'value' in quantity ? quantity.value : null);

/** Everything that one reader can get of the year; `own`: an organisation, who knows its own cells. */
function systemOf(cells: readonly GivenCell[], own: number | null) {
  const known = MONTHS.filter((month) => cells.some((cell) => cell.month === month));
  const year = figureToPublish(figureUpTo(cells, '2024-12')).months;
  const hidden = new Set(year.filter((one) => one.hidden).map(({ month }) => month));
  const ownOf = (month: string) => sum(cells.filter((cell) => cell.month === month && cell.organisationId === own));
  const shown = new Map(year.map(({ month, quantity }) => [month, countOf(quantity)]));
  const equations = MONTHS.flatMap((through) => {
    const { value } = figureToPublish(figureUpTo(cells, through));
    if (value === null) return [];
    const counted = known.filter((month) => month <= through);
    return [
      equation(
        counted.map((name) => ({ name, value: hidden.has(name) ? null : (shown.get(name) ?? 0) })),
        value,
      ),
    ];
  });
  const unknowns = new Map([...hidden].map((month) => [month, Math.max(1, ownOf(month))]));
  const truth = new Map(known.map((month) => [month, sum(cells.filter((cell) => cell.month === month))]));
  return { known, hidden, equations, unknowns, truth, ownOf, shown };
}

/** What an organisation finds of the others: small counts that a shown sum minus its own gives back. */
function restsFound(cells: readonly GivenCell[], own: number): string[] {
  const { known, hidden, equations, truth, ownOf, shown } = systemOf(cells, own);
  // Without a part of its own it is a reader like the others, who may know the sum of some hidden months.
  const small = (total: number, months: readonly string[]) => {
    const given = months.reduce((all, month) => all + ownOf(month), 0);
    return given > 0 && isSmall(total - given);
  };
  const alone = known.filter((month) => !hidden.has(month) && small(shown.get(month) ?? 0, [month]));
  const groups = equations.flatMap(({ terms, sum: total }) =>
    terms.size > 0 && small(total, [...terms.keys()]) ? [[...terms.keys()].join('+')] : [],
  );
  const { pinned } = attack({ unknowns: systemOf(cells, own).unknowns, equations }, truth);
  return [...alone, ...groups, ...pinned.filter((month) => small(truth.get(month) ?? 0, [month]))];
}

describe('an attack on the months and the cumulative totals of a year', () => {
  it('succeeds on an organisation’s own knowledge when only small totals are hidden', () => {
    const cells = MONTHS.flatMap((month) =>
      [26, 4].map((value, organisationId) => ({ organisationId, month, value, numerator: null, denominator: null })),
    );
    const naive = figureToPublish({ ...figureUpTo(cells, '2024-12'), isDominated: () => false });
    expect(naive.months.every(({ quantity }) => countOf(quantity) === 30)).toBe(true);
    expect(figureToPublish(figureUpTo(cells, '2024-12')).months.every(({ hidden }) => hidden)).toBe(true);
  });

  it('never finds a hidden month in random years, nor a few people of the others for one who gave a part', () => {
    const tally = { small: 0, secondary: 0, cells: 0, narrowest: Number.POSITIVE_INFINITY };
    const years = draws(40, 1000);
    for (let seed = 1; seed <= years; seed += 1) {
      const cells = randomCells(seed);
      const { known, hidden, equations, unknowns, truth } = systemOf(cells, null);
      const { pinned, widths } = attack({ unknowns, equations }, truth);
      expect(pinned, `seed ${seed}`).toEqual([]);
      for (const own of new Set(cells.map(({ organisationId }) => organisationId)))
        expect(restsFound(cells, own), `seed ${seed}, organisation ${own}`).toEqual([]);
      const primary = known.filter((month) => isSmall(truth.get(month) ?? 0)).length;
      tally.cells += known.length;
      tally.small += primary;
      tally.secondary += hidden.size - primary;
      tally.narrowest = Math.min(tally.narrowest, narrowest(widths.values()));
    }
    console.info(
      `${years} years, ${tally.cells} months: ${tally.small} small, ${tally.secondary} hidden to protect others ` +
        `(${((100 * tally.secondary) / tally.cells).toFixed(1)} %), narrowest interval ${tally.narrowest} values`,
    );
    expect(tally.narrowest).toBeGreaterThanOrEqual(2);
  }, 120_000);
});
