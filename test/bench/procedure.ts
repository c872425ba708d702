import { Worker } from 'node:worker_threads';
import Fastify from 'fastify';
import { buildApp } from '../../server/app.ts';
import { open, router } from '../../server/platform/trpc.ts';
import { answerProcedures } from '../../server/platform/web/procedure-answers.ts';
import { type Measure, median, type SectionResult, timed } from './measure.ts';
import { withInstallation } from './opened.ts';
import { type Load, load } from './overview.ts';

const CLIENTS = 16;
const REQUESTS = 1600;
const BLOCKS = 8;

/** What the rights and the refusals of the house cost, and nothing else. */
const nothing = router({ nothing: open('session.read').query(() => null) });

async function rate(worker: Worker, asked: Load): Promise<number> {
  const spent = await timed(() => load(worker, asked, CLIENTS, REQUESTS));
  return (REQUESTS * 1000) / spent;
}

/** Requests a second of each, block after block in turn. */
async function rates<Name extends string>(worker: Worker, all: Record<Name, Load>): Promise<Record<Name, number>> {
  const names = Object.keys(all) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const name of names) await rate(worker, all[name]);
  for (let block = 0; block < BLOCKS; block += 1)
    for (const name of names) found[name].push(await rate(worker, all[name]));
  return Object.fromEntries(names.map((name) => [name, median(found[name])])) as Record<Name, number>;
}

const perSecond = (name: string, ours: number, baseline: number): Measure => ({
  ...{ name, ours, baseline },
  ratio: ours / baseline,
  unit: 'requests/s',
});

/** A procedure that does nothing, behind all that the product puts before one, against routes that have less before them. */
export function procedure(): Promise<SectionResult> {
  return withInstallation({ demonstration: false }, async (installation) => {
    const product = await buildApp(installation, null);
    const createContext = ({ id }: { id: string }) => ({ ...installation, requestId: id, viewer: null });
    const answer = answerProcedures({ router: nothing, createContext });
    product.get('/banc/:path', answer);
    product.get('/bare', async () => ({ result: { data: null } }));
    const bare = Fastify();
    bare.get('/nothing', async () => ({ result: { data: null } }));
    const alone = Fastify();
    alone.get('/banc/:path', answer);
    const worker = new Worker(new URL('./http-load.mjs', import.meta.url));
    try {
      const [house, plain, lone] = [
        await product.listen({ port: 0, host: '127.0.0.1' }),
        await bare.listen({ port: 0, host: '127.0.0.1' }),
        await alone.listen({ port: 0, host: '127.0.0.1' }),
      ];
      const asked = (url: string): Load => ({ url, headers: {}, expected: 200 });
      const found = await rates(worker, {
        ours: asked(`${house}/banc/nothing`),
        route: asked(`${house}/bare`),
        lone: asked(`${lone}/banc/nothing`),
        bare: asked(`${plain}/nothing`),
      });
      return {
        measures: [
          perSecond('empty procedure / bare Fastify route, both without the house', found.lone, found.bare),
          perSecond('empty procedure / bare route, both behind the doors of the house', found.ours, found.route),
          perSecond('empty procedure of the house / bare Fastify route', found.ours, found.bare),
        ],
        notes: { clients: CLIENTS, 'requests of each': REQUESTS * BLOCKS, 'goal, requests a second': '0.6 or more' },
      };
    } finally {
      await worker.terminate();
      await Promise.all([product.close(), bare.close(), alone.close()]);
    }
  });
}
