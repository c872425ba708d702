import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { importFile } from '../../server/imports/service.ts';
import { loadFigures } from '../../server/indicators/service.ts';
import { commandLineScope } from '../../server/platform/access.ts';
import { readEnvironment } from '../../server/platform/env.ts';
import { type Installation, openInstallation } from '../../server/platform/installation.ts';
import { isRefusal, readPartnerFile } from '../../shared/reading/read-partner-file.ts';
import { siaoFile } from './siao-file.ts';

interface Measure {
  name: string;
  /** Milliseconds at the median, of ours and of the baseline. */
  ours: number;
  baseline: number;
  /** ours ÷ baseline: 1 is as fast, 2 twice as long. */
  ratio: number;
}

const ROUNDS = 60;
const ROWS = 20_000;

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The two in turn, so that a slow moment of the machine weighs on both. */
async function pair(
  name: string,
  ours: () => Promise<unknown>,
  baseline: () => Promise<unknown>,
  rounds: number,
): Promise<Measure> {
  const times: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
  await ours();
  await baseline();
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(await timed(ours));
    times.baseline.push(await timed(baseline));
  }
  const [a, b] = [median(times.ours), median(times.baseline)];
  return { name, ours: a, baseline: b, ratio: a / b };
}

/** The roll-up of a year in one prepared statement: the least that any overview must read. */
function rawYear(pool: pg.Pool) {
  return pool.query({
    name: 'year',
    text: `SELECT i.code, m.month, m.value, m.numerator, m.denominator, m.reported FROM "IndicatorMonth" m
           JOIN "Indicator" i ON i.id = m."indicatorId" WHERE m.audience = 'working' AND m.month BETWEEN $1 AND $2`,
    values: ['2024-01', '2024-12'],
  });
}

async function importMeasure(installation: Installation): Promise<Measure> {
  const { db, pool } = installation;
  const communes = await db.commune.findMany({ select: { inseeCode: true, name: true } });
  const organisation = await db.organisation.findUniqueOrThrow({ where: { code: 'SIAO' } });
  const bytes = siaoFile(ROWS);
  const ours = await timed(async () => {
    const read = readPartnerFile(bytes, 'bench.csv', { today: '2026-01-01', communes });
    if (isRefusal(read)) throw new Error(read.message);
    const counts = { duplicates: read.duplicates.length, superseded: read.superseded.length };
    await importFile(installation, { id: null, name: 'bench' }, commandLineScope(organisation.id), {
      ...read,
      ...counts,
      organisationId: organisation.id,
      fileName: 'bench.csv',
      fileHash: '0'.repeat(64),
    });
  });
  const { rows } = await pool.query('SELECT "keyHash", content::text AS content FROM "RegisterRow"');
  await pool.query('CREATE TABLE bench_rows (key text PRIMARY KEY, content jsonb)');
  const baseline = await timed(() =>
    pool.query('INSERT INTO bench_rows SELECT * FROM unnest($1::text[], $2::jsonb[])', [
      rows.map((row) => row.keyHash),
      rows.map((row) => row.content),
    ]),
  );
  return { name: `import of ${ROWS} rows / one bare INSERT of the same rows`, ours, baseline, ratio: ours / baseline };
}

/** Measures on a fresh embedded database with the demonstration, and prints a table or JSON. */
export async function bench({ json }: { json: boolean }): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-bench-'));
  const start = performance.now();
  const installation = await openInstallation(readEnvironment({ DATA_DIR: folder }));
  const firstOpening = performance.now() - start;
  try {
    const measures = [
      await pair(
        'figures of a year / the same roll-up in one statement',
        () => loadFigures(installation, 'working', { year: 2024 }),
        () => rawYear(installation.pool),
        ROUNDS,
      ),
      await importMeasure(installation),
    ];
    const memory = Math.round(process.memoryUsage().rss / 1e6);
    if (json) console.log(JSON.stringify({ firstOpening, measures, memory }));
    else {
      console.table(
        measures.map(({ name, ours, baseline, ratio }) => ({
          name,
          'ours (ms)': ours.toFixed(1),
          'baseline (ms)': baseline.toFixed(1),
          ratio: ratio.toFixed(2),
        })),
      );
      console.log(`first opening of an empty folder: ${Math.round(firstOpening)} ms; memory: ${memory} MB`);
    }
  } finally {
    await installation.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
