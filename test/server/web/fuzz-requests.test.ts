import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from '../../../server/router.ts';
import { seedOf } from '../../setup/seed.ts';
import { type Asked, fuzzRequests } from './fuzz-asked.ts';
import { type Chance, chanceOf } from './fuzz-inputs.ts';
import { type FuzzWorld, fuzzWorld, MARK } from './fuzz-world.ts';

/** `FUZZ_REQUESTS=100000` for a longer walk, `SEED=7` for another one. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 10_000);
/** Some milliseconds each on a quiet machine. */
const LONGEST_MS = 120_000 + 40 * REQUESTS;
const AT_ONCE = 8;
const MOST_GROWTH = 64 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const sweep: () => void = runInNewContext('gc');
const heap = () => {
  sweep();
  return process.memoryUsage().heapUsed;
};

let world: FuzzWorld;
beforeAll(async () => {
  world = await fuzzWorld();
}, 120_000);
afterAll(() => world.close());

/** What tells of the house: its code, its folders, its statements. */
const inside =
  /\bat [\w.<>$ ]+ \(|node:internal|node_modules|\/(?:server|prisma|shared)\/[\w/-]+\.[tj]s|Prisma|PostgreSQL|\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM) "|syntax error at|SQLSTATE|ECONNREFUSED/u;
/** Those who may read what SOLIHA writes. */
const mayRead = new Set(['coordination']);

function faultOf({ person, request }: Asked, { statusCode, body }: LightMyRequestResponse): string | null {
  const said = JSON.stringify(request.payload)?.slice(0, 300);
  const place = `${request.method} ${String(request.url).slice(0, 300)} ${said} by ${person}: ${statusCode}`;
  // 503 with « CROWDED » is the door's own word: too many passwords are being compared.
  if (statusCode >= 500 && !(statusCode === 503 && body.includes('CROWDED'))) return `${place} ${body.slice(0, 200)}`;
  if (!mayRead.has(person) && body.includes(MARK)) return `${place} reads another organisation's words`;
  return statusCode >= 400 && inside.test(body) ? `${place} tells of the house: ${body.slice(0, 300)}` : null;
}

interface Tally {
  /** The first of each place. */
  faults: Map<string, string>;
  statuses: Map<number, number>;
  slow: Map<string, number>;
}

async function askAll(asked: Iterable<Asked>, tally: Tally): Promise<void> {
  const queue = asked[Symbol.iterator]();
  const walk = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const one = next.value;
      const cookie = world.cookies.get(one.person) ?? '';
      const begun = performance.now();
      const answer = await world.app.inject({ ...one.request, headers: { cookie, ...one.request.headers } });
      tally.slow.set(one.name, (tally.slow.get(one.name) ?? 0) + performance.now() - begun);
      tally.statuses.set(answer.statusCode, (tally.statuses.get(answer.statusCode) ?? 0) + 1);
      const fault = faultOf(one, answer);
      if (fault && !tally.faults.has(one.name)) tally.faults.set(one.name, fault);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
}

function* someOf(chance: Chance, count: number): Generator<Asked> {
  yield* fuzzRequests({ chance, count, known: world.known, router: appRouter });
}

describe(`${REQUESTS} requests that nobody means, of everyone, to every procedure and address`, () => {
  it(
    'bring no fault, tell nothing of the house or of another organisation, and leave the memory as it was',
    async () => {
      const chance = chanceOf(seedOf(20_231_221));
      const tally: Tally = { faults: new Map(), statuses: new Map(), slow: new Map() };
      const step = Math.ceil(REQUESTS / 10);
      const held: number[] = [];
      for (let done = 0; done < REQUESTS; done += step) {
        await askAll(someOf(chance, Math.min(step, REQUESTS - done)), tally);
        held.push(heap());
        // Some requests are good ones, and put people out.
        await world.comeIn();
      }
      const statuses = [...tally.statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
      console.info(`${REQUESTS} requests, ${statuses.join(', ')}`);
      console.info(`heap in MB: ${held.map((one) => Math.round(one / 1024 / 1024)).join(' ')}`);
      if (process.env.FUZZ_TIMES)
        console.info(
          [...tally.slow]
            .sort(([, a], [, b]) => b - a)
            .slice(0, 25)
            .map(([n, ms]) => `${n} ${Math.round(ms)}`)
            .join('\n'),
        );
      expect([...tally.faults.values()].slice(0, 60)).toEqual([]);
      expect((held.at(-1) ?? 0) - (held[1] ?? 0)).toBeLessThan(MOST_GROWTH);
      expect((await world.app.inject('/healthz')).statusCode).toBe(200);
    },
    LONGEST_MS,
  );
});
