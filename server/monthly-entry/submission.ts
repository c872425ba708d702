import type { Prisma } from '../../prisma/generated/client.ts';
import { type Feeding, isFedIn, wayGiven } from '../../shared/domain/agreement.ts';
import { HISTORY_MONTHS, isConfirmed } from '../../shared/domain/entry/cell-check.ts';
import type { CompositionFlag } from '../../shared/domain/entry/composition.ts';
import type { Flag } from '../../shared/domain/entry/outliers.ts';
import { moveReturn } from '../../shared/domain/entry/return-status.ts';
import { isAssigned } from '../../shared/domain/expectation.ts';
import { addMonths, type Month, monthOf } from '../../shared/domain/month.ts';
import type { SubmitInput } from '../../shared/schemas/monthly-entry.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { type AssignmentRow, listAssignments } from './assignment-repository.ts';
import { disagreementsOf, flagsOfCell, isExpectedIn, type Obstacle, obstacleOf, refusedCells } from './checks.ts';
import { completeMonth, findHandFeeds, type HandCount } from './register-repository.ts';
import type { CellRow } from './repository.ts';
import * as repository from './repository.ts';
import { actingAs, lockReturn, lockTimeouts, moveCells, refuseFuture, writeCell } from './service.ts';

type Tx = Prisma.TransactionClient;

interface Named {
  indicatorId: number;
  code: string;
  label: string;
}

/** A cell that holds the month back, and why. */
export interface Missing extends Named, Obstacle {}

/** A cell that is unlikely and has no word: it goes, and the coordination sees it first. */
export interface Flagged extends Named {
  flags: (Flag | CompositionFlag)[];
}

export interface Submission {
  submitted: boolean;
  missing: Missing[];
  flagged: Flagged[];
}

interface Form {
  assignments: AssignmentRow[];
  cells: CellRow[];
}

async function readForm(scope: OrganisationScope, tx: Tx, month: Month): Promise<Form> {
  const assignments = await listAssignments(scope, tx);
  const cells = await repository.listCells(scope, tx, { from: addMonths(month, -HISTORY_MONTHS), to: month });
  return { assignments: assignments.filter((assignment) => isAssigned(assignment, month)), cells };
}

const cellOf = ({ cells }: Form, indicatorId: number, month: Month) =>
  cells.find((cell) => cell.indicatorId === indicatorId && cell.month === month) ?? null;

const noFigure = { state: 'unavailable', value: null, numerator: null, denominator: null } as const;

/** The reason given at the moment of sending stands for the value that is not there. */
async function applyReasons(
  scope: OrganisationScope<'entry.submit'>,
  tx: Tx,
  form: Form,
  input: SubmitInput,
  viewer: Viewer,
  at: Date,
) {
  for (const { indicatorId, reason } of input.reasons) {
    if (!form.assignments.some((assignment) => assignment.indicator.id === indicatorId))
      throw new AppError('NOT_EXPECTED');
    const cell = cellOf(form, indicatorId, input.month);
    if (cell?.stage === 'validated') throw new AppError('LOCKED');
    const content = { ...(cell ?? noFigure), ...(!cell || cell.state === 'missing' ? noFigure : {}), reason };
    const { state, value, numerator, denominator } = content;
    const written = { state, value, numerator, denominator, reason, comment: cell?.comment ?? null };
    await writeCell(scope, tx, cell, { indicatorId, month: input.month, content: written }, viewer, at);
  }
}

const namesOf = ({ indicator: { id, code, label } }: AssignmentRow): Named => ({ indicatorId: id, code, label });

function missingOf(form: Form, month: Month, currentMonth: Month): Missing[] {
  const refused = refusedCells(form.assignments, form.cells, month, currentMonth);
  return form.assignments.flatMap((assignment) => {
    const { id } = assignment.indicator;
    const cell = cellOf(form, id, month);
    if (!cell && !isExpectedIn(assignment, month)) return [];
    if (cell?.stage === 'validated') return [];
    const obstacle = obstacleOf(cell, refused.get(id) ?? []);
    return obstacle ? [{ ...namesOf(assignment), ...obstacle }] : [];
  });
}

