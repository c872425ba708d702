import { MonthFigure } from './chart-figure.tsx';
import type { MonthSeries } from './prepare/month-series.ts';
import { prepareMonthSeries } from './prepare/prepare-month-series.ts';
import { useChartWhenPointedAt } from './use-chart-when-pointed-at.ts';

const bring = () => import('./recharts-month-chart.tsx');

/** MonthFigure whose drawing becomes one that can be read point by point, the first time that it is pointed at. */
export function InteractiveMonthFigure({ series, tableOpen }: { series: MonthSeries; tableOpen?: boolean }) {
  const [place, Drawing] = useChartWhenPointedAt(bring);
  return (
    <div ref={place}>
      <MonthFigure
        series={series}
        tableOpen={tableOpen}
        interactive={Drawing && <Drawing series={prepareMonthSeries(series)} unit={series.unit} />}
      />
    </div>
  );
}
