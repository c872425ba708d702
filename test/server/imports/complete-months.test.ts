import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handMade, type ImportWorld, importWorld } from './import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const ownStaff = { role: 'contributor', organisation: 'HH' } as const;
const workshop = (date: string, participants: number) => ({
  ...{ date, month: date.slice(0, 7), theme: 'Entretien du logement' },
  ...{ participants, structure: 'CCAS' },
});
const figureOf = async (month: string, code = 'IND-17') => (await world.cell('HH', code, month))?.value ?? null;
const said = (from: string, to: string, why: 'title' | 'extraction' | 'rows' = 'title', partial = false) => ({
  ...{ skipped: [], unread: [], questions: [] },
  period: { from, to, why, ...(partial && { partial }) },
});

describe('a register has months that are complete or not', () => {
  const rows = [workshop('2025-03-04', 6), workshop('2025-05-06', 8)];

  it('in the months that a file covers nothing is a true zero; outside it is missing, at the start, in the middle and at the end', async () => {
    const silent = await world.take({ ...handMade('workshop', rows), told: () => said('2025-03', '2025-05', 'rows') });
    expect(silent).toMatchObject({ periodAsked: true });
    expect([await figureOf('2025-03'), await figureOf('2025-04'), await figureOf('2025-05')]).toEqual([6, null, 8]);
    const told = await world.take({ ...handMade('workshop', rows), told: () => said('2025-02', '2025-06') });
    expect(told).toMatchObject({ periodAsked: false, accepted: 0, identical: 2 });
    const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06', '2025-07'];
    expect(await Promise.all(months.map((month) => figureOf(month)))).toEqual([null, 0, 6, 0, 8, 0, null]);
  });

  it('a file touches no month but those that it speaks of; the correction of a sent cell is told and waits', async () => {
    await world.take({ ...handMade('workshop', rows), told: () => said('2025-03', '2025-05') });
    await world.validateMonths('HH', '2025-03');
    // What somebody left there says something else than the rows.
    const march = await world.cell('HH', 'IND-17', '2025-03');
    await world.db.observation.update({ where: { id: march?.id ?? 0 }, data: { value: 9, stage: 'submitted' } });
    const other = { ...handMade('workshop', [workshop('2025-08-05', 5)], ['2025-08-05']) };
    const receipt = await world.take({ ...other, told: () => said('2025-08', '2025-08') });
    expect([...new Set(receipt.changes.map(({ month }) => month))]).toEqual(['2025-08']);
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 9 });
    // A row that leaves a month speaks of it.
    const staff = world.as(ownStaff).registers;
    const { rows: kept } = await staff.rows({ source: 'workshop', organisationId: world.idOf('HH'), page: 0 });
    const key = kept.find(({ content }) => content.month === '2025-05')?.key ?? '';
    const own = { source: 'workshop' as const, organisationId: world.idOf('HH'), key };
    const corrected = await staff.correct({ ...own, cells: { date: '03/06/2025' }, reason: 'la date était fausse' });
    const moved = corrected.changes.filter(({ code }) => code === 'IND-17');
    expect(moved.map(({ month, before, after }) => [month, before, after])).toEqual([
      ['2025-05', 8, 0],
      ['2025-06', null, 8],
    ]);
    const again = await world.take({
      ...handMade('workshop', rows.slice(0, 1)),
      told: () => said('2025-03', '2025-03'),
    });
    expect(again.changes).toEqual([
      expect.objectContaining({ code: 'IND-17', month: '2025-03', before: 9, after: 6, waits: true }),
    ]);
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 6, stage: 'submitted' });
  });

  it('an undone import takes back what it had declared', async () => {
    await world.take(handMade('workshop', rows));
    const told = await world.take({ ...handMade('workshop', rows), told: () => said('2025-02', '2025-06') });
    await world.as(coordinator).imports.undo({ id: told.id ?? -1, reason: 'mauvaise période' });
    expect([await figureOf('2025-02'), await figureOf('2025-03'), await figureOf('2025-04')]).toEqual([null, 6, null]);
    expect(await world.db.registerMonth.count({ where: { importId: told.id } })).toBe(0);
  });

  it('the month of an extraction is not whole, nor is a month that is not over', async () => {
    await world.take({ ...handMade('workshop', rows), told: () => said('2025-03', '2025-07', 'extraction', true) });
    expect([await figureOf('2025-06'), await figureOf('2025-07')]).toEqual([0, null]);
    await world.take({ ...handMade('workshop', rows), told: () => said('2025-03', '2026-03') });
    expect([await figureOf('2025-10'), await figureOf('2025-11')]).toEqual([0, null]);
  });

  it('the answer to the question is remembered for the files that fit in it, and asked again of the others', async () => {
    const file = (date: string) => ({
      ...handMade('workshop', [workshop(date, 5)], [date]),
      told: () => said(date.slice(0, 7), date.slice(0, 7), 'rows'),
    });
    const { imports } = world.as(coordinator);
    const { rows: sent, told: _, ...first } = file('2024-06-04');
    const { id } = await imports.begin({ ...first, format: 'csv', organisationId: world.idOf('HH') });
    await imports.send({ id, rows: [...(sent as Iterable<never>)] });
    await imports.tell({ id, told: said('2024-06', '2024-06', 'rows') });
    expect(await imports.preview({ id })).toMatchObject({ periodAsked: true });
    await imports.decidePeriod({ id, from: '2024-01', to: '2024-12' });
    const preview = await imports.preview({ id });
    expect(preview).toMatchObject({ periodAsked: false, period: { from: '2024-01', to: '2024-12', why: 'answer' } });
    expect(preview.changes.filter(({ code }) => code === 'IND-18').map(({ month, after }) => [month, after])).toEqual(
      Array.from({ length: 12 }, (_month, rank) => [`2024-${String(rank + 1).padStart(2, '0')}`, rank === 5 ? 1 : 0]),
    );
    await imports.commit({ id });
    expect(await world.take(file('2024-09-10'))).toMatchObject({ periodAsked: false });
    expect(await world.take(file('2025-02-11'))).toMatchObject({ periodAsked: true });
  });
});

