import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import { queryRows } from '../platform/database/rows.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** Whether somebody is of the demonstration; null for who is nobody here. */
export async function isFictitiousPerson(db: Db, id: string): Promise<boolean | null> {
  const person = await db.user.findUnique({ where: { id }, select: { demonstration: true } });
  return person?.demonstration ?? null;
}

export function countRealCoordinators(db: Db): Promise<number> {
  return db.user.count({ where: { role: 'coordinator', demonstration: false, disabled: false } });
}

/** What the demonstration holds, whoever brought it: all of it goes when it is taken away. */
export async function countFictitious(db: Db) {
  const [people, cells, rows, editions, mails] = await Promise.all([
    db.user.count({ where: { demonstration: true } }),
    db.observation.count(),
    db.registerRow.count(),
    db.edition.count(),
    db.mail.count({ where: { fictitious: true } }),
  ]);
  return { people, cells, rows, editions, mails };
}

/** How far the territory has come: what the steps are judged by, wherever they were made. */
export async function countStarted(db: Db) {
  const convention = await db.convention.findFirst({
    orderBy: { startYear: 'desc' },
    select: { name: true, territory: true, startYear: true, endYear: true },
  });
  const [communes, lines, organisations, first] = await Promise.all([
    db.commune.count(),
    db.action.count(),
    db.organisation.count(),
    db.assignmentSpan.aggregate({ _min: { fromMonth: true } }),
  ]);
  const [indicators, targets, assigned, partners, invited, months] = await Promise.all([
    db.indicator.count(),
    db.target.count({ where: { supersededAt: null } }),
    db.organisation.count({ where: { assignments: { some: {} } } }),
    db.user.count({ where: { role: 'contributor', demonstration: false, disabled: false } }),
    db.invitation.count({ where: { role: 'contributor', acceptedAt: null } }),
    db.monthlyReturn.count(),
  ]);
  const places = { communes, lines, organisations, firstMonth: first._min.fromMonth };
  return { convention, ...places, indicators, targets, assigned, partners, invited, months };
}

/** What real people have entered, by whatever door: while it is nothing, a territory can still be left for another. */
export async function countEntered(db: Db): Promise<number> {
  return (
    (await db.observation.count()) +
    (await db.registerRow.count()) +
    (await db.import.count()) +
    (await db.monthlyReturn.count()) +
    (await db.edition.count())
  );
}

/** The people who belong to a partner. */
export function countMembers(db: Db): Promise<number> {
  return db.user.count({
    where: { OR: [{ organisationId: { not: null } }, { memberships: { some: { organisationId: { not: null } } } }] },
  });
}

/** The people of the demonstration, those whom they invited, and what they had not accepted yet. */
export async function deleteFictitiousPeople(tx: Prisma.TransactionClient) {
  const fictitious = await tx.user.findMany({ where: { demonstration: true }, select: { id: true } });
  const createdById = { in: fictitious.map(({ id }) => id) };
  const { count: invitations } = await tx.invitation.deleteMany({ where: { acceptedAt: null, createdById } });
  const { count: people } = await tx.user.deleteMany({ where: { demonstration: true } });
  return { people, invitations };
}

export async function deletePartnerInvitations(tx: Prisma.TransactionClient): Promise<void> {
  await tx.invitation.deleteMany({ where: { organisationId: { not: null } } });
}

interface Reference {
  child: string;
  parent: string;
}

const CATALOGUE = [
  ...['Convention', 'Objective', 'Axis', 'Indicator', 'Organisation', 'Commune', 'CommuneGroup', 'ConventionAct'],
];
/** People stay; who was of an organisation is refused before. */
const PEOPLE = ['User', 'Invitation', 'Session'];

/** The catalogue's tables and all that point at them, children first; read from the keys, so that a new table cannot be forgotten. */
function inOrder(references: readonly Reference[]): string[] {
  const reached = new Set(CATALOGUE);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { child, parent } of references) if (reached.has(parent) && !PEOPLE.includes(child)) reached.add(child);
  }
  const ordered: string[] = [];
  while (reached.size > 0) {
    const free = [...reached].filter(
      (table) => !references.some(({ child, parent }) => parent === table && child !== table && reached.has(child)),
    );
    if (free.length === 0) throw new Error('tables of the catalogue point at one another');
    for (const table of free) reached.delete(table);
    ordered.push(...free);
  }
  return ordered;
}

const reference: z.ZodType<Reference> = z.object({ child: z.string(), parent: z.string() });

/** Takes the whole catalogue away, for a territory that brings its own. */
export async function deleteCatalogue(tx: Prisma.TransactionClient): Promise<void> {
  const references = await queryRows(tx, reference)`
    SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint
    JOIN pg_class child ON child.oid = conrelid JOIN pg_class parent ON parent.oid = confrelid
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
  for (const table of inOrder(references)) await tx.$executeRaw`DELETE FROM ${Prisma.raw(`"${table}"`)}`;
}
