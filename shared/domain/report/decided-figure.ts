import type { Figure, FigureMonth } from '../figures/figure.ts';
import { withoutValue } from '../figures/figure-publication.ts';
import type { Month } from '../month.ts';
import type { SuppressionDecision } from '../secrecy/suppression-problem.ts';
import { hasTotals, monthStatement, totalSeries, totalStatement } from './figure-problem.ts';

/** A figure as the decision on the whole publication lets it be said, in the shape that pages read. */

type Decision = Pick<SuppressionDecision, 'said'>;

/** The statement that a figure's number at the end of a month is: a running total, or the level of its last known month. */
function statementAt(figure: Figure, index: number): string | null {
  const month = figure.months[index]?.month;
  if (month === undefined) return null;
  if (hasTotals(figure)) return totalStatement(figure.code, figure.year, month);
  const last = figure.months.findLast((one) => one.month <= month && one.quantity !== null);
  return last ? monthStatement(figure.code, last.month) : null;
}

/**
 * The figure with what is not said taken out: months, running totals, the year's value and all that would give it back. One
 * that does not count people, or that a deliberation has published, loses nothing but what each organisation gave.
 */
export function figureAsDecided<F extends Figure>(figure: F, { said }: Decision): F {
  const { isDominated: _, cellsGiven: _given, ...leaving } = figure;
  if (!figure.sensitive || figure.origin === 'published') return leaving as F;
  const isHidden = (id: string | null) => id === null || !said.has(id);
  const months = figure.months.map((month, index): FigureMonth => {
    if (month.month > figure.through) return { ...month, quantity: null, soFar: null };
    const soFar = isHidden(statementAt(figure, index)) ? null : month.soFar;
    const isHiddenMonth = month.quantity !== null && isHidden(monthStatement(figure.code, month.month));
    return isHiddenMonth ? { ...month, quantity: null, soFar, hidden: true } : { ...month, soFar };
  });
  const last = figure.months.findLastIndex(({ month }) => month <= figure.through);
  // The sum of the whole months beside the sum of all would tell what the others hold.
  const held = figure.held?.value === figure.value ? figure.held : null;
  const decided = { ...leaving, months, held } as F;
  return figure.value !== null && isHidden(statementAt(figure, last)) ? withoutValue(decided) : decided;
}

/**
 * The month at which a figure whose value may not be said is held: the last one up to which its total may be; null: none.
 * The figure is then assembled through that month, and decided again. `totals`: of `totalsSaid`. Example: hidden in September, said « jusqu’à août ».
 */
export function heldMonthOf(
  { code, year, through }: Figure,
  totals: ReadonlyMap<string, readonly Month[]>,
): Month | null {
  const months = totals.get(totalSeries(code, year)) ?? [];
  return months.reduce<Month | null>(
    (last, month) => (month <= through && (last === null || month > last) ? month : last),
    null,
  );
}
