import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handMade, type ImportWorld, importWorld } from './import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const ownStaff = { role: 'contributor', organisation: 'HH' } as const;
const register = () => ({ source: 'workshop' as const, organisationId: world.idOf('HH') });
const typed = { date: '04/03/2025', theme: 'Entretien du logement', participants: '6', structure: 'CCAS' };
const registers = () => world.as(ownStaff).registers;
const rowsOf = async () => (await registers().rows({ ...register(), page: 0, from: '2025-01' })).rows;

describe('a row typed by hand', () => {
  it('is read by the rules of files, and its month follows', async () => {
    const receipt = await registers().add({ ...register(), cells: typed });
    expect(receipt).toMatchObject({ accepted: 1, rejectedCount: 0 });
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 6, origin: 'register' });
    expect(await rowsOf()).toMatchObject([
      {
        content: { date: '2025-03-04', month: '2025-03', participants: 6, structure: 'CCAS' },
        importKind: 'hand',
        importedBy: 'Essai',
      },
    ]);
  });

  it('is found by its words, whatever signs they hold', async () => {
    await registers().add({ ...register(), cells: { ...typed, structure: 'CCAS 50 %_a' } });
    await registers().add({ ...register(), cells: { ...typed, structure: 'CCAS 50 accueil' } });
    const found = async (text: string) => (await registers().rows({ ...register(), page: 0, text })).total;
    expect([await found('50 %_a'), await found('50 '), await found('%_%_%_%_%_'), await found("' OR 1=1 --")]).toEqual([
      1, 2, 0, 0,
    ]);
  });

  it('counts apart from another session of the same day', async () => {
    await registers().add({ ...register(), cells: typed });
    await registers().add({ ...register(), cells: { ...typed, participants: '9' } });
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 15 });
    expect(await world.cell('HH', 'IND-18', '2025-03')).toMatchObject({ value: 2 });
  });

  it('is refused with a sentence for each cell that cannot be', async () => {
    const cells = { date: '31/02/2025', theme: 'Entretien', participants: 'beaucoup' };
    await expect(registers().add({ ...register(), cells })).rejects.toMatchObject({
      cause: {
        code: 'INVALID',
        facts: { cells: { date: expect.stringMatching(/calendrier/), participants: expect.stringMatching(/nombre/) } },
      },
    });
    expect(await rowsOf()).toEqual([]);
  });

  it('takes a file number once, and keeps its keyed hash only', async () => {
    const own = { source: 'captured-dwelling' as const, organisationId: world.idOf('SOLIHA') };
    const cells = { reference: 'LGT-77', commune: 'Dijon', captureDate: '2025-03-02' };
    const staff = world.as({ role: 'contributor', organisation: 'SOLIHA' }).registers;
    await staff.add({ ...own, cells });
    await expect(staff.add({ ...own, cells })).rejects.toMatchObject({ cause: { code: 'INVALID' } });
    const { rows } = await staff.rows({ ...own, page: 0, text: 'Dijon' });
    expect(rows).toEqual([]);
    const found = await staff.rows({ ...own, page: 0, from: '2025-03', to: '2025-03', text: '21231' });
    expect(JSON.stringify(found)).not.toContain('LGT-77');
    expect(found.rows.filter((row) => row.importKind === 'hand')).toHaveLength(1);
  });
});

describe('a row that is corrected', () => {
  beforeEach(async () => {
    await world.take(
      handMade(
        'workshop',
        [{ ...typed, date: '2025-03-04', month: '2025-03', participants: 6 }],
        ['2025-03-04|Entretien du logement|1'],
      ),
    );
  });

  it('changes its month, says why, and can be undone', async () => {
    const [row] = await rowsOf();
    const cells = { ...typed, participants: '16' };
    const { id } = await registers().correct({ ...register(), key: row!.key, cells, reason: 'Feuille recomptée' });
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 16 });
    const receipt = await world.as(coordinator).imports.receipt({ id: id! });
    expect(receipt).toMatchObject({ kind: 'hand', reason: 'Feuille recomptée', createdByName: 'Essai' });
    await world.as(ownStaff).imports.undo({ id: id!, reason: 'Recompté deux fois' });
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 6 });
  });

  it('keeps one identity when its date changes: the next file finds it where it is', async () => {
    const [row] = await rowsOf();
    const cells = { ...typed, date: '08/04/2025' };
    const { id } = await registers().correct({ ...register(), key: row!.key, cells, reason: 'Erreur de date' });
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ state: 'missing' });
    expect(await world.cell('HH', 'IND-17', '2025-04')).toMatchObject({ value: 6 });
    const moved = { ...typed, date: '2025-04-08', month: '2025-04', participants: 6 };
    const again = await world.take(handMade('workshop', [moved], ['2025-04-08|Entretien du logement|1']));
    expect(again).toMatchObject({ accepted: 0, identical: 1 });
    // The file rests on the row that it confirmed.
    await world.as(ownStaff).imports.undo({ id: again.id!, reason: 'La date était bonne' });
    await world.as(ownStaff).imports.undo({ id: id!, reason: 'La date était bonne' });
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 6 });
  });

  it('can be taken out of the register, and put back', async () => {
    const [row] = await rowsOf();
    const { id } = await registers().remove({ ...register(), key: row!.key, reason: 'Séance annulée' });
    expect(await rowsOf()).toEqual([]);
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ state: 'missing', value: null });
    await world.as(ownStaff).imports.undo({ id: id!, reason: 'Elle a eu lieu' });
    expect(await rowsOf()).toMatchObject([{ key: row!.key }]);
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 6 });
  });

  it('stays out of reach of another organisation', async () => {
    const [row] = await rowsOf();
    const stranger = world.as({ role: 'contributor', organisation: 'SOLIHA' }).registers;
    const asked = { ...register(), key: row!.key, cells: typed, reason: 'essai' };
    await expect(stranger.correct(asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const own = { ...asked, organisationId: world.idOf('SOLIHA') };
    await expect(stranger.correct(own)).rejects.toMatchObject({ cause: { code: 'NOT_FOUND' } });
  });
});
