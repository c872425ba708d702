import { conventionOfYear } from '../../shared/domain/convention-year.ts';
import { lastMonthDue } from '../../shared/domain/figures/figure.ts';
import { figureToPublish, withSafeComparisons } from '../../shared/domain/figures/figure-publication.ts';
import { addMonths, type IsoDate, type Month, monthOf } from '../../shared/domain/month.ts';
import { figureAsDecided, heldMonthOf } from '../../shared/domain/report/decided-figure.ts';
import { ledgerRulesOf } from '../ledger/rules.ts';
import { extentOf, type PublicationDecision, type Reader, type Visibility, visibilityOf } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.ts';
import {
  type CatalogueFigure,
  catalogueFigure,
  firstMonthOf,
  type Given,
  type Span,
  withTargetsReached,
} from './assembling.ts';
import { type OwnCells, ownCellsOf } from './own-facts.ts';
import {
  type ConventionSpan,
  findConventionSpans,
  findCorrectedCells,
  findCountedCells,
  findIndicators,
  findOrganisationId,
  findYearTotals,
  type IndicatorRecord,
} from './repository.ts';

export type { CatalogueFigure } from './assembling.ts';

/** What figures are asked for: a year, up to a month, of the territory or of one organisation. */
export interface FigureQuery extends Omit<Span, 'through'> {
  through?: Month | undefined;
  codes?: readonly string[] | undefined;
  /** The indicators that count some things, by name; with `codes`, either. */
  measures?: readonly string[] | undefined;
}

/** The platform as far as figures need it. */
type Reading = Pick<Platform, 'db' | 'referenceDate' | 'remember' | 'unchanged'>;

/** Every figure of a year for one visibility, unmasked. Only services call it; what leaves goes through `figuresFor`. */
export async function loadFigures(
  platform: Reading,
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

/** The same for several years at once. Of one picture of the database, each year is worked out once, for every indicator. */
async function loadYears(
  platform: Reading,
  visibility: Visibility,
  queries: FigureQuery[],
): Promise<CatalogueFigure[][]> {
  const { remember, unchanged } = platform;
  const date = platform.referenceDate();
  if (unchanged)
    return unchanged(JSON.stringify(['figures of years', visibility, date, queries]), () =>
      workOutYears(platform, visibility, queries),
    );
  if (!remember) return workOutYears(platform, visibility, queries);
  const years: CatalogueFigure[][] = [];
  for (const { codes, measures, ...query } of queries) {
    const span = { ...query, through: query.through ?? lastMonthDue(query.year, date) };
    const name = JSON.stringify(['figures', visibility, date, span]);
    const [all = []] = await remember(name, () => workOutYears(platform, visibility, [span]));
    years.push(all.filter(isAskedBy({ codes, measures })));
  }
  return years;
}

type Chosen = Pick<FigureQuery, 'codes' | 'measures'>;

/** Whether a query asks for an indicator: all are where it chooses none. */
const isAskedBy =
  ({ codes, measures }: Chosen) =>
  ({ code, measure }: { code: string; measure: string | null }): boolean =>
    (codes === undefined && measures === undefined) ||
    codes?.includes(code) === true ||
    (measure !== null && measures?.includes(measure) === true);

/** The catalogue and the cells are read only once. */
async function workOutYears(
  platform: Reading,
  visibility: Visibility,
  queries: FigureQuery[],
): Promise<CatalogueFigure[][]> {
  const { db } = platform;
  const [all, settings, conventions] = await Promise.all([
    findIndicators(db),
    readSettings(db),
    findConventionSpans(db),
  ]);
  const records = neededFor(queries, all);
  const date = platform.referenceDate();
  const spans = queries.map((query) => ({ ...query, through: query.through ?? lastMonthDue(query.year, date) }));
  const given = await loadGiven(platform, visibility, records, spans, settings['figures.carryMonths']);
  const own = await ownCellsOf(platform, visibility, records, spans, ledgerRulesOf(settings));
  return spans.map((span) => {
    const figures = records.map((record) =>
      catalogueFigure(
        withLinesOf(record, conventions, span.year),
        record.computed === null ? given(record.id) : withOwn(given(record.id), own(span, record)),
        span,
        settings,
        lastMonthKnown(span, date),
      ),
    );
    const complete = span.organisationId === undefined ? withTargetsReached(figures) : figures;
    return complete.filter(isAskedBy(span));
  });
}

/** The indicators that the asked ones are made of; a rate of targets reached is made of all. */
function neededFor(queries: FigureQuery[], all: IndicatorRecord[]): IndicatorRecord[] {
  const asked = all.filter((one) => queries.some((query) => isAskedBy(query)(one)));
  return asked.some(({ computed }) => computed === 'targets-reached') ? all : asked;
}

/** What the observatory works out is typed by nobody: cells from before are no part of it. */
const withOwn = (given: Given, { cells, corrected, givers }: OwnCells): Given => ({
  ...given,
  ...{ cells, corrected, givers },
});

/** The last month due at all, for whoever looks at a whole year that is past. */
function lastMonthKnown({ year, through }: Span, date: IsoDate): Month {
  const latest = addMonths(monthOf(date), -1);
  return through === `${year}-12` && latest > through ? latest : through;
}

const ALWAYS = { from: '0000-01', to: '9999-12' };

/** Everything that the figures of some spans are made of, by indicator. All are of the territory, or of one organisation. */
async function loadGiven(
  { db, remember }: Reading,
  visibility: Visibility,
  records: IndicatorRecord[],
  spans: Span[],
  carryMonths: number,
): Promise<(indicatorId: number) => Given> {
  const organisationId = spans[0]?.organisationId;
  const from = spans.map((span) => firstMonthOf(records, span, carryMonths)).sort()[0] ?? '';
  const to =
    spans
      .map(({ year }) => `${year}-12`)
      .sort()
      .at(-1) ?? '';
  const within = { from, to };
  // Of one picture, every cell is read once, whatever the years that are asked one after the other.
  const countedCells = async () => {
    if (!remember) return findCountedCells(db, visibility, within, organisationId);
    const name = JSON.stringify(['cells', visibility, organisationId ?? null]);
    const all = await remember(name, () => findCountedCells(db, visibility, ALWAYS, organisationId));
    return all.filter(({ month }) => month >= from && month <= to);
  };
  const [cells, totals, corrected] = await Promise.all([
    countedCells(),
    findYearTotals(db, visibility, organisationId),
    // Whoever sees what is validated alone sees no correction.
    visibility === 'validated' ? [] : findCorrectedCells(db, within, organisationId),
  ]);
  const [cellsOf, totalsOf, correctedOf] = [groupBy(cells), groupBy(totals), groupBy(corrected)];
  return (id) => ({
    cells: cellsOf.get(id) ?? [],
    yearTotals: totalsOf.get(id) ?? [],
    corrected: correctedOf.get(id) ?? [],
  });
}

function groupBy<Row extends { indicatorId: number }>(rows: Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.indicatorId);
    if (group) group.push(row);
    else groups.set(row.indicatorId, [row]);
  }
  return groups;
}

