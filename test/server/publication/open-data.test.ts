import { createHash } from 'node:crypto';
import { Schema } from 'tableschema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvOf } from '../../../server/open-data/files.ts';
import type { TableSchema } from '../../../shared/schemas/open-data.ts';
import { type ApiWorld, apiWorld } from './api-world.ts';
import { cellsOfCsv } from './csv-cells.ts';

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
  api = await apiWorld(undefined, { published: true });
}, 240_000);
afterAll(() => api.close());

const get = (file: string, headers: Record<string, string> = {}) =>
  api.app.inject({ url: `/donnees-ouvertes/${file}`, headers });
const described = async () => (await get('datapackage.json')).json();
const tableOf = async (file: string) => {
  const [header = [], ...rows] = cellsOfCsv((await get(file)).body, ',');
  return { header, rows, at: (row: string[], name: string) => row[header.indexOf(name)] ?? '' };
};
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
      const { header, rows, at } = await tableOf(path);
      expect(header).toEqual(schema.fields.map((one) => one.name));
      expect(rows.length, path).toBeGreaterThan(0);
      for (const row of rows) checked.castRow(row);
      const keys = rows.map((row) => JSON.stringify(schema.primaryKey.map((key) => at(row, key))));
      expect(new Set(keys).size, path).toBe(rows.length);
    }
  });

  it('names no indicator that is not described, and describes every column in the dictionary', async () => {
    const { resources } = await described();
    const known = new Map((await tableOf('indicateurs.csv')).rows.map(([code, label, unit]) => [code, [label, unit]]));
    for (const file of ['chiffres-mensuels.csv', 'chiffres-annuels.csv']) {
      const { rows, at } = await tableOf(file);
      const said = rows.map((row) => [at(row, 'libelle'), at(row, 'unite')]);
      expect(said).toEqual(rows.map((row) => known.get(at(row, 'indicateur'))));
    }
    const columns = (resources as Resource[])
      .filter(({ name }) => name !== 'dictionnaire')
      .flatMap(({ schema }) => schema.fields);
    expect((await tableOf('dictionnaire.csv')).rows).toHaveLength(columns.length);
  });

  it('says its states and its codes in words, and its dictionary in French', async () => {
    const { rows, at } = await tableOf('dictionnaire.csv');
    const titles = new Map(rows.map((row) => [at(row, 'colonne'), at(row, 'titre')]));
    expect(titles.get('nouvellement_identifies')).toBe('Nouvellement identifiés');
    expect(titles.get('debut')).toBe('File active au début');
    for (const row of rows) {
      expect(at(row, 'titre')).toMatch(/^[A-ZÀ-Ý][^_]*$/u);
      expect(at(row, 'description')).toMatch(/^[A-ZÀ-Ýc].*\.$/u);
      expect(at(row, 'description')).not.toMatch(/ [:;!?»]|« /u);
    }
    const spoken = ['chiffres-mensuels.csv', 'indicateurs.csv', 'flux-sans-domicile.csv'];
    for (const file of spoken)
      expect((await get(file)).body).not.toMatch(/persons|households|percent|not-expected|hidden|missing|menages/);
    const flows = await tableOf('flux-sans-domicile.csv');
    expect(new Set(flows.rows.map((row) => flows.at(row, 'unite')))).toEqual(new Set(['ménages', 'personnes']));
    expect(flows.rows.flat().filter((cell) => cell === '')).toEqual([]);
  });

  it('says in its title and on every row of figures that a demonstration is fictitious', async () => {
    expect(await described()).toMatchObject({ title: expect.stringContaining('[Données fictives]'), fictif: true });
    const { rows, at } = await tableOf('chiffres-mensuels.csv');
    expect(rows.every((row) => at(row, 'fictif') === 'true')).toBe(true);
  });

  it('says nothing that a reader does not see on screen', async () => {
    const { rows, at } = await tableOf('chiffres-annuels.csv');
    const { figures } = await api.world.as({ role: 'reader' }).overview.forYear({ year: 2024 });
    const stateOf = ({ hidden, value, coverage }: (typeof figures)[number]) => {
      if (hidden) return 'masqué (secret statistique)';
      if (value !== null) return 'connu';
      return coverage.cells.expected === 0 ? 'rien d’attendu' : 'non reçu';
    };
    const shown = figures.map((one) => [one.code, stateOf(one), one.value === null ? '' : String(one.value)]);
    const of2024 = rows.filter((row) => at(row, 'annee') === '2024');
    expect(of2024.map((row) => ['indicateur', 'etat', 'valeur'].map((name) => at(row, name)))).toEqual(shown);
    const months = await tableOf('chiffres-mensuels.csv');
    const hidden = months.rows.filter((row) => months.at(row, 'etat') === 'masqué (secret statistique)');
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.every((row) => months.at(row, 'valeur') === '')).toBe(true);
  });

  it('gives the flow of people without a home, whose known months are in balance', async () => {
    const { rows, at } = await tableOf('flux-sans-domicile.csv');
    const sides = ['debut', 'entrees', 'sorties', 'file_active'];
    const open = rows.filter((row) => sides.every((name) => /^\d+$/.test(at(row, name))));
    expect(open.length).toBeGreaterThan(0);
    for (const row of open) {
      const [start = 0, inflow = 0, outflow = 0, active = 0] = sides.map((name) => Number(at(row, name)));
      expect(start + inflow - outflow).toBe(active);
    }
  });

  it('is not sent again to whoever has it', async () => {
    const first = await get('datapackage.json');
    const again = await get('datapackage.json', { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get('datapackage.json', { 'if-none-match': '"autre"' })).statusCode).toBe(200);
  });

  it('is closed to everybody once the coordination has closed it, every publication of it', async () => {
    const files = ['datapackage.json', 'chiffres-mensuels.csv', 'publications/1/chiffres-mensuels.csv'];
    const statuses = async () => Promise.all(files.map(async (file) => (await get(file)).statusCode));
    await coordinator().openData.setOpen({ open: false, reason: 'essai de fermeture' });
    expect(await statuses()).toEqual([404, 404, 404]);
    await coordinator().openData.setOpen({ open: true, reason: 'essai d’ouverture' });
    expect(await statuses()).toEqual([200, 200, 200]);
  });

  it('never lets a text become a formula, and leaves a negative number a number', () => {
    const schema = { fields: [{ name: 'a' }], primaryKey: [], missingValues: [''] } as unknown as TableSchema;
    expect(csvOf({ schema, rows: [['=1+1'], [-3], ['@x, "y"']] })).toBe(`a\r\n'=1+1\r\n-3\r\n"'@x, ""y"""\r\n`);
  });

  it('has beside each table the one that a French spreadsheet opens: its mark, semicolons, decimal commas', async () => {
    for (const { path } of (await described()).resources as Resource[]) {
      const standard = cellsOfCsv((await get(path)).body, ',');
      const { rawPayload, headers } = await get(path.replace('.csv', '-excel.csv'));
      expect([...rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      const words: Record<string, string> = { true: 'vrai', false: 'faux' };
      const inFrench = (cell: string) => words[cell] ?? cell.replace(/^(-?\d+)\.(\d+)$/, '$1,$2');
      const excel = cellsOfCsv(rawPayload.subarray(3).toString('utf8'), ';');
      expect(excel).toEqual(standard.map((row) => row.map(inFrench)));
    }
    expect((await get('chiffres-mensuels-excel.csv')).body).toMatch(/;\d+,\d+;/);
  });
});
