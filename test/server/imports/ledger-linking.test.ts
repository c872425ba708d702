import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathsFor } from '../../../server/homelessness/paths.ts';
import { ledgerFor } from '../../../server/homelessness/service.ts';
import type { WholeFileOptions } from '../../../server/imports/whole-file.ts';
import { rebuildLedger } from '../../../server/ledger/refresh.ts';
import { anyone, type Viewer } from '../../../server/platform/access.ts';
import { wholeReader } from '../../../server/publishing/answers.ts';
import type { Content } from '../../../shared/registers/register.ts';
import { handMade, type ImportWorld, importWorld } from './import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const households = { unit: 'households', perimeter: 'convention' } as const;
const assessment = { date: '2025-10-01', reference: 'AIPD 2025-3' };

const row = (more: Content): Content => ({
  requestDate: '2023-01-10',
  situation: 'Rue - abri de fortune',
  commune: '21231',
  composition: 'Homme seul',
  persons: 1,
  minors: 0,
  ...more,
});
const housed = { closingReason: 'Relogement parc social' };

/** Requests with the identity that each carries; a letter a household. */
const requests: [string, Content][] = [
  ['a', row({ closingDate: '2023-02-20', ...housed })],
  ['a', row({ requestDate: '2023-06-05' })],
  ['b', row({ requestDate: '2023-03-01', closingDate: '2023-04-01', ...housed })],
  ['c', row({ requestDate: '2023-05-02' })],
  ['c', row({ requestDate: '2023-05-30' })],
  ['d', row({ requestDate: '2024-12-03' })],
];

function take(some: [string, Content][], keys: string[], how?: WholeFileOptions) {
  const file = handMade(
    'siao-request',
    some.map(([, content]) => content),
    keys,
  );
  const print = (letter: string) => letter.repeat(64);
  const rows = [...(file.rows as Iterable<object>)].map((one, index) => ({
    ...one,
    identity: print(some[index]?.[0] ?? ''),
  }));
  return world.take({ ...file, rows } as typeof file, how);
}

const keysOf = (some: unknown[]) => some.map((_, index) => `N-${index}`);
const paths = () => world.as(coordinator).homelessness.paths(households);
const flowsOf = async () => {
  // Whoever looks first makes the ledger again.
  await world.as(coordinator).homelessness.ledger(households);
  const found = await world.db.ledgerMonth.findMany({
    where: { visibility: 'working', dimension: 'total', households: { not: 0 } },
  });
  return found.map((one) => `${one.month} ${one.flow} ${one.households}`).sort();
};

