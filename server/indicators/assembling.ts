import { carriesValue } from '../../shared/domain/expectation.ts';
import { assembleFigure } from '../../shared/domain/figures/assemble-figure.ts';
import type { GiverCell } from '../../shared/domain/figures/cell-table.ts';
import type { Figure, FigureTarget, NamedGiver } from '../../shared/domain/figures/figure.ts';
import { windowOf } from '../../shared/domain/figures/target-path.ts';
import type { Quantity, TimeRule } from '../../shared/domain/indicator.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { fewOthersOf } from '../../shared/domain/secrecy/dominance-rule.ts';
import type { Settings } from '../../shared/schemas/settings.ts';
import type { CountedCell, IndicatorRecord, YearTotalRecord } from './repository.ts';

/** From the rows of the database to figures: no question is asked here. */

/** A figure with what the catalogue says of it and the freshness of its data. */
export interface CatalogueFigure extends Figure {
  actions: { key: string; title: string }[];
  stated: boolean;
  keyFigure: boolean;
  /** Worked out from the other figures, by this rule; null: from cells. */
  computed: string | null;
  /** What it counts, by name; null: nothing that the product knows. */
  measure: string | null;
  definition: string;
  formula: string;
  version: number;
  note: string | null;
  sourceText: string;
  updatedAt: Date | null;
}

/** What a figure is asked of: a year up to a month, the territory or one organisation. */
export interface Span {
  year: number;
  through: Month;
  organisationId?: number | undefined;
  /** Earlier years to hold it against, like for like. */
  compareWith?: readonly number[] | undefined;
  /** A target that is tried in the place of the one in force. */
  target?: FigureTarget | undefined;
  /** A time rule that is tried on one indicator in the place of its own. */
  tried?: { code: string; timeRule: TimeRule } | undefined;
}

/** The cells of an indicator, whatever year they are of, and the totals typed for a whole year. */
export interface Given {
  cells: readonly CountedCell[];
  yearTotals: readonly YearTotalRecord[];
  /** Validated cells that say something else since, as they were validated. */
  corrected: readonly CountedCell[];
  /** Who is behind the cells, when it is not who is asked for the indicator. */
  givers?: readonly NamedGiver[] | undefined;
}

function quantityOf({ value, numerator, denominator }: CountedCell): Quantity | null {
  if (numerator !== null && denominator !== null) return { numerator, denominator };
  return value === null ? null : { value };
}

const toCell = (cell: CountedCell): GiverCell => ({
  giver: cell.giver,
  month: cell.month,
  state: cell.state,
  quantity: quantityOf(cell),
});

/** A row of the targets as the domain takes it. */
export function toFigureTarget(target: IndicatorRecord['targets'][number]): FigureTarget {
  const { year, value, start, startMonth, endMonth, dueMonth, window, profile, weights } = target;
  const { unit, unitReading, reading, quote, document, note } = target;
  return {
    year,
    value,
    start,
    startMonth,
    endMonth,
    dueMonth,
    window,
    profile,
    weights,
    unit,
    unitReading,
    reading,
    quote,
    document,
    note,
  };
}

function targetOf(record: IndicatorRecord, { year, target }: Span): FigureTarget | null {
  if (target) return target;
  const found = record.targets.find((one) => one.year === year);
  return found ? toFigureTarget(found) : null;
}

/** Months from which another definition holds; the first definition breaks nothing. */
const definitionsOf = ({ versions }: IndicatorRecord): Month[] =>
  versions
    .slice(0, -1)
    .map(({ validFrom }) => validFrom)
    .sort();

/** The definition in force at a month, else the first one. */
function versionAt({ versions }: IndicatorRecord, month: Month) {
  return versions.find(({ validFrom }) => validFrom <= month) ?? versions.at(-1);
}

function giversOf({ assignments }: IndicatorRecord, organisationId: number | undefined): NamedGiver[] {
  return assignments
    .filter((one) => organisationId === undefined || one.organisationId === organisationId)
    .map(({ spans, organisation }) => ({ id: organisation.code, name: organisation.name, spans }));
}

/** The first month that the figures of a span may speak of: of their year, of the windows of its targets, of what they are held against. */
export function firstMonthOf(records: readonly IndicatorRecord[], span: Span, carryMonths: number): Month {
  const windows = records.flatMap((record) => {
    const target = targetOf(record, span);
    return target ? [windowOf(target, span.through).from] : [];
  });
  const years = [span.year, ...(span.compareWith ?? [])].map((year) => `${year}-01`);
  return addMonths([...windows, ...years].sort()[0] ?? `${span.year}-01`, -carryMonths);
}

