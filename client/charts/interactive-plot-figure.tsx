import { lazy, Suspense } from 'react';
import type { Plot } from './plot.ts';
import { PlotFigure } from './plot-figure.tsx';

const RechartsPlot = lazy(() => import('./recharts-plot.tsx'));

/** PlotFigure whose drawing becomes one that can be pointed at, once Recharts has come; until then ours is shown. */
export function InteractivePlotFigure({ plot, subject }: { plot: Plot; subject: string }) {
  return (
    <Suspense fallback={<PlotFigure plot={plot} subject={subject} />}>
      <PlotFigure plot={plot} subject={subject} interactive={<RechartsPlot plot={plot} />} />
    </Suspense>
  );
}
