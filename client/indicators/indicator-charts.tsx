import type { inferRouterOutputs } from '@trpc/server';
import { lazy, Suspense } from 'react';
import { expectedByMonth } from '../../shared/domain/figure.ts';
import { MonthFigure } from '../charts/chart-figure.tsx';
import { seriesOf } from '../lib/figure-series.ts';
import type { AppRouter } from '../lib/trpc.ts';
import { Section } from '../ui/section.tsx';

export type IndicatorFigure = inferRouterOutputs<AppRouter>['indicators']['byCode']['figure'];

const InteractiveMonthFigure = lazy(() =>
  import('../charts/interactive-month-figure.tsx').then((module) => ({ default: module.InteractiveMonthFigure })),
);

/** The months of the year, as bars with gaps, against what the target asks of each. The interactive drawing comes after the figures. */
export function IndicatorCharts({ figure }: { figure: IndicatorFigure }) {
  const drawn = seriesOf(figure);
  const series = { ...drawn, expected: expectedByMonth(figure).slice(0, drawn.points.length) };
  return (
    <Section title={`Mois par mois en ${figure.year}`}>
      <Suspense fallback={<MonthFigure series={series} />}>
        <InteractiveMonthFigure series={series} />
      </Suspense>
    </Section>
  );
}
