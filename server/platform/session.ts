import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import { runsOn } from '../../shared/domain/month.ts';
import { roles, type Viewer } from './access.ts';
import { recordAudit } from './audit.ts';
import { type Clock, parisDate, systemClock } from './clock.ts';
import { tableChangesSql } from './database/revision.ts';
import { queryRow } from './database/rows.ts';
import { sayPlace } from './web/call-origin.ts';
import type { RawHeaders } from './web/origin.ts';
import { hashSecret, newSecret, readCookie, writeCookie } from './web/signed-cookie.ts';

const HOUR = 3600;
/** A session ends after eight hours without a request, and twelve hours after signing in whatever happens. */
export const IDLE_SECONDS = 8 * HOUR;
export const ABSOLUTE_SECONDS = 12 * HOUR;
/** The last use is written at most this often: a page makes many requests. */
export const TOUCH_SECONDS = 5 * 60;
/** A sensitive act asks for a proof of identity not older than this. */
export const CONFIRMED_SECONDS = 10 * 60;

/** Whether whoever coordinates, or reads without suppression, must have a second factor; to the others it is offered. */
export type SecondFactorRule = 'required' | 'offered';

interface AuthOptions {
  db: PrismaClient;
  /** At least 32 characters; signs the cookies. */
  secret: string;
  /** The public address when it is configured; `https` makes the cookies Secure. */
  baseUrl?: string | undefined;
  clock?: Clock;
  idleSeconds?: number | undefined;
  absoluteSeconds?: number | undefined;
  secondFactor?: SecondFactorRule | undefined;
}

/** What the app needs to let people in: made once, given to the routes and to `viewerOf`. */
export interface Auth {
  db: PrismaClient;
  clock: Clock;
  secret: string;
  baseUrl: string | undefined;
  idleSeconds: number;
  absoluteSeconds: number;
  secondFactor: SecondFactorRule;
}

export function createAuth({ clock = systemClock, baseUrl, ...rest }: AuthOptions): Auth {
  const { idleSeconds, absoluteSeconds, secondFactor } = rest;
  return {
    ...rest,
    clock,
    baseUrl,
    secondFactor: secondFactor ?? 'required',
    idleSeconds: idleSeconds ?? IDLE_SECONDS,
    absoluteSeconds: absoluteSeconds ?? ABSOLUTE_SECONDS,
  };
}

/** How a person proved who they are; `+code`: with their second factor. */
export type SessionMethod = 'password' | 'password+code' | 'passkey' | 'provider' | 'provider+code';

/** Where a request comes from, as a person would recognise it in the list of their sessions. */
export interface Whereabouts {
  address: string;
  userAgent: string | null;
}

/** A new session and its line of the journal; returns the cookie. Never for a disabled person: whoever calls has looked. */
export async function openSession(
  auth: Auth,
  person: { id: string; name: string },
  method: SessionMethod,
  { address, userAgent }: Whereabouts,
): Promise<string> {
  const token = newSecret();
  const now = auth.clock.now();
  const expiresAt = new Date(now.getTime() + auth.absoluteSeconds * 1000);
  const times = { createdAt: now, updatedAt: now, confirmedAt: now, expiresAt };
  const about = { ipAddress: address, userAgent: userAgent?.slice(0, 400) ?? null, method };
  await auth.db.$transaction(async (tx) => {
    // What has run out goes here: the table never grows longer than the sessions in use.
    await tx.session.deleteMany({ where: { userId: person.id, expiresAt: { lte: now } } });
    const id = randomUUID();
    await tx.session.create({ data: { id, userId: person.id, token: hashSecret(token), ...times, ...about } });
    await recordAudit(tx, person, {
      action: 'session.sign-in',
      entity: 'user',
      entityId: person.id,
      after: { method },
    });
  });
  return writeCookie(auth, 'session_token', token, auth.absoluteSeconds);
}

/** A right was given that wants two proofs: what somebody opened by one alone ends, and the next sign-in asks for both. */
export async function endSingleProofSessions(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  const method = { in: ['password', 'provider'] };
  await tx.session.deleteMany({ where: { userId, method, user: { demonstration: false } } });
}

/** Ends the session that a request came by; returns the line that takes the cookie away. */
export async function endSession(auth: Auth, headers: RawHeaders): Promise<string> {
  const token = readCookie(auth, headers, 'session_token');
  if (token) await auth.db.session.deleteMany({ where: { token: hashSecret(token) } });
  return writeCookie(auth, 'session_token', '', 0);
}

/** A person who came in by a session, which one, and when they last proved who they are. */
export interface SessionViewer extends Viewer {
  sessionId: string;
  confirmedAt: Date;
  /** Where it acts; null: in the person's own place. */
  membershipId: number | null;
}

/** The session that a request came by; null for one that came another way (command line). */
export function currentSessionId(viewer: Viewer): string | null {
  return 'sessionId' in viewer && typeof viewer.sessionId === 'string' ? viewer.sessionId : null;
}

/** In which other place a session acts; null: in the person's own. */
export function currentMembershipId(viewer: Viewer): number | null {
  return 'membershipId' in viewer && typeof viewer.membershipId === 'number' ? viewer.membershipId : null;
}

