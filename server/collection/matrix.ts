import { absenceOn } from '../../shared/domain/entry/reminder.ts';
import { type AnswerableCell, completeness, dueDate, timeliness } from '../../shared/domain/entry/return-status.ts';
import { addMonths, type IsoDate, type Month, monthOf, monthsBetween, yearOf } from '../../shared/domain/month.ts';
import type { MatrixInput } from '../../shared/schemas/collection.ts';
import { answerOf, isExpected } from '../monthly-entry/checks.ts';
import { standingOf } from '../monthly-entry/standing.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import * as repository from './repository.ts';

type Organisation = Awaited<ReturnType<typeof repository.listOrganisations>>[number];
type CellState = Awaited<ReturnType<typeof repository.listCellStates>>[number];
type Return = Awaited<ReturnType<typeof repository.listReturns>>[number];

const MONTHS_SHOWN = 12;

interface Board {
  today: IsoDate;
  /** By `organisation/month`. */
  cells: Map<string, CellState[]>;
  returns: Map<string, Return>;
}

const keyOf = (organisationId: number, month: Month) => `${organisationId}/${month}`;

const isSending = (status: string | undefined) => status !== undefined && status !== 'draft';

function cellOf(organisation: Organisation, month: Month, { today, cells, returns }: Board) {
  const key = keyOf(organisation.id, month);
  const own = returns.get(key);
  const given = cells.get(key) ?? [];
  const expected = organisation.assignments.filter((assignment) => isExpected(assignment, month));
  const answers = expected.map(({ indicatorId }) => answerOf(given.find((cell) => cell.indicatorId === indicatorId)));
  const returned = given.filter((cell) => cell.review === 'returned').length;
  const ready = given.filter((cell) => cell.stage === 'submitted' && cell.review !== 'returned').length;
  const { answered, expected: awaited } = completeness(answers);
  const status = standingOf({
    month,
    today,
    status: own?.status ?? null,
    expected: expected.length,
    answered,
    returned,
  });
  const sent = own?.firstSubmittedAt ? parisDate(own.firstSubmittedAt) : null;
  const onTime = sent === null ? null : timeliness(month, sent, today) === 'on-time';
  const isSent = sent !== null || isSending(own?.status);
  return { month, status, answered, expected: awaited, returned, ready, onTime, isSent, answers };
}

type MatrixCell = ReturnType<typeof cellOf>;

/** Completeness in its two measures, of the months already due; null when nothing was expected: not applicable. */
function completenessOf(cells: MatrixCell[], today: IsoDate) {
  const due = cells.filter((cell) => today > dueDate(cell.month));
  const expected = due.filter((cell) => cell.expected > 0);
  return {
    completeness: completeness(due.flatMap((cell): AnswerableCell[] => cell.answers)).rate,
    returns: { sent: expected.filter((cell) => cell.isSent).length, expected: expected.length },
  };
}

function countersOf(cells: MatrixCell[], today: IsoDate) {
  const count = (wanted: (cell: MatrixCell) => boolean) => cells.filter(wanted).length;
  return {
    onTime: count((cell) => cell.onTime === true),
    late: count((cell) => cell.onTime === false || cell.status === 'late'),
    missing: count((cell) => cell.status === 'missing'),
    toValidate: count((cell) => cell.ready > 0),
    ...completenessOf(cells, today),
  };
}

/** The people who give the figures, who of them answers for them, and who is away today. */
function peopleOf(
  { id: organisationId, ownerId, deputyId }: Pick<Organisation, 'id' | 'ownerId' | 'deputyId'>,
  today: IsoDate,
  people: Awaited<ReturnType<typeof repository.listAddressees>>,
  absences: Awaited<ReturnType<typeof repository.listAbsences>>,
) {
  return people
    .filter((person) => person.organisationId === organisationId && person.role === 'contributor')
    .map(({ id, name }) => {
      const away = absenceOn(id, today, absences);
      const part = id === ownerId ? ('owner' as const) : id === deputyId ? ('deputy' as const) : null;
      return { name, part, away: away && { until: away.toDate, deputy: away.deputy?.name ?? null } };
    });
}

/** The months asked for: a span, a civil year up to now, or the last twelve. */
function spanOf(asked: MatrixInput, lastMonth: Month): { from: Month; to: Month } {
  if (asked.year !== undefined) {
    const december = `${asked.year}-12`;
    return { from: `${asked.year}-01`, to: december < lastMonth ? december : lastMonth };
  }
  const to = asked.to ?? lastMonth;
  return { from: asked.from ?? addMonths(to, 1 - MONTHS_SHOWN), to };
}

function yearsOf(organisations: Organisation[], lastMonth: Month): number[] {
  const begun = organisations.flatMap(({ assignments }) => assignments.map(({ fromMonth }) => fromMonth)).sort()[0];
  const last = yearOf(lastMonth);
  const first = Math.min(begun ? yearOf(begun) : last, last);
  return Array.from({ length: last - first + 1 }, (_, back) => last - back);
}

function byReturn(cells: CellState[]): Map<string, CellState[]> {
  const groups = new Map<string, CellState[]>();
  for (const cell of cells) {
    const key = keyOf(cell.organisationId, cell.month);
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return groups;
}

/** Organisation × month: where each return stands, how full it is, whether it came in time. */
export async function matrix(
  { db, referenceDate }: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  asked: MatrixInput,
) {
  const today = referenceDate();
  const lastMonth = monthOf(today);
  const { from, to } = spanOf(asked, lastMonth);
  const organisations = await repository.listOrganisations(db);
  const scopes = organisations.map((one) => organisationScope(viewer, 'collection.read', one.id));
  const [cells, returns, people, absences] = await Promise.all([
    repository.listCellStates(scopes, db, { from, to }),
    repository.listReturns(scopes, db, { from, to }),
    repository.listAddressees(db),
    repository.listAbsences(db, today),
  ]);
  const keyed = returns.map((one) => [keyOf(one.organisationId, one.month), one] as const);
  const board: Board = { today, cells: byReturn(cells), returns: new Map(keyed) };
  const months = monthsBetween(from, to);
  const rows = organisations.map((organisation) => ({
    id: organisation.id,
    code: organisation.code,
    name: organisation.name,
    ownerId: organisation.ownerId,
    deputyId: organisation.deputyId,
    cells: months.map((month) => cellOf(organisation, month, board)),
  }));
  const all = rows.flatMap((row) => row.cells);
  const shown = rows.map((row) => ({
    ...row,
    ...completenessOf(row.cells, today),
    people: peopleOf(row, today, people, absences),
    cells: row.cells.map(({ answers: _answers, isSent: _isSent, ...cell }) => cell),
  }));
  const years = yearsOf(organisations, lastMonth);
  return { months, lastMonth, years, today, organisations: shown, counters: countersOf(all, today) };
}
