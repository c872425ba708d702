import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runImport } from '../../../server/imports/command.ts';
import type { WholeFileOptions } from '../../../server/imports/whole-file.ts';
import { encode, type Table, toCsv } from '../../fixtures/tables.ts';
import { type ImportWorld, importWorld } from './import-world.ts';

const titles = ['Date de commission', 'Service demandeur', 'Mesure demandée', 'Décision'];
const day = '12/03/2025';
const [ccas, adefo, spada, cllaj] = [
  [day, 'CCAS', 'AVDL', 'Accord'],
  [day, 'ADEFO', 'IML', 'Refus'],
  [day, 'SPADA', 'GLA', 'Accord'],
  [day, 'CLLAJ', 'ASLL accès', 'Accord'],
];

describe('rows without a number, which their place alone tells apart', () => {
  let world: ImportWorld;
  beforeEach(async () => {
    world = await importWorld({ demonstration: false });
  });
  afterEach(() => world.close());

  const take = (rows: Table, options: WholeFileOptions = {}) =>
    world.takeGiven({ fileName: 'cca.csv', bytes: () => encode(toCsv([titles, ...rows]), 'utf-8') }, options);
  const services = async () => {
    const { rows } = await world.pool.query<{ service: string }>(
      `SELECT content ->> 'service' AS service FROM "RegisterRow" WHERE source = 'cca-request' ORDER BY 1`,
    );
    return rows.map(({ service }) => service);
  };

  it('are the same rows in another order', async () => {
    await take([ccas, ccas, adefo, spada]);
    expect(await take([spada, adefo, ccas, ccas])).toMatchObject({ identical: 4, accepted: 0, absent: 0 });
  });

  it('are not changed by a line that goes above them: that one is absent, and it goes when someone says so', async () => {
    await take([ccas, adefo, spada, cllaj]);
    expect(await take([ccas, spada, cllaj])).toMatchObject({ identical: 3, changed: 0, absent: 1 });
    expect(await services()).toEqual(['ADEFO', 'CCAS', 'CLLAJ', 'SPADA']);
    await take([ccas, spada, cllaj], { absent: 'remove' });
    expect(await services()).toEqual(['CCAS', 'CLLAJ', 'SPADA']);
  });

  it('nor by one that comes above them, or by a correction of another', async () => {
    await take([ccas, spada, cllaj]);
    expect(await take([adefo, ccas, spada, cllaj])).toMatchObject({ identical: 3, accepted: 1, changed: 0 });
    const corrected = [day, 'CCAS', 'AVDL', 'Refus'];
    expect(await take([corrected, adefo, cllaj, spada])).toMatchObject({ identical: 3, accepted: 1, changed: 1 });
    expect(await services()).toEqual(['ADEFO', 'CCAS', 'CLLAJ', 'SPADA']);
    const { rows } = await world.pool.query(
      `SELECT content ->> 'decision' AS decision FROM "RegisterRow" WHERE content ->> 'service' = 'CCAS'`,
    );
    expect(rows).toEqual([{ decision: 'Refus' }]);
  });

  it('nor are two cells of one line of a return, each of which waits: each is told by its own words', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'cellules-'));
    const file = path.join(folder, 'releve.csv');
    writeFileSync(
      file,
      toCsv([
        ['Indicateur', 'janv-25', 'févr-25', 'mars-25'],
        ['Formations : sessions', '2*', '3 ?', '4'],
      ]),
    );
    const said: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
    try {
      await runImport(world.platform, [file, '--json', '--dry-run']);
    } finally {
      log.mockRestore();
      rmSync(folder, { recursive: true });
    }
    const { rejected } = JSON.parse(said.join('')) as { rejected: { column: string; value: string }[] };
    expect(rejected.map(({ column, value }) => [column, value])).toEqual([
      ['janv-25', '2*'],
      ['févr-25', '3 ?'],
    ]);
  });
});