function flaggedOf(form: Form, month: Month): Flagged[] {
  return form.assignments.flatMap((assignment) => {
    const { indicator } = assignment;
    const cell = cellOf(form, indicator.id, month);
    if (!cell || cell.stage === 'validated' || isConfirmed(cell)) return [];
    const history = form.cells.filter((other) => other.indicatorId === indicator.id && other.month < month);
    const { flags, explained } = disagreementsOf(form.assignments, assignment, form.cells, month);
    // Said once, on the whole: a word there, or on any of its parts, answers for all of them.
    const disagreements = explained ? [] : flags.filter(({ wholeCode }) => wholeCode === indicator.code);
    const all = [...flagsOfCell(indicator, cell, history), ...disagreements];
    return all.length > 0 ? [{ ...namesOf(assignment), flags: all }] : [];
  });
}

/** The counts of a month that come from registers whose rows are typed one by one. */
function handCounts(form: Form, feeds: readonly Feeding[], month: Month): HandCount[] {
  return form.assignments.flatMap((assignment) => {
    const { id, timeRule } = assignment.indicator;
    const way = wayGiven(assignment, month);
    const isCount = timeRule === 'flow' || timeRule === 'unique';
    if (!isCount || way?.by !== 'register' || !isFedIn(feeds, way.source, month)) return [];
    const cell = cellOf(form, id, month);
    return [{ source: way.source, indicatorId: id, silent: !cell || cell.state === 'missing' }];
  });
}

/** Everything that is still a draft goes out together; a month that is validated with nothing new stays as it is. */
async function send(
  scope: OrganisationScope<'entry.submit'>,
  tx: Tx,
  form: Form,
  month: Month,
  viewer: Viewer,
  at: Date,
): Promise<void> {
  const before = await lockReturn(scope, tx, month, at);
  const isAsked = ({ indicatorId }: CellRow) => form.assignments.some(({ indicator }) => indicator.id === indicatorId);
  // What was typed before its month was taken out of the assignment stays a draft.
  const drafts = form.cells.filter((cell) => cell.month === month && cell.stage === 'draft' && isAsked(cell));
  const moved = moveReturn(before.status, 'submit', actingAs(viewer));
  if (!moved.ok) throw new AppError('LOCKED', { status: before.status });
  const stamp = { by: viewer.id, at };
  await moveCells(scope, tx, drafts, { stage: 'submitted', why: null }, stamp);
  await repository.markSubmitted(scope, tx, month, before.firstSubmittedAt, stamp);
  await recordAudit(tx, viewer, {
    action: 'entry.submit',
    entity: 'return',
    entityId: `${scope.organisationId}/${month}`,
    before: { status: before.status },
    after: { status: 'submitted', cells: drafts.length },
  });
}

/**
 * Sends the month: every expected cell has a value or a reason, and the rules refuse none. Otherwise nothing is sent, the
 * reasons given are kept, and what holds the month back is returned. What is unlikely goes, flagged.
 */
export async function submit(
  { db, clock, referenceDate }: Pick<Platform, 'db' | 'clock' | 'referenceDate'>,
  viewer: Viewer,
  input: SubmitInput,
): Promise<Submission> {
  const scope = organisationScope(viewer, 'entry.submit', input.organisationId);
  refuseFuture({ referenceDate }, input.month);
  const at = clock.now();
  return db.$transaction(async (tx) => {
    await lockReturn(scope, tx, input.month, at);
    await applyReasons(scope, tx, await readForm(scope, tx, input.month), input, viewer, at);
    const form = await readForm(scope, tx, input.month);
    if (form.assignments.length === 0) throw new AppError('NOT_EXPECTED');
    const byHand = handCounts(form, await findHandFeeds(tx, scope), input.month);
    const silent = new Set(byHand.filter((one) => one.silent).map(({ indicatorId }) => indicatorId));
    const missing = missingOf(form, input.month, monthOf(referenceDate())).filter(
      ({ indicatorId }) => !silent.has(indicatorId),
    );
    const flagged = flaggedOf(form, input.month);
    if (missing.length === 0) {
      await completeMonth(tx, scope, input.month, byHand, { by: viewer.id, at });
      const whole = silent.size === 0 ? form : await readForm(scope, tx, input.month);
      await send(scope, tx, whole, input.month, viewer, at);
    }
    return { submitted: missing.length === 0, missing, flagged };
  }, lockTimeouts);
}
