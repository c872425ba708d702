import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WholeFileOptions } from '../../../server/imports/whole-file.ts';
import { importWholeFile } from '../../../server/imports/whole-file.ts';
import { commandLineScope } from '../../../server/platform/access.ts';
import { registerOf } from '../../../shared/registers/all-registers.ts';
import type { Content, SourceName } from '../../../shared/registers/register.ts';
import { giverOf } from '../../fixtures/tables.ts';
import { dump, handMade, type ImportWorld, importWorld } from './import-world.ts';

const session = (date: string, participants: number, theme = 'Entretien du logement'): Content => ({
  ...{ date, theme, participants, structure: 'ADEFO', month: date.slice(0, 7) },
});
const dwelling = (captureDate: string): Content => ({ captureDate, commune: '21231', exitDate: null });

/** What tells that nothing of an import is left: rows and cells, without the receipts themselves. */
const state = async (world: ImportWorld) => {
  const { RegisterRow, Observation } = await dump(world.pool);
  const bare = (rows: string[] = []) =>
    rows.map((row) => {
      const { revision: _revision, updatedAt: _at, id: _id, ...kept } = JSON.parse(row);
      return JSON.stringify(kept);
    });
  return [bare(RegisterRow).sort(), bare(Observation).sort()];
};

describe('rows that a later file corrects, renumbers or no longer holds', () => {
  let world: ImportWorld;
  beforeEach(async () => {
    world = await importWorld({ demonstration: false });
  });
  afterEach(() => world.close());

  const keysOf = (source: SourceName, contents: Content[], numbers?: string[]) =>
    contents.map((content, at) => registerOf(source).key(numbers?.[at] ?? '', content, 1));
  const take = (
    source: SourceName,
    contents: Content[],
    { numbers, ...how }: WholeFileOptions & { numbers?: string[] } = {},
  ) => {
    const scope = commandLineScope(world.idOf(giverOf(source)));
    const file = handMade(source, contents, keysOf(source, contents, numbers));
    return importWholeFile(world.platform, { id: null, name: 'essai' }, scope, file, how);
  };
  const sessions = async (month: string) => (await world.cell('HH', 'IND-18', month))?.value ?? 0;
  const captures = async (month: string) => (await world.cell('SOLIHA', 'IND-02', month))?.value ?? 0;

  const first = [session('2025-01-13', 6), session('2025-01-20', 8), session('2025-02-10', 7)];
  const corrected = [session('2025-01-14', 6), session('2025-01-20', 8), session('2025-02-10', 7)];

  it('a session whose day was corrected is asked about: it is neither counted twice nor merged in silence', async () => {
    await take('workshop', first);
    const receipt = await take('workshop', corrected);
    expect(receipt).toMatchObject({ accepted: 0, identical: 2, absent: 0, verdicts: { moved: 1 } });
    expect(receipt.keptOut).toMatchObject([{ verdict: 'moved' }]);
    expect([await sessions('2025-01'), await sessions('2025-02')]).toEqual([2, 1]);
  });

  it('taken as a correction, the new row takes the place of the old one; undone, the old one is back to the letter', async () => {
    await take('workshop', first);
    const before = await state(world);
    const { id, accepted } = await take('workshop', corrected, { moved: 'correct' });
    expect([accepted, await sessions('2025-01')]).toEqual([1, 2]);
    const days = await world.pool.query(
      `SELECT content ->> 'date' AS day FROM "RegisterRow" WHERE source = 'workshop' ORDER BY 1`,
    );
    expect(days.rows.map(({ day }) => day)).toEqual(['2025-01-14', '2025-01-20', '2025-02-10']);
    await world.as({ role: 'coordinator' }).imports.undo({ id: id ?? 0, reason: 'Essai' });
    expect(await state(world)).toEqual(before);
  });

  it('taken as another session, both count and the first is no longer in the export', async () => {
    await take('workshop', first);
    expect(await take('workshop', corrected, { moved: 'another' })).toMatchObject({ accepted: 1, absent: 1 });
    expect(await sessions('2025-01')).toBe(3);
  });

  it('a file of another week is no whole export: nothing is absent from it', async () => {
    await take('workshop', first);
    expect(await take('workshop', [session('2025-01-27', 6)])).toMatchObject({
      accepted: 1,
      absent: 0,
      verdicts: { moved: 0 },
    });
  });

  it('a number that begins again with the year waits, and erases nothing', async () => {
    const numbers = ['1', '2'];
    await take('captured-dwelling', [dwelling('2024-03-15'), dwelling('2024-05-20')], { numbers });
    const receipt = await take('captured-dwelling', [dwelling('2025-02-12'), dwelling('2025-04-18')], { numbers });
    expect(receipt).toMatchObject({ accepted: 0, verdicts: { moved: 2 } });
    expect([await captures('2024-03'), await captures('2024-05')]).toEqual([1, 1]);
    const { rows } = await world.pool.query(
      `SELECT count(*)::int AS n FROM "RegisterRow" WHERE content ->> 'captureDate' >= '2025' AND "importId" = $1`,
      [receipt.id],
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('said to begin again, it is another dwelling, and is known again the next time', async () => {
    const numbers = ['1', '2'];
    const [old, recent] = [
      [dwelling('2024-03-15'), dwelling('2024-05-20')],
      [dwelling('2025-02-12'), dwelling('2025-04-18')],
    ];
    await take('captured-dwelling', old, { numbers });
    expect(await take('captured-dwelling', recent, { numbers, moved: 'another' })).toMatchObject({ accepted: 2 });
    expect([await captures('2024-03'), await captures('2025-02')]).toEqual([1, 1]);
    expect(await take('captured-dwelling', recent, { numbers })).toMatchObject({ accepted: 0, identical: 2 });
    expect(await take('captured-dwelling', old, { numbers })).toMatchObject({ accepted: 0, identical: 2 });
  });

  it('in one file, the same number of two years is asked about too', async () => {
    const numbers = ['1', '1'];
    const receipt = await take('captured-dwelling', [dwelling('2024-03-15'), dwelling('2025-02-12')], { numbers });
    expect(receipt).toMatchObject({ accepted: 1, superseded: 0, verdicts: { moved: 1 } });
  });

  describe('a known row that a whole export no longer holds', () => {
    const numbers = ['1', '2', '3'];
    const all = [dwelling('2025-01-15'), dwelling('2025-03-20'), dwelling('2025-02-12')];
    const export2 = [all[0], all[1]] as Content[];

    it('is told, and kept until someone says otherwise', async () => {
      await take('captured-dwelling', all, { numbers });
      expect(await take('captured-dwelling', export2, { numbers })).toMatchObject({ absent: 1, absentChoice: null });
      expect(await captures('2025-02')).toBe(1);
    });

    it.each([
      ['remove', 0, []],
      ['close', 1, ['2025-11-14']],
    ] as const)(
      'with « %s », leaves what it must, for this file and the next ones of the same partner; undo brings it back',
      async (absent, captured, ends) => {
        await take('captured-dwelling', all, { numbers });
        const before = await state(world);
        const { id } = await take('captured-dwelling', export2, { numbers, absent });
        expect(await captures('2025-02')).toBe(captured);
        const { rows } = await world.pool.query(
          `SELECT content ->> 'exitDate' AS day FROM "RegisterRow" WHERE "importId" = $1 AND content ->> 'exitDate' IS NOT NULL`,
          [id],
        );
        expect(rows.map(({ day }) => day)).toEqual(ends);
        expect((await take('captured-dwelling', export2, { numbers, dryRun: true })).absentChoice).toBe(absent);
        await world.as({ role: 'coordinator' }).imports.undo({ id: id ?? 0, reason: 'Essai' });
        expect(await state(world)).toEqual(before);
      },
    );
  });
});
