import type { ZodType } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { InformationLost, Knowledge } from '../../shared/domain/secrecy/suppression-problem.ts';
import type { Viewer } from '../platform/access.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Context, Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { questionKey } from './answering.ts';
import {
  findAnswer,
  findKnowledge,
  findPublication,
  findSummary,
  holdPublications,
  insertPublication,
  isWithdrawn,
  type KeptAnswer,
  listPublications,
  type PublicationRow,
  type PublicationSummary,
} from './repository.ts';
import { mayReadWhole } from './whole-reading.ts';

export type { KeptAnswer, PublicationForm, PublicationRow, PublicationSummary } from './repository.ts';

/** A publication as it stands today: what it is, and what has withdrawn it since. */
export type StandingPublication = PublicationRow & {
  withdrawnBy: { number: number; why: string; madeAt: Date } | null;
};

/** Every publication as it stands today, the latest first. */
export async function standingPublications({ readers }: Pick<Platform, 'readers'>): Promise<StandingPublication[]> {
  const all = await listPublications(readers);
  return all.map((one) => {
    const by = all.find(({ withdraws }) => withdraws === one.number);
    return { ...one, withdrawnBy: by ? { number: by.number, why: by.withdrawsWhy ?? '', madeAt: by.madeAt } : null };
  });
}

const headOf = ({ id: _, ...publication }: StandingPublication) => publication;

/** Every publication, the latest first; which one this request reads; whether this person reads it without suppression. */
export async function publications(context: Context, viewer: Viewer) {
  return {
    publications: (await standingPublications(context)).map(headOf),
    /** What the pages are read in: null for one's own figures. */
    read: viewer.role === 'reader' ? (context.publication ?? 'latest') : (context.publication ?? null),
    whole: await mayReadWhole(context, viewer),
  };
}

/** One publication, with what it changed. */
export async function publicationPage({ readers }: Pick<Platform, 'readers'>, number: number) {
  const found = (await standingPublications({ readers })).find((one) => one.number === number);
  const summary = found && (await findSummary(readers, found.id));
  if (!found || !summary) throw new AppError('NOT_PUBLISHED', { number });
  return { ...headOf(found), ...summary };
}

/** The latest publication; null before the first. */
export const latestPublication = ({ readers }: Pick<Platform, 'readers'>) => findPublication(readers, 'latest');

/** What a publication says to anyone who asks a question; null when it does not answer it. */
export const saidBy = (
  platform: Pick<Platform, 'readers' | 'replica'>,
  publication: PublicationRow,
  procedure: string,
  input: object,
) => findAnswer(platform, publication, { form: 'masked', procedure, keys: [questionKey(input)] });

/** The same, read by its schema; refused (NOT_PUBLISHED) when the publication does not answer it. */
export async function readAnswer<Kept>(
  platform: Pick<Platform, 'readers' | 'replica'>,
  publication: PublicationRow,
  { procedure, input, schema }: { procedure: string; input: object; schema: ZodType<Kept> },
): Promise<Kept> {
  const text = await saidBy(platform, publication, procedure, input);
  if (text === null) throw new AppError('NOT_PUBLISHED', { number: publication.number });
  return schema.parse(JSON.parse(text));
}

/**
 * Lets nobody else publish until the end of the transaction; answers the publication before, or null. Refused when the one to
 * withdraw is not there (NOT_PUBLISHED), or already is (INVALID).
 */
export async function holdForPublishing(
  tx: Prisma.TransactionClient,
  withdraws: NewPublication['withdraws'],
): Promise<PublicationRow | null> {
  await holdPublications(tx);
  if (withdraws && !(await findPublication(tx, withdraws.number)))
    throw new AppError('NOT_PUBLISHED', { number: withdraws.number });
  if (withdraws && (await isWithdrawn(tx, withdraws.number))) throw new AppError('INVALID', { fields: ['withdraws'] });
  return findPublication(tx, 'latest');
}

/** What readers of a publication and of all before it can know; nothing before the first. */
export async function knownSince(
  tx: Prisma.TransactionClient,
  before: Pick<PublicationRow, 'id'> | null,
): Promise<Knowledge | undefined> {
  const kept = before && (await findKnowledge(tx, before.id));
  return kept ? JSON.parse(kept) : undefined;
}

/** What an act publishes. */
interface NewPublication extends Pick<PublicationRow, 'through' | 'madeAt' | 'fictitious' | 'note' | 'fingerprint'> {
  summary: PublicationSummary;
  /** What readers can know from now on, and what was hidden beyond what is small: no reader reads it. */
  secrecy: { knowledge: Knowledge; lost: InformationLost };
  withdraws: { number: number; why: string } | null;
}

/** Keeps a publication after the one before, with its line of the journal; answers its number. */
export async function keepPublication(
  tx: Prisma.TransactionClient,
  actor: Actor,
  before: PublicationRow | null,
  { withdraws, ...publication }: NewPublication,
  answers: readonly KeptAnswer[],
): Promise<number> {
  const number = (before?.number ?? 0) + 1;
  const by = { madeById: actor.id, madeByName: actor.name };
  const taken = { withdraws: withdraws?.number ?? null, withdrawsWhy: withdraws?.why ?? null };
  await insertPublication(tx, { ...publication, ...by, ...taken, number }, answers);
  const { through, fingerprint } = publication;
  await recordAudit(tx, actor, {
    action: 'publication.make',
    entity: 'publication',
    entityId: number,
    after: { through, fingerprint, ...(withdraws && { withdraws: withdraws.number }) },
    ...(withdraws && { reason: withdraws.why }),
  });
  return number;
}
