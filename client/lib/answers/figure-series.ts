import { type Figure, type FigureMonth, quantityValue } from '../../../shared/domain/figures/figure.ts';
import type { MonthPoint, MonthSeries } from '../../charts/prepare/month-series.ts';

type Drawn = Pick<Figure, 'label' | 'unit' | 'timeRule' | 'months' | 'through'>;

function pointOf({ month, quantity, unavailable, hidden }: FigureMonth): MonthPoint {
  if (hidden) return { month, state: 'masked', value: null };
  const value = quantityValue(quantity);
  if (value !== null) return { month, state: 'value', value };
  return { month, state: unavailable > 0 ? 'unavailable' : 'missing', value: null };
}

/** The months of a figure as the charts take them, up to the last one counted: a month nobody gave is a gap, never a zero. */
export function seriesOf({ label, unit, timeRule, months, through }: Drawn): MonthSeries {
  return {
    label,
    unit,
    nature: timeRule === 'flow' ? 'flow' : 'level',
    points: months.filter(({ month }) => month <= through).map(pointOf),
  };
}
