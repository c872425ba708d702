import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { absences, declareAbsence, endAbsence, nameOwner } from '../../../server/absences/service.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { AppError } from '../../../server/platform/errors.ts';
import { nameOwnerInput } from '../../../shared/schemas/absences.ts';
import { type EntryWorld, entryWorld } from '../monthly-entry/entry-world.ts';

let world: EntryWorld;

beforeAll(async () => {
  world = await entryWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.reset();
  await world.db.user.create({
    data: { id: 'nadia', name: 'Nadia', email: 'nadia@exemple.fr', role: 'contributor', organisationId: world.adefo },
  });
});

const platform = () => ({
  db: world.db,
  clock: { now: () => new Date('2025-11-14T09:00:00Z') },
  referenceDate: () => '2025-11-14',
});
const karim = (): Viewer => ({
  id: 'karim',
  name: 'Karim',
  email: 'karim@exemple.fr',
  role: 'contributor',
  organisationId: world.adefo,
});
const lea = (): Viewer => ({ ...karim(), id: 'lea', name: 'Léa', organisationId: world.soliha });
const leave = () => ({
  organisationId: world.adefo,
  userId: 'karim',
  fromDate: '2025-11-20',
  toDate: '2025-12-05',
  deputyId: 'nadia',
});
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

describe('absences', () => {
  it('are declared, read with their deputy, and ended by the people of the organisation', async () => {
    const { absenceId } = await declareAbsence(platform(), karim(), leave());
    const read = await absences(platform(), karim(), {});
    expect(read.people.map(({ name }) => name)).toEqual(['Karim', 'Nadia']);
    expect(read.absences).toMatchObject([{ name: 'Karim', deputy: 'Nadia', current: false }]);
    await endAbsence(platform(), karim(), { organisationId: world.adefo, absenceId });
    expect((await absences(platform(), karim(), {})).absences).toEqual([]);
    const journal = await world.db.auditEvent.findMany({ orderBy: { id: 'asc' } });
    expect(journal.map(({ action }) => action)).toEqual(['absence.declare', 'absence.end']);
  });

  it('have a number to call, also where nobody has an account, and an act that does not speak of it leaves it', async () => {
    const read = async (id: number) =>
      (await world.as('helene').collection.matrix({})).organisations.find((one) => one.id === id)?.phone;
    const call = { organisationId: world.adefo, phone: '03 80 00 00 00' };
    await nameOwner(platform(), karim(), { ...call, ownerId: 'karim', deputyId: null });
    expect(await read(world.adefo)).toBe('03 80 00 00 00');
    await nameOwner(platform(), karim(), { organisationId: world.adefo, ownerId: 'karim', deputyId: 'nadia' });
    expect(await read(world.adefo)).toBe('03 80 00 00 00');
    await nameOwner(platform(), karim(), { ...call, ownerId: 'karim', deputyId: null, phone: null });
    expect(await read(world.adefo)).toBeNull();
    expect(nameOwnerInput.safeParse({ ...call, ownerId: null, deputyId: null }).success).toBe(true);
    for (const phone of ['appeler le soir', '12', '03 80 00 00 00 poste 12 le matin'])
      expect(nameOwnerInput.safeParse({ ...call, ownerId: null, deputyId: null, phone }).success, phone).toBe(false);
  });

  it('are handed over, never left to nobody: an owner is followed by another, of the same organisation', async () => {
    const team = { organisationId: world.adefo };
    await nameOwner(platform(), karim(), { ...team, ownerId: 'karim', deputyId: 'nadia' });
    expect(await absences(platform(), karim(), {})).toMatchObject({ ownerId: 'karim', deputyId: 'nadia' });
    await nameOwner(platform(), karim(), { ...team, ownerId: 'nadia', deputyId: null });
    expect(await absences(platform(), karim(), {})).toMatchObject({ ownerId: 'nadia', deputyId: null });
    expect(await codeOf(nameOwner(platform(), karim(), { ...team, ownerId: 'lea', deputyId: null }))).toBe('NOT_FOUND');
    expect(await codeOf(nameOwner(platform(), lea(), { ...team, ownerId: 'nadia', deputyId: null }))).toBe('FORBIDDEN');
    expect(nameOwnerInput.safeParse({ ...team, ownerId: '', deputyId: null }).success).toBe(false);
    expect(await codeOf(nameOwner(platform(), karim(), { ...team, ownerId: null, deputyId: null }))).toBe('NOT_FOUND');
    const matrix = await world.as('helene').collection.matrix({});
    const people = matrix.organisations.find(({ id }) => id === world.adefo)?.people;
    expect(people?.map(({ name, part }) => [name, part])).toEqual([
      ['Karim', null],
      ['Nadia', 'owner'],
    ]);
    const journal = await world.db.auditEvent.findMany({ where: { action: 'absence.owner' } });
    expect(journal).toHaveLength(2);
  });

  it('are seen on the matrix while they last', async () => {
    await declareAbsence(platform(), karim(), { ...leave(), fromDate: '2025-11-10' });
    const { organisations } = await world.as('helene').collection.matrix({});
    const adefo = organisations.find(({ code }) => code === 'ADEFO');
    expect(adefo?.people).toMatchObject([
      { name: 'Karim', part: null, away: { until: '2025-12-05', deputy: 'Nadia' } },
      { name: 'Nadia', part: null, away: null },
    ]);
  });

  it('are nobody else’s: neither read, nor declared, nor ended from another organisation', async () => {
    const { absenceId } = await declareAbsence(platform(), karim(), leave());
    const own = { organisationId: world.soliha };
    expect(await codeOf(absences(platform(), lea(), { organisationId: world.adefo }))).toBe('FORBIDDEN');
    expect(await codeOf(declareAbsence(platform(), lea(), leave()))).toBe('FORBIDDEN');
    expect(await codeOf(declareAbsence(platform(), lea(), { ...leave(), ...own }))).toBe('NOT_FOUND');
    expect(await codeOf(endAbsence(platform(), lea(), { ...own, absenceId }))).toBe('NOT_FOUND');
    expect(await world.db.absence.count()).toBe(1);
  });

  it('take no deputy from elsewhere', async () => {
    expect(await codeOf(declareAbsence(platform(), karim(), { ...leave(), deputyId: 'lea' }))).toBe('NOT_FOUND');
  });
});
