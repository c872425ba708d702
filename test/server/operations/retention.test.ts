import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { purge, purgeByTheClock } from '../../../server/data-protection/purge.ts';
import { loadFigures } from '../../../server/indicators/service.ts';
import { retentionLimit } from '../../../server/retention/last-contact.ts';
import type { Content } from '../../../shared/registers/register.ts';
import {
  handMade,
  type ImportWorld,
  importWorld,
  type Person,
  samples,
  samplesAreHere,
} from '../imports/import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld();
});
afterEach(() => world.close());

const coordinator: Person = { role: 'coordinator' };
const people: Person[] = [
  coordinator,
  { role: 'contributor', organisation: 'SIAO' },
  { role: 'contributor', organisation: 'DDETS' },
  { role: 'reader' },
];
const house = { id: null, name: 'Observatoire' };
const years = [2021, 2022, 2023, 2024, 2025];

const request = (more: Content): Content => ({
  requestDate: '2023-01-10',
  situation: 'Rue - abri de fortune',
  commune: '21231',
  composition: 'Homme seul',
  persons: 1,
  minors: 0,
  ...more,
});

/** Everything that the rooms of figures say to a person, of every year. */
async function figuresOf(person: Person) {
  const as = world.as(person);
  const filters = { unit: 'households', perimeter: 'convention' } as const;
  return {
    ledger: await as.homelessness.ledger(filters),
    insee: await as.homelessness.ledger({ unit: 'persons', perimeter: 'insee' }),
    paths: await as.homelessness.paths(filters),
    needs: await as.homelessness.needs(filters),
    reliability: await as.homelessness.reliability(filters),
    evictions: await Promise.all([2022, 2023].map((year) => as.evictions.funnel({ year }))),
    privateStock: await as.evictions.funnel({ stock: 'Privé' }),
    captured: await as.housing.captured({}),
    atlas: await as.housing.atlas(),
    breakdowns: await Promise.all(
      [2023].flatMap((year) =>
        [
          'SIAO-01',
          'SIAO-02',
          'IND-28',
          'IND-09',
          'IND-10',
          'IND-11',
          'IND-08',
          'IND-02',
          'IND-03',
          'IND-23',
          'IND-25',
        ].map((code) => as.indicators.breakdown({ code, year })),
      ),
    ),
  };
}

/** Every value of an answer under the path that leads to it; what has a key of its own may be told in any order. */
function flat(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, one]) => flat(one, `${path}/${one?.key ?? name}`));
}

function differences(before: unknown, after: unknown): string[] {
  const [old, now] = [before, after].map((one) => new Map(flat(JSON.parse(JSON.stringify(one)))));
  const paths = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...paths]
    .filter((path) => old?.get(path) !== now?.get(path))
    .map((path) => `${path}: ${String(old?.get(path))} -> ${String(now?.get(path))}`);
}

async function everyFigure() {
  const rooms = await Promise.all(people.map(figuresOf));
  const figures = await Promise.all(years.map((year) => loadFigures(world.platform, 'working', { year })));
  return { rooms, figures };
}

const rowsOf = (source: string) => world.db.registerRow.count({ where: { source, importId: { in: realImports } } });
let realImports: number[] = [];
async function noteImports() {
  const found = await world.db.import.findMany({ where: { kind: { not: 'demonstration' } }, select: { id: true } });
  realImports = found.map(({ id }) => id);
}

describe('two years after the last contact', () => {
  it('is a day of the calendar', () => {
    expect(retentionLimit('2025-11-14')).toBe('2023-11-14');
  });

  it('rows go, unless the person is still in contact: in a structure, in a dwelling, by a later date', async () => {
    await world.take(
      handMade(
        'siao-request',
        [
          request({}),
          request({ closingDate: '2023-11-13', closingReason: 'Autre' }),
          request({ closingDate: '2023-11-14', closingReason: 'Autre' }),
          request({ admissionDate: '2023-03-01' }),
          request({ admissionDate: '2023-03-01', status: 'Annulée' }),
          request({ orientationDate: '2024-01-05' }),
        ],
        ['old', 'closed', 'limit', 'sheltered', 'cancelled', 'oriented'],
      ),
    );
    await world.take(
      handMade(
        'captured-dwelling',
        [
          { captureDate: '2021-01-05', entryDate: '2021-02-01', exitDate: null, typology: 'T2' },
          { captureDate: '2021-01-05', entryDate: '2021-02-01', exitDate: '2023-05-02', typology: 'T2' },
        ],
        ['managed', 'returned'],
      ),
    );
    await purge(world.platform, house, 'essai');
    await noteImports();
    expect(await rowsOf('siao-request')).toBe(3);
    expect(await rowsOf('captured-dwelling')).toBe(1);
  });

  it('is not counted for what is fictitious, and a demonstration is left as it is by the clock', async () => {
    const before = await world.db.registerRow.count();
    expect(before).toBeGreaterThan(1000);
    expect(await purge(world.platform, house, 'essai')).toEqual([]);
    await world.take(handMade('siao-request', [request({})]));
    const taken = await world.db.registerRow.count();
    await purgeByTheClock(world.platform);
    expect(await world.db.registerRow.count()).toBe(taken);
    await purgeByTheClock({ ...world.platform, demonstration: () => false });
    expect(await world.db.registerRow.count()).toBe(taken - 1);
  });

  it('leaves a line of the journal, with a count and no pseudonym', async () => {
    await world.take(handMade('siao-request', [request({})]));
    await purge(world.platform, house, 'Durée de conservation dépassée');
    const line = await world.db.auditEvent.findFirstOrThrow({ where: { action: 'retention.purge' } });
    expect(line).toMatchObject({ entityId: 'siao-request', after: { rows: 1, before: '2023-11-14' } });
  });
});

