import { type Figure, type FigureMonth, quantityValue } from '../../../shared/domain/figures/figure.ts';
import { lacksPart, saidState } from '../../../shared/domain/figures/month-state.ts';
import type { MonthPoint, MonthSeries } from '../../charts/prepare/month-series.ts';

type Drawn = Pick<Figure, 'label' | 'unit' | 'timeRule' | 'months' | 'through' | 'visibility'>;

function pointOf(figure: Pick<Figure, 'visibility'>, point: FigureMonth): MonthPoint {
  const state = saidState(figure, point);
  const value = state === 'masked' ? null : quantityValue(point.quantity);
  return { month: point.month, state, value, ...(value !== null && lacksPart(point) && { partial: true }) };
}

/** The months of a figure as the charts take them, up to the last one counted: a month nobody gave is a gap, never a zero. */
export function seriesOf(figure: Drawn): MonthSeries {
  const { label, unit, timeRule, months, through } = figure;
  return {
    label,
    unit,
    nature: timeRule === 'flow' ? 'flow' : 'level',
    points: months.filter(({ month }) => month <= through).map((month) => pointOf(figure, month)),
  };
}
