import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { demonstrationAccounts } from '../../prisma/seed/seed-accounts.ts';
import { signIn } from '../faults/client.ts';
import { databaseMemory, processMemory } from '../faults/memory.ts';
import { openProduct, type Product } from '../faults/product.ts';
import { type Measure, median, type SectionResult } from './measure.ts';
import { load } from './overview.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const STARTS = 5;
const PAGES = 2000;
const REST_MS = 3000;
/** What a first load may weigh before charts, compressed. */
const FIRST_LOAD_BYTES = 170_000;

/** The least that a server in this language is: Fastify with one route, in plain JavaScript. */
const BARE = `import Fastify from 'fastify'; const app = Fastify(); app.get('/healthz', async () => ({ ok: true }));
  await app.listen({ port: 0, host: '127.0.0.1' }); process.stdout.write('ready ' + process.memoryUsage().rss);`;

function bareServer(): Promise<{ child: ChildProcess; time: number; megabytes: number }> {
  const from = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '-e', BARE], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (bytes: Buffer) =>
      resolve({ child, time: performance.now() - from, megabytes: Number(String(bytes).split(' ')[1]) / 1024 ** 2 }),
    );
    child.once('error', reject);
  });
}

async function stopped(product: Product): Promise<void> {
  process.kill(product.pid(), 'SIGTERM');
  while (product.isRunning()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const megabytesOf = (name: string, ours: number, baseline: number): Measure => ({
  ...{ name, ours, baseline },
  ratio: ours / baseline,
  unit: 'MB',
});

/** Scripts and styles that the overview names in its page, compressed; null where the interface is not built. */
function firstLoad(): Measure | null {
  const client = path.join(ROOT, 'dist/client');
  if (!existsSync(path.join(client, 'pages.json'))) return null;
  const pages: Record<string, string[]> = JSON.parse(readFileSync(path.join(client, 'pages.json'), 'utf8'));
  const html = readFileSync(path.join(client, 'index.html'), 'utf8');
  const named = [...html.matchAll(/\/(assets\/[\w.-]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');
  const files = new Set([...named, ...(pages['/'] ?? [])].filter((file) => /\.(js|css)$/.test(file)));
  const bytes = [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(client, file)), { level: 9 }).length,
    0,
  );
  return {
    name: 'first load of the overview / its budget',
    ours: bytes / 1000,
    baseline: FIRST_LOAD_BYTES / 1000,
    ratio: bytes / FIRST_LOAD_BYTES,
    unit: 'kB',
  };
}

/** What the product holds at rest, and at the worst of two thousand pages for sixteen readers. */
async function memory(product: Product, bare: number): Promise<{ measures: Measure[]; database: number }> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const rest = processMemory(product.pid()).now;
  const account = demonstrationAccounts[0];
  const { cookie } = await signIn(() => product.address, account);
  const input = encodeURIComponent(JSON.stringify({ code: 'IND-02', year: 2025 }));
  const page = { url: `${product.address}/trpc/indicators.byCode?input=${input}`, headers: { cookie }, expected: 200 };
  const worker = new Worker(new URL('./http-load.mjs', import.meta.url));
  await load(worker, page, 16, PAGES).finally(() => worker.terminate());
  const { most } = processMemory(product.pid());
  return {
    measures: [
      megabytesOf('memory at rest / of a bare Fastify', rest, bare),
      megabytesOf('memory at the worst of 2,000 pages / of a bare Fastify', most, bare),
    ],
    database: databaseMemory(product.postmaster()),
  };
}

/** From the command to the first sign of life on a folder that exists, what the product weighs, and what a browser fetches first. */
export async function start(): Promise<SectionResult> {
  execFileSync(process.execPath, [path.join(ROOT, 'server/build.mjs')], { stdio: 'ignore' });
  const product = await openProduct();
  try {
    const first = await product.start();
    const times = { ours: [] as number[], baseline: [] as number[] };
    let bare = 0;
    for (let round = 0; round < STARTS; round += 1) {
      await stopped(product);
      times.ours.push(await product.start());
      const server = await bareServer();
      server.child.kill();
      bare = server.megabytes;
      times.baseline.push(server.time);
    }
    const [ours, baseline] = [median(times.ours), median(times.baseline)];
    const held = await memory(product, bare);
    const fetched = firstLoad();
    return {
      measures: [
        { name: 'start to the first sign of life / of a bare Fastify', ours, baseline, ratio: ours / baseline },
        ...held.measures,
        ...(fetched ? [fetched] : []),
      ],
      notes: { 'first start, on an empty folder, ms': Math.round(first), 'PostgreSQL, MB': Math.round(held.database) },
    };
  } finally {
    await product.close();
  }
}
