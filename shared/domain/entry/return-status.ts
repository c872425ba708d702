/** The life of the return of one organisation for one month. */
export const returnStatuses = ['draft', 'submitted', 'validated', 'published'] as const;
export type ReturnStatus = (typeof returnStatuses)[number];
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
