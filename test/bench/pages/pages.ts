import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import Fastify from 'fastify';
import { buildApp } from '../../../server/app.ts';
import type { Installation } from '../../../server/platform/context.ts';
import { createAuth, openSession } from '../../../server/platform/session.ts';
import { type Measure, median, quantile, type SectionOptions, type SectionResult } from '../measure.ts';
import { withInstallation } from '../opened.ts';
import { type Load, load } from '../overview.ts';
import { fillGenerated } from '../overview-data.ts';
import { processorOf } from './page-processor.ts';
import { addressOf, pages, type Role } from './page-questions.ts';
import { type Place, statementOf } from './page-statements.ts';

const BLOCKS = 2;
/** A block lasts about this long, within these numbers of requests a client. */
const BLOCK_MS = 250;
const REQUESTS = { least: 3, most: 40 };
const STATEMENTS = { 1: 20, 16: 80 };
const WRITES = 7;
const GENERATED = { code: 'GEN-4', organisation: 'ORG-1' };
const DEMONSTRATION = { code: 'IND-23', organisation: 'HH' };

async function cookieOf({ db, sessionSecret }: Installation, role: Role, organisationId: number): Promise<string> {
  const id = randomUUID();
  const name = 'Banc';
  const own = role === 'contributor' ? organisationId : null;
  await db.user.create({ data: { id, name, email: `${id}@exemple.fr`, role, organisationId: own } });
  const auth = createAuth({ db, secret: sessionSecret });
  const cookie = await openSession(auth, { id, name }, 'password', { address: '127.0.0.1', userAgent: null });
  return cookie.split(';')[0] ?? '';
}

async function placeIn({ db }: Installation, named: typeof DEMONSTRATION): Promise<Place> {
  const { id } = await db.organisation.findUniqueOrThrow({ where: { code: named.organisation } });
  return { code: named.code, year: 2025, month: '2025-10', organisationId: id };
}

interface Asked {
  worker: Worker;
  ours: Load;
  baseline: Load;
}

const clientsOf = (count: number) => `${count} ${count === 1 ? 'client' : 'clients'}`;

/** Blocks of both in turn; how many requests a block has depends on how long one takes. */
async function compared({ worker, ours, baseline }: Asked, name: string, clients: 1 | 16): Promise<Measure[]> {
  const times: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
  const [first = 1] = await load(worker, ours, 1, 1);
  const each = Math.min(REQUESTS.most, Math.max(REQUESTS.least, Math.round(BLOCK_MS / (first * clients))));
  await load(worker, ours, clients, clients);
  await load(worker, baseline, clients, clients);
  for (let block = 0; block < BLOCKS; block += 1) {
    times.ours.push(...(await load(worker, ours, clients, clients * each)));
    times.baseline.push(...(await load(worker, baseline, clients, STATEMENTS[clients])));
  }
  return [0.5, 0.95].map((share) => {
    const [own, other] = [quantile(times.ours, share), quantile(times.baseline, share)];
    return { name: `${name}, ${clientsOf(clients)}, p${share * 100}`, ours: own, baseline: other, ratio: own / other };
  });
}

/** The first answer after somebody has saved a cell: what rests on cells is worked out again, the rest is not. */
async function afterWrite({ pool }: Installation, { worker, ours, baseline }: Asked, name: string): Promise<Measure> {
  const times: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
  for (let round = 0; round < WRITES; round += 1) {
    await pool.query(`UPDATE "Observation" SET revision = revision + 1 WHERE id = (SELECT min(id) FROM "Observation")`);
    times.ours.push(...(await load(worker, ours, 1, 1)));
    times.baseline.push(...(await load(worker, baseline, 1, 1)));
  }
  const [own, other] = [median(times.ours), median(times.baseline)];
  return { name: `${name}, the first after a write`, ours: own, baseline: other, ratio: own / other };
}

/**
 * Every page of each role over HTTP, session and rights included, against one prepared statement behind a bare server; what each
 * takes of the processor, which says the same on a machine that does something else. `isTimed` false: the latter alone.
 */
export async function measurePages(
  installation: Installation,
  set: string,
  named: typeof DEMONSTRATION,
  roles: readonly Role[],
  isTimed = true,
): Promise<Measure[]> {
  const place = await placeIn(installation, named);
  const product = await buildApp(installation, null);
  const bare = Fastify();
  const texts = new Map<string, string>();
  bare.get<{ Querystring: { page: string } }>('/page', async ({ query: { page } }, reply) => {
    const { rows } = await installation.pool.query({ name: page, text: texts.get(page) ?? '' });
    return reply.type('application/json').send(rows[0].answer);
  });
  const worker = new Worker(new URL('../http-load.mjs', import.meta.url));
  const measures: Measure[] = [];
  try {
    const [address, other] = [await product.listen({ port: 0 }), await bare.listen({ port: 0 })];
    for (const role of roles) {
      const cookie = await cookieOf(installation, role, place.organisationId);
      for (const [page, asks] of Object.entries(pages)) {
        const questions = asks[role]?.(place);
        if (!questions) continue;
        const key = `${page} ${role}`;
        texts.set(
          key,
          statementOf(
            questions.map(([procedure]) => procedure),
            place,
          ),
        );
        const asked: Asked = {
          worker,
          ours: { url: `${address}${addressOf(questions)}`, headers: { cookie }, expected: 200 },
          baseline: { url: `${other}/page?page=${encodeURIComponent(key)}`, headers: {}, expected: 200 },
        };
        const name = `${set}: ${page}, ${role}`;
        measures.push(
          ...(await processorOf(
            name,
            { app: product, url: addressOf(questions), cookie },
            { app: bare, url: `/page?page=${encodeURIComponent(key)}` },
          )),
        );
        if (!isTimed) continue;
        measures.push(...(await compared(asked, name, 1)), ...(await compared(asked, name, 16)));
        if (role === 'coordinator') measures.push(await afterWrite(installation, asked, name));
      }
    }
    return measures;
  } finally {
    await worker.terminate();
    await product.close();
    await bare.close();
  }
}

/**
 * The demonstration with its publication for the three roles; the generated sets, which publish nothing, for those who see
 * figures of their own.
 */
export async function pagesSection({ large }: SectionOptions): Promise<SectionResult> {
  const measures: Measure[] = [];
  const sizes: Record<string, number> = {};
  await withInstallation({ demonstration: true }, async (installation) => {
    await installation.pool.query('VACUUM ANALYZE');
    measures.push(
      ...(await measurePages(installation, 'demonstration', DEMONSTRATION, ['coordinator', 'contributor', 'reader'])),
    );
  });
  for (const [set, isLarge] of large
    ? ([
        ['S', false],
        ['L', true],
      ] as const)
    : ([['S', false]] as const))
    await withInstallation({ demonstration: false }, async (installation) => {
      sizes[`cells, ${set}`] = await fillGenerated(installation, isLarge);
      measures.push(...(await measurePages(installation, set, GENERATED, ['coordinator'])));
    });
  return { measures, notes: sizes };
}
