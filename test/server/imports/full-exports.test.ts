import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rebuildLedger } from '../../../server/ledger/refresh.ts';
import type { Content } from '../../../shared/registers/register.ts';
import { handMade, type ImportWorld, importWorld } from './import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const households = { unit: 'households', perimeter: 'convention' } as const;
const row = (more: Content): Content => ({
  requestDate: '2024-01-10',
  requestType: 'Première demande',
  situation: 'Rue - abri de fortune',
  commune: '21231',
  composition: 'Homme seul',
  persons: 1,
  minors: 0,
  ...more,
});

/** A full export made on a day. */
const exported = (day: string, contents: Content[], keys: string[]) => ({
  ...handMade('siao-request', contents, keys),
  told: () => ({
    ...{ skipped: [], unread: [], questions: [] },
    period: { from: '2024-01', to: day.slice(0, 7), why: 'extraction' as const, partial: true, day },
  }),
});

const totals = async () => {
  const cells = await world.db.ledgerMonth.findMany({ where: { visibility: 'working', dimension: 'total' } });
  return cells
    .filter((one) => one.households > 0)
    .map(({ month, flow, households: count }) => `${month} ${flow} ${count}`)
    .sort();
};
const fromNothing = async () => {
  await world.db.$transaction((tx) => rebuildLedger(tx, { organisationId: world.idOf('SIAO'), visibility: 'working' }));
  return totals();
};
const look = () => world.as(coordinator).homelessness.ledger(households);

const waiting = row({});
const silent = row({ requestDate: '2024-02-03', situation: 'Hébergé chez un tiers' });
const renewed = row({ requestDate: '2024-03-05', requestType: 'Actualisation' });
const housed = row({ closingDate: '2024-05-20', closingReason: 'Relogement parc social' });

describe('a full export of the SIAO', () => {
  it('is a contact of each request that it holds open; what it no longer holds has its own dates alone', async () => {
    await world.take(exported('2024-06-15', [waiting, silent, renewed, housed], ['A', 'B', 'C', 'D']));
    await look();
    expect(await totals()).toEqual([
      '2024-01 newlyIdentified 2',
      '2024-02 newlyIdentified 1',
      '2024-03 returnedFromInactive 1',
      '2024-05 housed 1',
      '2024-09 lostContact 3',
    ]);
    // Six months later, B is no longer there and is kept: nobody heard of it since the export of June.
    const later = exported('2024-12-10', [waiting, renewed, housed], ['A', 'C', 'D']);
    const preview = await world.take(later);
    expect(preview).toMatchObject({ absent: 1, absentChoice: null, accepted: 0 });
    expect(preview.changes.filter(({ code }) => code === 'IND-27').map(({ month, after }) => [month, after])).toEqual([
      ['2024-06', 2],
      ['2024-07', 2],
      ['2024-08', 2],
      ['2024-09', 2],
      ['2024-10', 2],
      ['2024-11', 2],
    ]);
    const { source, bridge, months } = await look();
    expect(source).toMatchObject({ through: '2024-11', extraction: '2024-12-10', contactByExport: true });
    expect(await totals()).toEqual([
      '2024-01 newlyIdentified 2',
      '2024-02 newlyIdentified 1',
      '2024-03 returnedFromInactive 1',
      '2024-05 housed 1',
      '2024-09 lostContact 1',
      '2025-03 lostContact 2',
    ]);
    expect(months.at(-1)).toMatchObject({ month: '2024-11', active: 2 });
    expect(bridge).toMatchObject({ open: 3, withoutContact: 1, active: 2, outsideInsee: 0, insee: 2, renewals: 1 });
    expect(await totals()).toEqual(await fromNothing());
    await world.as(coordinator).imports.undo({ id: preview.id ?? -1, reason: 'essai' });
    await look();
    expect(await totals()).toContain('2024-09 lostContact 3');
    expect(await world.db.registerAbsence.count()).toBe(0);
  });

  it('counts as contact by a rule that the screen says and that can be turned off', async () => {
    await world.take(exported('2024-12-10', [waiting, silent, renewed, housed], ['A', 'B', 'C', 'D']));
    expect((await look()).bridge).toMatchObject({ open: 3, withoutContact: 0, active: 3, outsideInsee: 1, insee: 2 });
    await world.as(coordinator).catalogue.changeSetting({
      name: 'homelessness.contactByExport',
      value: 'ignored',
      reason: 'essai',
    });
    const { source, bridge } = await look();
    expect(source.contactByExport).toBe(false);
    expect(bridge).toMatchObject({ open: 3, withoutContact: 3, active: 0, insee: 0 });
    expect(await totals()).toContain('2024-04 lostContact 2');
  });

  it('closes what it no longer holds on the day that it was made, and the others’ territory is told apart', async () => {
    const elsewhere = handMade('siao-request', [waiting, silent], ['A', 'B']);
    const rows = [...elsewhere.rows, { ...[...elsewhere.rows][0], key: 'Z', outside: true }] as never;
    await world.take({ ...exported('2024-06-15', [], []), fileHash: 'f'.repeat(64), rows });
    const second = { ...exported('2024-09-02', [waiting], ['A']) };
    const habit = { organisationId: world.idOf('SIAO'), source: 'siao-request', absentChoice: 'close' } as const;
    await world.db.importHabit.create({ data: habit });
    await world.take(second);
    const { bridge, reasons } = await look();
    expect(bridge).toMatchObject({ openNow: 1, sinceMonth: 1, open: 2, active: 2, openOutside: 1 });
    expect(reasons).toEqual([]);
    expect(await totals()).toEqual([
      '2024-01 newlyIdentified 1',
      '2024-02 newlyIdentified 1',
      '2024-09 otherExits 1',
      '2024-12 lostContact 1',
    ]);
  });
});
