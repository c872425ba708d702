import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearDemonstration } from '../../../prisma/seed.ts';
import { loadFigures } from '../../../server/indicators/service.ts';
import type { Measures, Ratio } from '../../../shared/registers/register.ts';
import type { SentRow } from '../../../shared/schemas/import.ts';
import {
  dump,
  expectedOf,
  handMade,
  type ImportWorld,
  importWorld,
  readBytes,
  sampleBytes,
  samples,
  samplesAreHere,
} from './import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld();
});
afterEach(() => world.close());

const workshop = (date: string, participants: number) => ({
  date,
  theme: "Économies d'énergie",
  participants,
  month: date.slice(0, 7),
});

/** Counts that a dry run must leave as they are, and everything that figures are made of. */
async function rowCounts(): Promise<Record<string, number>> {
  return Object.fromEntries(Object.entries(await dump(world.pool)).map(([table, rows]) => [table, rows.length]));
}

/** What the two files that `expected.json` tells in totals only must show: nothing, and what the deliberation states. */
const december2019 = (value: number) => ({ '2019-12': value });
const withoutIndicators: Record<string, Measures> = {
  ops: {},
  action_logement: {
    'CTX-01': december2019(9363),
    'CTX-02': december2019(268),
    'CTX-03': december2019(5823),
    'CTX-04': december2019(1575),
    'CTX-05': december2019(391),
    'CTX-06': december2019(1306),
  },
};

const stocks = ['IND-03', 'ACO-01'];

/** The value of a year from the months that a file gives: their sum, the last one of a stock, the ratio of the sums. */
function yearOfMonths(code: string, months: Measures[string], year: number): number {
  const known = Object.entries(months)
    .filter(([month]) => month.startsWith(`${year}-`))
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, figure]) => figure);
  if (stocks.includes(code)) return Number(known.at(-1));
  if (typeof known[0] === 'number') return known.reduce<number>((sum, figure) => sum + Number(figure), 0);
  const ratios = known as Ratio[];
  const [part, whole] = [
    ratios.reduce((sum, one) => sum + one.numerator, 0),
    ratios.reduce((sum, one) => sum + one.denominator, 0),
  ];
  return (100 * part) / whole;
}

