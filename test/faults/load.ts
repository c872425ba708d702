import { setTimeout as pause } from 'node:timers/promises';
import { save, takeFile } from './acts.ts';
import { type Chance, chanceOf } from './chance.ts';
import { loadOfMachine } from './faults.ts';
import { databaseMemory, processMemory } from './memory.ts';
import { openProduct, type Product } from './product.ts';
import { openWorld, type World } from './world.ts';

const READERS = 8;
const ROWS_OF_A_FILE = 500;
/** A fast typist fills a cell a second; a file every ten seconds and a page a second are more than any office does. */
const BETWEEN_SAVES_MS = 1000;
const BETWEEN_FILES_MS = 10_000;
const BETWEEN_PAGES_MS = 1000;
const SAMPLE_MS = 2000;
/** What caches and compiled code take at first is no leak: a fifth of the time, two minutes at most, is not looked at. */
const WARM_UP_SHARE = 0.2;
const LONGEST_WARM_UP_MS = 120_000;

interface Sample {
  minute: number;
  product: number;
  database: number;
}

function sampleOf(product: Product, from: number): Sample {
  return {
    minute: (performance.now() - from) / 60_000,
    product: processMemory(product.pid()).now,
    database: databaseMemory(product.postmaster()),
  };
}

/** Megabytes a minute, by the line that fits best (least squares). */
function slope(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const [minutes, sizes] = [samples.map(({ minute }) => minute), samples.map(of)];
  const [middle, size] = [mean(minutes), mean(sizes)];
  const spread = minutes.reduce((sum, minute) => sum + (minute - middle) ** 2, 0);
  return minutes.reduce((sum, minute, rank) => sum + (minute - middle) * ((sizes[rank] ?? 0) - size), 0) / spread;
}

const quantile = (numbers: readonly number[], share: number) =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? 0;

type Times = Record<'save' | 'file' | 'page', number[]>;

/** Everyone at work until the hour: each act is timed, and followed by a breath that varies. */
function startWork(world: World, chance: Chance, until: number, times: Times): Promise<unknown> {
  const setting = { world, chance, calm: () => true, underWay: new Set<string>() };
  const work = async (kind: keyof Times, between: number, once: () => Promise<unknown>) => {
    await pause(chance.between(0, between));
    while (performance.now() < until) {
      const from = performance.now();
      await once();
      times[kind].push(performance.now() - from);
      await pause(between * (0.5 + chance.next()));
    }
  };
  const reads = ['overview.forYear', 'collection.matrix', 'overview.forYear', 'imports.list'];
  const readers = Array.from({ length: READERS }, (_, rank) => (rank % 2 === 0 ? world.coordinator : world.editor));
  return Promise.all([
    ...world.contributors.map(({ client, cells }) =>
      work('save', BETWEEN_SAVES_MS, () => save(setting, client, chance.pick(cells))),
    ),
    ...world.importers.map((importer) =>
      work('file', BETWEEN_FILES_MS, () => takeFile(setting, importer, ROWS_OF_A_FILE)),
    ),
    ...readers.map((client, rank) =>
      work('page', BETWEEN_PAGES_MS, async () => {
        const procedure = reads[rank % reads.length] ?? 'overview.forYear';
        const answer = await client.query(procedure, procedure === 'overview.forYear' ? { year: 2025, month: 10 } : {});
        if (answer.kind !== 'done') world.ledger.faults.push(`${procedure}: ${JSON.stringify(answer)}`);
      }),
    ),
  ]);
}

/** Sixteen people who type, four who bring files and eight who read, for so many minutes: errors, waits, and whether memory grows. */
export async function load(minutes: number, seed: number) {
  const chance = chanceOf(seed);
  const product = await openProduct();
  try {
    await product.firstStart();
    const world = await openWorld(product);
    const times: Times = { save: [], file: [], page: [] };
    const samples: Sample[] = [];
    const from = performance.now();
    const until = from + minutes * 60_000;
    const sampling = setInterval(() => samples.push(sampleOf(product, from)), SAMPLE_MS);
    const before = loadOfMachine();
    await startWork(world, chance, until, times).finally(() => clearInterval(sampling));
    const { ledger } = world;
    for (const fault of ledger.faults.slice(0, 20)) console.error(fault);
    const warm = Math.min(WARM_UP_SHARE * minutes * 60_000, LONGEST_WARM_UP_MS) / 60_000;
    const steady = samples.filter(({ minute }) => minute > warm);
    const measures = Object.entries(times).map(([act, own]) => ({
      act,
      times: own.length,
      'p50 ms': Math.round(quantile(own, 0.5)),
      'p95 ms': Math.round(quantile(own, 0.95)),
      'p99 ms': Math.round(quantile(own, 0.99)),
      'worst ms': Math.round(Math.max(...own)),
    }));
    return {
      errors: ledger.faults.length,
      measures,
      notes: {
        errors: ledger.faults.length,
        'goal for the 99th percentile of a save, ms': 250,
        'product, MB at the end': Math.round(samples.at(-1)?.product ?? 0),
        'product, MB a minute after warming up': Number(slope(steady, (one) => one.product).toFixed(2)),
        'PostgreSQL, MB at the end': Math.round(samples.at(-1)?.database ?? 0),
        'PostgreSQL, MB a minute after warming up': Number(slope(steady, (one) => one.database).toFixed(2)),
        'work waiting for a processor, at the start and at the end': `${before}, ${loadOfMachine()}`,
        'refused saves (a month was sent or validated)': ledger.counts['save: refused'] ?? 0,
      },
    };
  } finally {
    await product.close();
  }
}