/** How much a person sees of the figures that they ask for: an organisation reads its own as the coordinator reads all. */
export function visibilityFor(viewer: Reader, organisationId: number | undefined): Visibility {
  const isOwn = organisationId !== undefined && viewer.organisationId === organisationId;
  return isOwn || extentOf(viewer, 'collection.read') === 'all' ? 'working' : visibilityOf(viewer);
}

/** The figures of a year as a person may see them: all for the coordinator, validated and suppressed for everyone else. */
export async function figuresFor(platform: Reading, viewer: Reader, query: FigureQuery): Promise<CatalogueFigure[]> {
  const [figures = []] = await figuresOfYears(platform, viewer, [query]);
  return figures;
}

/** The same for several years, all of the territory or all of one organisation. */
export async function figuresOfYears(
  platform: Reading,
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
  if (visibility === 'working' || viewer.whole)
    return years.map((figures) =>
      figures.map(({ isDominated: _, cellsGiven: _given, ...figure }): CatalogueFigure => {
        return { ...figure, ...(visibility === 'validated' && { visibility }) };
      }),
    );
  const { decision } = viewer;
  const published = decision
    ? await Promise.all(years.map((figures, rank) => asDecided(platform, figures, queries[rank], decision)))
    : years.map((figures) => figures.map(figureToPublish<CatalogueFigure>));
  const said = published.map((figures) => figures.map((figure): CatalogueFigure => ({ ...figure, visibility })));
  return said.map((figures) => figures.map((figure) => withSafeComparisons(figure, said.flat())));
}

/** Figures as the decision on a whole publication lets them be said: a total that may not is held at its last month that may. */
async function asDecided(
  platform: Reading,
  figures: readonly CatalogueFigure[],
  query: FigureQuery | undefined,
  decision: PublicationDecision,
): Promise<CatalogueFigure[]> {
  const decided: CatalogueFigure[] = [];
  for (const figure of figures) {
    const said = figureAsDecided(figure, decision);
    const month = said.hidden && query ? heldMonthOf(figure, decision.totals) : null;
    const isHeld = month !== null && month < figure.through;
    const alone = { codes: [figure.code], measures: undefined };
    const upTo = { ...query, ...alone, year: figure.year, through: month ?? undefined };
    const [[held] = []] = isHeld ? await workOutYears(platform, 'validated', [upTo]) : [];
    decided.push(held ? figureAsDecided(held, decision) : said);
  }
  return decided;
}

/** One indicator over a year, refused when the code is unknown. */
export async function indicatorFor(
  platform: Reading,
  viewer: Reader,
  code: string,
  query: Omit<FigureQuery, keyof Chosen>,
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
