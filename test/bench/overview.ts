import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { buildApp } from '../../server/app.ts';
import type { Installation } from '../../server/platform/context.ts';
import { createAuth, openSession } from '../../server/platform/session.ts';
import { type Measure, measure, median, quantile, type SectionOptions, type SectionResult, timed } from './measure.ts';
import { withInstallation } from './opened.ts';
import { answerOf, baselineServer } from './overview-baseline.ts';
import { fillGenerated } from './overview-data.ts';

const QUESTION = `/trpc/overview.forYear?input=${encodeURIComponent(JSON.stringify({ year: 2025, month: 12 }))}`;
const BLOCKS = 6;
const COLD_ROUNDS = 25;

/** A coordinator's session, as signing in opens it. */
export async function coordinatorCookie({ db, sessionSecret }: Installation): Promise<string> {
  const id = randomUUID();
  const name = 'Banc';
  await db.user.create({ data: { id, name, email: `${id}@exemple.fr`, role: 'coordinator' } });
  const auth = createAuth({ db, secret: sessionSecret });
  const cookie = await openSession(auth, { id, name }, 'password', { address: '127.0.0.1', userAgent: null });
  return cookie.split(';')[0] ?? '';
}

export interface Load {
  url: string;
  headers: Record<string, string>;
  expected: number;
}

export function load(
  worker: Worker,
  { url, headers, expected }: Load,
  clients: number,
  requests: number,
): Promise<number[]> {
  return new Promise((resolve, reject) => {
    worker.once('message', ({ times, failure }: { times: number[]; failure: string | null }) =>
      failure ? reject(new Error(failure)) : resolve(times),
    );
    worker.postMessage({ url, headers, expected, clients, requests });
  });
}

/** Blocks of requests, ours and the baseline's in turn. */
export async function duel(
  worker: Worker,
  label: string,
  ours: Load,
  baseline: Load,
  clients: number,
): Promise<Measure[]> {
  const requests = clients * 40;
  const times: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
  await load(worker, ours, clients, requests);
  await load(worker, baseline, clients, requests);
  for (let block = 0; block < BLOCKS; block += 1) {
    times.ours.push(...(await load(worker, ours, clients, requests)));
    times.baseline.push(...(await load(worker, baseline, clients, requests)));
  }
  const words = `${label}, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
  return [0.5, 0.95].map((share) =>
    measure(`${words}, p${share * 100}`, quantile(times.ours, share), quantile(times.baseline, share)),
  );
}

/** The first answer after a write, when everything is worked out again; the baseline has no such moment. */
async function afterWrite({ db, pool }: Installation, name: string, ask: () => Promise<unknown>): Promise<Measure> {
  const times: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
  for (let round = 0; round < COLD_ROUNDS; round += 1) {
    await db.setting.upsert({
      where: { name: 'bench' },
      create: { name: 'bench', value: round },
      update: { value: round },
    });
    times.ours.push(await timed(ask));
    times.baseline.push(await timed(() => answerOf(pool)));
  }
  return measure(`${name}, the first answer after a write`, median(times.ours), median(times.baseline));
}

/** The product listening on a database, asked as the coordinator. */
export async function asked(installation: Installation) {
  const product = await buildApp(installation, null);
  const address = await product.listen({ port: 0 });
  const cookie = await coordinatorCookie(installation);
  const load: Load = { url: `${address}${QUESTION}`, headers: { cookie, 'accept-encoding': 'gzip' }, expected: 200 };
  return { product, cookie, load };
}

async function measureOn(
  installation: Installation,
  name: string,
): Promise<{ measures: Measure[]; kilobytes: number }> {
  const { product, cookie, load: ours } = await asked(installation);
  const bare = await baselineServer(installation.pool);
  const worker = new Worker(new URL('./http-load.mjs', import.meta.url));
  try {
    const other = await bare.listen({ port: 0 });
    const first = await fetch(ours.url, { headers: { cookie, 'accept-encoding': 'identity' } });
    const body = await first.text();
    const etag = String(first.headers.get('etag'));
    const kept = { ...ours, headers: { ...ours.headers, 'if-none-match': etag }, expected: 304 };
    const baseline = { url: `${other}/overview`, headers: {}, expected: 200 };
    const measures = [
      ...(await duel(worker, `${name}, whole answer`, ours, baseline, 1)),
      ...(await duel(worker, `${name}, whole answer`, ours, baseline, 16)),
      ...(await duel(worker, `${name}, answer kept by the browser`, kept, baseline, 1)),
      ...(await duel(worker, `${name}, answer kept by the browser`, kept, baseline, 16)),
      await afterWrite(installation, name, () => product.inject({ url: QUESTION, headers: { cookie } })),
    ];
    return { measures, kilobytes: Math.round(body.length / 1000) };
  } finally {
    await worker.terminate();
    await product.close();
    await bare.close();
  }
}

/** How much longer the same question takes on ten million observations than on 144 000, the two in turn. */
async function growth(large: Installation, small: Installation): Promise<Measure[]> {
  const [big, little] = [await asked(large), await asked(small)];
  const worker = new Worker(new URL('./http-load.mjs', import.meta.url));
  try {
    const measures: Measure[] = [];
    for (const clients of [1, 16])
      measures.push(...(await duel(worker, 'ten million / 144 000 cells', big.load, little.load, clients)));
    return measures;
  } finally {
    await worker.terminate();
    await big.product.close();
    await little.product.close();
  }
}

async function generatedSets(large: boolean) {
  return withInstallation({ demonstration: false }, async (small) => {
    const cells = await fillGenerated(small, false);
    const { measures, kilobytes } = await measureOn(small, '144 000 cells');
    if (!large) return { measures, kilobytes, cells };
    return withInstallation({ demonstration: false }, async (big) => {
      const largeCells = await fillGenerated(big, true);
      const { measures: more } = await measureOn(big, '10 million cells');
      return { measures: [...measures, ...more, ...(await growth(big, small))], kilobytes, cells, largeCells };
    });
  });
}

/** All the overview's data over HTTP, session and rights included, against one prepared statement behind a bare server. */
export async function overview({ large }: SectionOptions): Promise<SectionResult> {
  const demonstration = await withInstallation({ demonstration: true }, async (installation, opening) => {
    await installation.pool.query('VACUUM ANALYZE');
    return { ...(await measureOn(installation, 'demonstration')), opening };
  });
  const generated = await generatedSets(large);
  return {
    measures: [...demonstration.measures, ...generated.measures],
    notes: {
      'first opening of an empty folder, ms': Math.round(demonstration.opening),
      'answer of the demonstration, kB before compression': demonstration.kilobytes,
      'answer of the generated set, kB before compression': generated.kilobytes,
      'cells, small set': generated.cells,
      ...('largeCells' in generated && { 'cells, large set': generated.largeCells }),
    },
  };
}
