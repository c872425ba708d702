import { createHmac, randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { buildApp } from '../../server/app.ts';
import type { Installation } from '../../server/platform/installation.ts';
import { type Measure, measure, median, quantile, type SectionOptions, type SectionResult, timed } from './measure.ts';
import { withInstallation } from './opened.ts';
import { answerOf, baselineServer } from './overview-baseline.ts';
import { fillGenerated } from './overview-data.ts';

const QUESTION = `/trpc/overview.forYear?input=${encodeURIComponent(JSON.stringify({ year: 2025, month: 12 }))}`;
const BLOCKS = 6;
const COLD_ROUNDS = 25;

/** A coordinator's session, signed as the product signs its cookies. */
async function coordinatorCookie({ db, sessionSecret }: Installation): Promise<string> {
  const [id, token] = [randomUUID(), randomUUID()];
  await db.user.create({ data: { id, name: 'Banc', email: `${id}@exemple.fr`, role: 'coordinator' } });
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db.session.create({ data: { id: randomUUID(), userId: id, token, expiresAt } });
  const signature = createHmac('sha256', sessionSecret).update(token).digest('base64');
  return `obs.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}

interface Load {
  url: string;
  headers: Record<string, string>;
  expected: number;
}

function load(worker: Worker, { url, headers, expected }: Load, clients: number, requests: number): Promise<number[]> {
  return new Promise((resolve, reject) => {
    worker.once('message', ({ times, failure }: { times: number[]; failure: string | null }) =>
      failure ? reject(new Error(failure)) : resolve(times),
    );
    worker.postMessage({ url, headers, expected, clients, requests });
  });
}

/** Blocks of requests, ours and the baseline's in turn. */
async function duel(worker: Worker, label: string, ours: Load, baseline: Load, clients: number): Promise<Measure[]> {
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

async function measureOn(
  installation: Installation,
  name: string,
): Promise<{ measures: Measure[]; kilobytes: number }> {
  const [product, bare] = [await buildApp(installation, null), await baselineServer(installation.pool)];
  const worker = new Worker(new URL('./http-load.mjs', import.meta.url));
  try {
    const [address, other] = await Promise.all([product.listen({ port: 0 }), bare.listen({ port: 0 })]);
    const cookie = await coordinatorCookie(installation);
    const first = await fetch(`${address}${QUESTION}`, { headers: { cookie, 'accept-encoding': 'identity' } });
    const body = await first.text();
    const ours = { url: `${address}${QUESTION}`, headers: { cookie, 'accept-encoding': 'gzip' }, expected: 200 };
    const kept = {
      ...ours,
      headers: { ...ours.headers, 'if-none-match': String(first.headers.get('etag')) },
      expected: 304,
    };
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

/** How much longer the same question takes on ten million observations than on 144 000. */
function growth(small: Measure[], large: Measure[]): Measure[] {
  return [0, 1, 2, 3].flatMap((rank) => {
    const [a, b] = [small[rank], large[rank]];
    return a && b ? [measure(a.name.replace(/^[^,]+/u, 'ten million / 144 000'), b.ours, a.ours)] : [];
  });
}

/** All the overview's data over HTTP, session and rights included, against one prepared statement behind a bare server. */
export async function overview({ large }: SectionOptions): Promise<SectionResult> {
  const demonstration = await withInstallation({ demonstration: true }, async (installation, opening) => {
    await installation.pool.query('VACUUM ANALYZE');
    return { ...(await measureOn(installation, 'demonstration')), opening };
  });
  const generated = (isLarge: boolean, name: string) =>
    withInstallation({ demonstration: false }, async (installation) => {
      const cells = await fillGenerated(installation, isLarge);
      return { ...(await measureOn(installation, name)), cells };
    });
  const small = await generated(false, '144 000 cells');
  const big = large ? await generated(true, '10 million cells') : null;
  return {
    measures: [
      ...demonstration.measures,
      ...small.measures,
      ...(big ? [...big.measures, ...growth(small.measures, big.measures)] : []),
    ],
    notes: {
      'first opening of an empty folder, ms': Math.round(demonstration.opening),
      'answer of the demonstration, kB before compression': demonstration.kilobytes,
      'answer of the generated set, kB before compression': small.kilobytes,
      'cells, small set': small.cells,
      ...(big && { 'cells, large set': big.cells }),
    },
  };
}