describe.skipIf(!samplesAreHere)('the sample files of the partners', () => {
  it.each(samples)('$file goes in with the receipt that is expected', async (sample) => {
    const receipt = await world.takeSample(sample);
    const expected = expectedOf(sample.section);
    expect(receipt).toMatchObject({ source: sample.source, accepted: sample.accepted, changed: 0, identical: 0 });
    expect(receipt.duplicates).toBe(expected.duplicates ?? 0);
    expect(receipt.rejected).toHaveLength(expected.rejected ?? 0);
    expect(receipt.outOfTerritory).toBe(expected.out_of_territory ?? 0);
    expect(receipt.indicators).toEqual(expected.indicators ?? withoutIndicators[sample.section]);
    if (expected.rows_in_file) expect(receipt.rows).toBe(expected.rows_in_file);
    const written = await world.db.registerRow.count({ where: { importId: receipt.id ?? -1 } });
    expect(written).toBe(sample.accepted + receipt.outOfTerritory);
  });

  it('make the figures of 2022, 2023 and 2024, without a fictitious one left beside them', async () => {
    const before = await world.db.observation.findMany({ where: { origin: 'demo' } });
    const measures: Measures = {};
    for (const sample of samples) Object.assign(measures, (await world.takeSample(sample)).indicators);
    for (const year of [2022, 2023, 2024]) {
      const figures = new Map((await loadFigures(world.platform, 'working', { year })).map((one) => [one.code, one]));
      const codes = Object.keys(measures).filter((code) =>
        Object.keys(measures[code] ?? {}).some((month) => month.startsWith(`${year}-`)),
      );
      expect(codes.length).toBeGreaterThan(1);
      for (const code of codes)
        expect(figures.get(code)?.value, `${code} ${year}`).toBeCloseTo(
          yearOfMonths(code, measures[code] ?? {}, year),
          6,
        );
    }
    const ofDdets = {
      organisation: { code: 'DDETS' },
      indicator: { assignments: { some: { register: 'eviction-procedure' } } },
    };
    expect(
      await world.db.observation.count({ where: { ...ofDdets, origin: 'demo', month: { lt: '2023-01' } } }),
    ).toBeGreaterThan(0);
    expect(
      await world.db.observation.count({
        where: { ...ofDdets, origin: 'demo', month: { gte: '2023-01', lt: '2025-01' } },
      }),
    ).toBe(0);
    const fed = await world.db.assignment.findMany({
      where: { register: 'workshop' },
      select: { organisationId: true, indicatorId: true },
    });
    const left = await world.db.observation.findMany({ where: { origin: 'demo', OR: fed } });
    expect(left.some((one) => one.month.startsWith('2022'))).toBe(false);
    const untouched = before.filter(
      (one) =>
        !one.month.startsWith('2022') &&
        fed.some((key) => key.organisationId === one.organisationId && key.indicatorId === one.indicatorId),
    );
    expect(left.map((one) => one.id).sort()).toEqual(untouched.map((one) => one.id).sort());
  });

  it('keep their whole figures once the demonstration is cleared, even where a fictitious month had the same number', async () => {
    const sample = samples.find((one) => one.source === 'workshop')!;
    const { value } = (await world.cell('HH', 'IND-17', '2022-01'))!;
    expect(value).toBe(expectedOf('ateliers').participants_by_month['2022-01']);
    await world.takeSample(sample);
    await clearDemonstration(world.db);
    const figures = await loadFigures(world.platform, 'working', { year: 2022, codes: ['IND-17', 'IND-18'] });
    expect(figures.map((one) => [one.code, one.value, one.origin])).toEqual([
      ['IND-17', 329, 'observed'],
      ['IND-18', 87, 'observed'],
    ]);
  });

  it('change nothing when they come a second time', async () => {
    for (const sample of samples) await world.takeSample(sample);
    const before = await dump(world.pool);
    for (const sample of samples) {
      const again = await world.takeSample(sample);
      expect(again).toMatchObject({ accepted: 0, changed: 0, identical: sample.accepted });
      expect(again.changes).toEqual([]);
    }
    const after = await dump(world.pool);
    // Each import is remembered and journalled; nothing else may have moved.
    for (const table of ['Import', 'AuditEvent'])
      expect(after[table]?.length).toBe((before[table]?.length ?? 0) + samples.length);
    for (const table of ['Import', 'AuditEvent', 'JournalAnchor', 'LedgerChange']) {
      delete before[table];
      delete after[table];
    }
    expect(after).toEqual(before);
  });

  it('leave no file number anywhere', async () => {
    const numbered = samples.filter((one) => ['siao', 'cca', 'captation', 'expulsions'].includes(one.section));
    const keys: string[] = [];
    for (const sample of numbered) {
      await world.takeSample(sample);
      const read = readBytes(sampleBytes(sample.file), sample.file);
      keys.push(...[...read.accepted, ...read.outOfTerritory].map((row) => row.key));
    }
    expect(keys.length).toBe(1200 + 174 + 43 + 1154);
    const text = Object.values(await dump(world.pool))
      .flat()
      .join('\n');
    expect(text).toContain('2023-05-07');
    // One walk through the text for all the numbers.
    const words = new Set(text.split(/[^\p{L}\p{N}-]+/u));
    expect(keys.filter((key) => words.has(key))).toEqual([]);
  });
});

