import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCaller } from '../../../server/platform/trpc.ts';
import { readsWritten } from '../../../server/platform/web/page-views.ts';
import { questionKey } from '../../../server/publications/answering.ts';
import { appRouter } from '../../../server/router.ts';
import type { PublishInput } from '../../../shared/schemas/publication.ts';
import { handMade, type ImportWorld, importWorld, type Person } from '../imports/import-world.ts';

/** The demonstration, published once; each test goes on from what the one before has left. */
let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld({ published: true });
});
afterAll(() => world.close());

const coordinator: Person = { role: 'coordinator' };
const reader: Person = { role: 'reader' };
const others: Person[] = [reader, { role: 'contributor', organisation: 'HH' }];

const preview = () => world.as(coordinator).publishing.preview({});
/** What was seen of the figures, of whatever month: quickly made of the first year. */
const FIRST_YEAR = '2022-12';
const seenNow = async () => (await world.as(coordinator).publishing.preview({ through: FIRST_YEAR })).seen;
const publish = (act: Pick<PublishInput, 'seen'> & Partial<PublishInput>, person = coordinator) =>
  world.as(person).publishing.publish({ through: '2025-10', note: null, withdraws: null, ...act });
const numbers = async () => (await world.as(reader).publications.list()).publications.map(({ number }) => number);
const refused = (code: string) => ({ cause: { code } });
const textOf = (answer: unknown) => JSON.stringify(answer);
const overview = async (person = reader) => textOf(await world.as(person).overview.forYear({ year: 2025 }));

/** A dwelling more in a month that was validated, and its validation: a correction of one figure. */
async function correctMarch(key: string): Promise<void> {
  await world.take(handMade('captured-dwelling', [{ captureDate: '2025-03-04', typology: 'T2' }], [key]));
  await world.validateMonths('SOLIHA', '2025-03');
}

