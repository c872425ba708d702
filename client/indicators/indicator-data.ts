import { expectedByMonth } from '../../shared/domain/figures/figure.ts';
import type { MonthSeries } from '../charts/prepare/month-series.ts';
import { seriesOf } from '../lib/answers/figure-series.ts';
import type { Answers } from '../lib/trpc.ts';

type Outputs = Answers['indicators'];
export type Page = Outputs['byCode'];
export type IndicatorFigure = Page['figure'];
export type Breakdown = Outputs['breakdown'];

/** The address of the page, as its parts read it: the same filters go to the files. */
export interface Filters {
  annee?: number | undefined;
  mois?: number | undefined;
  organisation?: string | undefined;
}

/** The months of the year as bars, with what was expected of each, the breaks and the notes. */
export function yearSeries({ figure, breaks, notes }: Page): MonthSeries {
  const drawn = seriesOf(figure);
  return {
    ...drawn,
    expected: expectedByMonth(figure).slice(0, drawn.points.length),
    breaks: breaks.filter(({ month }) => month.startsWith(`${figure.year}-`)),
    notes: notes
      .filter(({ month }) => month.startsWith(`${figure.year}-`))
      .map(({ month, text }) => ({ month, label: text })),
  };
}

/** Three years of months, the oldest first, for what needs a past: real change or ordinary variation. */
export function longSeries({ figure, history, breaks }: Page): MonthSeries {
  const series = seriesOf({ ...figure, months: [...history, ...figure.months] });
  const firstKnown = series.points.findIndex(({ state }) => state === 'value' || state === 'masked');
  return { ...series, points: series.points.slice(Math.max(0, firstKnown)), breaks };
}

/** The address of a file of the page: exactly its filters. */
export function fileAddress(code: string, format: 'csv' | 'xlsx', { annee, mois, organisation }: Filters): string {
  const query = new URLSearchParams();
  if (annee !== undefined) query.set('annee', String(annee));
  if (mois !== undefined) query.set('mois', String(mois));
  if (organisation !== undefined) query.set('organisation', organisation);
  const text = query.toString();
  return `/documents/indicateurs/${code}.${format}${text ? `?${text}` : ''}`;
}
