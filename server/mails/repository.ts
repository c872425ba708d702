import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { MailListInput } from '../../shared/schemas/mails.ts';

const PAGE = 50;

const lineColumns = {
  id: true,
  kind: true,
  to: true,
  subject: true,
  organisationId: true,
  fictitious: true,
  status: true,
  attempts: true,
  createdAt: true,
  sentAt: true,
  error: true,
} as const;

/** A page of messages without what they say, the latest first, and one more when there is another page. */
export async function listMails(db: PrismaClient, { status, cursor }: MailListInput) {
  const rows = await db.mail.findMany({
    where: { ...(status && { status }), ...(cursor && { id: { lt: cursor } }) },
    select: lineColumns,
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  });
  return { mails: rows.slice(0, PAGE), more: rows.length > PAGE };
}

export function countByStatus(db: PrismaClient) {
  return db.mail.groupBy({ by: ['status'], _count: true });
}

export function findMail(db: PrismaClient, id: number) {
  return db.mail.findUnique({ where: { id }, select: { ...lineColumns, text: true, html: true } });
}

export async function organisationNames(db: PrismaClient, ids: Array<number | null>): Promise<Map<number, string>> {
  const known = ids.filter((id) => id !== null);
  const rows = await db.organisation.findMany({ where: { id: { in: known } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
