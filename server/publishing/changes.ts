import * as z from 'zod';
import { quantityValue } from '../../shared/domain/figures/figure.ts';
import { units } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { PublicationSummary } from '../publications/service.ts';

type Change = PublicationSummary['changes'][number];

const quantity = z.union([
  z.object({ value: z.number() }),
  z.object({ numerator: z.number(), denominator: z.number() }),
]);

/** What a publication says of a year, as far as it is held against the next: an older one may say more, or less. */
export const saidYear = z.object({
  year: z.number(),
  figures: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      unit: z.enum(units),
      value: z.number().nullable(),
      hidden: z.boolean(),
      months: z.array(z.object({ month: z.string(), quantity: quantity.nullable(), hidden: z.boolean().optional() })),
    }),
  ),
});
export type SaidYear = z.infer<typeof saidYear>;
type Figure = SaidYear['figures'][number];

const shown = ({ value, hidden }: Pick<Figure, 'value' | 'hidden'>): Change['now'] => (hidden ? 'hidden' : value);

const inMonth = (figure: Figure, month: Month): Change['now'] => {
  const found = figure.months.find((one) => one.month === month);
  return found?.hidden ? 'hidden' : quantityValue(found?.quantity ?? null);
};

const isOther = (before: Change['now'], now: Change['now']) =>
  before !== now && before !== 'hidden' && now !== 'hidden';

/** The months of which both publications say a number, and not the same: one that is hidden in one of them was not corrected. */
function corrected(before: Figure, now: Figure, through: Month | null): Month[] {
  if (through === null) return [];
  return now.months
    .map(({ month }) => month)
    .filter((month) => month <= through && isOther(inMonth(before, month), inMonth(now, month)));
}

/** What a publication says otherwise than the one before, by year and indicator: both as anyone may see them. */
export function changesBetween(before: readonly SaidYear[], now: readonly SaidYear[], through: Month | null): Change[] {
  return now.flatMap(({ year, figures }) => {
    const then = before.find((one) => one.year === year);
    return figures.flatMap((figure): Change[] => {
      const old = then?.figures.find(({ code }) => code === figure.code);
      if (!old) return [];
      const months = corrected(old, figure, through);
      if (shown(old) === shown(figure) && months.length === 0) return [];
      const { code, label, unit } = figure;
      return [{ code, label, unit, year, before: shown(old), now: shown(figure), corrected: months }];
    });
  });
}
