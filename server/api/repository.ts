import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { apiScopes } from '../../shared/schemas/api.ts';
import type { OrganisationScope } from '../platform/access.ts';

type Tx = Prisma.TransactionClient;
type Db = PrismaClient | Tx;

const shownColumns = {
  id: true,
  name: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  createdById: true,
} satisfies Prisma.ApiTokenSelect;

/** What a token opens has a colon in its words: the database keeps them as texts under a check. */
const tokenScopes = z.array(z.enum(apiScopes));
const withScopes = <Row extends { scopes: string[] }>({ scopes, ...row }: Row) => ({
  ...row,
  scopes: tokenScopes.parse(scopes),
});

export async function listTokens({ organisationId }: OrganisationScope<'api-tokens.read'>, db: Db) {
  const tokens = await db.apiToken.findMany({
    where: { organisationId },
    orderBy: { id: 'desc' },
    select: shownColumns,
  });
  return tokens.map(withScopes);
}

export function addToken(
  { organisationId }: OrganisationScope<'api-tokens.write'>,
  tx: Tx,
  token: Omit<Prisma.ApiTokenCreateInput, 'organisationId'>,
) {
  return tx.apiToken.create({ data: { ...token, organisationId }, select: shownColumns });
}

export async function findTokenOf({ organisationId }: OrganisationScope<'api-tokens.write'>, tx: Tx, id: number) {
  return tx.apiToken.findFirst({ where: { id, organisationId }, select: shownColumns });
}

export async function revokeToken(
  { organisationId }: OrganisationScope<'api-tokens.write'>,
  tx: Tx,
  id: number,
  at: Date,
): Promise<void> {
  await tx.apiToken.updateMany({ where: { id, organisationId, revokedAt: null }, data: { revokedAt: at } });
}

/** The token behind a hash, with the person in whose name it acts: the one question asked before an organisation is known. */
export async function findByHash(db: Db, hash: string) {
  const token = await db.apiToken.findUnique({
    where: { hash },
    select: { ...shownColumns, organisationId: true },
  });
  if (!token) return null;
  const person = await db.user.findUnique({
    where: { id: token.createdById },
    select: { id: true, name: true, role: true, organisationId: true, disabled: true },
  });
  return person && { ...withScopes(token), person };
}

/** Kept to the minute: a token used a hundred times a minute is written once. */
export async function markUsed(db: Db, id: number, at: Date): Promise<void> {
  const before = new Date(at.getTime() - 60_000);
  await db.apiToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
    data: { lastUsedAt: at },
  });
}

export function namesOf(db: Db, ids: string[]) {
  return db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
}

export function findOrganisationName({ organisationId }: OrganisationScope, db: Db) {
  return db.organisation.findUnique({ where: { id: organisationId }, select: { name: true } });
}

/** Holds a key of a token for the rest of the transaction: the same sending made twice at once is made once. */
export async function holdKey(tx: Tx, tokenId: number, key: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${tokenId}:${key}`}, 7270110))`;
}

export function findAnswer(tx: Tx, tokenId: number, key: string) {
  return tx.apiAnswer.findUnique({
    where: { tokenId_key: { tokenId, key } },
    select: { fingerprint: true, status: true, body: true },
  });
}

export async function keepAnswer(tx: Tx, answer: Prisma.ApiAnswerCreateInput): Promise<void> {
  await tx.apiAnswer.create({ data: answer });
}
