import { PlotFigure } from './plot-figure.tsx';
import type { Plot } from './prepare/plot.ts';
import { useChartWhenPointedAt } from './use-chart-when-pointed-at.ts';

const bring = () => import('./recharts-plot.tsx');

/** PlotFigure whose drawing becomes one that can be read point by point, the first time that it is pointed at. */
export function InteractivePlotFigure({ plot, subject }: { plot: Plot; subject: string }) {
  const [place, Drawing] = useChartWhenPointedAt(bring);
  return (
    <div ref={place}>
      <PlotFigure plot={plot} subject={subject} interactive={Drawing && <Drawing plot={plot} />} />
    </div>
  );
}
