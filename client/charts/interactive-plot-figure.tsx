import { PlotFigure, type PlotFigureProps } from './plot-figure.tsx';
import { useChartWhenPointedAt } from './use-chart-when-pointed-at.ts';

const bring = () => import('./recharts-plot.tsx');

/** PlotFigure whose drawing becomes one that can be read point by point, the first time that it is pointed at. */
export function InteractivePlotFigure(props: Omit<PlotFigureProps, 'interactive'>) {
  const [place, Drawing] = useChartWhenPointedAt(bring);
  return (
    <div ref={place}>
      <PlotFigure {...props} interactive={Drawing && <Drawing plot={props.plot} size={props.size} />} />
    </div>
  );
}