const isGiven = ({ state }: CountedCell) => carriesValue(state);

/** What those who gave a figure of people could find about one another. */
function dominanceOf(record: IndicatorRecord, { cells }: Given, { year, organisationId }: Span, threshold: number) {
  if (!record.sensitive || organisationId !== undefined || record.assignments.length < 2) return undefined;
  const own = cells.filter((cell) => cell.month.startsWith(`${year}-`) && isGiven(cell));
  return own.length > 0 ? fewOthersOf(own, threshold) : undefined;
}

const cellName = ({ giver, month }: CountedCell) => `${giver} ${month}`;

/** The cells as they were before the corrections that wait. */
function beforeCorrections({ cells, corrected }: Given): CountedCell[] {
  const names = new Set(corrected.map(cellName));
  const validated = corrected.filter(({ state }) => state !== 'missing');
  return [...cells.filter((cell) => !names.has(cellName(cell))), ...validated];
}

/** A figure, and what it was before the corrections of its cells that wait for validation, when they change it. */
export function catalogueFigure(
  record: IndicatorRecord,
  given: Given,
  span: Span,
  settings: Settings,
  knownUpTo: Month,
): CatalogueFigure {
  const figure = figureOf(record, given, span, settings, knownUpTo);
  if (given.corrected.length === 0) return figure;
  const before = figureOf(record, { ...given, cells: beforeCorrections(given) }, span, settings, knownUpTo);
  return before.value === figure.value ? figure : { ...figure, waiting: { before: before.value } };
}

function figureOf(
  record: IndicatorRecord,
  given: Given,
  span: Span,
  settings: Settings,
  knownUpTo: Month,
): CatalogueFigure {
  const { year, through, organisationId, tried } = span;
  const threshold = settings['suppression.threshold'];
  const target = targetOf(record, span);
  const figure = assembleFigure({
    indicator: {
      code: record.code,
      label: record.label,
      unit: record.unit,
      timeRule: tried?.code === record.code ? tried.timeRule : record.timeRule,
      direction: record.direction,
      tolerance: record.tolerance,
      sensitive: record.sensitive,
      frequency: record.frequency,
    },
    year,
    through,
    knownUpTo,
    givers: given.givers ?? giversOf(record, organisationId),
    cells: given.cells.map(toCell),
    yearTotals: given.yearTotals.map(({ giver, year: of, value }) => ({ giver, year: of, value })),
    target: organisationId === undefined ? target : null,
    sameMonthsAs: target,
    published: organisationId === undefined ? record.published : [],
    cuts: { onPace: settings['pace.onPace'], toWatch: settings['pace.toWatch'] },
    carryMonths: settings['figures.carryMonths'],
    definitionFrom: definitionsOf(record),
    compareWith: span.compareWith ?? [],
    threshold,
    isDominated: dominanceOf(record, given, span, threshold),
    cellsGiven: record.sensitive && organisationId === undefined ? () => given.cells.filter(isGiven) : undefined,
  });
  const version = versionAt(record, through);
  const dates = given.cells
    .filter(({ month }) => month.startsWith(`${year}-`))
    .map(({ updatedAt }) => updatedAt.getTime());
  return {
    ...figure,
    actions: record.actions.map(({ action }) => ({ key: action.key, title: action.title })),
    stated: record.stated,
    keyFigure: record.keyFigure,
    computed: record.computed,
    measure: record.measure,
    definition: version?.definition ?? '',
    formula: version?.formula ?? '',
    version: version?.version ?? 1,
    note: record.note,
    sourceText: record.sourceText,
    updatedAt: dates.length > 0 ? new Date(Math.max(...dates)) : null,
  };
}

/**
 * The share of targets reached is computed from the others: targets reached ÷ those reached or missed, the targets that are
 * due; the number of the others stands beside it.
 */
export function withTargetsReached(figures: CatalogueFigure[]): CatalogueFigure[] {
  const targeted = figures.filter((one) => one.computed !== 'targets-reached' && one.target !== null);
  const many = (word: Figure['counted']) => targeted.filter(({ counted }) => counted === word).length;
  const [reached, missed] = [many('reached'), many('missed')];
  return figures.map((one) =>
    one.computed !== 'targets-reached' || reached + missed === 0
      ? one
      : {
          ...one,
          origin: 'observed',
          quantity: { numerator: reached, denominator: reached + missed },
          value: (100 * reached) / (reached + missed),
          notCounted: many('no'),
        },
  );
}
