import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { units } from '../../shared/domain/indicator.ts';
import type { Platform } from '../platform/context.ts';
import { toJson } from '../platform/database/rows.ts';

type Db = PrismaClient | Prisma.TransactionClient;
type Tx = Prisma.TransactionClient;

export type PublicationForm = 'masked' | 'whole';

const shownCount = z.union([z.number(), z.literal('hidden'), z.null()]);

/** What the act showed before it was done, as it is kept. Counts are masked: it may be read by whoever reads the publication. */
export const publicationSummary = z.object({
  coverage: z.object({ reported: z.number(), expected: z.number() }),
  /** Figures that moved since the publication before. */
  changes: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      unit: z.enum(units),
      year: z.number(),
      before: shownCount,
      now: shownCount,
      /** Months that the publication before said otherwise. */
      corrected: z.array(z.string()),
    }),
  ),
});
export type PublicationSummary = z.infer<typeof publicationSummary>;

const said = {
  ...{ id: true, number: true, through: true, madeAt: true, madeByName: true, fictitious: true, note: true },
  ...{ withdraws: true, withdrawsWhy: true, fingerprint: true },
} as const;

/** Every publication, the latest first. */
export const listPublications = (db: Db) => db.publication.findMany({ select: said, orderBy: { number: 'desc' } });

export type PublicationRow = Awaited<ReturnType<typeof listPublications>>[number];

/** One publication by its number, or the latest; null when there is none. */
export function findPublication(db: Db, which: number | 'latest'): Promise<PublicationRow | null> {
  return which === 'latest'
    ? db.publication.findFirst({ select: said, orderBy: { number: 'desc' } })
    : db.publication.findUnique({ select: said, where: { number: which } });
}

export async function findSummary(db: Db, id: number): Promise<PublicationSummary | null> {
  const found = await db.publication.findUnique({ where: { id }, select: { summary: true } });
  return found && publicationSummary.parse(found.summary);
}

interface KeptQuestion {
  form: PublicationForm;
  procedure: string;
  keys: readonly string[];
}

async function keptText(
  db: Db,
  of: Prisma.PublicationAnswerWhereInput,
  { form, procedure, keys }: KeptQuestion,
): Promise<string | null> {
  const found = await db.publicationAnswer.findMany({
    where: { ...of, form, procedure, key: { in: [...keys] } },
    select: { key: true, body: true },
  });
  return keys.flatMap((key) => found.find((one) => one.key === key)?.body ?? [])[0] ?? null;
}

/**
 * The kept text of an answer, for the first of some keys that was asked; null when none was. An answer never changes: a replica
 * that has it is right, however late it is. Its fingerprint: after a restoration another publication may have taken its place.
 */
export async function findAnswer(
  { readers, replica }: Pick<Platform, 'readers' | 'replica'>,
  { id: publicationId, fingerprint }: Pick<PublicationRow, 'id' | 'fingerprint'>,
  question: KeptQuestion,
): Promise<string | null> {
  const copied = await replica?.ask((db) => keptText(db, { publicationId, publication: { fingerprint } }, question));
  return copied ?? keptText(readers, { publicationId }, question);
}

export async function findOrganisationCode(db: Db, id: number): Promise<string | null> {
  const found = await db.organisation.findUnique({ where: { id }, select: { code: true } });
  return found?.code ?? null;
}

/**
 * The publications are written one at a time, so that their numbers follow. To be the first word of a transaction: a picture of
 * the database begins with the first thing that is asked of it, and locking a table asks nothing.
 */
export async function holdPublications(tx: Tx): Promise<void> {
  await tx.$executeRaw`LOCK TABLE "Publication" IN SHARE ROW EXCLUSIVE MODE`;
}

/** True when a publication has been withdrawn by a later one. */
export const isWithdrawn = async (db: Db, number: number): Promise<boolean> =>
  (await db.publication.findUnique({ where: { withdraws: number }, select: { id: true } })) !== null;

export interface KeptAnswer {
  form: PublicationForm;
  procedure: string;
  key: string;
  body: string;
}

type NewRow = Omit<PublicationRow, 'id'> & {
  madeById: string | null;
  summary: PublicationSummary;
  secrecy: { knowledge: object; lost: object };
};

export async function findKnowledge(tx: Tx, publicationId: number): Promise<string | null> {
  const found = await tx.publicationSecrecy.findUnique({ where: { publicationId }, select: { knowledge: true } });
  return found?.knowledge ?? null;
}

const AT_ONCE = 200;

export async function insertPublication(
  tx: Tx,
  { summary, secrecy, ...row }: NewRow,
  answers: readonly KeptAnswer[],
): Promise<number> {
  const { id } = await tx.publication.create({ data: { ...row, summary: toJson(summary) }, select: { id: true } });
  const knowledge = JSON.stringify(secrecy.knowledge);
  await tx.publicationSecrecy.create({ data: { publicationId: id, knowledge, lost: toJson(secrecy.lost) } });
  for (let start = 0; start < answers.length; start += AT_ONCE) {
    const data = answers.slice(start, start + AT_ONCE).map((one) => ({ publicationId: id, ...one }));
    await tx.publicationAnswer.createMany({ data });
  }
  return id;
}
