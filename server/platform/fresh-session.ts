import { createHmac, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { type Reader, roles } from './access.ts';
import type { RawHeaders } from './origin.ts';
import { revisionSql } from './revision.ts';
import { SESSION_COOKIE, TOUCH_SECONDS } from './session.ts';

/** Who asks, and the revision of the figures at that moment, read together. */
export interface FreshSession {
  viewer: Reader;
  revision: string;
}

interface Row {
  role: string;
  organisationId: number | null;
  revision: string;
}

/** A session in use, of someone who is let in; what is doubtful, or due to be written, takes the usual way. */
const STATEMENT = `
  SELECT u.role, u."organisationId", ${revisionSql} AS revision
  FROM "Session" s JOIN "User" u ON u.id = s."userId"
  WHERE s.token = $1 AND s."expiresAt" > $2 AND s."updatedAt" > $3 AND NOT u.disabled`;

function cookieNamed(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, ...rest] = part.trim().split('=');
    if (key === name) return rest.join('=');
  }
  return null;
}

/** The token of a signed cookie, when its signature is the house's. */
export function signedToken(cookie: string, secret: string): string | null {
  let text: string;
  try {
    text = decodeURIComponent(cookie);
  } catch {
    return null;
  }
  const dot = text.lastIndexOf('.');
  if (dot < 1) return null;
  const token = text.slice(0, dot);
  const given = Buffer.from(text.slice(dot + 1), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

interface Keys {
  pool: pg.Pool;
  secret: string;
  /** The public address when it is configured; `https` changes the cookie's name. */
  baseUrl: string | undefined;
  now: () => Date;
}

/**
 * Session, rights and revision in one prepared statement, for answers that are ready. Null: no session, or one that must be
 * looked at closely (expired, unused for some minutes, suspended person); the usual way, `viewerOf`, then decides.
 */
export async function freshSession(
  { pool, secret, baseUrl, now }: Keys,
  headers: RawHeaders,
): Promise<FreshSession | null> {
  const name = `${baseUrl?.startsWith('https://') ? '__Secure-' : ''}${SESSION_COOKIE}`;
  const cookie = cookieNamed([headers.cookie ?? ''].flat().join('; '), name);
  const token = cookie && signedToken(cookie, secret);
  if (!token) return null;
  const instant = now();
  const { rows } = await pool.query<Row>({
    name: 'fresh-session',
    text: STATEMENT,
    values: [token, instant, new Date(instant.getTime() - TOUCH_SECONDS * 1000)],
  });
  const [row] = rows;
  const role = roles.find((known) => known === row?.role);
  return row && role ? { viewer: { role, organisationId: row.organisationId }, revision: row.revision } : null;
}
