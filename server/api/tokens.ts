import { createHash, randomBytes } from 'node:crypto';
import type { ApiScope, TokenInput } from '../../shared/schemas/api.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import * as repository from './repository.ts';

type Acting = Pick<Platform, 'db' | 'clock'>;

const DAY = 24 * 60 * 60 * 1000;
/** 256 random bits need no slow hash: nobody guesses them. The mark lets a leaked one be recognised. */
const MARK = 'obs_';
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** The software behind a request: what it may do, for whom, in whose name. */
export interface TokenHolder {
  tokenId: number;
  scopes: ApiScope[];
  organisationId: number;
  /** A contributor of the organisation, whoever made the token. */
  viewer: Viewer;
}

type TokenRow = Awaited<ReturnType<typeof repository.listTokens>>[number];

function stateOf({ revokedAt, expiresAt }: TokenRow, now: Date): 'active' | 'revoked' | 'expired' {
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'expired' : 'active';
}

/** The tokens of an organisation, without anything that opens a door. */
export async function listTokens(
  { db, clock }: Acting,
  viewer: Viewer,
  { organisationId }: { organisationId: number },
) {
  const scope = organisationScope(viewer, 'api-tokens.read', organisationId);
  const [tokens, organisation] = await Promise.all([
    repository.listTokens(scope, db),
    repository.findOrganisationName(scope, db),
  ]);
  const people = await repository.namesOf(db, [...new Set(tokens.map(({ createdById }) => createdById))]);
  return {
    organisation: organisation?.name ?? null,
    tokens: tokens.map(({ createdById, ...token }) => ({
      id: token.id,
      name: token.name,
      scopes: token.scopes,
      state: stateOf({ ...token, createdById }, clock.now()),
      createdAt: token.createdAt.toISOString(),
      expiresAt: token.expiresAt.toISOString(),
      lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
      createdBy: people.find(({ id }) => id === createdById)?.name ?? null,
    })),
  };
}

/** Makes a token. It is given once, here: what is kept opens nothing. */
export async function createToken(
  { db, clock }: Acting,
  viewer: Viewer,
  input: TokenInput,
): Promise<{ token: string }> {
  const scope = organisationScope(viewer, 'api-tokens.write', input.organisationId);
  const token = `${MARK}${randomBytes(32).toString('base64url')}`;
  const now = clock.now();
  await db.$transaction(async (tx) => {
    if (!(await repository.findOrganisationName(scope, tx)))
      throw new AppError('NOT_FOUND', { entity: 'organisation' });
    const kept = await repository.addToken(scope, tx, {
      name: input.name,
      hash: hashOf(token),
      scopes: [...new Set(input.scopes)],
      createdById: viewer.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + input.days * DAY),
    });
    const after = { name: kept.name, scopes: kept.scopes, organisationId: input.organisationId };
    await recordAudit(tx, viewer, { action: 'token.create', entity: 'token', entityId: kept.id, after });
  });
  return { token };
}

/** From now on the token opens nothing. */
export async function revokeToken(
  { db, clock }: Acting,
  viewer: Viewer,
  { organisationId, id }: { organisationId: number; id: number },
): Promise<void> {
  const scope = organisationScope(viewer, 'api-tokens.write', organisationId);
  await db.$transaction(async (tx) => {
    const token = await repository.findTokenOf(scope, tx, id);
    if (!token) throw new AppError('NOT_FOUND', { entity: 'token' });
    if (token.revokedAt) return;
    await repository.revokeToken(scope, tx, id, clock.now());
    await recordAudit(tx, viewer, {
      action: 'token.revoke',
      entity: 'token',
      entityId: id,
      before: { name: token.name },
    });
  });
}

/**
 * Who a token speaks for; null for one that is forged, revoked or expired, or whose maker may no longer act for the
 * organisation: was disabled, changed organisation or role.
 */
export async function holderOf({ db, clock }: Acting, authorization: string | undefined): Promise<TokenHolder | null> {
  const [, token] = /^Bearer (obs_[\w-]{43})$/.exec(authorization ?? '') ?? [];
  const found = token ? await repository.findByHash(db, hashOf(token)) : null;
  if (!found || stateOf(found, clock.now()) !== 'active') return null;
  const { person, organisationId } = found;
  const mayAct =
    person.role === 'coordinator' || (person.role === 'contributor' && person.organisationId === organisationId);
  if (person.disabled || !mayAct) return null;
  await repository.markUsed(db, found.id, clock.now());
  return {
    tokenId: found.id,
    scopes: found.scopes,
    organisationId,
    viewer: {
      id: person.id,
      name: `${person.name} (jeton « ${found.name} »)`,
      email: '',
      role: 'contributor',
      organisationId,
    },
  };
}
