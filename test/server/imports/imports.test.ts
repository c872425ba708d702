import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFigures } from '../../../server/indicators/service.ts';
import type { SentRow } from '../../../shared/schemas/import.ts';
import { keepEveryValidated, validateSeen } from '../../setup/validated-cells.ts';
import { dump, handMade, type ImportWorld, importWorld } from './import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
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

describe('a register that comes again', () => {
  const keys = ['A', 'B'];
  const take = (contents: ReturnType<typeof workshop>[], source: 'workshop' = 'workshop') =>
    world.take(handMade(source, contents, keys.slice(0, contents.length)));

  /** A cell of March as somebody left it. */
  async function put(cell: { stage: 'draft' | 'validated'; value: number }) {
    const { id: indicatorId } = await world.db.indicator.findUniqueOrThrow({ where: { code: 'IND-17' } });
    const own = { organisationId: world.idOf('HH'), indicatorId, month: '2025-03' };
    return world.db.observation.create({ data: { ...own, ...cell, origin: 'entry', state: 'value' } });
  }

  it('counts a row that changed and keeps what it was', async () => {
    await take([workshop('2025-03-04', 6), workshop('2025-03-11', 8)]);
    const again = await take([workshop('2025-03-04', 6), workshop('2025-03-11', 9)]);
    expect(again).toMatchObject({ accepted: 1, changed: 1, identical: 1 });
    const [change] = await world.db.registerChange.findMany({ where: { importId: again.id! } });
    expect(change?.before).toMatchObject({ date: '2025-03-11', participants: 8 });
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 15, revision: 2 });
    const revisions = await world.db.observationRevision.findMany({
      where: { observation: { indicator: { code: 'IND-17' }, month: '2025-03' } },
      orderBy: { revision: 'asc' },
    });
    expect(revisions.map((one) => [one.origin, one.value])).toEqual([['register', 14]]);
  });

  it('corrects a validated figure: readers keep it until the correction is validated', async () => {
    const key = await put({ stage: 'validated', value: 99 });
    await keepEveryValidated(world.db);
    const receipt = await take([workshop('2025-03-04', 6)]);
    expect(receipt.changes).toContainEqual(
      expect.objectContaining({ code: 'IND-17', month: '2025-03', before: 99, after: 6, waits: true }),
    );
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 6, stage: 'submitted' });
    const month = { indicatorId: key.indicatorId, month: '2025-03' };
    expect(await world.db.validatedCell.findFirst({ where: month })).toMatchObject({ value: 99 });
    const rolled = await world.db.indicatorMonth.findMany({ where: month, orderBy: { visibility: 'asc' } });
    expect(rolled.map(({ visibility, value }) => [visibility, value])).toEqual([
      ['working', 6],
      ['validated', 99],
    ]);
  });

  it('sends what was only a draft, even when the draft says the same number', async () => {
    await put({ stage: 'draft', value: 6 });
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
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 14, revision: 1 });
  });

  it('never overwrites a validation that is being made at the same moment: it is before it, or it waits', async () => {
    await take([workshop('2025-03-04', 6)]);
    const organisationId = world.idOf('HH');
    const coordinator = world.as({ role: 'coordinator' });
    const [changed] = await Promise.all([
      take([workshop('2025-03-04', 7)]),
      validateSeen(coordinator.collection, [{ organisationId, month: '2025-03' }]),
    ]);
    const { value, stage } = (await world.cell('HH', 'IND-17', '2025-03'))!;
    const waits = changed.changes.some((one) => one.waits && one.code === 'IND-17' && one.month === '2025-03');
    const validated = await world.db.validatedCell.findFirst({
      where: { indicator: { code: 'IND-17' }, organisationId, month: '2025-03' },
    });
    expect([value, stage]).toEqual([7, waits ? 'submitted' : 'validated']);
    expect(validated?.value).toBe(waits ? 6 : 7);
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
    expect(rejected).toEqual([{ row: 3, sheet: null, field: null, code: 'number-text', stands: null, month: null }]);
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

describe('a workbook that feeds two registers', () => {
  const hash = 'c'.repeat(64);
  const coordinator = () => world.as({ role: 'coordinator' }).imports;

  /** Prepares a part as the browser does. */
  async function prepare(source: 'workshop' | 'captured-dwelling', organisation: string, workbook?: number) {
    const content = { workshop: workshop('2025-03-04', 6), 'captured-dwelling': { captureDate: '2025-03-05' } }[source];
    const { id } = await coordinator().begin({
      ...{ organisationId: world.idOf(organisation), source, format: 'xlsx', fileHash: hash, droppedColumns: [] },
      ...(workbook !== undefined && { workbook }),
    });
    await coordinator().send({ id, rows: [{ row: 2, sheet: 1, key: 'A', content, outside: false, remarks: [] }] });
    return id;
  }

  it('is written as one, and told as one', async () => {
    const first = await prepare('workshop', 'HH');
    const second = await prepare('captured-dwelling', 'SOLIHA', first);
    expect((await coordinator().receipt({ id: second })).parts.map(({ id }) => id)).toEqual([first]);
    await coordinator().commit({ id: first });
    const { parts, ...own } = await coordinator().receipt({ id: first });
    expect([own, ...parts].map(({ id, source, status, accepted }) => [id, source, status, accepted])).toEqual([
      [first, 'workshop', 'done', 1],
      [second, 'captured-dwelling', 'done', 1],
    ]);
    expect(await world.cell('SOLIHA', 'IND-02', '2025-03')).toMatchObject({ value: 1 });
    // An association reads its own part only.
    const { imports } = world.as({ role: 'contributor', organisation: 'HH' });
    expect((await imports.receipt({ id: first })).parts).toEqual([]);
  });

  it('is written whole or not at all', async () => {
    const first = await prepare('workshop', 'HH');
    const second = await prepare('captured-dwelling', 'SOLIHA', first);
    // A power cut emptied the second part.
    await world.pool.query(`TRUNCATE staging.import_${second}`);
    await expect(coordinator().commit({ id: first })).rejects.toThrow();
    expect(await world.cell('HH', 'IND-17', '2025-03')).toBeNull();
    await coordinator().discard({ id: second });
    expect(await world.db.import.count({ where: { id: { in: [first, second] } } })).toBe(0);
  });

  it('is one file: a part of another is refused', async () => {
    const first = await prepare('workshop', 'HH');
    await expect(prepare('workshop', 'HH', first)).rejects.toMatchObject({
      message: expect.stringContaining('INVALID'),
    });
    const imports = world.as({ role: 'contributor', organisation: 'SOLIHA' }).imports;
    await expect(
      imports.begin({
        ...{ organisationId: world.idOf('SOLIHA'), source: 'captured-dwelling', format: 'xlsx', fileHash: hash },
        ...{ droppedColumns: [], workbook: first },
      }),
    ).rejects.toThrow();
  });
});