describe('once rows are gone', () => {
  it('an import that had brought them is not undone any more, and says why; another one is', async () => {
    await world.take(handMade('siao-request', [request({})], ['old']));
    await world.take(handMade('siao-request', [request({ requestDate: '2025-02-01' })], ['new']));
    const [old, recent] = await world.db.import.findMany({ where: { kind: 'file' }, orderBy: { id: 'asc' } });
    await purge(world.platform, house, 'essai');
    const { imports } = world.as(coordinator);
    await expect(imports.undo({ id: old?.id ?? 0, reason: 'essai' })).rejects.toMatchObject({ message: 'ERASED' });
    await imports.undo({ id: recent?.id ?? 0, reason: 'essai' });
  });

  it('a file does not bring them back nor count them twice; a row that is not as old goes in', async () => {
    const old = handMade('siao-request', [request({}), request({ requestDate: '2023-02-02' })], ['a', 'b']);
    await world.take(old);
    await purge(world.platform, house, 'essai');
    const again = await world.take(
      handMade(
        'siao-request',
        [request({}), request({ requestDate: '2023-02-02' }), request({ requestDate: '2025-03-03' })],
        ['a', 'b', 'c'],
      ),
    );
    expect(again).toMatchObject({ rows: 3, accepted: 1, leftOut: 2, verdicts: { expired: 2, new: 1 } });
    const cell = (month: string) => world.cell('SIAO', 'SIAO-01', month);
    expect([(await cell('2023-01'))?.value, (await cell('2023-02'))?.value, (await cell('2025-03'))?.value]).toEqual([
      1, 1, 1,
    ]);
  });

  it('nothing of them is left but counts', async () => {
    await world.take(handMade('siao-request', [request({ service: 'Service ZZYZX' })], ['old']));
    await world.take(handMade('siao-request', [request({ service: 'Service QQWERT' })], ['old']));
    await purge(world.platform, house, 'essai');
    for (const table of ['RegisterRow', 'RegisterChange', 'KeptCount', 'KeptLedger']) {
      const { rows } = await world.pool.query(`SELECT to_jsonb(t)::text AS row FROM "${table}" t`);
      expect(rows.filter(({ row }) => /ZZYZX|QQWERT/.test(row))).toEqual([]);
    }
    const kept = await world.db.keptCount.findMany({ where: { source: 'siao-request' } });
    expect(kept.length).toBeGreaterThan(5);
    // No reading keeps both the day of a request and where it was made.
    expect(kept.filter(({ content }) => /\d{4}-\d{2}-\d{2}/.test(JSON.stringify(content)))).toEqual([]);
  });
});

describe.skipIf(!samplesAreHere)('the figures of every year', () => {
  const files = ['siao-request', 'cca-request', 'captured-dwelling', 'eviction-procedure'];

  async function takeAll() {
    for (const sample of samples.filter(({ source }) => files.includes(source))) await world.takeSample(sample);
    // A second file changes rows and adds others; a row is taken out by hand.
    const first = handMade('siao-request', [request({}), request({ requestDate: '2023-04-01' })], ['x', 'y']);
    await world.take(first);
    await world.take(
      handMade(
        'siao-request',
        [request({ situation: 'Hôtel', closingDate: '2023-06-01', closingReason: 'Pension de famille' })],
        ['x'],
      ),
    );
  }

  it('are the same before and after, for everyone', { timeout: 240_000 }, async () => {
    await takeAll();
    const before = await everyFigure();
    const gone = await purge(world.platform, house, 'essai');
    expect(gone.map(({ source }) => source).sort()).toEqual([...files].sort());
    expect(gone.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(1500);
    expect(differences(before, await everyFigure())).toEqual([]);
    expect(await purge(world.platform, house, 'essai')).toEqual([]);
  });

  it('are the same when people are linked', { timeout: 240_000 }, async () => {
    await world.as(coordinator).homelessness.recordAssessment({ date: '2025-10-01', reference: 'AIPD 2025-3' });
    const contents = Array.from({ length: 60 }, (_, index) =>
      request({
        requestDate: `2023-${String((index % 9) + 1).padStart(2, '0')}-${String((index % 27) + 1).padStart(2, '0')}`,
        persons: (index % 4) + 1,
        ...(index % 3 === 0 && {
          closingDate: `2023-10-${String((index % 27) + 1).padStart(2, '0')}`,
          closingReason: 'Pension de famille',
        }),
      }),
    );
    const file = handMade('siao-request', contents);
    const rows = [...(file.rows as Iterable<object>)].map((row, index) => ({
      ...row,
      identity: String(index % 25).padStart(64, '0'),
    }));
    await world.take({ ...file, rows } as typeof file);
    const before = await everyFigure();
    const gone = await purge(world.platform, house, 'essai');
    expect(gone[0]?.rows).toBeGreaterThan(30);
    expect(differences(before, await everyFigure())).toEqual([]);
  });

  it('are the same after the next file, as if nothing had gone', { timeout: 240_000 }, async () => {
    await takeAll();
    const next = () => world.take(handMade('siao-request', [request({ requestDate: '2025-05-05' })], ['later']));
    await purge(world.platform, house, 'essai');
    await next();
    const purged = await everyFigure();
    await world.close();
    world = await importWorld();
    await takeAll();
    await next();
    expect(differences((await everyFigure()).figures, purged.figures)).toEqual([]);
  });
});
