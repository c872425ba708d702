import { dueDate, type ReturnStanding } from '../../shared/domain/entry/return-status.ts';
import { addMonths, type IsoDate, type Month, monthsBetween } from '../../shared/domain/month.ts';
import { answerOf, isExpected, lacksAnswer } from '../monthly-entry/checks.ts';
import { standingOf } from '../monthly-entry/standing.ts';
import type { OrganisationScope } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import * as repository from './repository.ts';

type Asked = Awaited<ReturnType<typeof repository.listOrganisations>>[number];
type CellState = Awaited<ReturnType<typeof repository.listCellStates>>[number];
type Return = Awaited<ReturnType<typeof repository.listReturns>>[number];

/** As far back as « Mon mois » goes. */
const MONTHS_BACK = 24;

/** A cell that waits for its organisation. */
export interface WaitingCell {
  indicatorId: number;
  label: string;
  /** The coordinator's question; null: the cell is empty. */
  question: string | null;
}

/** One month that waits for its organisation: cells without an answer, questions, or only the sending. */
export interface WaitingMonth {
  month: Month;
  standing: ReturnStanding;
  dueDate: IsoDate;
  cells: WaitingCell[];
}

export interface Outstanding {
  organisation: { id: number; code: string; name: string; ownerId: string | null; deputyId: string | null };
  /** The oldest first. */
  months: WaitingMonth[];
}

interface Facts {
  today: IsoDate;
  cells: readonly CellState[];
  returns: readonly Return[];
  questions: ReadonlyMap<number, string>;
}

function waitingMonth(organisation: Asked, month: Month, { today, cells, returns, questions }: Facts): WaitingMonth[] {
  const own = cells.filter((cell) => cell.organisationId === organisation.id && cell.month === month);
  const expected = organisation.assignments.filter((assignment) => isExpected(assignment, month));
  const cellOf = (indicatorId: number) => own.find((cell) => cell.indicatorId === indicatorId);
  const empty = expected.filter(({ indicatorId }) => lacksAnswer(answerOf(cellOf(indicatorId))));
  const returned = own.filter((cell) => cell.review === 'returned');
  const status = returns.find((one) => one.organisationId === organisation.id && one.month === month)?.status ?? null;
  const answered = expected.length - empty.length;
  const standing = standingOf({ month, today, status, expected: expected.length, answered, returned: returned.length });
  const isOpen = standing !== 'submitted' && standing !== 'validated' && standing !== 'locked';
  const labelOf = (indicatorId: number) =>
    organisation.assignments.find((one) => one.indicatorId === indicatorId)?.indicator.label ?? '';
  const waiting = [
    ...returned.map(({ id, indicatorId }) => ({
      indicatorId,
      label: labelOf(indicatorId),
      question: questions.get(id) ?? '',
    })),
    // A month that was sent has its reasons for what is empty in it.
    ...(status === null || status === 'draft' ? empty : []).map(({ indicatorId }) => ({
      indicatorId,
      label: labelOf(indicatorId),
      question: null,
    })),
  ];
  const isDue = expected.length > 0 || returned.length > 0;
  return isOpen && isDue ? [{ month, standing, dueDate: dueDate(month), cells: waiting }] : [];
}

const identityOf = ({ id, code, name, ownerId, deputyId }: Asked) => ({ id, code, name, ownerId, deputyId });

/** What each organisation still owes, up to a month included; those that owe nothing are not listed. */
export async function outstanding(
  { db, referenceDate }: Pick<Platform, 'db' | 'referenceDate'>,
  scopeOf: (organisationId: number) => OrganisationScope,
  through: Month,
): Promise<Outstanding[]> {
  const span = { from: addMonths(through, 1 - MONTHS_BACK), to: through };
  const organisations = await repository.listOrganisations(db);
  const scopes = organisations.map(({ id }) => scopeOf(id));
  const [cells, returns, questions] = await Promise.all([
    repository.listCellStates(scopes, db, span),
    repository.listReturns(scopes, db, span),
    repository.listOpenQuestions(scopes, db, span),
  ]);
  const facts: Facts = {
    today: referenceDate(),
    cells,
    returns,
    questions: new Map(questions.map(({ observationId, text }) => [observationId, text])),
  };
  return organisations
    .map((organisation) => ({
      organisation: identityOf(organisation),
      months: monthsBetween(span.from, span.to).flatMap((month) => waitingMonth(organisation, month, facts)),
    }))
    .filter(({ months }) => months.length > 0);
}
