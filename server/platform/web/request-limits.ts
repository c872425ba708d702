import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from './network.ts';
import type { RawHeaders } from './origin.ts';
import { refuse } from './refusal.ts';
import { hashSecret, readCookie } from './signed-cookie.ts';

/**
 * How much one account, and one network without an account, may ask in a minute. A page makes some ten requests; somebody who
 * opens one every two seconds makes 300 a minute, and the heaviest honest use is a file of a million rows, sent as a
 * thousand requests over some minutes. So 6 000 a minute stops a script that runs wild, and nobody at work.
 * Who is signed in, or came in from this browser before, is never counted with the network: thirty people of one office, behind
 * one address, share nothing but what they ask before signing in, some tens of requests each.
 */
export const MOST_A_MINUTE = 6_000;
/** Bodies of files that one person sends at the same time; the page sends one after the other. */
export const MOST_FILES_AT_ONCE = 4;
const MINUTE_MS = 60_000;
/** More names than this in a minute are strangers by the thousand: from there on they share one count. */
const MOST_NAMES = 20_000;

interface LimitOptions {
  secret: string;
  baseUrl: string | undefined;
  /** Zero: nothing is counted (a load test). */
  mostAMinute: number;
  now: () => number;
}

/** Counts by name within the running minute; answers the seconds to wait, or null when there is room. */
export function minuteCounter(most: number, now: () => number) {
  let minute = 0;
  let counts = new Map<string, number>();
  return (name: string): number | null => {
    if (most === 0) return null;
    const instant = now();
    const current = Math.floor(instant / MINUTE_MS);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    const key = counts.has(name) || counts.size < MOST_NAMES ? name : 'everyone else';
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count > most ? Math.ceil(((current + 1) * MINUTE_MS - instant) / 1000) : null;
  };
}

export interface RequestCounters {
  /** Whose session a request came by: from the next one on, all sessions of an account are counted together. */
  recognise(headers: RawHeaders, accountId: string): void;
  /** One more body of a file for whoever sends it; refused when too many are under way. */
  oneMoreFile(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>;
}

/** The doors count their own tries, the API its tokens; what is built and the sign of life cost nothing. */
const isCountedElsewhere = (url: string) => /^\/(?:api\/auth|api\/v1|assets)\/|^\/healthz$/.test(url);

/** Counts requests by who sends them, without asking the database: the cookies are signed. */
export function limitRequests(app: FastifyInstance, options: LimitOptions): RequestCounters {
  const requests = minuteCounter(options.mostAMinute, options.now);
  const files = new Map<string, number>();
  const accounts = new Map<string, string>();

  function nameOf({ headers, ip }: FastifyRequest): string {
    const session = readCookie(options, headers, 'session_token');
    if (session) return accounts.get(hashSecret(session)) ?? hashSecret(session);
    const device = readCookie(options, headers, 'device');
    return device ? hashSecret(device) : networkOf(ip);
  }

  app.addHook('onRequest', async (request, reply) => {
    if (isCountedElsewhere(request.url)) return;
    const seconds = requests(nameOf(request));
    if (seconds !== null) return refuse(request, reply, 429, 'TOO_MANY_REQUESTS', seconds);
  });

  return {
    recognise(headers, accountId) {
      const session = readCookie(options, headers, 'session_token');
      if (!session) return;
      if (accounts.size >= MOST_NAMES) accounts.clear();
      accounts.set(hashSecret(session), `account ${accountId}`);
    },
    async oneMoreFile(request, reply) {
      const name = nameOf(request);
      const underWay = files.get(name) ?? 0;
      if (underWay >= MOST_FILES_AT_ONCE) return refuse(request, reply, 429, 'TOO_MANY_UPLOADS', 2);
      files.set(name, underWay + 1);
      reply.raw.once('close', () => {
        const left = (files.get(name) ?? 1) - 1;
        if (left > 0) files.set(name, left);
        else files.delete(name);
      });
    },
  };
}
