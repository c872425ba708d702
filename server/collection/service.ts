import type { Prisma } from '../../prisma/generated/client.ts';
import { moveCell, moveReturn } from '../../shared/domain/entry/return-status.ts';
import { type Month, monthOf } from '../../shared/domain/month.ts';
import type {
  ReturnCellInput,
  SeenCell,
  SeenRegister,
  ToValidateInput,
  UnlockInput,
  ValidateInput,
} from '../../shared/schemas/collection.ts';
import { lockManyMonths } from '../indicators/roll-up.ts';
import { grid } from '../monthly-entry/grid.ts';
import { refuseUnfit, type SentCell, sentCells } from '../monthly-entry/review.ts';
import { holdMonth, lockReturn, lockTimeouts, moveCells, returnCell, validateCells } from '../monthly-entry/service.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { nextToValidate } from './outstanding.ts';
import { revisedSincePublication } from './publication.ts';
import { registersToValidate, validateRegisters } from './registers.ts';
import * as repository from './repository.ts';

type Tx = Prisma.TransactionClient;
type Acting = Pick<Platform, 'db' | 'clock' | 'referenceDate'>;
interface ReturnKey {
  organisationId: number;
  month: Month;
}

/** What a validation did to one return: cells validated, cells that were sent and are left, and where the return stands. */
export interface Validation extends ReturnKey {
  validated: number;
  /** Not validated: those that nobody chose, and those that wait for an answer. */
  left: number;
  /** Of them, those that wait for an answer. */
  waiting: number;
  /** Registers whose rows were validated by the same act. */
  registers: number;
  status: string;
}

interface ToValidate {
  scope: OrganisationScope<'collection.review'>;
  month: Month;
  cells: readonly SeenCell[];
  registers: readonly SeenRegister[];
  currentMonth: Month;
}

/** A return is validated once no cell of it that was sent is left. */
async function validateOne(
  tx: Tx,
  { scope, month, cells: seen, registers, currentMonth }: ToValidate,
  viewer: Viewer,
  at: Date,
): Promise<Validation> {
  const { organisationId } = scope;
  const { status, cells } = await holdMonth(scope, tx, month, at);
  const sent = cells.filter((cell) => cell.stage === 'submitted');
  const open = sent.filter((cell) => cell.review !== 'returned');
  const ready = open.filter((cell) => seen.some(({ indicatorId }) => indicatorId === cell.indicatorId));
  await refuseUnfit(scope, tx, { month, currentMonth, all: cells, chosen: ready, seen });
  const waiting = sent.length - open.length;
  const left = sent.length - ready.length;
  const nothingLeft = left === 0;
  const complete = nothingLeft && moveReturn(status, 'validate', 'coordinator').ok;
  await validateCells(scope, tx, ready, { by: viewer.id, at });
  const rows = await validateRegisters(scope, tx, { month, registers }, { by: viewer.id, at });
  if (complete) await repository.markValidated(scope, tx, month, viewer.id, at);
  if (ready.length > 0 || complete || rows.length > 0) {
    await recordAudit(tx, viewer, {
      action: 'collection.validate',
      entity: 'return',
      entityId: `${organisationId}/${month}`,
      before: { status },
      after: {
        status: complete ? 'validated' : status,
        cells: ready.length,
        ...(rows.length > 0 && { registers: rows.join(', ') }),
      },
    });
  }
  const done = { validated: ready.length, left, waiting, registers: rows.length };
  return { organisationId, month, ...done, status: complete ? 'validated' : status };
}

/** Always in the same order, so that two coordinators who validate the same returns wait for each other. */
function inOrder<Return extends ReturnKey>(returns: readonly Return[]): Return[] {
  const distinct = new Map(returns.map((one) => [`${one.organisationId}/${one.month}`, one]));
  return [...distinct.values()].sort((a, b) => a.organisationId - b.organisationId || a.month.localeCompare(b.month));
}

/**
 * Validates what was seen, return by return. What has changed since refuses the whole act with READ_AGAIN, and says what; a cell
 * whose question has no answer stays, and so does its return.
 */
export async function validate(
  { db, clock, referenceDate }: Acting,
  viewer: Viewer,
  { returns }: ValidateInput,
): Promise<Validation[]> {
  const at = clock.now();
  const scoped = inOrder(returns).map(({ organisationId, ...one }) => ({
    scope: organisationScope(viewer, 'collection.review', organisationId),
    currentMonth: monthOf(referenceDate()),
    ...one,
  }));
  return db.$transaction(async (tx) => {
    const done: Validation[] = [];
    await lockManyMonths(tx);
    // All returns before the first sum: whoever types holds a return and waits for the sum of its month, never the reverse.
    for (const { scope, month } of scoped) await lockReturn(scope, tx, month, at);
    for (const one of scoped) done.push(await validateOne(tx, one, viewer, at));
    return done;
  }, lockTimeouts);
}

