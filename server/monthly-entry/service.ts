import type { Prisma } from '../../prisma/generated/client.ts';
import { wayGiven } from '../../shared/domain/agreement.ts';
import { withOwnReason } from '../../shared/domain/entry/cell-check.ts';
import {
  type CellReview,
  type CellStage,
  moveCell,
  type Acting as Side,
} from '../../shared/domain/entry/return-status.ts';
import { carriesValue } from '../../shared/domain/expectation.ts';
import { type Month, monthOf } from '../../shared/domain/month.ts';
import type { AnswerInput, SaveCellInput } from '../../shared/schemas/monthly-entry.ts';
import { keepValidated } from '../contributions/counted-cells.ts';
import { refreshRollUp } from '../indicators/roll-up.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findAssignment } from './assignment-repository.ts';
import { lacksReason, refusalsOfCell, refuseCell } from './checks.ts';
import { findComposed, findRelated } from './related-repository.ts';
import type { CellContent, CellRow, Stamp } from './repository.ts';
import * as repository from './repository.ts';

type Tx = Prisma.TransactionClient;
type Acting = Pick<Platform, 'db' | 'clock' | 'referenceDate'>;

/** Sixty pasted cells wait for one another on the lock of their month: they may queue longer than Prisma's default. */
export const lockTimeouts = { maxWait: 10_000, timeout: 20_000 };

export function refuseFuture({ referenceDate }: Pick<Platform, 'referenceDate'>, month: Month): void {
  if (month > monthOf(referenceDate())) throw new AppError('FUTURE_MONTH', { month });
}

/** What a cell says, without who and when. */
function contentOf(cell: CellContent): CellContent {
  const { state, value, numerator, denominator, reason, comment } = cell;
  return { state, value, numerator, denominator, reason, comment };
}

export function sameContent(a: CellContent, b: CellContent): boolean {
  return JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));
}

const nothing: CellContent = {
  state: 'missing',
  value: null,
  numerator: null,
  denominator: null,
  reason: null,
  comment: null,
};

/** True when a typed cell would bring another figure; a reason or a remark beside the same figure does not. */
function changesFigure(cell: CellContent | null, typed: CellContent): boolean {
  const figure = ({ value, numerator, denominator }: CellContent) => JSON.stringify([value, numerator, denominator]);
  return carriesValue(typed.state) && (cell === null || figure(cell) !== figure(typed));
}

/** A step of its life (sent, returned, unlocked) raises a cell's revision and is nobody's conflict; another content is. */
async function refuseConflict(
  scope: OrganisationScope,
  tx: Tx,
  cell: CellRow | null,
  input: SaveCellInput,
  viewer: Viewer,
) {
  if ((cell?.revision ?? 0) === input.revision) return;
  if (cell) {
    const seen = input.revision === 0 ? nothing : await repository.findRevision(scope, tx, cell.id, input.revision);
    if (seen && sameContent(seen, cell)) return;
  }
  const names = await repository.namesOf(tx, [cell?.updatedById ?? null]);
  throw new AppError('CONFLICT', {
    mine: contentOf(input),
    theirs: { ...contentOf(cell ?? nothing), revision: cell?.revision ?? 0 },
    by: names.get(cell?.updatedById ?? '') ?? null,
    at: cell?.updatedAt.toISOString() ?? null,
    own: cell?.updatedById === viewer.id,
  });
}

/** Takes the return of the month for the rest of the transaction. */
export async function lockReturn(scope: repository.CellScope, tx: Tx, month: Month, at: Date) {
  const own = await repository.lockReturn(scope, tx, month, at);
  if (!own) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  return own;
}

/** Writes the content of a cell whose right to be written has been checked; what it was is kept. */
export async function writeCell(
  scope: OrganisationScope<'entry.write' | 'entry.submit'>,
  tx: Tx,
  cell: CellRow | null,
  target: { indicatorId: number; month: Month; content: CellContent },
  viewer: Viewer,
  at: Date,
): Promise<CellRow> {
  const stamp = { by: viewer.id, at };
  if (cell) await repository.keepRevisions(scope, tx, [cell.id], null, stamp);
  const review = cell?.review === 'returned' ? 'answered' : (cell?.review ?? 'none');
  const saved = cell
    ? await repository.rewriteCell(scope, tx, cell, { ...target.content, review }, stamp)
    : await repository.insertCell(scope, tx, target, stamp);
  if (!saved) throw new AppError('BUSY');
  await recordAudit(tx, viewer, {
    action: 'entry.save',
    entity: 'observation',
    entityId: saved.id,
    ...(cell && { before: { ...contentOf(cell) } }),
    after: { ...contentOf(saved) },
  });
  if (saved.stage !== 'draft') await refreshRollUp(tx, [saved]);
  return saved;
}

/** A cell as its organisation and the coordinator see it. */
export function cellView(cell: CellRow, names: Map<string, string>) {
  const { id: _id, updatedById, updatedAt, ...rest } = cell;
  return { ...rest, updatedBy: names.get(updatedById ?? '') ?? null, updatedAt: updatedAt.toISOString() };
}

