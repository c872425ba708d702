import type { Prisma } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import { type CellReview, moveCell, moveReturn, type ReturnStatus } from '../../shared/domain/return-status.ts';
import type { ReturnCellInput, UnlockInput } from '../../shared/schemas/collection.ts';
import { lockManyMonths } from '../indicators/roll-up.ts';
import { grid } from '../monthly-entry/grid.ts';
import { holdMonth, moveCells, patient, returnCell } from '../monthly-entry/service.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import * as repository from './repository.ts';

type Tx = Prisma.TransactionClient;
type Acting = Pick<Platform, 'db' | 'clock'>;
interface ReturnKey {
  organisationId: number;
  month: Month;
}

/** What a validation did to one return: cells validated, cells that wait for an answer, and where the return stands. */
export interface Validation extends ReturnKey {
  validated: number;
  waiting: number;
  status: string;
}

async function validateOne(
  scope: OrganisationScope,
  tx: Tx,
  month: Month,
  viewer: Viewer,
  at: Date,
): Promise<Validation> {
  const { organisationId } = scope;
  const { status, cells } = await holdMonth(scope, tx, month, at);
  const sent = cells.filter((cell) => cell.stage === 'submitted');
  const ready = sent.filter((cell) => cell.review !== 'returned');
  const waiting = sent.length - ready.length;
  const complete = waiting === 0 && moveReturn(status as ReturnStatus, 'validate', 'coordinator').ok;
  if (ready.length > 0) {
    await moveCells(scope, tx, ready, { stage: 'validated', review: 'none', why: null }, { by: viewer.id, at });
  }
  if (complete) await repository.markValidated(scope, tx, month, viewer.id, at);
  if (ready.length > 0 || complete) {
    await recordAudit(tx, viewer, {
      action: 'collection.validate',
      entity: 'return',
      entityId: `${organisationId}/${month}`,
      before: { status },
      after: { status: complete ? 'validated' : status, cells: ready.length },
    });
  }
  return { organisationId, month, validated: ready.length, waiting, status: complete ? 'validated' : status };
}

/** Always in the same order, so that two coordinators who validate the same returns wait for each other. */
function inOrder(returns: ReturnKey[]): ReturnKey[] {
  const distinct = new Map(returns.map((one) => [`${one.organisationId}/${one.month}`, one]));
  return [...distinct.values()].sort((a, b) => a.organisationId - b.organisationId || a.month.localeCompare(b.month));
}

/** Validates what was sent, return by return; a cell whose question has no answer stays, and so does its return. */
export async function validate({ db, clock }: Acting, viewer: Viewer, returns: ReturnKey[]): Promise<Validation[]> {
  const at = clock.now();
  const scoped = inOrder(returns).map(({ organisationId, month }) => ({
    scope: organisationScope(viewer, 'collection.review', organisationId),
    month,
  }));
  return db.$transaction(async (tx) => {
    const done: Validation[] = [];
    await lockManyMonths(tx);
    for (const { scope, month } of scoped) done.push(await validateOne(scope, tx, month, viewer, at));
    return done;
  }, patient);
}

/** Sends one cell back with a question; the rest of the return is not touched. */
export async function askAbout({ db, clock }: Acting, viewer: Viewer, input: ReturnCellInput): Promise<void> {
  const scope = organisationScope(viewer, 'collection.review', input.organisationId);
  const at = clock.now();
  await db.$transaction(async (tx) => {
    const { cells } = await holdMonth(scope, tx, input.month, at);
    const cell = cells.find((one) => one.indicatorId === input.indicatorId);
    if (!cell || cell.stage === 'draft') throw new AppError('NOT_FOUND', { entity: 'cell' });
    if (cell.stage === 'validated') throw new AppError('LOCKED');
    const moved = moveCell(cell.review as CellReview, 'return', 'coordinator', input.question);
    if (!moved.ok) throw new AppError('NEEDS_REASON');
    await returnCell(scope, tx, cell, input.question, viewer, at);
    await recordAudit(tx, viewer, {
      action: 'collection.return-cell',
      entity: 'observation',
      entityId: cell.id,
      before: { review: cell.review },
      after: { review: 'returned' },
      reason: input.question,
    });
  }, patient);
}

/** Opens validated cells again, one or the whole return, for a reason that is kept. They still count as submitted. */
export async function unlock({ db, clock }: Acting, viewer: Viewer, input: UnlockInput): Promise<{ unlocked: number }> {
  const scope = organisationScope(viewer, 'collection.review', input.organisationId);
  if (input.reason === '') throw new AppError('NEEDS_REASON');
  const at = clock.now();
  return db.$transaction(async (tx) => {
    const { status, cells } = await holdMonth(scope, tx, input.month, at);
    const locked = cells.filter((cell) => cell.stage === 'validated');
    const opened = locked.filter((cell) => input.indicatorId === undefined || cell.indicatorId === input.indicatorId);
    if (opened.length === 0) throw new AppError('NOT_FOUND', { entity: 'validated cell' });
    await moveCells(
      scope,
      tx,
      opened,
      { stage: 'submitted', review: 'none', why: input.reason },
      { by: viewer.id, at },
    );
    await repository.markReopened(scope, tx, input.month, input.reason);
    await recordAudit(tx, viewer, {
      action: 'collection.unlock',
      entity: 'return',
      entityId: `${input.organisationId}/${input.month}`,
      before: { status },
      after: { status: 'submitted', cells: opened.length },
      reason: input.reason,
    });
    return { unlocked: opened.length };
  }, patient);
}

/** The month, its eve and the same month a year before: thirteen columns. */
const YEAR_AND_MONTH = 13;

/** One return in detail, as its organisation sees it, and what changed since it was validated. */
export async function cells(platform: Pick<Platform, 'db' | 'referenceDate'>, viewer: Viewer, asked: ReturnKey) {
  const scope = organisationScope(viewer, 'collection.read', asked.organisationId);
  const form = await grid(platform, viewer, { ...asked, span: YEAR_AND_MONTH });
  const former = await repository.listValidatedContents(scope, platform.db, asked.month);
  const changes = former.map(({ observation, changedAt, ...content }) => ({
    indicatorId: observation.indicatorId,
    openedAt: changedAt.toISOString(),
    ...content,
  }));
  return { ...form, changes };
}
