import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { runImport } from '../../../server/imports/command.ts';
import { astray, pick, seeded, somebodyIn, tables, written } from '../../fixtures/astray.ts';
import { dump, type ImportWorld } from './import-world.ts';

interface Printed {
  error?: string;
  rows: number;
  accepted: number;
  identical: number;
  duplicates: number;
  superseded: number;
  outOfTerritory: number;
  rejected: unknown[];
}

/** What the command line prints of a file, of which one in three is only tried. */
async function printedOf(world: ImportWorld, bytes: Uint8Array, folder: string, dryRun: boolean): Promise<Printed> {
  const file = path.join(folder, 'fichier.csv');
  writeFileSync(file, bytes);
  const said: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
  try {
    await runImport(world.platform, [file, '--json', ...(dryRun ? ['--dry-run'] : [])]);
  } finally {
    log.mockRestore();
  }
  return JSON.parse(said.join('\n'));
}

/** Files that were disturbed, in which names went astray, by the way of the command line: each receipt adds up, and nobody is kept. */
export function receiptsAddUp(worldOf: () => ImportWorld, files: number, seed: number): void {
  it('of disturbed files account for each row, and keep nobody’s name in any table', async () => {
    const world = worldOf();
    const random = seeded(seed);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'fichiers-perdus-'));
    const wrong: string[] = [];
    let read = 0;
    for (let number = 0; number < files; number += 1) {
      const bytes = written(astray(pick(random, tables), random), random);
      const { error, rejected, ...printed } = await printedOf(world, bytes, folder, random(3) === 0);
      if (error !== undefined) continue;
      read += 1;
      const { rows, accepted, identical, duplicates, superseded, outOfTerritory } = printed;
      const sum = accepted + identical + duplicates + superseded + outOfTerritory + rejected.length;
      if (sum !== rows) wrong.push(`file ${number}: ${sum} of ${rows} rows, ${JSON.stringify(printed)}`);
    }
    rmSync(folder, { recursive: true });
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(read).toBeGreaterThan(files / 3);
    const kept = Object.values(await dump(world.pool)).flat();
    expect(kept.flatMap(somebodyIn).slice(0, 10)).toEqual([]);
  }, 7_200_000);
}
