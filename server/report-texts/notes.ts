import { actionPlace } from '../../shared/domain/report/report-narratives.ts';
import { cleanWords } from '../../shared/domain/report/report-text-cleaning.ts';
import type {
  CommentInput,
  CommentResolution,
  JudgementInput,
  StepInput,
} from '../../shared/schemas/report-workspace.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { assertPlace } from './places.ts';
import {
  createComment,
  findComment,
  findJudgement,
  findPeople,
  findSteps,
  lockPlace,
  resolveComment,
  saveJudgement,
  saveStep,
} from './repository.ts';

/** What people say beside the texts: the judgement of an action, remarks, who answers for a step. */

type Acting = Pick<Platform, 'db' | 'clock'>;

const clean = (words: string) => cleanWords(words).text.trim();

/** Says what an action's objectives have become, and why; a judgement without its reason is refused. */
export async function judge(
  { db, clock }: Acting,
  viewer: Viewer,
  input: JudgementInput,
): Promise<{ revision: number }> {
  const { year, actionKey, judgement, base } = input;
  await assertPlace({ db }, year, actionPlace(actionKey));
  const reason = judgement === null ? '' : clean(input.reason);
  if (judgement !== null && reason === '') throw new AppError('NEEDS_REASON');
  return db.$transaction(async (tx) => {
    await lockPlace(tx, year, `judgement:${actionKey}`);
    const before = await findJudgement(tx, year, actionKey);
    const revision = before?.revision ?? 0;
    const told = {
      difficulties: input.difficulties === undefined ? (before?.difficulties ?? '') : clean(input.difficulties),
      nextSteps: input.nextSteps === undefined ? (before?.nextSteps ?? '') : clean(input.nextSteps),
    };
    const isSame = before?.difficulties === told.difficulties && before.nextSteps === told.nextSteps;
    if (before?.judgement === judgement && before.reason === reason && isSame) return { revision };
    if (revision !== base) throw new AppError('CONFLICT', { ...before });
    const by = { updatedById: viewer.id, updatedByName: viewer.name, updatedAt: clock.now(), demonstration: false };
    await saveJudgement(tx, { year, actionKey, judgement, reason, ...told, revision: revision + 1, ...by });
    await recordAudit(tx, viewer, {
      action: 'report.judge',
      entity: 'report-text',
      entityId: `${year}/${actionPlace(actionKey)}`,
      ...(before && { before: { judgement: before.judgement, reason: before.reason } }),
      after: { judgement, reason, ...told },
    });
    return { revision: revision + 1 };
  });
}

/** Adds a remark; the journal says that somebody wrote, the page says what. */
export async function comment({ db, clock }: Acting, viewer: Viewer, input: CommentInput): Promise<{ id: number }> {
  const { year, place } = input;
  await assertPlace({ db }, year, place);
  const text = cleanWords(input.text).text.trim();
  if (text === '') throw new AppError('INVALID');
  return db.$transaction(async (tx) => {
    const author = { authorId: viewer.id, authorName: viewer.name, createdAt: clock.now() };
    const created = await createComment(tx, { year, place, text, ...author });
    await recordAudit(tx, viewer, { action: 'report.comment', entity: 'report-text', entityId: `${year}/${place}` });
    return created;
  });
}

/** A remark that was answered, or that is opened again. */
export async function settleComment({ db, clock }: Acting, viewer: Viewer, { id, resolved }: CommentResolution) {
  await db.$transaction(async (tx) => {
    const found = await findComment(tx, id);
    if (!found) throw new AppError('NOT_FOUND', { entity: 'comment' });
    if ((found.resolvedAt !== null) === resolved) return;
    await resolveComment(tx, id, resolved ? { at: clock.now(), name: viewer.name } : null);
    await recordAudit(tx, viewer, {
      action: resolved ? 'report.resolve-comment' : 'report.reopen-comment',
      entity: 'report-text',
      entityId: `${found.year}/${found.place}`,
    });
  });
}

/** Who answers for a step of the report, the day of the vote, what only a person can tick. */
export async function changeStep({ db, clock }: Acting, viewer: Viewer, input: StepInput): Promise<void> {
  const { year, step } = input;
  const people = input.ownerId ? await findPeople(db) : [];
  const owner = people.find(({ id }) => id === input.ownerId);
  if (input.ownerId && !owner) throw new AppError('NOT_FOUND', { entity: 'person' });
  await db.$transaction(async (tx) => {
    await lockPlace(tx, year, `step:${step}`);
    const before = (await findSteps(tx, year)).find((one) => one.step === step);
    const owned =
      input.ownerId === undefined
        ? { ownerId: before?.ownerId ?? null, ownerName: before?.ownerName ?? null }
        : { ownerId: owner?.id ?? null, ownerName: owner?.name ?? null };
    const date = input.date === undefined ? (before?.date ?? null) : input.date;
    const done = input.done ?? before?.done ?? false;
    await saveStep(tx, { year, step, ...owned, date, done, updatedByName: viewer.name, updatedAt: clock.now() });
    await recordAudit(tx, viewer, {
      action: 'report.step',
      entity: 'report',
      entityId: `${year}/${step}`,
      ...(before && { before: { owner: before.ownerName, date: before.date, done: before.done } }),
      after: { owner: owned.ownerName, date, done },
    });
  });
}
