import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { buildApp } from '../../server/app.ts';
import type { Installation } from '../../server/platform/context.ts';
import { createAuth, openSession } from '../../server/platform/session.ts';
import { lastMonthDue } from '../../shared/domain/figures/figure.ts';
import { yearOf } from '../../shared/domain/month.ts';
import { publishNow } from '../setup/published.ts';
import type { Measure, SectionOptions, SectionResult } from './measure.ts';
import { withInstallation } from './opened.ts';
import { duel } from './overview.ts';
import { baselineServer } from './overview-baseline.ts';
import { fillGenerated } from './overview-data.ts';

/** The session of somebody of the State, as signing in opens it. */
async function readerCookie({ db, sessionSecret }: Installation): Promise<string> {
  const id = randomUUID();
  const name = 'Banc';
  await db.user.create({ data: { id, name, email: `${id}@exemple.fr`, role: 'reader' } });
  const auth = createAuth({ db, secret: sessionSecret });
  const cookie = await openSession(auth, { id, name }, 'password', { address: '127.0.0.1', userAgent: null });
  return cookie.split(';')[0] ?? '';
}

/** A reader's overview over HTTP, session and rights included, against one prepared statement behind a bare server. */
async function readingOf(installation: Installation, name: string): Promise<Measure[]> {
  const product = await buildApp(installation, null);
  const bare = await baselineServer(installation.pool);
  const worker = new Worker(new URL('./http-load.mjs', import.meta.url));
  try {
    const [ours, other] = [await product.listen({ port: 0 }), await bare.listen({ port: 0 })];
    const cookie = await readerCookie(installation);
    const question = encodeURIComponent(JSON.stringify({ year: yearOf(installation.referenceDate()) }));
    const load = {
      url: `${ours}/trpc/overview.forYear?input=${question}`,
      headers: { cookie, 'accept-encoding': 'gzip' },
      expected: 200,
    };
    const baseline = { url: `${other}/overview`, headers: {}, expected: 200 };
    return [
      ...(await duel(worker, `${name}, a reader’s overview`, load, baseline, 1)),
      ...(await duel(worker, `${name}, a reader’s overview`, load, baseline, 16)),
    ];
  } finally {
    await worker.terminate();
    await product.close();
    await bare.close();
  }
}

/** Publishes what is validated: seconds, and the most memory that the process held meanwhile. */
async function publishingOf(installation: Installation) {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  const begun = performance.now();
  const date = installation.referenceDate();
  await publishNow(installation, { through: lastMonthDue(yearOf(date), date) });
  clearInterval(watch);
  return { seconds: ((performance.now() - begun) / 1000).toFixed(1), megabytes: Math.round(most / 1e6) };
}

const told = ({ seconds, megabytes }: Awaited<ReturnType<typeof publishingOf>>) =>
  `${seconds} s, ${megabytes} MB at most`;

/** What readers are answered, and what making a publication takes. */
export async function publication({ large }: SectionOptions): Promise<SectionResult> {
  const demonstration = await withInstallation({ demonstration: true }, async (installation) => {
    const publishing = await publishingOf(installation);
    await installation.pool.query('VACUUM ANALYZE');
    return { measures: await readingOf(installation, 'demonstration'), publishing };
  });
  const generated = await withInstallation({ demonstration: false }, async (installation) => {
    const cells = await fillGenerated(installation, large);
    const publishing = await publishingOf(installation);
    return { measures: await readingOf(installation, `${cells} cells`), publishing, cells };
  });
  return {
    measures: [...demonstration.measures, ...generated.measures],
    notes: {
      'publishing the demonstration': told(demonstration.publishing),
      [`publishing ${generated.cells} cells`]: told(generated.publishing),
    },
  };
}
