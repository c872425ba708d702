import { coverageWords, readingWords, targetWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import { frenchUnit, frenchValue } from '../../shared/domain/words/french-format.ts';
import { prepareMonthSeries } from '../charts/prepare/prepare-month-series.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { seriesOf } from '../lib/answers/figure-series.ts';
import { FigureStatus, lookOf } from '../ui/status/figure-status.tsx';
import { ProgressBar } from '../ui/status/progress-bar.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Comparison } from './comparison.tsx';
import { expectedShare, type Overview, type OverviewFigure } from './overview-data.ts';

const barTones = { good: 'good', watch: 'watch', bad: 'bad', info: 'neutral', neutral: 'neutral' } as const;

/** One indicator as a room reads it from the last row: its number first, then where it stands. */
export function MeetingFigure({ figure, overview }: { figure: OverviewFigure; overview: Overview }) {
  const known = figure.value !== null && !figure.hidden;
  return (
    <article className="meeting-figure">
      <h2>{figure.label}</h2>
      <p className="meeting-line">
        <span className={known ? 'meeting-value' : 'meeting-value meeting-value-missing'}>
          {known && figure.value !== null ? frenchValue(figure.value, figure.unit) : valueWords(figure)}
        </span>
        {known && figure.value !== null && <span>{frenchUnit(figure.unit, figure.value)}</span>}
        {figure.origin === 'published' && <Tag variant="published" />}
      </p>
      {figure.target && (
        <p className="meeting-target">
          {`cible\u00a0: ${targetWords(figure)}, ${readingWords(figure)}`}{' '}
          {figure.target.reading === 'assumed' && <Tag variant="assumption" />}
        </p>
      )}
      {figure.progress !== null && (
        <ProgressBar
          label={figure.label}
          ratio={figure.progress / 100}
          expected={expectedShare(figure)}
          tone={barTones[lookOf(figure).tone]}
        />
      )}
      <FigureStatus figure={figure} />
      {figure.months.some((month) => month.reported > 0) && <Sparkline series={prepareMonthSeries(seriesOf(figure))} />}
      <p className="meeting-note">
        <Comparison overview={overview} figure={figure} />
        <span>{coverageWords(figure)}</span>
      </p>
    </article>
  );
}
