import { lazy, Suspense } from 'react';
import { MonthFigure } from './chart-figure.tsx';
import type { MonthSeries } from './month-series.ts';
import { prepareMonthSeries } from './prepare-month-series.ts';

const RechartsMonthChart = lazy(() => import('./recharts-month-chart.tsx'));

/** MonthFigure whose drawing becomes one that can be pointed at, once Recharts has come; until then ours is shown. */
export function InteractiveMonthFigure({ series, tableOpen }: { series: MonthSeries; tableOpen?: boolean }) {
  const prepared = prepareMonthSeries(series);
  return (
    <Suspense fallback={<MonthFigure series={series} tableOpen={tableOpen} />}>
      <MonthFigure
        series={series}
        tableOpen={tableOpen}
        interactive={<RechartsMonthChart series={prepared} unit={series.unit} />}
      />
    </Suspense>
  );
}
