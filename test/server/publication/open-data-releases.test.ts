import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '../../../server/accounts/service.ts';
import { createToken } from '../../../server/api/tokens.ts';
import { buildApp } from '../../../server/app.ts';
import type { Installation } from '../../../server/platform/context.ts';
import { publish } from '../../../server/publishing/service.ts';
import { openDataFiles } from '../../setup/open-files.ts';
import { keepEveryValidated } from '../../setup/validated-cells.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { installationOf } from '../web/served-app.ts';
import { cellsOfCsv } from './csv-cells.ts';
import { elementsOf, xmlOf } from './xml-elements.ts';

/** Three publications of a territory of its own, and what is written between them. */

const SITE = 'https://observatoire.exemple.fr';
const at = (path: string) => `${SITE}/donnees-ouvertes${path}`;
const CODE = 'IND-22';
const MONTH = '2025-05';
let world: ImportWorld;
let installation: Installation;
let app: FastifyInstance;
let now = new Date('2025-10-07T09:00:00Z');
let token: string;
let organisationId: number;

const get = (path: string) => app.inject({ url: `/donnees-ouvertes/${path}` });
const ask = (path: string) => app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` } });

type Act = Parameters<typeof publish>[2];
const make = (act: Pick<Act, 'through'> & Partial<Act>) =>
  publish(installation, { id: null, name: 'Essai' }, { note: null, withdraws: null, seen: null, ...act });

/** Every file of an address and what the API says of the same publication, to the byte. */
async function everything(folder: string, query: string): Promise<Record<string, string>> {
  const { resources } = (await get(`${folder}datapackage.json`)).json();
  const tables = resources.flatMap(({ name }: { name: string }) => [`${name}.csv`, `${name}-excel.csv`]);
  const files = [...tables, 'datapackage.json', 'catalogue.jsonld'];
  const read = files.map(async (file) => [file, (await get(folder + file)).rawPayload.toString('base64')]);
  const asked = ['/catalogue?', '/figures?year=2025&', '/figures?year=2024&'].map((path) => `${path}${query}`);
  const said = asked.map(async (path) => [path, (await ask(path)).body]);
  return Object.fromEntries(await Promise.all([...read, ...said]));
}

const tablesOf = (all: Record<string, string>) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => name.endsWith('.csv')));

async function type(value: number, stage: 'draft' | 'validated'): Promise<void> {
  const { id: indicatorId } = await world.db.indicator.findUniqueOrThrow({ where: { code: CODE } });
  const cell = { organisationId, indicatorId, month: MONTH, state: 'value', origin: 'entry' as const };
  const where = { organisationId, indicatorId, month: MONTH, breakdown: '' };
  const found = await world.db.observation.findFirst({ where, select: { id: true } });
  if (found) await world.db.observation.update({ where: found, data: { value, stage } });
  else await world.db.observation.create({ data: { ...cell, value, stage } });
  if (stage === 'validated') await keepEveryValidated(world.db);
}

async function valueIn(file: string): Promise<string | undefined> {
  const [header = [], ...rows] = cellsOfCsv((await get(file)).body, ',');
  const cell = (row: string[], name: string) => row[header.indexOf(name)];
  const row = rows.find((one) => cell(one, 'indicateur') === CODE && cell(one, 'mois') === MONTH);
  return row && cell(row, 'valeur');
}

beforeAll(async () => {
  world = await importWorld({ demonstration: false });
  installation = { ...installationOf(world, { PUBLIC_URL: SITE }), clock: { now: () => now } };
  app = await buildApp(installation, null);
  const assigned = await world.db.assignment.findFirstOrThrow({ where: { indicator: { code: CODE } } });
  organisationId = assigned.organisationId;
  const person = { name: 'Karim Exemple', email: 'karim@exemple.fr', role: 'contributor' as const, organisationId };
  const id = await createUser(world.db, { ...person, password: 'lanterne-moisson-gravier-81' });
  const asked = { organisationId, name: 'portail', scopes: ['figures:read' as const], days: 300 };
  ({ token } = await createToken(installation, { id, ...person }, asked));
  await type(4321, 'validated');
}, 120_000);
afterAll(async () => {
  await app.close();
  await world.close();
});

describe('before the first publication', () => {
  it('nothing of what is validated is said, by a file or by the API', async () => {
    await world.as({ role: 'coordinator' }).openData.setOpen({ open: true, reason: 'décision du comité' });
    for (const file of ['datapackage.json', 'chiffres-mensuels.csv', 'publications.atom', 'catalogue.jsonld']) {
      const { statusCode, json } = await get(file);
      expect([statusCode, json().message]).toEqual([
        404,
        'Aucune publication à ce jour. La coordination publie les chiffres qu’elle a validés.',
      ]);
    }
    const state = await world.as({ role: 'reader' }).openData.state();
    expect(state).toEqual({ open: true, publication: null, publications: [], files: [] });
    for (const path of ['/figures?year=2025', '/catalogue', '/figures?year=2025&publication=1']) {
      const { statusCode, headers, json } = await ask(path);
      expect([statusCode, json().code]).toEqual([404, 'NOT_PUBLISHED']);
      expect(headers['content-type']).toContain('application/problem+json');
    }
    expect((await ask('/publications')).json()).toEqual({ publications: [] });
  });
});

describe('a publication', () => {
  beforeAll(() => make({ through: '2025-09', note: 'Première <publication> & annexe' }), 120_000);

  it('is at the address of the latest and at its own, for a year in the browser at its own', async () => {
    expect(await valueIn('chiffres-mensuels.csv')).toBe('4321');
    const [latest, own] = [await get('chiffres-mensuels.csv'), await get('publications/1/chiffres-mensuels.csv')];
    expect(own.body).toBe(latest.body);
    expect(latest.headers['content-location']).toBe('/donnees-ouvertes/publications/1/chiffres-mensuels.csv');
    expect(latest.headers['cache-control']).toBe('public, no-cache');
    expect(own.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('publications/1/datapackage.json')).headers['cache-control']).toBe('public, no-cache');
  });

  it('says nothing that is written after it, drafts and validated alike, to the byte', async () => {
    const before = [await everything('', ''), await everything('publications/1/', 'publication=1')];
    await type(98_765, 'draft');
    expect([await everything('', ''), await everything('publications/1/', 'publication=1')]).toEqual(before);
    await type(98_765, 'validated');
    const after = [await everything('', ''), await everything('publications/1/', 'publication=1')];
    expect(after).toEqual(before);
    // Made again from what is kept, without what the process remembers.
    for (const [name, { bytes }] of await openDataFiles({ readers: new Proxy(installation.readers, {}) }, 1))
      expect(bytes.toString('base64'), name).toBe(before[1]?.[name]);
  });

  it('is answered by the API with its number, its last month and its fingerprint', async () => {
    const { publication, year, figures } = (await ask('/figures?year=2025')).json();
    expect(publication).toMatchObject({ number: 1, through: '2025-09', fictitious: false, withdrawn: null });
    expect(publication.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const figure = figures.find(({ indicator }: { indicator: string }) => indicator === CODE);
    expect([year, figure.months.find(({ month }: { month: string }) => month === MONTH).value]).toEqual([2025, 4321]);
    expect((await ask('/figures?year=2031')).statusCode).toBe(404);
    expect((await ask('/figures?year=2025&publication=0')).statusCode).toBe(400);
  });
});

describe('the next one', () => {
  let first: Record<string, string>;
  beforeAll(async () => {
    first = await everything('publications/1/', 'publication=1');
    now = new Date('2025-11-07T09:00:00Z');
    await make({ through: '2025-10' });
  }, 120_000);

  it('takes the address of the latest, and changes nothing of the one before', async () => {
    expect(await valueIn('chiffres-mensuels.csv')).toBe('98765');
    expect(await valueIn('publications/2/chiffres-mensuels.csv')).toBe('98765');
    expect(await everything('publications/1/', 'publication=1')).toEqual(first);
  });

  it('is not there under a number that nobody gave', async () => {
    for (const number of ['3', '0', '01', '-1', 'un', '99999999'])
      expect((await get(`publications/${number}/datapackage.json`)).statusCode, number).toBe(404);
    expect((await get('publications/1/publications.atom')).statusCode).toBe(404);
  });
});

describe('a publication that is withdrawn', () => {
  let tables: Record<string, string>;
  beforeAll(async () => {
    tables = tablesOf(await everything('publications/2/', 'publication=2'));
    await type(56, 'validated');
    now = new Date('2025-11-12T09:00:00Z');
    const withdraws = { number: 2, why: 'mai compté deux fois' };
    await make({ through: '2025-10', note: 'Mai corrigé', withdraws });
  }, 120_000);

  it('says so in its descriptions and by the API, and keeps its files as they were', async () => {
    expect(tablesOf(await everything('publications/2/', 'publication=2'))).toEqual(tables);
    const told = (await get('publications/2/datapackage.json')).json();
    expect(told.publication.retiree).toEqual({ par: 3, date: now.toISOString(), motif: 'mai compté deux fois' });
    expect(told.title).toMatch(/^\[Publication retirée\]/);
    const version = (await get('publications/2/catalogue.jsonld')).json();
    expect(version['adms:status']['@id']).toMatch(/\/WITHDRAWN$/);
    const { publication } = (await ask('/figures?year=2025&publication=2')).json();
    expect(publication.withdrawn).toEqual({ by: 3, why: 'mai compté deux fois' });
    const { publications } = (await ask('/publications')).json();
    const all = publications.map(({ number, withdrawn }: { number: number; withdrawn: object | null }) => {
      return [number, withdrawn !== null];
    });
    expect(all).toEqual([
      [3, false],
      [2, true],
      [1, false],
    ]);
  });

  it('is an entry of the feed that says so; ids stay, dates move, links lead to its files', async () => {
    const { body, headers } = await get('publications.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const feed = xmlOf(body);
    expect(feed.name).toBe('feed');
    expect(feed.attributes.xmlns).toBe('http://www.w3.org/2005/Atom');
    const texts = (of: typeof feed, name: string) => elementsOf(of, name).map(({ text }) => text);
    expect(texts(feed, 'id')).toEqual([at('/publications.atom')]);
    expect(texts(feed, 'updated')).toEqual(['2025-11-12T09:00:00.000Z']);
    expect(elementsOf(feed, 'author').flatMap((author) => texts(author, 'name'))).toHaveLength(1);
    const entries = elementsOf(feed, 'entry');
    expect(entries.map((one) => texts(one, 'id')[0])).toEqual(
      [3, 2, 1].map((number) => at(`/publications/${number}/datapackage.json`)),
    );
    expect(entries.map((one) => [texts(one, 'published')[0], texts(one, 'updated')[0]])).toEqual([
      ['2025-11-12T09:00:00.000Z', '2025-11-12T09:00:00.000Z'],
      ['2025-11-07T09:00:00.000Z', '2025-11-12T09:00:00.000Z'],
      ['2025-10-07T09:00:00.000Z', '2025-10-07T09:00:00.000Z'],
    ]);
    expect(entries.map((one) => elementsOf(one, 'category').map(({ attributes }) => attributes.term))).toEqual([
      [],
      ['retiree'],
      [],
    ]);
    expect(texts(entries[1] ?? feed, 'title')[0]).toMatch(/^Retirée\u00a0: Publication 2 du 7\u00a0novembre 2025/);
    expect(texts(entries[1] ?? feed, 'summary')[0]).toContain('par la publication 3\u00a0: mai compté deux fois');
    expect(texts(entries[2] ?? feed, 'summary')).toEqual(['Première <publication> & annexe']);
    for (const entry of entries) {
      const links = elementsOf(entry, 'link').map(({ attributes }) => [attributes.rel, attributes.href ?? '']);
      expect(links.map(([rel]) => rel)).toContain('alternate');
      expect(links.every(([, href]) => href?.startsWith(`${SITE}/donnees-ouvertes`))).toBe(true);
    }
    expect(body).not.toContain('Essai');
  });
});

type Described = Record<string, never> & { '@type': string; '@id': string };
type Distribution = Described & {
  'dcat:downloadURL': { '@id': string };
  'dcat:byteSize': { '@value': string };
  'spdx:checksum': { 'spdx:checksumValue': { '@value': string } };
};

describe('the description for portals', () => {
  const dataset = [
    ...['dct:title', 'dct:description', 'dct:identifier', 'dct:issued', 'dct:modified', 'dct:publisher'],
    ...['dct:temporal', 'dct:spatial', 'dct:language', 'dct:license', 'dct:accessRights', 'dcat:theme'],
    ...['dcat:keyword', 'dcat:landingPage', 'dcat:version', 'dcat:distribution'],
  ];
  const distribution = [
    ...['dct:title', 'dct:description', 'dcat:accessURL', 'dcat:downloadURL', 'dcat:mediaType', 'dct:format'],
    ...['dcat:byteSize', 'spdx:checksum', 'dct:license', 'dct:issued', 'dct:modified', 'dct:language'],
  ];

  /** Every name has its prefix in the context, every address is whole. */
  function expectSound(node: unknown, prefixes: Set<string>): void {
    if (Array.isArray(node)) for (const one of node) expectSound(one, prefixes);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    for (const [name, value] of Object.entries(node)) {
      if (name === '@context') continue;
      if (name === '@id') expect(value).toMatch(/^https?:\/\/[^\s]+$/);
      else if (!name.startsWith('@')) expect(prefixes).toContain(name.split(':')[0]);
      expectSound(value, prefixes);
    }
  }

  async function expectServed(described: { 'dcat:distribution': Distribution[] }) {
    for (const one of described['dcat:distribution']) {
      for (const name of distribution) expect(one, name).toHaveProperty([name]);
      const address = one['dcat:downloadURL']['@id'];
      const { rawPayload, statusCode } = await app.inject({ url: address.slice(SITE.length) });
      expect([statusCode, String(rawPayload.length)]).toEqual([200, one['dcat:byteSize']['@value']]);
    }
  }

  it('is a catalogue of one dataset, whose files and versions have whole addresses', async () => {
    const { headers, json } = await get('catalogue.jsonld');
    expect(headers['content-type']).toBe('application/ld+json; charset=utf-8');
    const catalogue = json();
    expectSound(catalogue, new Set(Object.keys(catalogue['@context'])));
    expect(catalogue['@type']).toBe('dcat:Catalog');
    for (const name of ['dct:title', 'dct:description', 'dct:publisher', 'dcat:dataset', 'dct:license'])
      expect(catalogue).toHaveProperty([name]);
    expect(JSON.stringify(catalogue).match(/"dcat:Dataset"/g)).toHaveLength(1);
    const [only] = catalogue['dcat:dataset'];
    for (const name of [...dataset, 'dct:accrualPeriodicity', 'dcat:hasVersion']) expect(only).toHaveProperty([name]);
    expect(only['dct:temporal']).toMatchObject({ 'dcat:endDate': { '@value': '2025-10-31', '@type': 'xsd:date' } });
    expect(only['dct:issued']['@value']).toBe('2025-10-07T09:00:00.000Z');
    expect(only['dct:modified']['@value']).toBe('2025-11-12T09:00:00.000Z');
    await expectServed(only);
    const versions = only['dcat:hasVersion'].map((one: Record<string, { '@id': string } & string>) => {
      return [one['dcat:version'], one['adms:status']?.['@id'].split('/').at(-1)];
    });
    expect(versions).toEqual([
      ['3', 'COMPLETED'],
      ['2', 'WITHDRAWN'],
      ['1', 'COMPLETED'],
    ]);
  });

  it('describes each version at its own address, under the name that the catalogue gives it', async () => {
    const [only] = (await get('catalogue.jsonld')).json()['dcat:dataset'];
    for (const { '@id': id } of only['dcat:hasVersion']) {
      const address = new URL(id);
      const version = (await app.inject({ url: address.pathname })).json();
      expectSound(version, new Set(Object.keys(version['@context'])));
      for (const name of dataset) expect(version).toHaveProperty([name]);
      expect([version['@id'], version['@type']]).toEqual([id, 'dcat:Dataset']);
      expect(version['dcat:isVersionOf']['@id']).toBe(only['@id']);
      await expectServed(version);
    }
  });
});