/** A cell that was sent, with what was validated before when it says something else. */
function cellToValidate({ indicator, cell, flags }: SentCell, validated: readonly repository.ValidatedCell[]) {
  const { id: indicatorId, code, label, unit } = indicator;
  const { revision, state, value, numerator, denominator, reason, comment } = cell;
  const former = validated.find((one) => one.indicatorId === indicatorId);
  const before = former && differs(former, cell) ? former : null;
  const content = { state, value, numerator, denominator, reason, comment };
  return { indicatorId, code, label, unit, revision, ...content, before, flags };
}

/**
 * What there is to validate in some returns: first what deserves a look, because it is unlikely, or because it corrects what was
 * validated; then the rest, in the order of the returns.
 */
export async function toValidate({ db }: Pick<Platform, 'db'>, viewer: Viewer, { returns }: ToValidateInput) {
  const names = new Map((await repository.listOrganisations(db)).map(({ id, name }) => [id, name]));
  const cells: (ReturnKey & { organisation: string } & ReturnType<typeof cellToValidate>)[] = [];
  const registers: (ReturnKey & Awaited<ReturnType<typeof registersToValidate>>[number])[] = [];
  for (const key of inOrder(returns)) {
    const scope = organisationScope(viewer, 'collection.review', key.organisationId);
    const [sent, validated] = [
      await sentCells(scope, db, key.month),
      await repository.listValidatedCells(scope, db, key.month),
    ];
    const rows = await registersToValidate(scope, db, key.month);
    registers.push(...rows.map((one) => ({ organisationId: key.organisationId, month: key.month, ...one })));
    const organisation = names.get(key.organisationId) ?? '';
    cells.push(...sent.map((one) => ({ ...key, organisation, ...cellToValidate(one, validated) })));
  }
  const deservesLook = ({ before, flags }: (typeof cells)[number]) => before !== null || flags.length > 0;
  return { flagged: cells.filter(deservesLook), others: cells.filter((one) => !deservesLook(one)), registers };
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
    const moved = moveCell(cell.review, 'return', 'coordinator', input.question);
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
  }, lockTimeouts);
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
    if (opened.length === 0) throw new AppError('NOT_FOUND', { entity: 'validated-cell' });
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
  }, lockTimeouts);
}

/** The month, its eve and the same month a year before: thirteen columns. */
const YEAR_AND_MONTH = 13;

const differs = (a: repository.ValidatedCell, b: Omit<repository.ValidatedCell, 'indicatorId'>) =>
  a.state !== b.state || a.value !== b.value || a.numerator !== b.numerator || a.denominator !== b.denominator;

type Former = Awaited<ReturnType<typeof repository.listSeenContents>>[number];

function formerView({ observation, changedAt, stage, ...content }: Former) {
  const since = stage === 'validated' ? 'validation' : stage === 'draft' ? 'sending' : 'question';
  return { indicatorId: observation.indicatorId, at: changedAt.toISOString(), since, ...content } as const;
}

type Own = Awaited<ReturnType<typeof repository.listReturns>>[number];

/** The edition that published a return, and when. */
function publishedView(own: Own | undefined): { edition: string; at: string } | null {
  return own?.publishedIn && own.publishedAt ? { edition: own.publishedIn, at: own.publishedAt.toISOString() } : null;
}

/**
 * One return in detail, as its organisation sees it; `changes`: what the cells opened since were when they were validated;
 * `seen`: what each was when the coordinator last had it in hand (sent, questioned or validated); `revised`: what the edition
 * that published the month said of the cells that changed since; `next`: the return to validate after this one.
 */
export async function cells(
  platform: Pick<Platform, 'db' | 'readers' | 'referenceDate'>,
  viewer: Viewer,
  asked: ReturnKey,
) {
  const scope = organisationScope(viewer, 'collection.read', asked.organisationId);
  const span = { from: asked.month, to: asked.month };
  const scopeOf = (id: number) => organisationScope(viewer, 'collection.read', id);
  const [form, validated, seen, own, revised, next, registers] = await Promise.all([
    grid(platform, viewer, { ...asked, span: YEAR_AND_MONTH }),
    repository.listValidatedContents(scope, platform.db, asked.month),
    repository.listSeenContents(scope, platform.db, asked.month),
    repository.listReturns([scope], platform.db, span),
    revisedSincePublication(platform.db, { ...span, organisationId: asked.organisationId }),
    nextToValidate(platform, scopeOf, asked),
    registersToValidate(scope, platform.db, asked.month),
  ]);
  const sentFirst = own[0]?.firstSubmittedAt ?? null;
  const isResubmission = sentFirst !== null && form.submittedAt !== null && form.submittedAt > sentFirst.toISOString();
  return {
    ...form,
    firstSubmittedAt: sentFirst?.toISOString() ?? null,
    isResubmission,
    reason: own[0]?.reason ?? null,
    published: publishedView(own[0]),
    revised: revised.map(({ indicatorId, published }) => ({ indicatorId, ...published })),
    changes: validated.map(formerView),
    seen: seen.map(formerView),
    next,
    registers,
  };
}
