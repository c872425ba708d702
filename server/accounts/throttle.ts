import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Auth } from '../platform/session.ts';
import { networkOf } from '../platform/web/network.ts';
import { type Count, forgetTries, giveTriesBack, readTries, takeTries } from './throttle-repository.ts';

/**
 * Tries to sign in are counted so that nobody can lock somebody else out. After the device cookies of OWASP: a browser that an
 * account has come in from has a count of its own. Every other try is counted for the pair account + address and for the address, never
 * for the account alone: what strangers do elsewhere does not keep its owner away.
 */
const MINUTE = 60_000;
export const PAIR_TRIES = 10;
export const ADDRESS_TRIES = 60;
const DEVICE_TRIES = 10;
const WINDOW_MS = 15 * MINUTE;

/** More tries than this in a minute, all strangers together: each one waits, whoever it is. */
const CALM_TRIES = 300;
const SLOW_MS = 250;

interface SignInAttempt {
  /** The account as it was named, known or not. */
  account: string;
  address: string;
  /** The number of a device that this account came in from; null for a stranger. */
  device: string | null;
}

/** What was counted for a try, to be given back when it succeeds. */
export interface Counted {
  refusedSeconds: number | null;
  /** How long a stranger waits because of all the others. */
  slowMs: number;
  keys: string[];
  forget: string[];
}

const hashed = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url');

const over = (found: { rank: number; leftMs: number } | undefined, most: number) =>
  found && found.rank > most ? Math.max(1, Math.ceil(found.leftMs / 1000)) : null;

let untilSweep = 500;

/** Old windows go from time to time, with the tries themselves: no try, nothing to sweep. */
async function sweep({ db }: Auth, now: Date): Promise<void> {
  untilSweep -= 1;
  if (untilSweep > 0) return;
  untilSweep = 500;
  await forgetTries(db, new Date(now.getTime() - 60 * MINUTE));
}

/** Counts a try before it is looked at, so that a hundred at once are a hundred. `kind`: what is tried (a password, a code). */
export async function countAttempt(
  auth: Auth,
  kind: string,
  { account, address, device }: SignInAttempt,
): Promise<Counted> {
  const now = auth.clock.now();
  await sweep(auth, now);
  if (device) {
    const key = `${kind}|device|${hashed(account, device)}`;
    const found = (await takeTries(auth.db, [{ key, windowMs: WINDOW_MS }], now)).get(key);
    if (over(found, DEVICE_TRIES) === null) return { refusedSeconds: null, slowMs: 0, keys: [], forget: [key] };
  }
  const network = networkOf(address);
  const pair: Count = { key: `${kind}|pair|${hashed(account, network)}`, windowMs: WINDOW_MS };
  const place: Count = { key: `${kind}|address|${hashed(network)}`, windowMs: WINDOW_MS };
  const all: Count = { key: `${kind}|all`, windowMs: MINUTE };
  const refusedBy = (ranks: Awaited<ReturnType<typeof readTries>>, more: number) =>
    Math.max(over(ranks.get(pair.key), PAIR_TRIES - more) ?? 0, over(ranks.get(place.key), ADDRESS_TRIES - more) ?? 0);
  const longest =
    refusedBy(await readTries(auth.db, [pair, place], now), 1) ||
    refusedBy(await takeTries(auth.db, [pair, place], now), 0);
  const keys = [place.key, all.key];
  const forget = [pair.key];
  if (longest > 0) return { refusedSeconds: longest, slowMs: 0, keys, forget };
  // What was refused already slows nobody down: one address that insists is not a crowd.
  const everybody = (await takeTries(auth.db, [all], now)).get(all.key)?.rank ?? 0;
  return { refusedSeconds: null, slowMs: everybody > CALM_TRIES ? SLOW_MS : 0, keys, forget };
}

export const forgiveAttempt = ({ db }: Auth, { keys, forget }: Counted) => giveTriesBack(db, keys, forget);

const LANES = 2;
const MOST_WAITING = 64;
const MOST_WAITING_BY_ADDRESS = 8;

/** Strangers' passwords are worked on two at a time, so that a storm leaves the processor to those who are in. */
function strangersLane() {
  const queue: (() => void)[] = [];
  const byAddress = new Map<string, number>();
  let running = 0;
  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };
  return async function inLane<T>(network: string, slowMs: number, work: () => Promise<T>): Promise<T | 'crowded'> {
    const already = byAddress.get(network) ?? 0;
    if (queue.length >= MOST_WAITING || already >= MOST_WAITING_BY_ADDRESS) return 'crowded';
    byAddress.set(network, already + 1);
    try {
      if (running >= LANES) await new Promise<void>((resolve) => queue.push(resolve));
      else running += 1;
      try {
        if (slowMs > 0) await wait(slowMs);
        return await work();
      } finally {
        leave();
      }
    } finally {
      const left = (byAddress.get(network) ?? 1) - 1;
      if (left > 0) byAddress.set(network, left);
      else byAddress.delete(network);
    }
  };
}

export const inStrangersLane = strangersLane();
