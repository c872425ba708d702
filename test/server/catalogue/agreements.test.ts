import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorMessage } from '../../../client/lib/words/error-messages.ts';
import { runAgreement } from '../../../server/agreements/command.ts';
import { isRefusal } from '../../../server/platform/errors.ts';
import { reasonWithout } from '../../../shared/reading/reasons.ts';
import { stillCountedSentence } from '../../../shared/registers/feeding-words.ts';
import { countedSource } from '../../../shared/schemas/import.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

/** Who gives what, and how, in the demonstration: Habitat et Humanisme types its months since 2023. */
let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld();
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const ownStaff = { role: 'contributor', organisation: 'HH' } as const;
const workshop = (date: string, participants: number) => ({
  ...{ date, month: date.slice(0, 7), theme: 'Entretien du logement' },
  ...{ participants, structure: 'CCAS' },
});
const everyCell = async () => {
  const { rows } = await world.pool.query(
    'SELECT "organisationId", "indicatorId", month, state, value, stage, revision FROM "Observation" ORDER BY 1, 2, 3',
  );
  return rows;
};

describe('what is agreed', () => {
  it('two rows of workshops in a typed year change nothing until the agreement is changed by an act', async () => {
    const before = await everyCell();
    const receipt = await world.take(handMade('workshop', [workshop('2025-03-04', 3), workshop('2025-06-03', 4)]));
    expect(await everyCell()).toEqual(before);
    // What the rows say stands beside, as a check.
    const typed = receipt.changes.filter((one) => one.typed);
    expect(typed.map(({ code, month, after }) => [code, month, after])).toEqual([
      ['IND-17', '2025-03', 3],
      ['IND-17', '2025-06', 4],
      ['IND-18', '2025-03', 1],
      ['IND-18', '2025-06', 1],
    ]);
    expect(receipt.changes).toEqual(typed);
    // Typed by hand, they change nothing either.
    const cells = { date: '08/04/2025', theme: 'Budget', participants: '6', structure: 'CCAS' };
    const byHand = await world
      .as(ownStaff)
      .registers.add({ source: 'workshop', organisationId: world.idOf('HH'), cells });
    expect(byHand.changes.map(({ code, month, typed: beside }) => [code, month, beside])).toEqual([
      ['IND-17', '2025-04', true],
      ['IND-18', '2025-04', true],
    ]);
    expect(await everyCell()).toEqual(before);

    const { agreements } = world.as(coordinator);
    const act = { organisation: 'HH', indicator: 'IND-17', fromMonth: '2025-03', register: 'workshop' as const };
    const preview = await agreements.preview(act);
    expect(preview).toMatchObject({ before: null, after: 'workshop' });
    expect(await everyCell()).toEqual(before);
    const march = await world.cell('HH', 'IND-17', '2025-03');
    expect(preview.changes).toContainEqual(
      expect.objectContaining({ code: 'IND-17', month: '2025-03', before: march?.value, after: 3 }),
    );
    expect(preview.changes.every(({ code, month }) => code === 'IND-17' && month >= '2025-03')).toBe(true);

    const done = await agreements.change({ ...act, reason: 'Les séances sont listées depuis mars' });
    expect(done.changes).toEqual(preview.changes);
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 3, stage: 'submitted' });
    expect(await world.cell('HH', 'IND-17', '2025-02')).toMatchObject({ origin: 'demo' });
    const [line] = await world.db.auditEvent.findMany({ where: { action: 'agreement.change' } });
    expect(line).toMatchObject({ entityId: 'HH/IND-17/2025-03', reason: 'Les séances sont listées depuis mars' });
  });

  it('a month that is counted takes no typed total; a word beside the same figure is welcome', async () => {
    const indicator = await world.db.indicator.findUniqueOrThrow({ where: { code: 'IND-02' } });
    const cell = await world.cell('SOLIHA', 'IND-02', '2025-10');
    const { monthlyEntry } = world.as({ role: 'contributor', organisation: 'SOLIHA' });
    const typed = {
      ...{ organisationId: world.idOf('SOLIHA'), indicatorId: indicator.id, month: '2025-10' },
      ...{ revision: cell?.revision ?? 0, state: 'value' as const, reason: 'recompté' },
    };
    await expect(monthlyEntry.saveCell({ ...typed, value: (cell?.value ?? 0) + 1 })).rejects.toMatchObject({
      cause: { code: 'COUNTED' },
    });
    await monthlyEntry.saveCell({ ...typed, value: cell?.value ?? 0 });
    const { rows } = await monthlyEntry.grid({ organisationId: world.idOf('SOLIHA'), month: '2025-10', span: 1 });
    expect(rows.find(({ code }) => code === 'IND-02')).toMatchObject({
      register: 'captured-dwelling',
      counted: ['2025-10'],
    });
  });

  it('nobody feeds a register that the convention does not give them, by a file or by hand', async () => {
    const organisationId = world.idOf('HH');
    const cells = { reference: 'LGT-1', commune: 'Dijon', captureDate: '2025-10-02' };
    const refused = {
      cause: { code: 'NOT_FED', facts: { organisation: 'Habitat et Humanisme', source: 'captured-dwelling' } },
    };
    await expect(
      world.as(ownStaff).registers.add({ source: 'captured-dwelling', organisationId, cells }),
    ).rejects.toMatchObject(refused);
    const { rows: _, told: __, ...file } = handMade('captured-dwelling', []);
    await expect(world.as(coordinator).imports.begin({ ...file, format: 'csv', organisationId })).rejects.toMatchObject(
      refused,
    );
    const act = { organisation: 'HH', indicator: 'IND-17', fromMonth: '2025-03', reason: 'essai' };
    await expect(
      world.as(coordinator).agreements.change({ ...act, register: 'captured-dwelling' }),
    ).rejects.toMatchObject({ cause: { code: 'NOT_FED' } });
  });

  it('in the demonstration, every month that is counted says what its rows say', async () => {
    const { agreements } = world.as(coordinator);
    const wrong: string[] = [];
    for (const { organisation, indicator, agreements: ways } of await agreements.read())
      for (const { fromMonth, register } of ways) {
        if (register === null) continue;
        const act = { organisation: organisation.code, indicator: indicator.code, fromMonth };
        const { changes } = await agreements.preview({ ...act, register: countedSource.parse(register) });
        wrong.push(...changes.map(({ code, month }) => `${code} ${month}`));
      }
    // The accidents that the demonstration shows: a month that SOLIHA did not send, and a month that the SIAO could not count. Their
    // rows know better; a file that does not speak of these months changes nothing there.
    const unsent = ['IND-02 2024-07', 'IND-03 2024-07', 'IND-03b 2024-07'];
    expect(wrong.sort()).toEqual([...unsent, 'SIAO-03 2025-02'].sort());
    for (const source of ['captured-dwelling', 'siao-request'] as const)
      expect((await world.take(handMade(source, []))).changes).toEqual([]);
  });
});

