import type pg from 'pg';
import { roles, type Viewer } from './access.ts';
import { revisionSql } from './database/revision.ts';
import { TOUCH_SECONDS } from './session.ts';
import type { RawHeaders } from './web/origin.ts';
import { hashSecret, readCookie } from './web/signed-cookie.ts';

/** Who asks, and the revision of the figures at that moment, read together. */
export interface FreshSession {
  viewer: Pick<Viewer, 'id' | 'role' | 'organisationId'>;
  revision: string;
  /** The latest publication, which no other ever bears the id of; null before the first. */
  publication: number | null;
  /** True of whoever was given a whole reading that nobody ended: whether it runs today is looked at the usual way. */
  hasWholeReading: boolean;
}

interface Row {
  id: string;
  role: string;
  organisationId: number | null;
  revision: string;
  publication: number | null;
  hasWholeReading: boolean;
}

/** A session in use, of someone who is let in and acts in their own place; what is doubtful, or due to be written, takes the usual way. */
const STATEMENT = `
  SELECT u.id, u.role, u."organisationId", ${revisionSql} AS revision,
    (SELECT max(id) FROM "Publication") AS publication,
    EXISTS (SELECT FROM "WholeReading" w WHERE w."userId" = u.id AND w."endedAt" IS NULL) AS "hasWholeReading"
  FROM "Session" s JOIN "User" u ON u.id = s."userId"
  WHERE s.token = $1 AND s."expiresAt" > $2 AND s."updatedAt" > $3 AND NOT u.disabled AND s."membershipId" IS NULL`;

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
  const token = readCookie({ secret, baseUrl }, headers, 'session_token');
  if (!token) return null;
  const instant = now();
  const { rows } = await pool.query<Row>({
    name: 'fresh-session',
    text: STATEMENT,
    values: [hashSecret(token), instant, new Date(instant.getTime() - TOUCH_SECONDS * 1000)],
  });
  const [row] = rows;
  const role = roles.find((known) => known === row?.role);
  if (!row || !role) return null;
  const { id, organisationId, revision, publication, hasWholeReading } = row;
  return { viewer: { id, role, organisationId }, revision, publication, hasWholeReading };
}
