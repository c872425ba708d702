import { isExpected } from '../../shared/domain/expectation.ts';
import { quantityValue } from '../../shared/domain/figures/figure.ts';
import { statusSentence, targetWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import { type Month, monthsBetween } from '../../shared/domain/month.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { countedSource } from '../../shared/schemas/import.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { findAmendedAgreements, findTargetHistory } from './discussion-repository.ts';
import { ofIndicator } from './of-indicator.ts';
import {
  type CellRecord,
  type CountedCell,
  findCellsOfFigure,
  findCorrectedCells,
  findExpected,
  findNames,
} from './repository.ts';
import { type CatalogueFigure, figuresFor, indicatorFor, visibilityFor } from './service.ts';

export interface WhyQuery {
  code: string;
  year: number;
  /** Only this month; absent: the year up to the last month due. */
  month?: Month | undefined;
  /** The last month counted; absent: the last one due. */
  through?: Month | undefined;
  organisationId?: number | undefined;
}

/** What readers still read of a cell that says something else since it was validated; null where they read what it says. */
function validatedOf({ indicatorId, organisation, month }: CellRecord, corrected: CountedCell[]) {
  const before = corrected.find(
    (one) => one.indicatorId === indicatorId && one.organisationId === organisation.id && one.month === month,
  );
  if (!before) return null;
  const { state, value, numerator, denominator } = before;
  return { state, value, numerator, denominator };
}

function toCell(cell: CellRecord, names: Map<string, string>, corrected: CountedCell[]) {
  const { revisions, updatedById, organisation, indicatorId: _, import: from, ...rest } = cell;
  return {
    ...rest,
    validated: validatedOf(cell, corrected),
    organisation: organisation.name,
    writtenBy: updatedById ? (names.get(updatedById) ?? null) : null,
    file: from,
    revisions: revisions.map(({ changedById, ...revision }) => ({
      ...revision,
      changedBy: changedById ? (names.get(changedById) ?? null) : null,
    })),
  };
}

/** The cells expected and not given, by organisation and month: an answer lists what is missing too. */
async function missingInputs(
  { db }: Pick<Platform, 'db'>,
  cells: CellRecord[],
  query: WhyQuery,
  { frequency, through: to }: CatalogueFigure,
  from: Month,
) {
  const expected = await findExpected(db, query.code, query.organisationId);
  const given = new Set(
    cells.filter((cell) => cell.state !== 'missing').map((cell) => `${cell.organisation.id} ${cell.month}`),
  );
  return expected.flatMap((one) =>
    monthsBetween(from, to)
      .filter((month) => isExpected(one, frequency, month))
      .filter((month) => !given.has(`${one.organisationId} ${month}`))
      .map((month) => ({ organisation: one.organisation.name, month })),
  );
}

/** The agreements that an act has changed: from then on the rows of a register are counted, or a total is typed. */
async function agreementsOf({ db }: Pick<Platform, 'db'>, { code, organisationId }: WhyQuery) {
  const amended = await findAmendedAgreements(db, code, organisationId);
  return amended.map(({ assignment, register, ...one }) => ({
    ...one,
    organisation: assignment.organisation.name,
    register: register === null ? null : registerOf(countedSource.parse(register)).label,
  }));
}

/** A figure that is worked out from the others lists them: each is an input, those without a value too. */
async function computedFrom(platform: Platform, viewer: Viewer, figure: CatalogueFigure) {
  if (figure.computed !== 'targets-reached') return null;
  const figures = await figuresFor(platform, viewer, { year: figure.year, through: figure.through });
  return figures
    .filter((one) => one.computed === null && one.target !== null)
    .map((one) => ({
      code: one.code,
      label: one.label,
      value: valueWords(one),
      target: targetWords(one),
      counted: one.counted,
      status: statusSentence(one),
    }));
}

/** What is explained: the year up to a month, or one month alone. */
function explained(figure: CatalogueFigure, month: Month | undefined) {
  const alone = figure.months.find((one) => one.month === month);
  if (!alone) return { value: figure.value, quantity: figure.quantity, hidden: figure.hidden };
  return { value: quantityValue(alone.quantity), quantity: alone.quantity, hidden: alone.hidden ?? false };
}

/** Everything that explains a figure. Whoever does not see unmasked figures gets the explanation without the cells. */
export async function whyThisNumber(platform: Platform, viewer: Viewer, query: WhyQuery) {
  const figure: CatalogueFigure = await indicatorFor(platform, viewer, query.code, {
    year: query.year,
    through: query.month ?? query.through,
    organisationId: query.organisationId,
  });
  const from = query.month ?? figure.from;
  const [history, inputs] = await Promise.all([
    ofIndicator(platform, query.code, `targets of ${query.year}`, (asked) =>
      findTargetHistory(platform.db, asked, query.year),
    ),
    computedFrom(platform, viewer, figure),
  ]);
  const base = {
    figure,
    from,
    shown: explained(figure, query.month),
    targets: history,
    inputs,
    /** Whose figure it is; undefined: of all. */
    organisationId: query.organisationId,
  };
  if (visibilityFor(viewer, query.organisationId) !== 'working')
    return { ...base, cells: null, missing: null, agreements: null };
  const months = { from, to: figure.through };
  const [cells, corrected, agreements] = await Promise.all([
    findCellsOfFigure(platform.db, query.code, from, figure.through, query.organisationId),
    findCorrectedCells(platform.db, months, query.organisationId),
    agreementsOf(platform, query),
  ]);
  const ids = cells
    .flatMap((cell) => [cell.updatedById, ...cell.revisions.map((one) => one.changedById)])
    .filter((id) => id !== null);
  const [names, missing] = await Promise.all([
    findNames(platform.db, [...new Set(ids)]),
    missingInputs(platform, cells, query, figure, from),
  ]);
  return { ...base, cells: cells.map((cell) => toCell(cell, names, corrected)), missing, agreements };
}

interface MonthAsked {
  code: string;
  year: number;
  month?: Month | undefined;
  organisation?: string | undefined;
}
type Why = Awaited<ReturnType<typeof whyThisNumber>>;

/** A publication keeps why the year is what it is: of one of its months, it says what the year says. */
export const monthOfWhy = {
  question: ({ month: _, ...year }: MonthAsked) => year,
  part: (answer: Why, { month }: MonthAsked): Why =>
    month === undefined ? answer : { ...answer, from: month, shown: explained(answer.figure, month) },
};
