import { type Assignment, type ExpectedCell, expectedCells } from '../../shared/domain/expectation.ts';
import { cellCoverage, structureCoverage } from '../../shared/domain/figures/coverage.ts';
import {
  assembleFigure,
  type Figure,
  type FigureMonth,
  type FigureTarget,
} from '../../shared/domain/figures/figure.ts';
import type { Frequency, Quantity } from '../../shared/domain/indicator.ts';
import { type Month, monthsOfYear, yearOf } from '../../shared/domain/month.ts';
import { fewOthersOf, type GivenCell } from '../../shared/domain/secrecy/dominance-rule.ts';
import type { Settings } from '../../shared/schemas/settings.ts';
import type { IndicatorRecord, MonthTotal, StructureStates } from './repository.ts';

/** From the rows of the database to figures: no question is asked here. */

/** A figure with what the catalogue says of it and the freshness of its data. */
export interface CatalogueFigure extends Figure {
  actions: { key: string; title: string }[];
  frequency: Frequency;
  stated: boolean;
  keyFigure: boolean;
  /** Worked out from the other figures, by this rule; null: from cells. */
  computed: string | null;
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
}

function quantityOf(total: MonthTotal | undefined): Quantity | null {
  if (!total) return null;
  if (total.numerator !== null && total.denominator !== null)
    return { numerator: total.numerator, denominator: total.denominator };
  return total.value === null ? null : { value: total.value };
}

/** The expected cells of a year, one list an organisation; those that gave without being asked come last. */
function expectedByStructure(
  { frequency, assignments }: IndicatorRecord,
  states: readonly StructureStates[],
  { year, organisationId }: Span,
): { asked: ExpectedCell[][]; unasked: ExpectedCell[][] } {
  const concerned = (one: { organisationId: number }) =>
    organisationId === undefined || one.organisationId === organisationId;
  const months = monthsOfYear(year);
  const cellsOf = (id: number, assignment?: Assignment) => {
    const own = states.find((one) => one.organisationId === id)?.states;
    return expectedCells(assignment, frequency, months, (month) => own?.[month]);
  };
  const asked = assignments.filter(concerned);
  const known = new Set(asked.map((one) => one.organisationId));
  return {
    asked: asked.map((one) => cellsOf(one.organisationId, one)),
    unasked: states
      .filter(concerned)
      .flatMap((one) => (known.has(one.organisationId) ? [] : [cellsOf(one.organisationId)])),
  };
}

const statesOf = (cells: readonly ExpectedCell[]) => cells.map(({ state }) => state);

function figureMonths(expected: readonly ExpectedCell[], totals: Map<Month, MonthTotal>, year: number): FigureMonth[] {
  return monthsOfYear(year).map((month) => {
    const total = totals.get(month);
    return {
      month,
      quantity: quantityOf(total),
      ...cellCoverage(statesOf(expected.filter((cell) => cell.month === month))),
      unavailable: total?.unavailable ?? 0,
    };
  });
}

/** A row of the targets as the domain takes it. */
export function toFigureTarget(target: IndicatorRecord['targets'][number]): FigureTarget {
  const { value, start, startMonth, endMonth, profile, weights, reading, quote, document, note } = target;
  return {
    year: target.year,
    value,
    start,
    startMonth,
    endMonth,
    profile,
    weights,
    reading,
    quote,
    document,
    note,
  };
}

function targetOf(record: IndicatorRecord, year: number): FigureTarget | null {
  const target = record.targets.find((one) => one.year === year);
  return target ? toFigureTarget(target) : null;
}

/** Months of the year from which another definition holds; the first definition breaks nothing. */
function breaksOf({ versions }: IndicatorRecord, year: number): Month[] {
  return versions
    .slice(0, -1)
    .map(({ validFrom }) => validFrom)
    .filter((month) => yearOf(month) === year && !month.endsWith('-01'))
    .sort();
}

/** The definition in force at a month, else the first one. */
function versionAt({ versions }: IndicatorRecord, month: Month) {
  return versions.find(({ validFrom }) => validFrom <= month) ?? versions.at(-1);
}

export function groupBy<Row extends { indicatorId: number }>(rows: Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.indicatorId, [...(groups.get(row.indicatorId) ?? []), row]);
  return groups;
}

export function catalogueFigure(
  record: IndicatorRecord,
  totals: MonthTotal[],
  states: StructureStates[],
  span: Span,
  settings: Settings,
  shared: readonly GivenCell[] = [],
): CatalogueFigure {
  const { year, through, organisationId } = span;
  const { asked, unasked } = expectedByStructure(record, states, span);
  const figure = assembleFigure({
    indicator: {
      code: record.code,
      label: record.label,
      unit: record.unit,
      timeRule: record.timeRule,
      direction: record.direction,
      tolerance: record.tolerance,
      sensitive: record.sensitive,
    },
    year,
    through: through,
    months: figureMonths([...asked, ...unasked].flat(), new Map(totals.map((total) => [total.month, total])), year),
    structures: structureCoverage(asked.map((cells) => statesOf(cells.filter(({ month }) => month <= through)))),
    target: organisationId === undefined ? targetOf(record, year) : null,
    published: organisationId === undefined ? record.published : [],
    cuts: { onPace: settings['pace.onPace'], toWatch: settings['pace.toWatch'] },
    breaks: breaksOf(record, year),
    threshold: settings['suppression.threshold'],
    isDominated: shared.length > 0 ? fewOthersOf(shared, settings['suppression.threshold']) : undefined,
  });
  const version = versionAt(record, through);
  const freshest = Math.max(...totals.map((total) => total.updatedAt.getTime()));
  return {
    ...figure,
    actions: record.actions.map(({ action }) => ({ key: action.key, title: action.title })),
    frequency: record.frequency,
    stated: record.stated,
    keyFigure: record.keyFigure,
    computed: record.computed,
    definition: version?.definition ?? '',
    formula: version?.formula ?? '',
    version: version?.version ?? 1,
    note: record.note,
    sourceText: record.sourceText,
    updatedAt: totals.length > 0 ? new Date(freshest) : null,
  };
}

/** The share of targets reached is computed from the others: targets reached ÷ numeric targets whose value is known. */
export function withTargetsReached(figures: CatalogueFigure[]): CatalogueFigure[] {
  const judged = figures.filter(
    (one) => one.computed === null && one.target !== null && one.progress.kind === 'rate' && one.origin !== 'none',
  );
  const reached = judged.filter((one) => one.pace === 'reached');
  return figures.map((one) =>
    one.computed !== 'targets-reached' || judged.length === 0
      ? one
      : {
          ...one,
          origin: 'observed',
          quantity: { numerator: reached.length, denominator: judged.length },
          value: (100 * reached.length) / judged.length,
        },
  );
}
