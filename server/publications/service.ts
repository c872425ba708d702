import type { Prisma } from '../../prisma/generated/client.ts';
import type { Viewer } from '../platform/access.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Context, Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { questionKey } from './answering.ts';
import {
  findAnswer,
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

export type { KeptAnswer, PublicationRow, PublicationSummary } from './repository.ts';

const headOf = ({ id: _, ...publication }: PublicationRow, all: readonly PublicationRow[]) => {
  const by = all.find((one) => one.withdraws === publication.number);
  return { ...publication, withdrawnBy: by ? { number: by.number, why: by.withdrawsWhy ?? '' } : null };
};

/** Every publication, the latest first; which one this request reads; whether this person reads it without suppression. */
export async function publications(context: Context, viewer: Viewer) {
  const all = await listPublications(context.readers);
  return {
    publications: all.map((one) => headOf(one, all)),
    /** What the pages are read in: null for one's own figures. */
    read: viewer.role === 'reader' ? (context.publication ?? 'latest') : (context.publication ?? null),
    whole: await mayReadWhole(context, viewer),
  };
}

/** One publication, with what it changed. */
export async function publicationPage({ readers }: Pick<Platform, 'readers'>, number: number) {
  const [found, all] = await Promise.all([findPublication(readers, number), listPublications(readers)]);
  const summary = found && (await findSummary(readers, found.id));
  if (!found || !summary) throw new AppError('NOT_PUBLISHED', { number });
  return { ...headOf(found, all), ...summary };
}

/** The latest publication; null before the first. */
export const latestPublication = ({ readers }: Pick<Platform, 'readers'>) => findPublication(readers, 'latest');

/** What a publication says to anyone who asks a question; null when it does not answer it. */
export const saidBy = (
  { readers }: Pick<Platform, 'readers'>,
  publication: PublicationRow,
  procedure: string,
  input: object,
) => findAnswer(readers, publication, { form: 'masked', procedure, keys: [questionKey(input)] });

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

/** What an act publishes. */
interface NewPublication extends Pick<PublicationRow, 'through' | 'madeAt' | 'fictitious' | 'note' | 'fingerprint'> {
  summary: PublicationSummary;
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
