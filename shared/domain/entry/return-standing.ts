import { isPastDue } from '../deadline.ts';
import { type AnswerableCell, type Assignment, completeness, isExpected, lacksAnswer } from '../expectation.ts';
import type { CellState, Frequency } from '../indicator.ts';
import { type IsoDate, lastDayOf, type Month } from '../month.ts';
import type { CellReview, ReturnStatus } from './return-status.ts';

/** Where the month of an organisation stands on a day: its status, or what is awaited of it. */
export type ReturnStanding =
  /** No period ends in the month, all is « sans objet », or the organisation is not asked then. */
  | 'not-asked'
  | 'not-due'
  | 'due'
  | 'in-progress'
  | 'late'
  | 'missing'
  | 'submitted'
  | 'returned'
  | 'validated'
  | 'locked';

/** One indicator that an organisation is asked for. */
export interface AskedIndicator extends Assignment {
  indicatorId: number;
  frequency: Frequency;
}

/** A cell that an organisation gave in a month. */
export interface GivenCell extends AnswerableCell {
  indicatorId: number;
  state: CellState;
  stage: string;
  review: CellReview;
}

interface ReturnFacts<Asked extends AskedIndicator, Given extends GivenCell> {
  month: Month;
  today: IsoDate;
  /** Status of the return; null: it was never opened. */
  status: ReturnStatus | null;
  /** All that the organisation is, was or will be asked for. */
  asked: readonly Asked[];
  /** Its cells of the month. */
  given: readonly Given[];
}

/** What is known and awaited of one return. */
export interface ReturnState<Asked extends AskedIndicator, Given extends GivenCell> {
  standing: ReturnStanding;
  /** Expected cells that call for an answer, and those that have one. */
  expected: number;
  answered: number;
  /** What the organisation is expected to give and has not answered, in the order of its form. */
  empty: Asked[];
  /** Cells whose question waits for the organisation. */
  returned: Given[];
  /** Cells that the coordinator may validate: sent, and without an open question. */
  ready: Given[];
  /** The answer to each expected cell, « sans objet » included. */
  answers: AnswerableCell[];
}

interface Counts {
  month: Month;
  today: IsoDate;
  status: ReturnStatus | null;
  expected: number;
  answered: number;
  returned: number;
  ready: number;
}

/** One word for a return: a question first, then what was decided, then the calendar. A correction of it waits like what is sent. */
function standingOf({ month, today, status, expected, answered, returned, ready }: Counts): ReturnStanding {
  if (returned > 0) return 'returned';
  if ((status === 'validated' || status === 'published') && ready > 0) return 'submitted';
  if (status === 'published') return 'locked';
  if (status === 'validated' || status === 'submitted') return status;
  if (expected === 0) return 'not-asked';
  if (isPastDue(month, today)) return answered > 0 ? 'late' : 'missing';
  if (answered > 0) return 'in-progress';
  return today > lastDayOf(month) ? 'due' : 'not-due';
}

/**
 * Where the return of an organisation for a month stands on a day, and what it waits for. A month of which nothing is
 * expected (no period ends, or all is « sans objet ») is awaited by nobody.
 * Example: two cells expected for October 2025, one a value and one « sans objet », never sent: `in-progress` on the 10th
 * of November, `late` on the 11th, one of one answered.
 */
export function returnState<Asked extends AskedIndicator, Given extends GivenCell>({
  month,
  today,
  status,
  asked,
  given,
}: ReturnFacts<Asked, Given>): ReturnState<Asked, Given> {
  const expectedOnes = asked.filter((one) => isExpected(one, one.frequency, month));
  const answers = expectedOnes.map(
    ({ indicatorId }): AnswerableCell => given.find((cell) => cell.indicatorId === indicatorId) ?? { state: 'missing' },
  );
  const returned = given.filter(({ review }) => review === 'returned');
  const ready = given.filter(({ stage, review }) => stage === 'submitted' && review !== 'returned');
  const { answered, expected } = completeness(answers);
  return {
    standing: standingOf({
      ...{ month, today, status, expected, answered },
      ...{ returned: returned.length, ready: ready.length },
    }),
    expected,
    answered,
    empty: expectedOnes.filter((_one, place) => lacksAnswer(answers[place] ?? { state: 'missing' })),
    returned,
    ready,
    answers,
  };
}

/** True for a return that is missing: its due day is over and it was not sent, whether or not something was typed. */
export function isMissingReturn(standing: ReturnStanding): boolean {
  return standing === 'late' || standing === 'missing';
}

/** True while a return waits for its organisation: not sent, or sent back with a question. */
export function waitsForOrganisation(standing: ReturnStanding): boolean {
  return standing !== 'submitted' && standing !== 'validated' && standing !== 'locked';
}