describe('before the act', () => {
  it('says which publication it would be, up to which month, and that nothing changes when nothing has', async () => {
    expect(await preview()).toMatchObject({
      ...{ number: 2, through: '2025-10', latest: '2025-10', changes: [] },
      before: { number: 1, through: '2025-10' },
      coverage: { reported: expect.any(Number), expected: expect.any(Number) },
    });
  });

  it('says what waits and from whom, and what is missing', async () => {
    const { waiting, missing } = await preview();
    const sent = await world.db.monthlyReturn.findMany({
      where: { status: 'submitted', month: { gte: '2025-01', lte: '2025-10' } },
      select: { month: true, organisation: { select: { name: true } } },
    });
    expect(sent.length).toBeGreaterThan(0);
    expect(waiting).toEqual(
      expect.arrayContaining(
        sent.map(({ month, organisation }) => expect.objectContaining({ month, organisation: organisation.name })),
      ),
    );
    const given = await world.db.monthlyReturn.findMany({
      where: { status: { in: ['submitted', 'validated'] } },
      select: { month: true, organisation: { select: { name: true } } },
    });
    expect(missing.length).toBeGreaterThan(0);
    for (const one of missing)
      expect(given).not.toContainEqual({ month: one.month, organisation: { name: one.organisation } });
    expect([...waiting, ...missing].every(({ month }) => month >= '2025-01' && month <= '2025-10')).toBe(true);
  });

  it('says each figure that a validated correction moves, before and now, and of which month', async () => {
    const before = await world.as(reader).overview.forYear({ year: 2025 });
    const value = before.figures.find(({ code }) => code === 'IND-02')?.value ?? 0;
    await correctMarch('NEUF');
    const { changes } = await preview();
    expect(changes.find(({ code }) => code === 'IND-02')).toMatchObject({
      ...{ year: 2025, before: value, now: value + 1, corrected: ['2025-03'] },
    });
    expect(changes.every(({ year }) => year === 2025)).toBe(true);
    // Seeing is not publishing.
    expect([await numbers(), await overview()]).toEqual([[1], textOf(before)]);
  });

  it('is refused for a month that is not over, and to anyone but the coordinator', async () => {
    const early = world.as(coordinator).publishing.preview({ through: '2025-11' });
    await expect(early).rejects.toMatchObject(refused('FUTURE_MONTH'));
    const seen = await seenNow();
    for (const person of others) {
      await expect(world.as(person).publishing.preview({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(publish({ seen }, person)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await numbers()).toEqual([1]);
  });
});

describe('the act', () => {
  it('is refused for a month that is not over, as its preview is', async () => {
    const seen = await seenNow();
    await expect(publish({ seen, through: '2025-11' })).rejects.toMatchObject(refused('FUTURE_MONTH'));
    expect(await numbers()).toEqual([1]);
  });

  it('is refused when figures changed since they were read, and publishes nothing', async () => {
    const seen = await seenNow();
    await world.validateMonths('DIJON', '2025-09');
    await expect(publish({ seen })).rejects.toMatchObject(refused('READ_AGAIN'));
    expect(await numbers()).toEqual([1]);
  });

  it('publishes what was seen: the next number, what it changed, who did it, and a line of the journal', async () => {
    const before = await overview();
    const { seen, changes, coverage } = await preview();
    expect(await publish({ seen, note: 'Captations de mars' })).toEqual({ number: 2 });
    const page = await world.as(reader).publications.read({ number: 2 });
    expect(page).toMatchObject({
      ...{ number: 2, through: '2025-10', note: 'Captations de mars', madeByName: 'Essai', fictitious: true },
      ...{ withdraws: null, withdrawnBy: null, changes, coverage },
    });
    const line = await world.db.auditEvent.findFirstOrThrow({
      where: { action: 'publication.make' },
      orderBy: { id: 'desc' },
    });
    expect(line).toMatchObject({
      ...{ entity: 'publication', entityId: '2', after: { through: '2025-10', fingerprint: page.fingerprint } },
    });
    expect(await overview()).not.toBe(before);
    expect((await preview()).changes).toEqual([]);
  });

  it('bears the fingerprint of its answers, which whoever has them can make again', async () => {
    for (const number of [1, 2]) {
      const { answers, fingerprint } = await world.db.publication.findUniqueOrThrow({
        where: { number },
        include: { answers: true },
      });
      const texts = answers.map(({ form, procedure, key, body }) => JSON.stringify([form, procedure, key, body]));
      expect(texts.length).toBeGreaterThan(100);
      expect(createHash('sha256').update(texts.sort().join('')).digest('hex')).toBe(fingerprint);
    }
  });

  it('of two at once makes two publications whose numbers follow; who had read before them reads again', async () => {
    const seen = await seenNow();
    const publishFirst = () => world.publish({ through: FIRST_YEAR });
    expect((await Promise.all([publishFirst(), publishFirst()])).map(({ number }) => number).sort()).toEqual([3, 4]);
    await expect(publish({ seen })).rejects.toMatchObject(refused('READ_AGAIN'));
    expect(await numbers()).toEqual([4, 3, 2, 1]);
  });

  it('withdraws one that is named, once, with its reason; both stay to be read', async () => {
    const seen = await seenNow();
    const unknown = publish({ seen, withdraws: { number: 99, why: 'essai' } });
    await expect(unknown).rejects.toMatchObject(refused('NOT_PUBLISHED'));
    const withdraws = { number: 2, why: 'Captations comptées deux fois' };
    await publish({ seen, withdraws });
    const again = publish({ seen: await seenNow(), through: FIRST_YEAR, withdraws });
    await expect(again).rejects.toMatchObject(refused('INVALID'));
    const { publications } = await world.as(reader).publications.list();
    expect(publications[0]).toMatchObject({ number: 5, withdraws: 2, withdrawsWhy: withdraws.why, withdrawnBy: null });
    expect(publications.find(({ number }) => number === 2)).toMatchObject({
      withdrawnBy: { number: 5, why: withdraws.why },
    });
    const line = await world.db.auditEvent.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(line).toMatchObject({ action: 'publication.make', reason: withdraws.why, after: { withdraws: 2 } });
  });
});

describe('a publication', () => {
  it('is the same bytes to readers, whatever is corrected and validated after it', async () => {
    const before = await overview();
    await world.take(handMade('captured-dwelling', [{ captureDate: '2025-03-06', typology: 'T3' }], ['AUTRE']));
    expect(await overview()).toBe(before);
    await world.validateMonths('SOLIHA', '2025-03');
    expect(await overview()).toBe(before);
    expect(await overview(coordinator)).not.toBe(before);
    const kept = await world.db.publicationAnswer.findFirstOrThrow({
      where: { publication: { number: 5 }, procedure: 'overview.forYear', key: questionKey({ year: 2025 }) },
    });
    expect(kept.body).toBe(before);
  });

  it('is said to the coordinator who asks for it word for word as to the State, and an older one by its number', async () => {
    type Rooms = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    const roomsOf = (person: Person, publication?: 'latest' | number) =>
      world.as(person, { publication }) as unknown as Rooms;
    const [state, seen, first] = [roomsOf(reader), roomsOf(coordinator, 'latest'), roomsOf(coordinator, 1)];
    const kept = await world.db.publicationAnswer.findMany({
      where: {
        publication: { number: { in: [1, 5] } },
        form: 'masked',
        NOT: [{ procedure: { startsWith: 'api.' } }, { procedure: 'reports.content' }],
      },
      include: { publication: { select: { number: true } } },
      orderBy: [{ procedure: 'asc' }, { key: 'asc' }],
    });
    let told = 0;
    for (const { procedure, key, body, publication } of kept) {
      const [room = '', name = ''] = procedure.split('.');
      const ask = (rooms: Rooms) => rooms[room]?.[name];
      // What a procedure of a room asks for: documents are asked for by addresses.
      if (!ask(state) || (room === 'indicators' && !key.includes('IND-2'))) continue;
      const asking = publication.number === 1 ? [first] : [state, seen];
      for (const rooms of asking) expect(textOf(await ask(rooms)?.(JSON.parse(key))), `${procedure} ${key}`).toBe(body);
      told += 1;
    }
    expect(told).toBeGreaterThan(100);
    await expect(roomsOf(coordinator, 99).overview?.forYear?.({ year: 2025 })).rejects.toMatchObject(
      refused('NOT_PUBLISHED'),
    );
  });

  it('cannot be changed, nor its answers, nor one that is not fictitious taken away', async () => {
    const { db } = world;
    const { id: _, ...first } = await db.publication.findUniqueOrThrow({ where: { number: 1 } });
    const real = { ...first, number: 1000, fictitious: false, summary: {} };
    const { id } = await db.publication.create({ data: real });
    const answer = { publicationId: id, form: 'masked', procedure: 'essai', key: '{}', body: '{}' } as const;
    await db.publicationAnswer.create({ data: answer });
    const writes = [
      () => db.publication.update({ where: { number: 1 }, data: { note: 'essai' } }),
      () => db.publication.update({ where: { id }, data: { fictitious: true } }),
      () => db.publication.delete({ where: { id } }),
      () => db.publicationAnswer.updateMany({ where: { publicationId: id }, data: { body: '{"a":1}' } }),
      () => db.publicationAnswer.deleteMany({ where: { procedure: 'overview.forYear' } }),
    ];
    for (const write of writes) await expect(write()).rejects.toThrow(/cannot be changed/);
    expect(await db.publicationAnswer.count({ where: { publicationId: id } })).toBe(1);
  });
});

describe('whole reading', () => {
  const stateReader = () => world.db.user.findFirstOrThrow({ where: { role: 'reader' } });
  /** The reader of the demonstration, on a day. */
  const asStateReader = async (day: string) => {
    const { id, name, email } = await stateReader();
    const viewer = { id, name, email, role: 'reader' as const, organisationId: null };
    const clock = { now: () => new Date(`${day}T09:00:00Z`) };
    return createCaller(appRouter)({ ...world.platform, clock, viewer });
  };
  const isWhole = async (day: string) => (await (await asStateReader(day)).publications.list()).whole;
  const engagement = 'Engagement du 3 novembre 2025, DDETS 2025-12';
  const dates = { fromDate: '2025-11-14', toDate: '2025-12-31' };

  it('is given by the coordinator alone, to readers alone, for days to come', async () => {
    const { giveWholeReading } = world.as(coordinator).publications;
    const { id: userId } = await stateReader();
    for (const role of ['contributor', 'coordinator'] as const) {
      const { id } = await world.db.user.findFirstOrThrow({ where: { role } });
      await expect(giveWholeReading({ userId: id, engagement, ...dates })).rejects.toMatchObject(refused('NOT_FOUND'));
    }
    const turned = { fromDate: '2025-12-31', toDate: '2025-12-01' };
    const over = { fromDate: '2025-01-01', toDate: '2025-11-13' };
    for (const wrong of [turned, over])
      await expect(giveWholeReading({ userId, engagement, ...wrong })).rejects.toMatchObject(refused('INVALID'));
    for (const person of others)
      await expect(
        world.as(person).publications.giveWholeReading({ userId, engagement, ...dates }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.db.wholeReading.count()).toBe(0);
  });

  it('runs between its dates, for the person whom it names', async () => {
    const { id: userId, name } = await stateReader();
    await world.as(coordinator).publications.giveWholeReading({ userId, engagement, ...dates });
    expect([await isWhole('2025-11-13'), await isWhole('2025-11-14'), await isWhole('2025-12-31')]).toEqual([
      ...[false, true, true],
    ]);
    expect(await isWhole('2026-01-01')).toBe(false);
    expect((await world.as(reader).publications.list()).whole).toBe(false);
    const { rights } = await world.as(coordinator).publications.wholeReadings();
    expect(rights).toMatchObject([{ ...dates, engagement, user: { name }, givenByName: 'Essai', endedAt: null }]);
    const line = await world.db.auditEvent.findFirstOrThrow({ where: { action: 'whole-reading.give' } });
    expect(line).toMatchObject({ entityId: userId, after: { engagement, ...dates } });
  });

  it('reads what is kept without suppression, and each reading is in the journal with the name of who read', async () => {
    const { id: publicationId } = await world.db.publication.findUniqueOrThrow({ where: { number: 1000 } });
    const key = questionKey({ year: 2025 });
    const forms = { masked: { figures: ['hidden'] }, whole: { figures: [3] } } as const;
    await world.db.publicationAnswer.createMany({
      data: (['masked', 'whole'] as const).map((form) => ({
        ...{ publicationId, form, procedure: 'overview.forYear', key, body: JSON.stringify(forms[form]) },
      })),
    });
    const theirs = await asStateReader('2025-11-20');
    expect(await theirs.overview.forYear({ year: 2025 })).toEqual(forms.whole);
    expect(await world.as(reader).overview.forYear({ year: 2025 })).toEqual(forms.masked);
    await readsWritten();
    const { id: actorId } = await stateReader();
    const lines = await world.db.auditEvent.findMany({ where: { action: 'read.whole-publication' } });
    expect(lines).toMatchObject([{ actorId, entityId: '1000 overview.forYear', kind: 'read' }]);
  });

  it('is ended at once, by the coordinator alone', async () => {
    const { rights } = await world.as(coordinator).publications.wholeReadings();
    const id = rights[0]?.id ?? 0;
    for (const person of others)
      await expect(world.as(person).publications.endWholeReading({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await world.as(coordinator).publications.endWholeReading({ id });
    expect(await isWhole('2025-11-20')).toBe(false);
    expect(await (await asStateReader('2025-11-20')).overview.forYear({ year: 2025 })).toEqual({ figures: ['hidden'] });
    await expect(world.as(coordinator).publications.endWholeReading({ id })).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
    const { id: entityId } = await stateReader();
    expect(await world.db.auditEvent.count({ where: { action: 'whole-reading.end', entityId } })).toBe(1);
  });
});
