import {
  assembleFigure,
  type Figure,
  type FigureMonth,
  type FigureTarget,
  lastMonthDue,
} from '../../shared/domain/figure.ts';
import { figureToPublish } from '../../shared/domain/figure-publication.ts';
import { coverageWords, valueWords } from '../../shared/domain/figure-words.ts';
import type { Direction, Quantity, TimeRule, Unit } from '../../shared/domain/indicator.ts';
import { type Month, monthsOfYear } from '../../shared/domain/month.ts';
import { defaultCuts, type Profile } from '../../shared/domain/pace.ts';
import { type Audience, audienceOf, reachOf, type Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import {
  countStructureMonths,
  findIndicators,
  findMonthTotals,
  findOrganisationId,
  findOrganisationMonths,
  type IndicatorRecord,
  type MonthTotal,
  type StructureMonths,
} from './repository.ts';

/** What figures are asked for: a year, up to a month, of the territory or of one organisation. */
export interface FigureQuery {
  year: number;
  through?: Month | undefined;
  organisationId?: number | undefined;
  codes?: string[] | undefined;
}

/** A figure with what the catalogue says of it and the freshness of its data. */
export interface CatalogueFigure extends Figure {
  actions: { key: string; title: string }[];
  frequency: string;
  stated: boolean;
  keyFigure: boolean;
  definition: string;
  formula: string;
  version: number;
  note: string | null;
  sourceText: string;
  updatedAt: Date | null;
}

export const stagesOf = (audience: Audience) => (audience === 'working' ? ['submitted', 'validated'] : ['validated']);

type Assignment = IndicatorRecord['assignments'][number];

const covers = (month: Month) => (assignment: Assignment) =>
  assignment.fromMonth <= month && (assignment.toMonth === null || month <= assignment.toMonth);

function quantityOf(total: MonthTotal | undefined): Quantity | null {
  if (!total) return null;
  if (total.numerator !== null && total.denominator !== null)
    return { numerator: total.numerator, denominator: total.denominator };
  return total.value === null ? null : { value: total.value };
}

function figureMonths(
  record: IndicatorRecord,
  assignments: Assignment[],
  totals: Map<Month, MonthTotal>,
  year: number,
): FigureMonth[] {
  const monthly = record.frequency === 'monthly';
  return monthsOfYear(year).map((month) => {
    const total = totals.get(month);
    const reported = total?.reported ?? 0;
    return {
      month,
      quantity: quantityOf(total),
      reported,
      unavailable: total?.unavailable ?? 0,
      expected: monthly ? Math.max(assignments.filter(covers(month)).length, reported) : reported,
    };
  });
}

function targetOf(record: IndicatorRecord, year: number): FigureTarget | null {
  const target = record.targets.find((one) => one.year === year);
  if (!target) return null;
  const { value, start, startMonth, endMonth, profile, weights, reading, quote, document, note } = target;
  return {
    year,
    value,
    start,
    startMonth,
    endMonth,
    profile: profile as Profile,
    weights,
    reading: reading as FigureTarget['reading'],
    quote,
    document,
    note,
  };
}

/** Organisations that answered every month asked of them up to `through`, of those asked. */
function structureShare(assignments: Assignment[], known: StructureMonths[], year: number, through: Month) {
  const asked = monthsOfYear(year).filter((month) => month <= through);
  const expected = assignments
    .map((one) => ({ id: one.organisationId, months: asked.filter((month) => covers(month)(one)).length }))
    .filter((one) => one.months > 0);
  const complete = expected.filter(
    (one) => (known.find((row) => row.organisationId === one.id)?.known ?? 0) >= one.months,
  );
  return { reported: complete.length, expected: expected.length };
}

function groupBy<Row extends { indicatorId: number }>(rows: Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.indicatorId, [...(groups.get(row.indicatorId) ?? []), row]);
  return groups;
}

