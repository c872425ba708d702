import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearDemonstration } from '../../../prisma/demonstration/seed-demo-removal.ts';
import { rebuildLedger } from '../../../server/ledger/refresh.ts';
import type { Content } from '../../../shared/registers/register.ts';
import { siaoFile } from '../../fixtures/files-of-people.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ published: true });
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const reader = { role: 'reader' } as const;
const siao = { role: 'contributor', organisation: 'SIAO' } as const;
const adefo = { role: 'contributor', organisation: 'ADEFO' } as const;
const households = { unit: 'households', perimeter: 'convention' } as const;
const persons = { unit: 'persons', perimeter: 'insee' } as const;

const row = (more: Content): Content => ({
  requestDate: '2024-01-10',
  situation: 'Rue - abri de fortune',
  commune: '21231',
  composition: 'Homme seul',
  persons: 1,
  minors: 0,
  ...more,
});

/** The roll-up, cell by cell, without what came back to nothing. */
async function ledger() {
  const cells = await world.db.ledgerMonth.findMany({ where: { visibility: 'working' } });
  return cells
    .filter(({ persons: some }) => some !== 0)
    .map((one) => JSON.stringify(one))
    .sort();
}

async function ledgerFromNothing() {
  await world.db.$transaction((tx) => rebuildLedger(tx, { organisationId: world.idOf('SIAO'), visibility: 'working' }));
  return ledger();
}

