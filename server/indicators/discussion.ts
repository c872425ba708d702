import type { Prisma } from '../../prisma/generated/client.ts';
import { monthOf } from '../../shared/domain/month.ts';
import type { AnnotationInput, MessageInput } from '../../shared/schemas/indicator.ts';
import type { Viewer } from '../platform/access.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import {
  createAnnotation,
  createMessage,
  findAnnotation,
  findIndicatorId,
  findMessages,
  findOrganisationName,
  removeAnnotation,
} from './discussion-repository.ts';

/** What people say of an indicator: notes on its months, and the thread of questions. */

async function indicatorIdOf(db: Platform['db'], code: string): Promise<number> {
  const id = await findIndicatorId(db, code);
  if (id === null) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
  return id;
}

/** Writes on the charts what explains a month; a month that has not begun explains nothing yet. */
export async function annotate(
  { db, clock, referenceDate }: Pick<Platform, 'db' | 'clock' | 'referenceDate'>,
  viewer: Viewer,
  { code, month, text }: AnnotationInput,
): Promise<void> {
  if (month > monthOf(referenceDate())) throw new AppError('FUTURE_MONTH', { month });
  const indicatorId = await indicatorIdOf(db, code);
  await db.$transaction(async (tx) => {
    const author = { authorId: viewer.id, authorName: viewer.name, createdAt: clock.now() };
    await createAnnotation(tx, { indicatorId, month, text, ...author });
    await recordAudit(tx, viewer, {
      action: 'indicator.annotate',
      entity: 'indicator',
      entityId: code,
      after: { month, text },
    });
  });
}

/** Takes a note off the charts; who wrote it and why it went stay in the journal. */
export async function removeNote(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  { id, reason }: { id: number; reason: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const note = await findAnnotation(tx, id);
    if (!note) throw new AppError('NOT_FOUND', { entity: 'annotation' });
    await removeAnnotation(tx, id, clock.now());
    await recordAudit(tx, viewer, {
      action: 'indicator.remove-annotation',
      entity: 'indicator',
      entityId: note.indicator.code,
      before: { month: note.month, text: note.text },
      reason,
    });
  });
}

/** The questions and answers about an indicator. */
export async function thread({ db }: Pick<Platform, 'db'>, code: string) {
  await indicatorIdOf(db, code);
  return findMessages(db, code);
}

const places: Record<Viewer['role'], string> = {
  coordinator: 'coordination',
  contributor: 'structure partenaire',
  reader: 'lecture',
};

/** Adds a question or an answer; the journal says that somebody wrote, the thread says what. */
export async function say(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  { code, year, text }: MessageInput,
): Promise<void> {
  const indicatorId = await indicatorIdOf(db, code);
  const organisation = viewer.organisationId === null ? null : await findOrganisationName(db, viewer.organisationId);
  await db.$transaction(async (tx) => {
    const author = { authorId: viewer.id, authorName: viewer.name, createdAt: clock.now() };
    await createMessage(tx, { indicatorId, year, text, ...author, authorPlace: organisation ?? places[viewer.role] });
    await recordAudit(tx, viewer, {
      action: 'indicator.message',
      entity: 'indicator',
      entityId: code,
      after: { year },
    });
  });
}

/** Writes on the charts what an act on the convention changes from a month on, even one to come, in the act's own transaction. */
export async function noteOnSeries(
  tx: Prisma.TransactionClient,
  { actor, at }: { actor: Actor; at: Date },
  notes: readonly AnnotationInput[],
): Promise<void> {
  for (const { code, month, text } of notes) {
    const indicatorId = await findIndicatorId(tx, code);
    if (indicatorId === null) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
    const author = { authorId: actor.id ?? '', authorName: actor.name, createdAt: at };
    await createAnnotation(tx, { indicatorId, month, text, ...author });
  }
}
