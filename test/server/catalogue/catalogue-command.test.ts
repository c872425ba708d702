import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finished, start } from '../operations/command.ts';

const SECOND = path.resolve(import.meta.dirname, '../../fixtures/second-territory.json');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-catalogue-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: string[]) =>
  finished(start(path.join(folder, 'data'), ['catalogue', ...args], { CATALOGUE: SECOND, DATABASE_URL: '' }));

describe('the catalogue from the command line', () => {
  it('starts a folder from another territory’s file, gives it back, and says what a broken one lacks', async () => {
    const written = path.join(folder, 'catalogue.json');
    const exported = await run(['export', written]);
    expect([exported.code, exported.stderr]).toEqual([0, '']);
    const text = readFileSync(written, 'utf8');
    expect(JSON.parse(text).conventions[0].territory).toBe('Pays de Brumes');
    expect(text).not.toContain('Dijon');

    const again = await run(['import', written]);
    expect([again.code, again.stdout.trim()]).toEqual([0, 'Rien à changer. 25\u00a0lignes disent ce qui est déjà là.']);

    // The workbook says the same, and starts nothing new.
    const workbook = path.join(folder, 'catalogue.xlsx');
    expect((await run(['export', workbook])).code).toBe(0);
    const back = await run(['import', workbook]);
    expect([back.code, back.stdout.trim(), back.stderr]).toEqual([0, again.stdout.trim(), '']);

    const broken = path.join(folder, 'casse.json');
    writeFileSync(broken, text.replace('"unit": "dwellings"', '"unit": "maisons"'));
    const refused = await run(['import', broken]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('indicators › B-LOG › unit\u00a0: il faut une de ces valeurs');
    expect((await run(['import'])).code).toBe(2);
  }, 180_000);
});