const lastImport = async () => (await world.db.import.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
const undo = async () => world.as(coordinator).imports.undo({ id: await lastImport(), reason: 'essai' });

/** A territory of one's own: the catalogue, and nobody's requests. */
async function startForReal() {
  await world.close();
  world = await importWorld({ demonstration: false });
}

describe('the ledger after an import', () => {
  beforeEach(startForReal);
  const first = [
    row({}),
    row({ requestDate: '2024-02-03', closingDate: '2024-04-02', closingReason: 'Relogement parc social' }),
    row({ requestDate: '2024-02-20', situation: 'Squat - bidonville', persons: 4, minors: 2 }),
  ];

  it('is what it would be from nothing: rows added, changed, undone', async () => {
    const before = await ledger();
    await world.take(handMade('siao-request', first));
    const afterFirst = await ledger();
    expect(afterFirst).toEqual(await ledgerFromNothing());
    const changed = [
      row({ closingDate: '2024-02-28', closingReason: 'Sans nouvelles' }),
      row({ requestDate: '2024-03-09' }),
    ];
    await world.take(handMade('siao-request', changed, ['N-0', 'N-7']));
    const afterSecond = await ledger();
    expect(afterSecond).not.toEqual(afterFirst);
    expect(afterSecond).toEqual(await ledgerFromNothing());
    await undo();
    expect(await ledger()).toEqual(afterFirst);
    await world.as(coordinator).imports.undo({ id: (await lastImport()) - 1, reason: 'essai' });
    expect(await ledger()).toEqual(before);
  });

  it('keeps both months of a correction', async () => {
    await world.take(handMade('siao-request', first));
    await world.take(handMade('siao-request', [row({ requestDate: '2024-01-28' })], ['N-9']));
    const { corrections } = await world.as(coordinator).homelessness.reliability(households);
    expect(corrections).toContainEqual(
      expect.objectContaining({ month: '2024-01', reported: '2025-11', flow: 'newlyIdentified', count: 1 }),
    );
  });

  it('another rule of inactivity makes it again', async () => {
    await world.take(handMade('siao-request', first));
    await world.as(coordinator).homelessness.changeSettings({
      inactivityDays: 30,
      contactByExport: 'counts',
      reliabilityPercent: 15,
      reason: 'essai',
    });
    const lost = await world.db.ledgerMonth.findMany({
      where: { visibility: 'working', dimension: 'total', flow: 'lostContact' },
    });
    expect(
      lost
        .filter(({ households: count }) => count > 0)
        .map(({ month }) => month)
        .sort(),
    ).toEqual(['2024-02', '2024-03', '2024-03'].filter((month, index, all) => all.indexOf(month) === index));
  });

  it('has one rule of inactivity and one threshold, whether they are changed here or on the page of settings', async () => {
    await world.take(handMade('siao-request', first));
    const said = async () => {
      const { source, threshold } = await world.as(coordinator).homelessness.reliability(households);
      return [source.inactivityDays, threshold];
    };
    const lost = async () => {
      const found = await world.db.ledgerMonth.findMany({
        where: { visibility: 'working', dimension: 'total', flow: 'lostContact' },
      });
      return [...new Set(found.filter((one) => one.households > 0).map(({ month }) => month))].sort();
    };
    const change = (name: 'homelessness.inactivityDays' | 'homelessness.reliabilityPercent', value: number) =>
      world.as(coordinator).catalogue.changeSetting({ name, value, reason: 'essai' });
    await change('homelessness.inactivityDays', 30);
    await change('homelessness.reliabilityPercent', 20);
    expect(await said()).toEqual([30, 20]);
    expect(await lost()).toEqual(['2024-02', '2024-03']);
    await world.as(coordinator).homelessness.changeSettings({
      inactivityDays: 45,
      contactByExport: 'counts',
      reliabilityPercent: 12,
      reason: 'essai',
    });
    expect(await said()).toEqual([45, 12]);
    const settings = await world.as(coordinator).catalogue.settings();
    expect([settings['homelessness.inactivityDays'], settings['homelessness.reliabilityPercent']]).toEqual([45, 12]);
    await expect(change('homelessness.inactivityDays', 20)).rejects.toThrow();
  });
});

describe('a whole file of the SIAO', () => {
  beforeEach(startForReal);

  it('gives the homes that the indicators give, month by month', async () => {
    await world.takeGiven(siaoFile);
    const cells = await world.db.ledgerMonth.findMany({
      where: { visibility: 'working', dimension: 'total', flow: 'housed' },
    });
    for (const month of Object.keys(siaoFile.indicators['SIAO-02'] ?? {})) {
      const cell = await world.cell('SIAO', 'SIAO-02', month);
      expect(cells.find((one) => one.month === month)?.households, month).toBe(cell?.value);
    }
  });
});

describe('the demonstration', () => {
  it('goes away with its requests, its nights and its ledger', async () => {
    expect(await world.db.headCount.groupBy({ by: ['kind'], _count: true, orderBy: { kind: 'asc' } })).toMatchObject([
      { kind: 'active', _count: 46 },
      { kind: 'night', _count: 2 },
    ]);
    await clearDemonstration(world.db);
    expect(await world.db.headCount.count()).toBe(0);
    expect(await world.db.registerRow.count({ where: { source: 'siao-request' } })).toBe(0);
    expect([await ledger(), await world.db.ledgerChange.count()]).toEqual([[], 0]);
  });

  it('takes in a request beside the others: there, all is fictitious alike', async () => {
    const before = await world.db.registerRow.count({ where: { source: 'siao-request' } });
    await world.take(handMade('siao-request', [row({})]));
    expect(await world.db.registerRow.count({ where: { source: 'siao-request' } })).toBe(before + 1);
    expect(await ledger()).toEqual(await ledgerFromNothing());
  });

  it('says in its requests what it says in its cells', async () => {
    const flows = await world.db.ledgerMonth.findMany({
      where: { visibility: 'working', dimension: 'total', flow: 'housed', month: { gte: '2022-01' } },
    });
    for (const { month, households: count } of flows)
      expect((await world.cell('SIAO', 'SIAO-02', month))?.value, month).toBe(count);
    expect(flows.length).toBe(46);
  });

  it('counts its active people near the ledger, and never the same', async () => {
    const { months } = await world.as(coordinator).homelessness.ledger(persons);
    const pairs = months.flatMap(({ active, observed }) =>
      typeof active === 'number' && typeof observed === 'number' ? [[active, observed] as const] : [],
    );
    expect(pairs.length).toBe(24);
    for (const [active, observed] of pairs.slice(0, -1))
      expect(Math.abs(active - observed) / active).toBeLessThan(0.12);
  });
});

/** Every number of an answer. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => (key === 'source' || key === 'rehousing' ? [] : numbersIn(one)));
}

describe('who sees the ledger', () => {
  it('the coordinator and the SIAO see it whole; the organisation beside and a reader see nobody few', async () => {
    const whole = await world.as(coordinator).homelessness.ledger(households);
    const own = await world.as(siao).homelessness.ledger(households);
    expect([whole.source.visibility, own.source.visibility]).toEqual(['working', 'own']);
    expect(own.months).toEqual(whole.months);
    expect(numbersIn(whole).some((count) => count > 0 && count < 11)).toBe(true);
    for (const person of [adefo, reader]) {
      for (const filters of [households, persons, { ...households, perimeter: 'insee' } as const]) {
        const shown = await world.as(person).homelessness.ledger(filters);
        expect(shown.source.visibility).toBe('validated');
        expect(numbersIn(shown).filter((count) => count > 0 && count < 11)).toEqual([]);
        expect(shown.months.length).toBe(12);
      }
    }
  });

  it('a reader reads up to the last month validated and published, and in the balance of a month at least two numbers are hidden or none', async () => {
    const { months, source } = await world.as(reader).homelessness.ledger(households);
    expect(source.through).toBe('2025-09');
    for (const { start, active, flows } of months) {
      const hidden = [start, active, ...Object.values(flows ?? {})].filter((count) => count === 'hidden');
      // A start that is not said is no secret by itself: what the balance gives of it is not small.
      const given = [...Object.values(flows ?? {}), active].every((count) => typeof count === 'number');
      if (start === 'hidden' && given) expect(Number(active)).toBeGreaterThan(110);
      else expect(hidden.length).not.toBe(1);
    }
  });

  it('the ways to a home, the needs and the tests hide the few too', async () => {
    for (const person of [adefo, reader]) {
      const { seniority, cohorts, delays } = await world.as(person).homelessness.paths(households);
      expect(numbersIn([seniority]).filter((count) => count > 0 && count < 11)).toEqual([]);
      expect(cohorts.map(({ size }) => size).every((size) => size === null)).toBe(true);
      expect(delays.byComposition.every(({ quartiles }) => quartiles.count === null)).toBe(true);
      const { wishes, groups, simulation } = await world.as(person).homelessness.needs(households);
      expect(numbersIn([wishes, groups]).filter((count) => count > 0 && count < 11)).toEqual([]);
      expect(simulation).toBeNull();
      const { tests, corrections, counts } = await world.as(person).homelessness.reliability(persons);
      expect(tests.every(({ test, inflow }) => test === null && inflow === null)).toBe(true);
      expect([corrections, counts]).toEqual([[], []]);
    }
  });

  it('the captured dwellings beside an organisation’s own requests are those that were published', async () => {
    const offer = async (person: Parameters<typeof world.as>[0]) => {
      const { sizes, anyDwelling } = await world.as(person).homelessness.needs(households);
      return [anyDwelling, sizes.map(({ size, captured, free }) => ({ size, captured, free }))];
    };
    const published = await offer(reader);
    expect(await offer(siao)).toEqual(published);
    const dwelling = { captureDate: '2025-06-04', month: '2025-06', typology: 'T1', commune: '21231' };
    await world.take(handMade('captured-dwelling', [dwelling], ['ENCORE']));
    await world.validateMonths('SOLIHA', '2025-06');
    expect(await offer(siao)).toEqual(published);
  });

  it('only the coordinator enters a count, and the journal keeps it', async () => {
    const night = {
      kind: 'night',
      date: '2025-01-24',
      unit: 'persons',
      perimeter: 'insee',
      count: 37,
      method: 'Maraudes, 22 h à 1 h',
    } as const;
    for (const person of [siao, adefo, reader]) {
      await expect(world.as(person).homelessness.addCount(night)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await world.as(coordinator).homelessness.addCount(night);
    const { nights } = await world.as(coordinator).homelessness.reliability(persons);
    const entered = nights.filter(({ count }) => count === 37);
    expect(entered).toMatchObject([{ date: '2025-01-24', count: 37, method: 'Maraudes, 22 h à 1 h' }]);
    expect(entered[0]?.active).toBeGreaterThan(100);
    expect(await world.db.auditEvent.count({ where: { action: 'head-count.add' } })).toBe(1);
  });

  it('a count entered for a month end takes the place of the monthly figure in the test', async () => {
    const count = {
      kind: 'active',
      date: '2025-09-30',
      unit: 'persons',
      perimeter: 'insee',
      count: 3,
      method: 'liste nominative',
    } as const;
    await world.as(coordinator).homelessness.addCount(count);
    const { tests, quality } = await world.as(coordinator).homelessness.reliability(persons);
    expect(tests.find(({ month }) => month === '2025-09')?.reliable).toBe(false);
    expect(quality.reached).toBe(false);
  });
});