/**
 * True when a sensitive act may go on: the person of this session proved who they are some minutes ago. What does not come by
 * a session (command line) was let in another way.
 */
export function isConfirmed(viewer: Viewer, now: Date): boolean {
  if (currentSessionId(viewer) === null) return true;
  if (!('confirmedAt' in viewer) || !(viewer.confirmedAt instanceof Date)) return false;
  return now.getTime() - viewer.confirmedAt.getTime() <= CONFIRMED_SECONDS * 1000;
}

/** The person of this session has just proved again who they are. */
export async function confirmSession({ db, clock }: Auth, viewer: SessionViewer): Promise<void> {
  const now = clock.now();
  await db.session.updateMany({ where: { id: viewer.sessionId }, data: { confirmedAt: now, updatedAt: now } });
}

const sessionRow = z.object({
  ...{ sessionId: z.string(), updatedAt: z.date(), expiresAt: z.date(), confirmedAt: z.date() },
  ...{ id: z.string(), name: z.string(), email: z.string(), role: z.string(), organisationId: z.number().nullable() },
  disabled: z.boolean(),
  membershipId: z.number().nullable(),
  membership: z
    .object({
      ...{
        role: z.string(),
        organisationId: z.number().nullable(),
        fromDate: z.string(),
        toDate: z.string().nullable(),
      },
      ...{ organisation: z.string().nullable(), deputyFor: z.string().nullable() },
    })
    .nullable(),
  changes: z.string(),
});

type Membership = NonNullable<z.infer<typeof sessionRow>['membership']>;

/** A session, its person, the place where it acts, and how many times tables have changed, in one statement: it is asked at each request. */
const findSession = (db: PrismaClient, token: string) =>
  queryRow(db, sessionRow)`
    SELECT s.id AS "sessionId", s."updatedAt", s."expiresAt", s."confirmedAt", u.id, u.name, u.email, u.role::text AS role,
      u."organisationId", u.disabled, s."membershipId", ${Prisma.raw(tableChangesSql)} AS changes,
      CASE WHEN m.id IS NOT NULL THEN json_build_object('role', m.role, 'organisationId', m."organisationId",
        'fromDate', m."fromDate", 'toDate', m."toDate", 'organisation', o.name, 'deputyFor', d.name) END AS membership
    FROM "Session" s JOIN "User" u ON u.id = s."userId" LEFT JOIN "Membership" m ON m.id = s."membershipId"
    LEFT JOIN "Organisation" o ON o.id = m."organisationId" LEFT JOIN "User" d ON d.id = m."deputyForId"
    WHERE s.token = ${hashSecret(token)}`;

/** What the journal says of an act in another place than one's own. Example: « pour l’agence, en remplacement de Julie ». */
function placeWords({ organisation, deputyFor }: Membership): string {
  const words = [
    organisation === null ? 'à la coordination' : `pour ${organisation}`,
    ...(deputyFor === null ? [] : [`en remplacement de ${deputyFor}`]),
  ];
  return words.join(', ');
}

/** Whoever came by a session, and how many times tables had changed when it was read. */
export interface OpenSession {
  viewer: SessionViewer;
  changes: string;
}

/**
 * The signed-in person, read again from the database at each request; null when there is none (any more). `counts` false:
 * the request is no act of theirs, and does not keep their session from ending.
 */
export async function sessionOf(auth: Auth, headers: RawHeaders, { counts = true } = {}): Promise<OpenSession | null> {
  const token = readCookie(auth, headers, 'session_token');
  if (!token) return null;
  const session = await findSession(auth.db, token);
  if (!session) return null;
  const now = auth.clock.now();
  const idle = (now.getTime() - session.updatedAt.getTime()) / 1000;
  const { sessionId, id, name, email, confirmedAt, changes } = session;
  // What has ended gives nothing more, without anybody's act: the session is in the person's own place again.
  const membership = session.membership && runsOn(session.membership, parisDate(now)) ? session.membership : null;
  const kept = membership?.role ?? session.role;
  const role = roles.find((known) => known === kept);
  if (session.disabled || !role || idle > auth.idleSeconds || session.expiresAt <= now) {
    await auth.db.session.deleteMany({ where: { id: sessionId } });
    return null;
  }
  if (counts && idle > TOUCH_SECONDS) await touch(auth, sessionId);
  if (counts && membership) sayPlace(placeWords(membership));
  const organisationId = membership ? membership.organisationId : session.organisationId;
  const membershipId = membership ? session.membershipId : null;
  return { viewer: { id, name, email, role, organisationId, sessionId, confirmedAt, membershipId }, changes };
}

/** Who came by a session, for who needs no more. */
export const viewerOf = async (auth: Auth, headers: RawHeaders, asked?: { counts: boolean }) =>
  (await sessionOf(auth, headers, asked))?.viewer ?? null;

/** `updateMany`: a session ended at this very moment is no error. */
async function touch({ db, clock }: Auth, sessionId: string): Promise<void> {
  await db.session.updateMany({ where: { id: sessionId }, data: { updatedAt: clock.now() } });
}