describe('an indicator and a register are given from a month to another', () => {
  const HH = { organisation: 'HH', reason: 'la structure rend cette action' };
  const register = { ...HH, of: { register: 'workshop' as const }, fromMonth: '2022-01' };

  it('the register: files, rows by hand, what a file declares and what is validated keep to its months', async () => {
    const { agreements, collection } = world.as(coordinator);
    // What is counted in a register needs it.
    await expect(agreements.changeMonths({ ...register, toMonth: '2022-06' })).rejects.toMatchObject({
      cause: { code: 'STILL_COUNTED', facts: { indicator: 'IND-17', source: 'workshop', month: '2022-07' } },
    });
    const draft = { organisation: 'HH', of: register.of, fromMonth: '2022-01', toMonth: '2025-06' };
    const preview = await agreements.previewMonths(draft);
    expect(preview).toMatchObject({
      before: [{ fromMonth: '2022-01', toMonth: null }],
      after: [{ fromMonth: '2022-01', toMonth: '2025-06' }],
      expected: { before: 47, after: 42 },
      gained: [],
      lost: ['2025-07', '2025-08', '2025-09', '2025-10', '2025-11'],
    });
    expect(await agreements.changeMonths({ ...register, toMonth: '2025-06' })).toEqual(preview);
    const [line] = await world.db.auditEvent.findMany({ where: { action: 'assignment.change' } });
    expect(line).toMatchObject({ entityId: 'HH/workshop', reason: HH.reason });

    const file = handMade('workshop', [workshop('2025-06-03', 3), workshop('2025-07-01', 4)]);
    const period = { from: '2025-06', to: '2025-08', why: 'title' as const };
    const receipt = await world.take({ ...file, told: () => ({ skipped: [], unread: [], questions: [], period }) });
    expect(receipt).toMatchObject({ accepted: 1, rejectedCount: 1 });
    expect(receipt.rejected.map(({ code }) => code)).toEqual(['not-fed']);
    const declared = await world.db.registerMonth.findMany({ where: { importId: receipt.id } });
    expect(declared.map(({ month }) => month)).toEqual(['2025-06']);

    const own = { source: 'workshop' as const, organisationId: world.idOf('HH') };
    const typed = (date: string) => ({
      ...own,
      cells: { date, theme: 'Budget', participants: '6', structure: 'CCAS' },
    });
    const refused = await world
      .as(ownStaff)
      .registers.add(typed('01/07/2025'))
      .catch((error: Error) => error.cause);
    if (!isRefusal(refused, 'NOT_FED')) throw new Error('the row by hand is not refused');
    // In the same words as the row of the file.
    expect(errorMessage({ data: { appCode: refused.code, facts: refused.facts } })).toBe(reasonWithout('not-fed'));
    await world.as(ownStaff).registers.add(typed('10/06/2025'));

    const sequence = await world.db.import.count({ where: { organisationId: world.idOf('HH'), source: 'workshop' } });
    const month = { organisationId: world.idOf('HH'), month: '2025-07', cells: [] };
    const seen = { ...month, registers: [{ source: 'workshop' as const, sequence }] };
    await expect(collection.validate({ returns: [seen] })).rejects.toMatchObject({ cause: { code: 'NOT_FED' } });
    expect((await collection.toValidate({ returns: [month] })).registers).toEqual([]);

    // It begins again: two spans, and the months between stay out.
    const again = await agreements.changeMonths({ ...register, fromMonth: '2025-09', toMonth: null });
    expect(again.after).toEqual([
      { fromMonth: '2022-01', toMonth: '2025-06' },
      { fromMonth: '2025-09', toMonth: null },
    ]);
    const second = await world.take(handMade('workshop', [workshop('2025-08-12', 4), workshop('2025-09-02', 4)]));
    expect(second).toMatchObject({ accepted: 1, rejectedCount: 1 });
    // A household that came before and is still there speaks of the months since.
    const dwellings = { organisation: 'SOLIHA', of: { register: 'captured-dwelling' as const }, fromMonth: '2022-01' };
    await agreements.changeMonths({ ...dwellings, toMonth: null, reason: HH.reason });
    const stays = { reference: 'LGT-1', commune: 'Dijon', captureDate: '2021-03-02', exitDate: null };
    const left = { ...stays, reference: 'LGT-2', exitDate: '2021-11-30' };
    const lasting = await world.take(handMade('captured-dwelling', [stays, left], ['LGT-1', 'LGT-2']));
    expect(lasting).toMatchObject({ accepted: 1, rejectedCount: 1 });
  });

  it('the indicator: what is expected, the grid, the sending and the validation keep to its months', async () => {
    const { agreements, collection } = world.as(coordinator);
    const { id: indicatorId } = await world.db.indicator.findUniqueOrThrow({ where: { code: 'DIR-01' } });
    const organisationId = world.idOf('HH');
    const act = { ...HH, of: { indicator: 'DIR-01' }, fromMonth: '2024-01' };
    const { monthlyEntry } = world.as(ownStaff);
    const key = { organisationId, indicatorId, month: '2025-11' };
    await world.db.observation.deleteMany({ where: key });
    await monthlyEntry.saveCell({ ...key, revision: 0, state: 'value', value: 2 });
    await world.db.observation.updateMany({ where: key, data: { stage: 'submitted' } });
    await world.validateMonths('HH', '2025-09', '2025-10');
    // What was sent is validated before its month goes.
    await expect(agreements.changeMonths({ ...act, toMonth: '2025-09' })).rejects.toMatchObject({
      cause: { code: 'STILL_WAITING', facts: { months: ['2025-11'] } },
    });
    await world.db.observation.updateMany({ where: key, data: { stage: 'draft' } });
    const done = await agreements.changeMonths({ ...act, toMonth: '2025-09' });
    expect(done).toMatchObject({
      before: [{ fromMonth: '2024-01', toMonth: null }],
      expected: { before: 23, after: 21 },
      lost: ['2025-10', '2025-11'],
    });
    const { rows } = await monthlyEntry.grid({ organisationId, month: '2025-11', span: 3 });
    expect(rows.find(({ id }) => id === indicatorId)).toMatchObject({ assigned: ['2025-09'], expected: ['2025-09'] });
    const again = monthlyEntry.saveCell({ ...key, revision: 1, state: 'value', value: 3 });
    await expect(again).rejects.toMatchObject({ cause: { code: 'NOT_EXPECTED' } });
    // Nobody waits for it in the collection, and the sending does not ask for it.
    const { organisations } = await collection.matrix({ from: '2025-11', to: '2025-11' });
    const [cell] = organisations.find(({ id }) => id === organisationId)?.cells ?? [];
    const asked = await world.db.assignment.count({
      where: { organisationId, spans: { some: { toMonth: null } }, indicator: { frequency: 'monthly' } },
    });
    expect(cell?.expected).toBe(asked);
    // Sent by another way before it went, it is not validated.
    await world.db.observation.updateMany({ where: key, data: { stage: 'submitted' } });
    const { revision } = await world.db.observation.findFirstOrThrow({ where: key });
    const seen = { organisationId, month: key.month, cells: [{ indicatorId, revision }], registers: [] };
    await expect(collection.validate({ returns: [seen] })).rejects.toMatchObject({ cause: { code: 'NOT_EXPECTED' } });
    // It is given to another structure from then on.
    const given = await agreements.changeMonths({ ...act, organisation: 'CCAS', fromMonth: '2025-10', toMonth: null });
    expect(given).toMatchObject({ before: [], expected: { before: 0, after: 2 }, gained: ['2025-10', '2025-11'] });
  });

  it('is said and done on the command line too, what is not named staying as it is', async () => {
    const said: string[] = [];
    const spies = (['log', 'error'] as const).map((way) =>
      vi.spyOn(console, way).mockImplementation((text: string) => void said.push(text)),
    );
    const run = async (...args: string[]) => {
      said.length = 0;
      const code = await runAgreement(world.platform, args);
      return { code, text: said.join('\n') };
    };
    try {
      const tried = await run('HH', 'workshop', '--end', '2025-06', '--dry-run');
      expect(tried.code).toBe(0);
      expect(tried.text).toContain('2022-01 → … devient 2022-01 → 2025-06');
      expect(tried.text).toContain('mois attendus à ce jour\u00a0: 47 → 42');
      expect(await world.db.auditEvent.count({ where: { action: 'assignment.change' } })).toBe(0);
      const refused = await run('HH', 'workshop', '--end', '2022-06', '--reason', 'fin de l’action');
      expect(refused).toMatchObject({
        code: 1,
        text: stillCountedSentence({ indicator: 'IND-17', source: 'workshop', month: '2022-07' }),
      });
      const done = await run('HH', 'DIR-01', '--end', '2025-11', '--reason', 'fin de l’action', '--json');
      expect(JSON.parse(done.text)).toMatchObject({ after: [{ fromMonth: '2024-01', toMonth: '2025-11' }], lost: [] });
      expect((await run('list')).text).toContain('2024-01 → 2025-11');
      await expect(
        runAgreement(world.platform, ['HH', 'DIR-01', '--begin', '2025-12', '--end', '2025-01']),
      ).rejects.toThrow();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });

  it('is the coordinator’s act, in order', async () => {
    const act = { ...register, toMonth: null };
    await expect(world.as(ownStaff).agreements.changeMonths(act)).rejects.toThrow();
    await expect(world.as(coordinator).agreements.changeMonths({ ...act, toMonth: '2021-12' })).rejects.toThrow();
  });
});

describe('the other source of a month', () => {
  const asked = () => ({ organisationId: world.idOf('HH'), from: '2025-03', to: '2025-03' });

  it('stands beside what is typed, and beside what is counted after the act; an association sees its own', async () => {
    const before = await world.cell('HH', 'IND-17', '2025-03');
    await world.take(handMade('workshop', [workshop('2025-03-04', 3)]));
    const { agreements } = world.as(ownStaff);
    const march = { code: 'IND-17', month: '2025-03', register: 'workshop', typed: before?.value, counted: 3 };
    expect(await agreements.twoSources({ ...asked(), code: 'IND-17' })).toMatchObject([{ ...march, by: 'typing' }]);
    const act = { organisation: 'HH', indicator: 'IND-17', fromMonth: '2025-03', register: 'workshop' as const };
    await world.as(coordinator).agreements.change({ ...act, reason: 'les séances sont listées' });
    const { organisationId: _, ...everyone } = asked();
    expect(await world.as(coordinator).agreements.twoSources({ ...everyone, code: 'IND-17' })).toMatchObject([
      { ...march, by: 'register', organisation: 'Habitat et Humanisme' },
    ]);
    const stranger = world.as({ role: 'contributor', organisation: 'SOLIHA' }).agreements;
    await expect(stranger.twoSources(asked())).rejects.toMatchObject({ cause: { code: 'FORBIDDEN' } });
    expect(await stranger.twoSources(everyone)).toEqual([]);
    await expect(world.as({ role: 'reader' }).agreements.twoSources(everyone)).rejects.toThrow();
  });
});
