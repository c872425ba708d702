import { createHash, randomBytes } from 'node:crypto';
import type { Auth } from '../platform/session.ts';
import type { RawHeaders } from '../platform/web/origin.ts';
import { readCookie, writeCookie } from '../platform/web/signed-cookie.ts';

const KEPT_SECONDS = 180 * 86_400;
/** A computer shared by a small office; the oldest is forgotten first. */
const MOST_PEOPLE = 8;

const tagOf = (userId: string) => createHash('sha256').update(userId).digest('base64url').slice(0, 22);
const entriesIn = (auth: Auth, headers: RawHeaders) =>
  (readCookie(auth, headers, 'device') ?? '').split('~').filter(Boolean);

/** The number of this browser for a person who came in from it before; null for a stranger. It proves nothing by itself. */
export function deviceOf(auth: Auth, headers: RawHeaders, userId: string): string | null {
  const tag = tagOf(userId);
  return (
    entriesIn(auth, headers)
      .find((entry) => entry.startsWith(`${tag}:`))
      ?.slice(tag.length + 1) ?? null
  );
}

/** The cookie by which this browser will be known for this person too. */
export function rememberDevice(auth: Auth, headers: RawHeaders, userId: string): string {
  const tag = tagOf(userId);
  const others = entriesIn(auth, headers).filter((entry) => !entry.startsWith(`${tag}:`));
  const entry = `${tag}:${deviceOf(auth, headers, userId) ?? randomBytes(12).toString('base64url')}`;
  return writeCookie(auth, 'device', [entry, ...others].slice(0, MOST_PEOPLE).join('~'), KEPT_SECONDS);
}
