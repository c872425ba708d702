import { type PreparedSeries, unbrokenRuns } from './prepare/prepare-month-series.ts';
import './sparkline.css';

const WIDTH = 96;
const HEIGHT = 24;
const PAD = 3;

export interface SparklineProps {
  series: PreparedSeries;
  /** The sentence that replaces it for a screen reader; without it the drawing is hidden, its figures being beside it. */
  label?: string;
}

/** The shape of the last months in the height of a line of text. A gap stays a gap; a lone month is a dot. */
export function Sparkline({ series, label }: SparklineProps) {
  const { months, scale } = series;
  const step = (WIDTH - 2 * PAD) / Math.max(1, months.length - 1);
  const x = (index: number) => PAD + index * step;
  const y = (value: number) => HEIGHT - PAD - ((value - scale.min) / (scale.max - scale.min)) * (HEIGHT - 2 * PAD);
  const points = months.map((month, index) => ({ ...month, index }));
  const runs = unbrokenRuns(
    points,
    ({ value }) => value !== null,
    ({ breakLabel }) => breakLabel !== null,
  );
  const at = (point: (typeof points)[number]) => `${x(point.index).toFixed(1)} ${y(point.value ?? 0).toFixed(1)}`;
  const last = runs.at(-1)?.at(-1);
  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden when its figures stand beside it.
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} {...named}>
      <path className="sparkline-base" d={`M${PAD} ${y(0).toFixed(1)}H${WIDTH - PAD}`} />
      {runs.map((run) =>
        run.length === 1 && run[0] ? (
          <circle key={run[0].month} className="sparkline-dot" cx={x(run[0].index)} cy={y(run[0].value ?? 0)} r="1.6" />
        ) : (
          <path key={run[0]?.month} className="sparkline-line" d={`M${run.map(at).join('L')}`} />
        ),
      )}
      {points
        .filter(
          ({ mark }) =>
            mark === 'masked' || mark === 'gap-missing' || mark === 'gap-not-published' || mark === 'gap-unavailable',
        )
        .map((point) => (
          <path key={point.month} className="sparkline-gap" d={`M${x(point.index) - 1.5} ${HEIGHT - 1.5}h3`} />
        ))}
      {last && <circle className="sparkline-last" cx={x(last.index)} cy={y(last.value ?? 0)} r="2.4" />}
    </svg>
  );
}
