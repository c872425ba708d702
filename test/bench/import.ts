import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ImportMeasured } from './import-child.ts';
import { type Measure, measure, type SectionOptions, type SectionResult } from './measure.ts';
import { writeSiaoFile } from './siao-file.ts';

/** As `npm run import` runs: what the command may take of the memory, and a bundle instead of the source. */
const flags = [
  ...['--max-semi-space-size=4', '--max-old-space-size=256', '--no-allocation-site-pretenuring'],
  '--liftoff-only',
];
const builder = path.resolve(import.meta.dirname, '../../server/build.mjs');
const program = path.resolve(import.meta.dirname, '../../dist/bench-import/import-child.mjs');

function run(args: string[]): string {
  const child = spawnSync(process.execPath, [...flags, program, ...args], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return child.stdout;
}

/** One import in a process of its own, so that its memory is its own, on a folder that is not at its first start. */
function measured(folder: string, file: string): ImportMeasured {
  const data = path.join(folder, `data-${path.basename(file)}`);
  run([data]);
  return JSON.parse(run([data, file])) as ImportMeasured;
}

const seconds = (milliseconds: number) => milliseconds / 1000;

/**
 * A file through the real path (read, checked, under pseudonyms, compared, written, figures and ledger made again) against
 * PostgreSQL's COPY of the same rows into the same kind of table, and into a bare one, in the same run.
 */
export async function importSection({ large }: SectionOptions): Promise<SectionResult> {
  execFileSync(process.execPath, [
    builder,
    '--bundle',
    'test/bench/import-child.ts',
    path.basename(path.dirname(program)),
  ]);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-bench-'));
  const measures: Measure[] = [];
  const notes: Record<string, string | number> = {};
  try {
    for (const rows of large ? [100_000, 1_000_000] : [100_000]) {
      const file = path.join(folder, `siao-${rows}.csv`);
      writeSiaoFile(file, rows);
      const one = measured(folder, file);
      const count = rows.toLocaleString('en');
      measures.push(measure(`${count} rows, against COPY of the stored rows`, one.whole, one.copyStored));
      measures.push(measure(`${count} rows, against COPY of the bare cells`, one.whole, one.copyBare));
      notes[`${count} rows: rows per second`] = Math.round(rows / seconds(one.whole));
      notes[`${count} rows: of which reading, checking and staging`] =
        `${Math.round(rows / seconds(one.staging))} rows/s`;
      notes[`${count} rows: peak memory of the importing process`] =
        `${one.peakMemory} MB, of which ${one.memoryBefore} before the first row`;
      notes[`${count} rows: longest pause of a server that takes them from a browser`] = `${one.longestPause} ms`;
      rmSync(file);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { measures, notes };
}