describe('a register that comes again', () => {
  const keys = ['A', 'B'];
  const take = (contents: ReturnType<typeof workshop>[], source: 'workshop' = 'workshop') =>
    world.take(handMade(source, contents, keys.slice(0, contents.length)));

  it('counts a row that changed and keeps what it was', async () => {
    await take([workshop('2025-03-04', 6), workshop('2025-03-11', 8)]);
    const again = await take([workshop('2025-03-04', 6), workshop('2025-03-11', 9)]);
    expect(again).toMatchObject({ accepted: 1, changed: 1, identical: 1 });
    const [change] = await world.db.registerChange.findMany({ where: { importId: again.id! } });
    expect(change?.before).toMatchObject({ date: '2025-03-11', participants: 8 });
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 15, revision: 3 });
    const revisions = await world.db.observationRevision.findMany({
      where: { observation: { indicator: { code: 'IND-17' }, month: '2025-03' } },
      orderBy: { revision: 'asc' },
    });
    expect(revisions.map((one) => [one.origin, one.value])).toEqual([
      ['demo', expect.any(Number)],
      ['register', 14],
    ]);
  });

  it('says that nothing happened in a month between two others', async () => {
    await take([workshop('2025-03-04', 6), workshop('2025-05-06', 8)]);
    expect(await world.cell('HH', 'IND-17', '2025-04')).toMatchObject({ state: 'value', value: 0, origin: 'register' });
    expect(await world.cell('HH', 'IND-17', '2025-06')).toMatchObject({ state: 'missing', value: null });
    expect(await world.cell('HH', 'IND-17', '2024-06')).toMatchObject({ origin: 'demo' });
  });

  it('leaves a validated figure as it is and says so', async () => {
    const key = (await world.cell('HH', 'IND-17', '2025-03'))!;
    await world.db.observation.update({
      where: { id: key.id },
      data: { origin: 'entry', stage: 'validated', state: 'value', value: 99 },
    });
    const receipt = await take([workshop('2025-03-04', 6)]);
    expect(receipt.changes.filter((one) => one.locked)).toEqual([
      expect.objectContaining({ code: 'IND-17', month: '2025-03', before: 99, after: 6, locked: true }),
    ]);
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 99, revision: key.revision });
  });

  it('sends what was only a draft, even when the draft says the same number', async () => {
    const { id } = (await world.cell('HH', 'IND-17', '2025-03'))!;
    await world.db.observation.update({
      where: { id },
      data: { origin: 'entry', stage: 'draft', state: 'value', value: 6 },
    });
    await take([workshop('2025-03-04', 6)]);
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({
      value: 6,
      stage: 'submitted',
      origin: 'register',
    });
  });

  it('writes nothing at all when it is only tried, and announces what it would do', async () => {
    const counts = await rowCounts();
    const before = await dump(world.pool);
    const tried = await world.take(handMade('workshop', [workshop('2025-03-04', 6)]), { dryRun: true });
    expect(await rowCounts()).toEqual(counts);
    expect(await dump(world.pool)).toEqual(before);
    const done = await world.take(handMade('workshop', [workshop('2025-03-04', 6)]));
    expect(tried.id).toBeNull();
    expect({ ...tried, id: done.id }).toEqual(done);
  });

  it('waits for its turn when it is sent twice at the same moment', async () => {
    const file = handMade('workshop', [workshop('2025-03-04', 6), workshop('2025-03-11', 8)], keys);
    const both = await Promise.all([world.take(file), world.take(file)]);
    expect(both.map((one) => [one.accepted, one.identical]).sort()).toEqual([
      [0, 2],
      [2, 0],
    ]);
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 14, revision: 2 });
  });

  it('never overwrites a month that is being validated at the same moment', async () => {
    await take([workshop('2025-03-04', 6)]);
    const organisationId = world.idOf('HH');
    const coordinator = world.as({ role: 'coordinator' });
    const [changed] = await Promise.all([
      take([workshop('2025-03-04', 7)]),
      coordinator.collection.validate({ returns: [{ organisationId, month: '2025-03' }] }),
    ]);
    const { value, stage } = (await world.cell('HH', 'IND-17', '2025-03'))!;
    const locked = changed.changes.some((one) => one.locked && one.code === 'IND-17' && one.month === '2025-03');
    expect(stage).toBe('validated');
    expect(value).toBe(locked ? 6 : 7);
  });
});

