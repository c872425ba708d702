import type { CellState } from '../indicator.ts';
import { addMonths, type IsoDate, type Month } from '../month.ts';

/** The life of the return of one organisation for one month. */
export type ReturnStatus = 'draft' | 'submitted' | 'validated' | 'published';
/** Where the month of an organisation stands on a day: its status, or what is awaited of it. */
export type ReturnStanding =
  | 'not-due'
  | 'due'
  | 'in-progress'
  | 'late'
  | 'missing'
  | 'submitted'
  | 'returned'
  | 'validated'
  | 'locked';
/** How far a cell has come: not counted yet, seen by the coordinator, seen by all. */
export type CellStage = 'draft' | 'submitted' | 'validated';
/** What the review of one cell has come to: a cell is returned with a question, never the whole return. */
export type CellReview = 'none' | 'returned' | 'answered';
/** Who acts: the organisation that gives its figures, or the coordinator who reviews them. */
export type Acting = 'contributor' | 'coordinator';

export type ReturnMove = 'submit' | 'validate' | 'publish' | 'reopen';
export type CellMove = 'return' | 'answer' | 'accept';

export type Moved<Status> =
  | { ok: true; status: Status }
  | { ok: false; code: 'FORBIDDEN' | 'NOT_ALLOWED' | 'NEEDS_REASON' };

interface Rule<Status extends string> {
  roles: readonly Acting[];
  /** From which status to which; a status that is not a key cannot make the move. */
  to: Partial<Record<Status, Status>>;
  needsReason: boolean;
}

const both = ['contributor', 'coordinator'] as const;
const coordinator = ['coordinator'] as const;

const returnRules: Record<ReturnMove, Rule<ReturnStatus>> = {
  // Sending again what was sent is harmless: the cells completed since go with it.
  submit: { roles: both, to: { draft: 'submitted', submitted: 'submitted' }, needsReason: false },
  validate: { roles: coordinator, to: { submitted: 'validated' }, needsReason: false },
  // A second edition of the same year publishes again what the first did.
  publish: { roles: coordinator, to: { validated: 'published', published: 'published' }, needsReason: false },
  // After publication, the edition of the report keeps the old value: the return lives on as a new revision.
  reopen: { roles: coordinator, to: { validated: 'submitted', published: 'submitted' }, needsReason: true },
};

const cellRules: Record<CellMove, Rule<CellReview>> = {
  return: {
    roles: coordinator,
    to: { none: 'returned', returned: 'returned', answered: 'returned' },
    needsReason: true,
  },
  answer: { roles: both, to: { returned: 'answered', answered: 'answered' }, needsReason: false },
  accept: { roles: coordinator, to: { none: 'none', answered: 'none' }, needsReason: false },
};

function move<Status extends string>(rule: Rule<Status>, status: Status, role: Acting, reason: string): Moved<Status> {
  if (!rule.roles.includes(role)) return { ok: false, code: 'FORBIDDEN' };
  const next = rule.to[status];
  if (next === undefined) return { ok: false, code: 'NOT_ALLOWED' };
  return rule.needsReason && reason.trim() === '' ? { ok: false, code: 'NEEDS_REASON' } : { ok: true, status: next };
}

/**
 * What a move makes of a return: draft → submitted → validated → published (frozen in an edition of the report). Only the
 * step back, `reopen`, needs a reason. Example: `moveReturn('validated', 'reopen', 'coordinator')` is `NEEDS_REASON`; with
 * a reason, `submitted`.
 */
export function moveReturn(status: ReturnStatus, by: ReturnMove, role: Acting, reason = ''): Moved<ReturnStatus> {
  return move(returnRules[by], status, role, reason);
}

/**
 * What a move makes of the review of a cell: returned with a question, answered, then accepted or returned again. The
 * question is the reason. Example: `moveCell('none', 'return', 'coordinator', 'Hausse confirmée ?')` is `returned`.
 */
export function moveCell(review: CellReview, by: CellMove, role: Acting, reason = ''): Moved<CellReview> {
  return move(cellRules[by], review, role, reason);
}

/** The day by which a month is due, that day included: the tenth of the month after. Example: `dueDate('2025-12')` is `2026-01-10`. */
export function dueDate(month: Month): IsoDate {
  return `${addMonths(month, 1)}-10`;
}

export type Timeliness = 'on-time' | 'late' | 'missing' | 'not-due';

/**
 * Whether a return came in time, judged once and for all on its first submission: a later correction changes nothing.
 * Dates are of Europe/Paris. Example: March 2026, first sent on 2026-04-11: late; not sent, on 2026-04-10: not due.
 */
export function timeliness(month: Month, firstSubmitted: IsoDate | null, today: IsoDate): Timeliness {
  if (firstSubmitted !== null) return firstSubmitted <= dueDate(month) ? 'on-time' : 'late';
  return today > dueDate(month) ? 'missing' : 'not-due';
}

/** An expected cell, as far as completeness is concerned. */
export interface AnswerableCell {
  state: CellState;
  reason?: string | null;
}

export interface Completeness {
  answered: number;
  /** Cells that call for an answer: those declared not applicable are out. */
  expected: number;
  /** 0 to 1; null when nothing was expected: not applicable, never 0 %. */
  rate: number | null;
}

const isAnswered = ({ state, reason }: AnswerableCell): boolean =>
  state === 'value' || state === 'estimated' || (state === 'unavailable' && Boolean(reason?.trim()));

/**
 * The share of expected cells that were answered: a value, an estimate, or an absence with its reason. An absence without
 * a reason is not an answer. Example: a value, an unavailable with a reason, a missing, a not applicable: 2 of 3.
 */
export function completeness(cells: readonly AnswerableCell[]): Completeness {
  const expected = cells.filter((cell) => cell.state !== 'not-applicable').length;
  const answered = cells.filter(isAnswered).length;
  return { answered, expected, rate: expected === 0 ? null : answered / expected };
}
