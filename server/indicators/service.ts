import { conventionOfYear } from '../../shared/domain/convention-year.ts';
import type { CellStage } from '../../shared/domain/entry/return-status.ts';
import { type Figure, lastMonthDue } from '../../shared/domain/figures/figure.ts';
import { figureToPublish } from '../../shared/domain/figures/figure-publication.ts';
import { coverageWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import { extentOf, type Reader, type Visibility, visibilityOf } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.ts';
import { type CatalogueFigure, catalogueFigure, groupBy, type Span, withTargetsReached } from './assembling.ts';
import {
  type ConventionSpan,
  findConventionSpans,
  findIndicators,
  findMonthTotals,
  findOrganisationId,
  findOrganisationMonths,
  findSharedCells,
  findStructureStates,
  type IndicatorRecord,
} from './repository.ts';

export type { CatalogueFigure } from './assembling.ts';

/** What figures are asked for: a year, up to a month, of the territory or of one organisation. */
export interface FigureQuery {
  year: number;
  through?: Month | undefined;
  organisationId?: number | undefined;
  codes?: string[] | undefined;
}

export const stagesOf = (visibility: Visibility): CellStage[] =>
  visibility === 'working' ? ['submitted', 'validated'] : ['validated'];

/** Every figure of a year for one visibility, unmasked. Only services call it; what leaves goes through `figuresFor`. */
export async function loadFigures(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  visibility: Visibility,
  query: FigureQuery,
): Promise<CatalogueFigure[]> {
  const [figures = []] = await loadYears(platform, visibility, [query]);
  return figures;
}

/** An indicator may stand under a line of each convention: a year only knows the lines of its own. */
function withLinesOf(record: IndicatorRecord, conventions: ConventionSpan[], year: number): IndicatorRecord {
  const code = conventionOfYear(conventions, year)?.code;
  return { ...record, actions: record.actions.filter(({ action }) => action.convention.code === code) };
}

/** The same for several years at once: the catalogue is read only once. */
async function loadYears(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  visibility: Visibility,
  queries: FigureQuery[],
): Promise<CatalogueFigure[][]> {
  const { db } = platform;
  const [records, settings, conventions] = await Promise.all([
    findIndicators(db),
    readSettings(db),
    findConventionSpans(db),
  ]);
  return Promise.all(
    queries.map(async (query) => {
      const span = { ...query, through: query.through ?? lastMonthDue(query.year, platform.referenceDate()) };
      const { byIndicator, states, shared } = await loadMonths(db, visibility, span);
      const figures = records.map((record) =>
        catalogueFigure(
          withLinesOf(record, conventions, query.year),
          byIndicator.get(record.id) ?? [],
          states.get(record.id) ?? [],
          span,
          settings,
          shared.get(record.id),
        ),
      );
      const complete = span.organisationId === undefined ? withTargetsReached(figures) : figures;
      return query.codes ? complete.filter((one) => query.codes?.includes(one.code)) : complete;
    }),
  );
}

async function loadMonths(db: Platform['db'], visibility: Visibility, { year, organisationId }: Span) {
  const [from, to] = [`${year}-01`, `${year}-12`];
  const stages = stagesOf(visibility);
  const [totals, states, shared] = await Promise.all([
    organisationId === undefined
      ? findMonthTotals(db, visibility, from, to)
      : findOrganisationMonths(db, { organisationId }, stages, from, to),
    findStructureStates(db, stages, from, to),
    organisationId === undefined ? findSharedCells(db, stages, from, to) : [],
  ]);
  return { byIndicator: groupBy(totals), states: groupBy(states), shared: groupBy(shared) };
}

/** How much a person sees of the figures that they ask for: an organisation reads its own as the coordinator reads all. */
export function visibilityFor(viewer: Reader, organisationId: number | undefined): Visibility {
  const isOwn = organisationId !== undefined && viewer.organisationId === organisationId;
  return isOwn || extentOf(viewer, 'collection.read') === 'all' ? 'working' : visibilityOf(viewer);
}

/** The figures of a year as a person may see them: all for the coordinator, validated and suppressed for everyone else. */
export async function figuresFor(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Reader,
  query: FigureQuery,
): Promise<CatalogueFigure[]> {
  const [figures = []] = await figuresOfYears(platform, viewer, [query]);
  return figures;
}

/** The same for several years, all of the territory or all of one organisation. */
export async function figuresOfYears(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Reader,
  queries: FigureQuery[],
): Promise<CatalogueFigure[][]> {
  const organisationId = queries[0]?.organisationId;
  const visibility = visibilityFor(viewer, organisationId);
  // A total and all its parts would give back what is hidden: the parts are for their owners.
  if (organisationId !== undefined && visibility !== 'working') throw new AppError('FORBIDDEN');
  const years = await loadYears(
    platform,
    visibility,
    queries.map((query) => ({ ...query, organisationId })),
  );
  const leaving =
    visibility === 'working'
      ? ({ isDominated: _, ...figure }: CatalogueFigure) => figure
      : figureToPublish<CatalogueFigure>;
  return years.map((figures) => figures.map(leaving));
}

/** The line of one figure for scripts: the same numbers as the overview's, and the words that it shows. */
export interface FigureSummary {
  code: string;
  action: string | null;
  label: string;
  unit: Unit;
  value: number | null;
  display: string;
  numerator: number | null;
  denominator: number | null;
  target: number | null;
  progress: number | null;
  pace: string;
  coverage: { reported: number; expected: number; text: string };
  quote: string | null;
  origin: Figure['origin'];
  fictitious: boolean;
}

/** Every figure of a year as the coordinator's overview shows it, for the command line. */
export async function summariseFigures(
  platform: Pick<Platform, 'db' | 'referenceDate' | 'demonstration'>,
  year: number,
): Promise<FigureSummary[]> {
  const figures = await loadFigures(platform, 'working', { year });
  return figures.map((one) => ({
    code: one.code,
    action: one.actions[0]?.key ?? null,
    label: one.label,
    unit: one.unit,
    value: one.value,
    display: valueWords(one),
    numerator: one.quantity && 'numerator' in one.quantity ? one.quantity.numerator : null,
    denominator: one.quantity && 'denominator' in one.quantity ? one.quantity.denominator : null,
    target: one.target?.value ?? null,
    progress: one.progress.kind === 'rate' ? one.progress.percent : null,
    pace: one.pace,
    coverage: { ...one.coverage.structures, text: coverageWords(one) },
    quote: one.target?.quote ?? null,
    origin: one.origin,
    fictitious: platform.demonstration(),
  }));
}

/** One indicator over a year, refused when the code is unknown. */
export async function indicatorFor(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Reader,
  code: string,
  query: Omit<FigureQuery, 'codes'>,
): Promise<CatalogueFigure> {
  const [figure] = await figuresFor(platform, viewer, { ...query, codes: [code] });
  if (!figure) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
  return figure;
}

/** The organisation behind a code of the URL; none when no code is given, NOT_FOUND when it does not exist. */
export async function organisationIdOf(
  { db }: Pick<Platform, 'db'>,
  code: string | undefined,
): Promise<number | undefined> {
  if (code === undefined) return undefined;
  const id = await findOrganisationId(db, code);
  if (id === null) throw new AppError('NOT_FOUND', { entity: 'organisation', code });
  return id;
}