describe('a request written by hand', () => {
  it('leaves behind what the register does not know and what names people', async () => {
    const file = handMade('workshop', [
      { ...workshop('2025-03-04', 6), lastName: 'ZZYZX', firstName: 'Amina', worker: 'QQWERTZ', secret: 'caché' },
    ]);
    await world.send({ role: 'contributor', organisation: 'HH' }, 'HH', file);
    const { content } = await world.db.registerRow.findFirstOrThrow({ where: { source: 'workshop' } });
    expect(content).toEqual({ date: '2025-03-04', theme: "Économies d'énergie", participants: 6, month: '2025-03' });
    const text = Object.values(await dump(world.pool))
      .flat()
      .join('\n');
    for (const word of ['ZZYZX', 'QQWERTZ', 'caché']) expect(text).not.toContain(word);
  });

  it('keeps of a remark its place, its field and its code, and no word of the file', async () => {
    const remark = (field: string | null, code: string) => ({ field, code });
    const unreadable = (field: string | null, code: string) => ({
      ...{ row: 3, key: null, content: null, outside: false },
      remarks: [remark(field, code)],
    });
    const [read] = [...(handMade('workshop', [workshop('2025-03-04', 6)]).rows as Iterable<SentRow>)];
    const doubtful = { ...read!, remarks: [remark('participants', 'doubt'), remark('lastName', 'doubt')] };
    const rows = [doubtful, unreadable('lastName', 'number-text'), unreadable('participants', 'zzyzx-qqwertz')];
    const { id } = await world.take({ ...handMade('workshop', []), rows });
    const { rejected, suspicious } = await world.db.import.findUniqueOrThrow({ where: { id: id! } });
    // A column about people is no field, and a code without a sentence is no reason.
    expect(rejected).toEqual([{ row: 3, sheet: null, field: null, code: 'number-text', stands: null }]);
    expect(suspicious).toMatchObject([{ field: 'participants' }, { field: null }]);
    expect(JSON.stringify([rejected, suspicious])).not.toMatch(/lastName|zzyzx/);
  });

  it.each([
    ['a contributor of another organisation', { role: 'contributor', organisation: 'SOLIHA' }],
    ['a reader', { role: 'reader' }],
  ] as const)('is refused to %s', async (_who, person) => {
    const before = await world.db.import.count();
    const file = handMade('workshop', [workshop('2025-03-04', 6)]);
    await expect(world.send(person, 'HH', file)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.db.import.count()).toBe(before);
  });

  it('lets nobody read the receipt of another organisation, or undo it', async () => {
    const file = handMade('workshop', [workshop('2025-03-04', 6)]);
    const { id } = await world.send({ role: 'coordinator' }, 'HH', file);
    const stranger = world.as({ role: 'contributor', organisation: 'SOLIHA' }).imports;
    const refused = { code: 'FORBIDDEN' };
    await expect(stranger.receipt({ id: id! })).rejects.toMatchObject(refused);
    await expect(stranger.undo({ id: id!, reason: 'pas à nous' })).rejects.toMatchObject(refused);
    expect(await stranger.list({})).toEqual([]);
    const own = await world.as({ role: 'contributor', organisation: 'HH' }).imports.list({});
    expect(own.map((one) => [one.id, one.accepted])).toEqual([[id, 1]]);
  });
});

describe('a large register', () => {
  it('goes in whole, over ten thousand rows, and again as nothing new', async () => {
    const requests = Array.from({ length: 25_000 }, (_, index) => ({
      requestDate: `2024-${String((index % 12) + 1).padStart(2, '0')}-15`,
      commune: '21231',
    }));
    const file = handMade('siao-request', requests);
    expect(await world.take(file)).toMatchObject({ accepted: 25_000, identical: 0 });
    expect(await world.take(file)).toMatchObject({ accepted: 0, identical: 25_000 });
    expect(await world.db.registerRow.count({ where: { source: 'siao-request' } })).toBe(25_000);
    const [figure] = await loadFigures(world.platform, 'working', { year: 2024, codes: ['SIAO-01'] });
    expect(figure?.value).toBe(25_000);
  });
});