describe('requests of one household, once the assessment is recorded', () => {
  it('count it once: a second request is no second household, and a request after a home is a return', async () => {
    await world.as(coordinator).homelessness.recordAssessment(assessment);
    await take(requests, keysOf(requests));
    expect(await flowsOf()).toEqual([
      '2023-01 newlyIdentified 1',
      '2023-02 housed 1',
      '2023-03 newlyIdentified 1',
      '2023-04 housed 1',
      '2023-05 newlyIdentified 1',
      '2023-06 returnedFromHousing 1',
      '2023-08 lostContact 1',
      '2023-09 lostContact 1',
      '2024-12 newlyIdentified 1',
      '2025-03 lostContact 1',
    ]);
  });

  it('tell who came back, over whom', async () => {
    await world.as(coordinator).homelessness.recordAssessment(assessment);
    await take(requests, keysOf(requests));
    const { linking, cohorts } = await paths();
    expect(linking).toEqual({ share: 1, joined: 4, usable: true });
    expect(cohorts).toEqual([
      {
        year: 2023,
        size: 2,
        delays: [
          { within: 6, over: true, returned: 1, sameNumber: null },
          { within: 12, over: true, returned: 1, sameNumber: null },
          { within: 24, over: false, returned: null, sameNumber: null },
        ],
      },
    ]);
  });

  it('without linking, tell who asked again under the number of a request that ended in a home', async () => {
    await take(requests, keysOf(requests));
    const first = await paths();
    expect(first.cohorts[0]?.delays.map(({ sameNumber }) => sameNumber)).toEqual([0, 0, null]);
    await take([['a', row({ requestDate: '2023-06-05' })]], ['N-0']);
    const { cohorts, outcomes } = await paths();
    expect(cohorts[0]?.delays.map(({ sameNumber }) => sameNumber)).toEqual([1, 1, null]);
    expect(outcomes?.all.waiting).toBeNull();
  });

  it('tell it to whoever reads validated counts whole as far as it was validated, and to nobody else', async () => {
    const seenBy = async (viewer: Viewer) =>
      (await pathsFor(world.platform, viewer, households)).cohorts[0]?.delays.map(({ sameNumber }) => sameNumber);
    await take(requests, keysOf(requests));
    await world.validateMonths('SIAO', '2023-01', '2024-12');
    await take([['a', row({ requestDate: '2023-06-05' })]], ['N-0'], { moved: 'correct' });
    expect(await seenBy(wholeReader)).toEqual([0, 0, null]);
    await world.validateMonths('SIAO', '2023-06');
    expect(await seenBy(wholeReader)).toEqual([1, 1, null]);
    expect(await seenBy(anyone)).toEqual([null, null, null]);
  });

  it('are apart again once the assessment is withdrawn: nothing was merged', async () => {
    await take(requests, keysOf(requests));
    const apart = await flowsOf();
    expect(apart).toContain('2023-05 newlyIdentified 2');
    const { homelessness } = world.as(coordinator);
    await homelessness.recordAssessment(assessment);
    await take(requests.slice(0, 4), keysOf(requests.slice(0, 4)));
    await homelessness.withdrawAssessment({ reason: 'Avis défavorable' });
    expect(await flowsOf()).toEqual(apart);
    expect((await paths()).linking).toBeNull();
  });

  it('follow an import and its undoing as if made from nothing', async () => {
    await world.as(coordinator).homelessness.recordAssessment(assessment);
    await take(requests.slice(0, 3), keysOf(requests.slice(0, 3)));
    const before = await flowsOf();
    await take(requests.slice(3), ['N-3', 'N-4', 'N-5']);
    const after = await flowsOf();
    expect(after).not.toEqual(before);
    await world.db.$transaction((tx) =>
      rebuildLedger(tx, { organisationId: world.idOf('SIAO'), visibility: 'working' }),
    );
    expect(await flowsOf()).toEqual(after);
    const { id } = await world.db.import.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await world.as(coordinator).imports.undo({ id, reason: 'essai' });
    expect(await flowsOf()).toEqual(before);
  });

  it('give no rate while few carry a key, and say how many do', async () => {
    await take(requests.slice(0, 4), keysOf(requests.slice(0, 4)));
    await world.as(coordinator).homelessness.recordAssessment(assessment);
    await take(requests.slice(4), ['N-4', 'N-5']);
    const { linking, cohorts } = await paths();
    expect(linking).toMatchObject({ share: 2 / 6, usable: false });
    expect(cohorts[0]?.delays.map(({ returned }) => returned)).toEqual([null, null, null]);
  });

  it('leave what is validated a reading of validated rows, with their links, until the validation comes again', async () => {
    const validated = async () => {
      await ledgerFor(world.platform, anyone, households);
      const found = await world.db.ledgerMonth.findMany({ where: { visibility: 'validated', households: { not: 0 } } });
      return found.map(({ visibility: _, ...one }) => JSON.stringify(one)).sort();
    };
    const working = async () => {
      await flowsOf();
      const found = await world.db.ledgerMonth.findMany({ where: { visibility: 'working', households: { not: 0 } } });
      return found.map(({ visibility: _, ...one }) => JSON.stringify(one)).sort();
    };
    await world.as(coordinator).homelessness.recordAssessment(assessment);
    await take(requests.slice(0, 5), keysOf(requests.slice(0, 5)));
    expect(await validated()).toEqual([]);
    await world.validateMonths('SIAO', '2023-01', '2023-06');
    const before = await validated();
    expect(before).toEqual(await working());
    // A return of b, whose home it makes a return of; c is closed by a home; the first request of a is another person's.
    const late: [string, Content][] = [
      ['b', row({ requestDate: '2023-05-20' })],
      ['c', row({ requestDate: '2023-05-02', closingDate: '2023-06-15', ...housed })],
      ['z', row({ closingDate: '2023-02-21', ...housed })],
    ];
    const { id } = await take(late, ['N-9', 'N-3', 'N-0']);
    expect(await working()).not.toEqual(before);
    expect(await validated()).toEqual(before);
    // Made again from nothing, by the rows and the keys that were validated.
    await world.db.ledgerState.deleteMany();
    expect(await validated()).toEqual(before);
    const after = await working();
    await world.validateMonths('SIAO', '2023-06');
    expect(await validated()).toEqual(after);
    await expect(world.as(coordinator).imports.undo({ id: id ?? -1, reason: 'essai' })).rejects.toThrow();
  });

  it('come back with their keys when an import is undone', async () => {
    await world.as(coordinator).homelessness.recordAssessment(assessment);
    await take(requests.slice(0, 5), keysOf(requests.slice(0, 5)));
    const before = await flowsOf();
    const { id } = await take([['z', row({ requestDate: '2023-06-05', persons: 2 })]], ['N-1']);
    expect(await flowsOf()).not.toEqual(before);
    await world.as(coordinator).imports.undo({ id: id ?? -1, reason: 'essai' });
    expect(await flowsOf()).toEqual(before);
  });
});

describe('a ledger that is to be made again', () => {
  it('is still its giver’s own: nobody reads less of their figures meanwhile', async () => {
    const own = await importWorld();
    await own.db.ledgerState.deleteMany();
    const siao = own.as({ role: 'contributor', organisation: 'SIAO' });
    const { source } = await siao.homelessness.ledger({ unit: 'households', perimeter: 'convention' });
    expect(source.visibility).toBe('own');
    await own.close();
  });
});