function catalogueFigure(
  record: IndicatorRecord,
  totals: MonthTotal[],
  known: StructureMonths[],
  query: Required<Pick<FigureQuery, 'year' | 'through'>> & FigureQuery,
): CatalogueFigure {
  const { year, through, organisationId } = query;
  const assignments = record.assignments.filter(
    (one) => organisationId === undefined || one.organisationId === organisationId,
  );
  const figure = assembleFigure({
    indicator: {
      code: record.code,
      label: record.label,
      unit: record.unit as Unit,
      timeRule: record.timeRule as TimeRule,
      direction: record.direction as Direction,
      tolerance: record.tolerance,
      sensitive: record.sensitive,
    },
    year,
    through: through as Month,
    months: figureMonths(record, assignments, new Map(totals.map((total) => [total.month, total])), year),
    structures: structureShare(assignments, known, year, through as Month),
    target: organisationId === undefined ? targetOf(record, year) : null,
    published: organisationId === undefined ? record.published : [],
    cuts: defaultCuts,
  });
  const version = record.versions[0];
  const freshest = Math.max(...totals.map((total) => total.updatedAt.getTime()));
  return {
    ...figure,
    actions: record.actions.map(({ action }) => ({ key: action.key, title: action.title })),
    frequency: record.frequency,
    stated: record.stated,
    keyFigure: record.keyFigure,
    definition: version?.definition ?? '',
    formula: version?.formula ?? '',
    version: version?.version ?? 1,
    note: record.note,
    sourceText: record.sourceText,
    updatedAt: totals.length > 0 ? new Date(freshest) : null,
  };
}

/** IND-01 is computed from the others: targets reached ÷ numeric targets whose value is known. */
function withTargetsReached(figures: CatalogueFigure[]): CatalogueFigure[] {
  const judged = figures.filter(
    (one) => one.code !== 'IND-01' && one.target !== null && one.progress.kind === 'rate' && one.origin !== 'none',
  );
  const reached = judged.filter((one) => one.pace === 'reached');
  return figures.map((one) =>
    one.code !== 'IND-01' || judged.length === 0
      ? one
      : {
          ...one,
          origin: 'observed',
          quantity: { numerator: reached.length, denominator: judged.length },
          value: (100 * reached.length) / judged.length,
        },
  );
}

/** Every figure of a year for an audience, unmasked. Only services call it; what leaves goes through `figuresFor`. */
export async function loadFigures(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  audience: Audience,
  query: FigureQuery,
): Promise<CatalogueFigure[]> {
  const { db } = platform;
  const through = query.through ?? lastMonthDue(query.year, platform.referenceDate());
  const [from, to] = [`${query.year}-01`, `${query.year}-12`];
  const stages = stagesOf(audience);
  const [records, totals, known] = await Promise.all([
    findIndicators(db),
    query.organisationId === undefined
      ? findMonthTotals(db, audience, from, to)
      : findOrganisationMonths(db, { organisationId: query.organisationId }, stages, from, to),
    countStructureMonths(db, stages, from, through),
  ]);
  const [byIndicator, knownByIndicator] = [groupBy(totals), groupBy(known)];
  const figures = records.map((record) =>
    catalogueFigure(record, byIndicator.get(record.id) ?? [], knownByIndicator.get(record.id) ?? [], {
      ...query,
      through,
    }),
  );
  const complete = query.organisationId === undefined ? withTargetsReached(figures) : figures;
  return query.codes ? complete.filter((one) => query.codes?.includes(one.code)) : complete;
}

/** True when a person sees the unmasked figures of what they ask: the coordinator always, an organisation for itself. */
export function seesAll(viewer: Viewer, organisationId: number | undefined): boolean {
  return (
    reachOf(viewer, 'collection.read') === 'all' ||
    (organisationId !== undefined && viewer.organisationId === organisationId)
  );
}

/** The figures of a year as a person may see them: all for the coordinator, validated and suppressed for everyone else. */
export async function figuresFor(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  query: FigureQuery,
): Promise<CatalogueFigure[]> {
  const all = seesAll(viewer, query.organisationId);
  // A total and all its parts would give back what is hidden: the parts are for their owners.
  if (query.organisationId !== undefined && !all) throw new AppError('FORBIDDEN');
  const figures = await loadFigures(platform, all ? 'working' : audienceOf(viewer), query);
  return all ? figures : figures.map(figureToPublish);
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
  viewer: Viewer,
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
