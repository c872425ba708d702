import { type FigureMonth, lastMonthDue } from '../../shared/domain/figures/figure.ts';
import { legalBreaksOf } from '../../shared/domain/figures/legal-break.ts';
import { otherSourceOf, type SourceGap, sourceGap } from '../../shared/domain/figures/two-sources.ts';
import { addMonths, type Month, monthOf, yearOf } from '../../shared/domain/month.ts';
import { isSmall, type PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import type { IndicatorQuery } from '../../shared/schemas/indicator.ts';
import { conventionOf } from '../conventions/service.ts';
import { ledgerFilters } from '../ledger/chain.ts';
import { findHeadCounts, findLedgerIndicators } from '../ledger/reading.ts';
import { extentOf, type Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.ts';
import { findMeasures } from './breakdown-repository.ts';
import { findAnnotations, findLaterVersions } from './discussion-repository.ts';
import { ofIndicator } from './of-indicator.ts';
import { type CatalogueFigure, figuresOfYears, organisationIdOf, visibilityFor } from './service.ts';
import { type WaitingYearTotal, waitingYearTotal } from './year-total.ts';

/** Something changed in what is counted: months on its two sides are not compared. */
export interface SeriesBreak {
  month: Month;
  /** Short, for a drawing. */
  label: string;
  text: string;
}

/** Another indicator that counts the same fact, and how far apart the two are. */
export interface OtherSource {
  figure: CatalogueFigure;
  gap: SourceGap | null;
  tolerancePercent: number;
}

export interface IndicatorPage {
  figure: CatalogueFigure;
  /** The two years before, up to the same month. */
  earlier: CatalogueFigure[];
  /** Every month of the two years before, the oldest first, as the viewer may see them. */
  history: FigureMonth[];
  breaks: SeriesBreak[];
  notes: { id: number; month: Month; text: string; authorName: string; createdAt: Date }[];
  otherSource: OtherSource | null;
  /** What was counted of the same people apart from the figure, the latest first: it tests it and never stands in its place. */
  counts: { id: number; date: string; count: PublishedCount; method: string }[];
  referenceDate: string;
  /** For whoever validates it. */
  waitingYearTotal: WaitingYearTotal | null;
}

/** The year and the last month that a page is about, when its address does not say: the year in course, within the convention. */
export async function indicatorSpan(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  { year: asked, month }: Pick<IndicatorQuery, 'year' | 'month'>,
): Promise<{ year: number; through: Month | undefined }> {
  const current = yearOf(platform.referenceDate());
  const convention = await conventionOf(platform, asked ?? current);
  const year = asked ?? Math.min(Math.max(current, convention.startYear), convention.endYear);
  return { year, through: month ? `${year}-${String(month).padStart(2, '0')}` : undefined };
}

async function breaksOf(
  platform: Pick<Platform, 'db' | 'remember'>,
  code: string,
  measure: string | null,
): Promise<SeriesBreak[]> {
  const versions = await ofIndicator(platform, code, 'versions', (asked) => findLaterVersions(platform.db, asked));
  const definitions = versions.map(({ version, validFrom, reason }) => ({
    month: validFrom,
    label: `définition n°\u00a0${version}`,
    text: `La définition change (version ${version})${reason ? `\u00a0: ${reason}` : ''}.`,
  }));
  return [...definitions, ...legalBreaksOf(measure)].sort((a, b) => a.month.localeCompare(b.month));
}

/** The other source of the same fact, seen by the same person over the same months. */
function otherSource(
  figures: CatalogueFigure[],
  figure: CatalogueFigure,
  tolerancePercent: number,
): OtherSource | null {
  const name = otherSourceOf(figure.measure);
  const other = name === null ? undefined : figures.find(({ measure }) => measure === name);
  if (!other) return null;
  return { figure: other, gap: sourceGap(figure.value, other.value, tolerancePercent), tolerancePercent };
}

/** The counts of the year made apart from a figure that the ledger gives. */
async function countsBeside(
  { db }: Pick<Platform, 'db'>,
  { code, year }: CatalogueFigure,
  isMasked: boolean,
): Promise<IndicatorPage['counts']> {
  const read = (await findLedgerIndicators(db)).find((one) => one.code === code);
  if (!read) return [];
  const filters = ledgerFilters(read);
  const counts = await findHeadCounts(db);
  return counts
    .filter((one) => one.kind === 'active' && one.unit === filters.unit && one.perimeter === filters.perimeter)
    .filter(({ date }) => yearOf(monthOf(date)) === year)
    .map(({ id, date, count, method }): IndicatorPage['counts'][number] => {
      return { id, date, count: isMasked && isSmall(count) ? 'hidden' : count, method };
    })
    .reverse();
}

/** One indicator: its figure, the years before, what breaks or explains its series, for the same viewer and the same filters. */
export async function indicatorPage(platform: Platform, viewer: Viewer, query: IndicatorQuery): Promise<IndicatorPage> {
  const { code } = query;
  const { year, through: chosen } = await indicatorSpan(platform, query);
  const through = chosen ?? lastMonthDue(year, platform.referenceDate());
  const organisationId = await organisationIdOf(platform, query.organisation);
  const [counted] = await ofIndicator(platform, code, 'measures', (one) => findMeasures(platform.db, one));
  const measure = counted?.measure ?? null;
  const asked = { codes: [code], measures: [otherSourceOf(measure) ?? ''] };
  const at = (back: number, month: Month) => ({ year: year - back, through: month, organisationId, ...asked });
  // Whoever sees all sees the whole years in the figures themselves, whatever month these stop at.
  const whole =
    visibilityFor(viewer, organisationId) === 'working' ? [] : [2, 1].map((back) => at(back, `${year - back}-12`));
  const [settings, breaks, notes, years] = await Promise.all([
    readSettings(platform.db),
    breaksOf(platform, code, measure),
    ofIndicator(platform, code, 'annotations', (one) => findAnnotations(platform.db, one)),
    figuresOfYears(platform, viewer, [
      { ...at(0, through), compareWith: [year - 1, year - 2] },
      ...[1, 2].map((back) => at(back, addMonths(through, -12 * back))),
      ...whole,
    ]),
  ]);
  const [now = []] = years;
  const [figure, before, twoBefore, ...past] = years.map((figures) => figures.find((one) => one.code === code));
  if (!figure) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
  return {
    figure,
    earlier: [before, twoBefore].filter((one) => one !== undefined),
    history: (past.length > 0 ? past : [twoBefore, before]).flatMap((one) => one?.months ?? []),
    breaks,
    notes,
    otherSource: otherSource(now, figure, settings['sources.tolerancePercent']),
    counts:
      organisationId === undefined
        ? await countsBeside(platform, figure, visibilityFor(viewer, organisationId) !== 'working' && !viewer.whole)
        : [],
    referenceDate: platform.referenceDate(),
    waitingYearTotal:
      figure.timeRule === 'unique' && extentOf(viewer, 'collection.review') === 'all'
        ? await waitingYearTotal(platform, { code, year, organisationId })
        : null,
  };
}
