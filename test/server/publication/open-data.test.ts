import { createHash } from 'node:crypto';
import { Schema } from 'tableschema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvOf } from '../../../server/open-data/service.ts';
import type { TableSchema } from '../../../shared/schemas/open-data.ts';
import { type ApiWorld, apiWorld } from './api-world.ts';

interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  profile: string;
  schema: TableSchema;
}

let api: ApiWorld;
beforeAll(async () => {
  api = await apiWorld();
}, 120_000);
afterAll(() => api.close());

const get = (file: string, headers: Record<string, string> = {}) =>
  api.app.inject({ url: `/donnees-ouvertes/${file}`, headers });
const described = async () => (await get('datapackage.json')).json();
const linesOf = (text: string) =>
  text
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, a, b]) => a?.replaceAll('""', '"') ?? b ?? ''),
    );
const coordinator = () => api.world.as({ role: 'coordinator' });

describe('the data package', () => {
  it('follows the rules of Frictionless: names, licence, and for each file its path, size and fingerprint', async () => {
    const { name, licenses, resources, profile } = await described();
    expect(profile).toBe('tabular-data-package');
    expect(name).toMatch(/^[a-z0-9._-]+$/);
    expect(licenses[0]).toMatchObject({ name: 'etalab-2.0', path: expect.stringMatching(/^https:/) });
    expect(new Set(resources.map((one: Resource) => one.name)).size).toBe(resources.length);
    for (const resource of resources as Resource[]) {
      const { rawPayload } = await get(resource.path);
      expect(resource.path).not.toMatch(/^\/|\.\./);
      expect(resource.bytes).toBe(rawPayload.length);
      expect(resource.hash).toBe(`sha256:${createHash('sha256').update(rawPayload).digest('hex')}`);
    }
  });

  it('holds tables that their own Table Schema accepts, row by row, with unique keys', async () => {
    const { resources } = await described();
    for (const { path, schema } of resources as Resource[]) {
      const checked = await Schema.load(schema as never);
      expect(checked.errors, path).toEqual([]);
      const [header = [], ...rows] = linesOf((await get(path)).body);
      expect(header).toEqual(schema.fields.map((one) => one.name));
      expect(rows.length, path).toBeGreaterThan(0);
      for (const row of rows) checked.castRow(row);
      const keys = rows.map((row) => JSON.stringify(schema.primaryKey.map((key) => row[header.indexOf(key)])));
      expect(new Set(keys).size, path).toBe(rows.length);
    }
  });

  it('names no indicator that is not described, and describes every column in the dictionary', async () => {
    const { resources } = await described();
    const [, ...known] = linesOf((await get('indicateurs.csv')).body);
    const codes = new Set(known.map(([code]) => code));
    for (const file of ['chiffres-mensuels.csv', 'chiffres-annuels.csv']) {
      const [, ...rows] = linesOf((await get(file)).body);
      expect(rows.filter(([code]) => !codes.has(code))).toEqual([]);
    }
    const [, ...dictionary] = linesOf((await get('dictionnaire.csv')).body);
    const columns = (resources as Resource[])
      .filter(({ name }) => name !== 'dictionnaire')
      .flatMap(({ schema }) => schema.fields);
    expect(dictionary).toHaveLength(columns.length);
  });

  it('says in its title and on every row of figures that a demonstration is fictitious', async () => {
    expect((await described()).title).toContain('[Données fictives]');
    const [header = [], ...rows] = linesOf((await get('chiffres-mensuels.csv')).body);
    expect(rows.every((row) => row[header.indexOf('fictif')] === 'true')).toBe(true);
  });

  it('says nothing that a reader does not see on screen', async () => {
    const [, ...rows] = linesOf((await get('chiffres-annuels.csv')).body);
    const { figures } = await api.world.as({ role: 'reader' }).overview.forYear({ year: 2024 });
    const stateOf = ({ hidden, value, coverage }: (typeof figures)[number]) => {
      if (hidden) return 'secret';
      if (value !== null) return 'connu';
      return coverage.cells.expected === 0 ? 'rien d’attendu' : 'non reçu';
    };
    const shown = figures.map((one) => [one.code, stateOf(one), one.value === null ? '' : String(one.value)]);
    expect(rows.filter(([, year]) => year === '2024').map(([code, , , state, value]) => [code, state, value])).toEqual(
      shown,
    );
    const months = linesOf((await get('chiffres-mensuels.csv')).body);
    expect(months.some((row) => row[2] === 'secret' && row[3] === '')).toBe(true);
  });

  it('gives the flow of people without a home, whose known months are in balance', async () => {
    const [header = [], ...rows] = linesOf((await get('flux-sans-domicile.csv')).body);
    const at = (row: string[], name: string) => Number(row[header.indexOf(name)]);
    const open = rows.filter((row) =>
      ['debut', 'entrees', 'sorties', 'file_active'].every((name) => /^\d+$/.test(row[header.indexOf(name)] ?? '')),
    );
    expect(open.length).toBeGreaterThan(0);
    for (const row of open)
      expect(at(row, 'debut') + at(row, 'entrees') - at(row, 'sorties')).toBe(at(row, 'file_active'));
  });

  it('is not sent again to whoever has it', async () => {
    const first = await get('datapackage.json');
    const again = await get('datapackage.json', { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get('datapackage.json', { 'if-none-match': '"autre"' })).statusCode).toBe(200);
  });

  it('is closed to everybody once the coordination has closed it, and changes with the figures', async () => {
    await coordinator().openData.publish({ published: false, reason: 'essai de fermeture' });
    expect((await get('datapackage.json')).statusCode).toBe(404);
    expect((await get('chiffres-mensuels.csv')).statusCode).toBe(404);
    await coordinator().openData.publish({ published: true, reason: 'essai d’ouverture' });
    expect((await get('datapackage.json')).statusCode).toBe(200);
  });

  it('never lets a text become a formula, and leaves a negative number a number', () => {
    const schema = { fields: [{ name: 'a' }], primaryKey: [], missingValues: [''] } as unknown as TableSchema;
    expect(csvOf({ schema, rows: [['=1+1'], [-3], ['@x, "y"']] })).toBe(`a\r\n'=1+1\r\n-3\r\n"'@x, ""y"""\r\n`);
  });
});
