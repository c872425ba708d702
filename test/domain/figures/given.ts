import type { GiverCell } from '../../../shared/domain/figures/cell-table.ts';
import type { FigureInput, FigureTarget } from '../../../shared/domain/figures/figure.ts';
import type { PaceCuts } from '../../../shared/domain/figures/target-path.ts';
import type { Quantity } from '../../../shared/domain/indicator.ts';
import { monthsOfYear } from '../../../shared/domain/month.ts';

/** What the settings are until somebody changes them. */
export const defaultCuts: PaceCuts = { onPace: 0.95, toWatch: 0.6 };

/** What a figure is made of when one association gives it, month by month; null: not received. */
export function givenBy(
  year: number,
  quantities: readonly (Quantity | null)[],
  giver = 'A',
): Pick<FigureInput, 'givers' | 'cells' | 'cuts' | 'carryMonths' | 'published'> {
  const cells = monthsOfYear(year).flatMap((month, rank): GiverCell[] => {
    const quantity = quantities[rank] ?? null;
    return quantity ? [{ giver, month, state: 'value', quantity }] : [];
  });
  const givers = [{ id: giver, name: `Association ${giver}`, spans: [{ fromMonth: `${year}-01`, toMonth: null }] }];
  return { givers, cells, cuts: defaultCuts, carryMonths: 2, published: [] };
}

export const counts = (values: readonly (number | null)[]): (Quantity | null)[] =>
  values.map((value) => (value === null ? null : { value }));

/** A target of a whole civil year, in equal steps. */
export function targetOf(year: number, value: number, more: Partial<FigureTarget> = {}): FigureTarget {
  return {
    year,
    value,
    start: null,
    startMonth: `${year}-01`,
    endMonth: `${year}-12`,
    dueMonth: null,
    window: 'path',
    unit: null,
    unitReading: null,
    profile: 'linear',
    weights: [],
    reading: 'stated',
    quote: 'ce que dit la convention',
    document: 'convention',
    note: null,
    ...more,
  };
}