describe('rows typed by hand', () => {
  const cells = { date: '04/10/2025', theme: 'Entretien du logement', participants: '6', structure: 'CCAS' };
  const own = () => ({ source: 'workshop' as const, organisationId: world.idOf('HH') });

  it('list first every figure that moves, and write nothing until it is confirmed', async () => {
    const { registers } = world.as(ownStaff);
    const tried = await registers.add({ ...own(), cells, dryRun: true });
    expect(tried.id).toBeNull();
    expect(tried.changes.map(({ code, month, before, after }) => [code, month, before, after])).toEqual([
      ['IND-17', '2025-10', null, 6],
      ['IND-18', '2025-10', null, 1],
    ]);
    expect([await figureOf('2025-10'), await world.db.registerRow.count(), await world.db.import.count()]).toEqual([
      null,
      0,
      0,
    ]);
    const done = await registers.add({ ...own(), cells, dryRun: false });
    expect(done.changes).toEqual(tried.changes);
  });

  it('stay drafts until the month is sent; its sending makes it whole', async () => {
    const staff = world.as(ownStaff);
    await staff.registers.add({ ...own(), cells });
    expect(await world.cell('HH', 'IND-17', '2025-10')).toMatchObject({ value: 6, stage: 'draft' });
    const organisationId = world.idOf('HH');
    const direct = await world.db.indicator.findUniqueOrThrow({ where: { code: 'DIR-01' } });
    const month = { organisationId, indicatorId: direct.id, revision: 0, state: 'value' as const, value: 0 };
    for (const one of ['2025-09', '2025-10']) {
      await staff.monthlyEntry.saveCell({ ...month, month: one });
      const sent = await staff.monthlyEntry.submit({ organisationId, month: one, reasons: [] });
      expect(sent, JSON.stringify(sent.missing)).toMatchObject({ submitted: true });
    }
    expect(await world.cell('HH', 'IND-17', '2025-10')).toMatchObject({ value: 6, stage: 'submitted' });
    expect(await world.cell('HH', 'IND-17', '2025-09')).toMatchObject({ value: 0, stage: 'submitted' });
    expect(await world.cell('HH', 'IND-17', '2025-08')).toBeNull();
  });

  it('are not sent by the file of another month, which writes nothing of months that it does not speak of', async () => {
    await world.as(ownStaff).registers.add({ ...own(), cells });
    await world.as(ownStaff).registers.add({ ...own(), cells: { ...cells, date: '04/06/2025' } });
    await world.db.observation.deleteMany({ where: { month: '2025-06' } });
    const file = (date: string, period: [string, string]) => ({
      ...handMade('workshop', [workshop(date, 5)], [date]),
      told: () => said(...period),
    });
    const done = await world.take(file('2025-08-05', ['2025-08', '2025-08']));
    expect([...new Set(done.changes.map(({ month }) => month))]).toEqual(['2025-08']);
    expect(await world.cell('HH', 'IND-17', '2025-08')).toMatchObject({ value: 5, stage: 'submitted' });
    expect(await world.cell('HH', 'IND-17', '2025-10')).toMatchObject({ value: 6, stage: 'draft' });
    expect(await world.cell('HH', 'IND-17', '2025-06')).toBeNull();
    // A file that speaks of them sends all that the register holds of them.
    await world.take(file('2025-10-14', ['2025-06', '2025-10']));
    expect(await world.cell('HH', 'IND-17', '2025-10')).toMatchObject({ value: 11, stage: 'submitted' });
    expect(await world.cell('HH', 'IND-17', '2025-06')).toMatchObject({ value: 6, stage: 'submitted' });
  });
});
