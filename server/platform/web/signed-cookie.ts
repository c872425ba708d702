import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RawHeaders } from './origin.ts';

const PREFIX = 'obs';
/** What a browser keeps for the product: its session, the step of a sign-in that waits, and that people came in from it. */
export type CookieName = 'session_token' | 'step' | 'challenge' | 'device';

const isSecure = (baseUrl: string | undefined) => baseUrl?.startsWith('https://') ?? false;

/** Over https, `__Host-`: no other machine of the domain can lay a cookie of this name. */
export function cookieNameOf(name: CookieName, baseUrl: string | undefined): string {
  return `${isSecure(baseUrl) ? '__Host-' : ''}${PREFIX}.${name}`;
}

function cookieNamed(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, ...rest] = part.trim().split('=');
    if (key === name) return rest.join('=');
  }
  return null;
}

const signatureOf = (name: CookieName, value: string, secret: string) =>
  createHmac('sha256', secret).update(`${name}\n${value}`).digest();

interface CookieConfig {
  secret: string;
  baseUrl: string | undefined;
}

/** The value of a cookie whose signature is the house's; null for none, and for a forged one. */
export function readCookie({ secret, baseUrl }: CookieConfig, headers: RawHeaders, name: CookieName): string | null {
  const cookie = cookieNamed([headers.cookie ?? ''].flat().join('; '), cookieNameOf(name, baseUrl));
  const dot = cookie?.lastIndexOf('.') ?? -1;
  if (!cookie || dot < 1) return null;
  const value = cookie.slice(0, dot);
  const given = Buffer.from(cookie.slice(dot + 1), 'base64url');
  const right = signatureOf(name, value, secret);
  return given.length === right.length && timingSafeEqual(given, right) ? value : null;
}

/** A `Set-Cookie` line that scripts and other sites cannot read or send; `seconds` 0 takes the cookie away. */
export function writeCookie(
  { secret, baseUrl }: CookieConfig,
  name: CookieName,
  value: string,
  seconds: number,
): string {
  const signed = `${value}.${signatureOf(name, value, secret).toString('base64url')}`;
  const flags = `Path=/; Max-Age=${Math.floor(seconds)}; HttpOnly; SameSite=Lax${isSecure(baseUrl) ? '; Secure' : ''}`;
  return `${cookieNameOf(name, baseUrl)}=${seconds > 0 ? signed : ''}; ${flags}`;
}

/** 256 random bits, as a text that a cookie or a link can hold. */
export const newSecret = () => randomBytes(32).toString('base64url');

/** What the database keeps of a random secret: nobody can go back from it. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');