/** Saves one cell, or refuses and changes nothing. Sending the same content twice is saving it once. */
export async function saveCell(platform: Acting, viewer: Viewer, input: SaveCellInput) {
  if (input.writer !== undefined && input.writer !== viewer.id) throw new AppError('NOT_SIGNED_IN');
  const scope = organisationScope(viewer, 'entry.write', input.organisationId);
  refuseFuture(platform, input.month);
  const at = platform.clock.now();
  const saved = await platform.db.$transaction(async (tx) => {
    const assignment = await findAssignment(scope, tx, input.indicatorId);
    if (!assignment) throw new AppError('NOT_EXPECTED');
    const way = wayGiven(assignment, input.month);
    const composed = await findComposed(scope, tx);
    await lockReturn(scope, tx, input.month, at);
    const related = await findRelated(scope, tx, composed, assignment.indicator.code, input.month);
    const around = { ...related, currentMonth: monthOf(platform.referenceDate()) };
    refuseCell(refusalsOfCell(assignment, input.month, input, around), input.month);
    const cell = await repository.findCell(scope, tx, input.indicatorId, input.month);
    const content = withOwnReason(cell, contentOf(input));
    if (cell && sameContent(cell, content)) return cell;
    if (way?.by === 'register' && changesFigure(cell, content))
      throw new AppError('COUNTED', { source: way.source, month: input.month });
    if (cell?.stage === 'validated') throw new AppError('LOCKED');
    await refuseConflict(scope, tx, cell, input, viewer);
    if (cell?.stage === 'submitted' && lacksReason(content)) throw new AppError('NEEDS_REASON');
    return writeCell(scope, tx, cell, { ...input, content }, viewer, at);
  }, lockTimeouts);
  return cellView(saved, await repository.namesOf(platform.db, [saved.updatedById]));
}

/** On which side of the return a person acts. */
export function actingAs(viewer: Viewer): Side {
  return viewer.role === 'coordinator' ? 'coordinator' : 'contributor';
}

/** Answers the question asked on a cell; the cell then waits for the coordinator. */
export async function answer(platform: Acting, viewer: Viewer, input: AnswerInput): Promise<void> {
  const scope = organisationScope(viewer, 'entry.write', input.organisationId);
  const at = platform.clock.now();
  await platform.db.$transaction(async (tx) => {
    await lockReturn(scope, tx, input.month, at);
    const cell = await repository.findCell(scope, tx, input.indicatorId, input.month);
    if (!cell) throw new AppError('NOT_FOUND', { entity: 'question' });
    if (cell.stage === 'validated') throw new AppError('LOCKED');
    const moved = moveCell(cell.review, 'answer', actingAs(viewer));
    if (!moved.ok) throw new AppError('NOT_FOUND', { entity: 'question' });
    await moveCells(scope, tx, [cell], { review: 'answered', why: null }, { by: viewer.id, at });
    const { id: authorId, name: authorName } = viewer;
    const message = { kind: 'answer', text: input.text, authorId, authorName, createdAt: at } as const;
    await repository.addMessage(scope, tx, cell.id, message);
    const entry = { action: 'entry.answer', entity: 'observation', entityId: cell.id };
    await recordAudit(tx, viewer, { ...entry, before: { review: cell.review }, after: { review: 'answered' } });
  }, lockTimeouts);
}

/** Moves cells along their life, in the transaction of the act that decided it, and recounts what they count in. */
export async function moveCells(
  scope: repository.CellScope,
  tx: Tx,
  cells: ReadonlyArray<{ id: number; indicatorId: number; month: Month }>,
  move: { stage?: Exclude<CellStage, 'validated'>; review?: CellReview; why: string | null },
  stamp: Stamp,
): Promise<void> {
  const ids = cells.map((cell) => cell.id);
  if (ids.length === 0) return;
  await repository.keepRevisions(scope, tx, ids, move.why, stamp);
  await repository.moveCells(scope, tx, ids, move);
  if (move.stage) await refreshRollUp(tx, [...cells]);
}

/** Validates cells, in the transaction of the act that decided it: what readers see is what they say now. */
export async function validateCells(
  scope: OrganisationScope<'collection.review'>,
  tx: Tx,
  cells: ReadonlyArray<{ id: number; indicatorId: number; month: Month }>,
  stamp: Stamp,
): Promise<void> {
  const ids = cells.map((cell) => cell.id);
  if (ids.length === 0) return;
  await repository.keepRevisions(scope, tx, ids, null, stamp);
  await repository.moveCells(scope, tx, ids, { stage: 'validated', review: 'none' });
  await keepValidated(tx, ids, stamp);
  await refreshRollUp(tx, [...cells]);
}

/** Holds an organisation's month for the rest of the transaction, and reads it. */
export async function holdMonth(scope: repository.CellScope, tx: Tx, month: Month, at: Date) {
  const own = await lockReturn(scope, tx, month, at);
  const cells = await repository.listCells(scope, tx, { from: month, to: month });
  return { ...own, cells };
}

/** Asks a question about a cell, which is thereby returned alone. */
export async function returnCell(
  scope: OrganisationScope<'collection.review'>,
  tx: Tx,
  cell: CellRow,
  question: string,
  viewer: Viewer,
  at: Date,
): Promise<void> {
  await moveCells(scope, tx, [cell], { review: 'returned', why: question }, { by: viewer.id, at });
  const message = {
    kind: 'question',
    text: question,
    authorId: viewer.id,
    authorName: viewer.name,
    createdAt: at,
  } as const;
  await repository.addMessage(scope, tx, cell.id, message);
}
