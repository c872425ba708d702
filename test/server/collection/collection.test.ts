import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { figuresFor } from '../../../server/indicators/service.ts';
import { reserveWords } from '../../../shared/domain/figures/figure-words.ts';
import { validateSeen } from '../../setup/validated-cells.ts';
import { type EntryWorld, entryWorld, type Person, refusal } from '../monthly-entry/entry-world.ts';

let world: EntryWorld;

beforeAll(async () => {
  world = await entryWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const OCTOBER = '2025-10';
const october = () => ({ organisationId: world.adefo, month: OCTOBER });
const attendanceCell = () => ({ ...october(), indicatorId: world.attendance });

/** Every act that moves a cell or its return, by the person who may do it. */
const acts = {
  save: () => world.as('karim').monthlyEntry.saveCell({ ...attendanceCell(), revision: 0, state: 'value', value: 12 }),
  send: () => world.sendOctober(12),
  correct: async () => {
    const { revision } = await world.db.observation.findFirstOrThrow({ where: { indicatorId: world.attendance } });
    return world.as('karim').monthlyEntry.saveCell({ ...attendanceCell(), revision, state: 'value', value: 13 });
  },
  resend: () => world.as('karim').monthlyEntry.submit(october()),
  answer: () => world.as('karim').monthlyEntry.answer({ ...attendanceCell(), text: 'Deux ateliers ce mois-là' }),
  validate: () => validateSeen(world.as('helene').collection, [october()]),
  returnCell: () => world.as('helene').collection.returnCell({ ...attendanceCell(), question: 'Est-ce bien 12 ?' }),
  unlock: () => world.as('helene').collection.unlock({ ...october(), reason: 'Erreur signalée par l’association' }),
};
type Act = keyof typeof acts;

async function play(path: readonly Act[]) {
  for (const act of path) await acts[act]();
}

describe('the life of a cell and of its return', () => {
  it.each([
    [['save'], { stage: 'draft', review: 'none' }, 'draft'],
    [['send'], { stage: 'submitted', review: 'none' }, 'submitted'],
    [['send', 'correct'], { stage: 'submitted', value: 13 }, 'submitted'],
    [['send', 'returnCell'], { stage: 'submitted', review: 'returned' }, 'submitted'],
    [['send', 'returnCell', 'answer'], { stage: 'submitted', review: 'answered' }, 'submitted'],
    [['send', 'returnCell', 'correct'], { stage: 'submitted', review: 'answered', value: 13 }, 'submitted'],
    [['send', 'returnCell', 'validate'], { stage: 'submitted', review: 'returned' }, 'submitted'],
    [['send', 'returnCell', 'answer', 'resend', 'validate'], { stage: 'validated', review: 'none' }, 'validated'],
    [['send', 'validate'], { stage: 'validated', review: 'none' }, 'validated'],
    [['send', 'validate', 'unlock'], { stage: 'submitted', review: 'none' }, 'submitted'],
    [['send', 'validate', 'unlock', 'correct', 'validate'], { stage: 'validated', value: 13 }, 'validated'],
  ] as Array<[Act[], object, string]>)('%j', async (path, cell, status) => {
    await play(path);
    expect(await world.cell(world.attendance, OCTOBER)).toMatchObject(cell);
    expect((await world.db.monthlyReturn.findFirstOrThrow()).status).toBe(status);
  });

  it.each([
    [['send', 'validate'], 'correct', 'LOCKED'],
    [['send', 'validate'], 'resend', 'LOCKED'],
    [['send', 'validate'], 'returnCell', 'LOCKED'],
    [['send'], 'unlock', 'NOT_FOUND'],
    [['save'], 'returnCell', 'NOT_FOUND'],
    [['send'], 'answer', 'NOT_FOUND'],
  ] as Array<[Act[], Act, string]>)('after %j, %s is refused: %s', async (path, act, code) => {
    await play(path);
    const before = await world.cell(world.attendance, OCTOBER);
    expect((await refusal(acts[act]())).code).toBe(code);
    expect(await world.cell(world.attendance, OCTOBER)).toEqual(before);
  });

  it('keeps in the history every step of a cell, and who made it', async () => {
    await play(['send', 'validate', 'unlock', 'correct']);
    const { id } = await world.db.observation.findFirstOrThrow({ where: { indicatorId: world.attendance } });
    const history = await world.db.observationRevision.findMany({
      where: { observationId: id },
      orderBy: { id: 'asc' },
    });
    expect(
      history.map(({ revision, stage, value, changedById, why }) => [revision, stage, value, changedById, why]),
    ).toEqual([
      [1, 'draft', 12, 'karim', null],
      [2, 'submitted', 12, 'helene', null],
      [3, 'validated', 12, 'helene', 'Erreur signalée par l’association'],
      [4, 'submitted', 12, 'karim', null],
    ]);
  });

  it('does not lock the coordinator out of the rule: a validated cell is opened before it is written', async () => {
    await play(['send', 'validate']);
    const write = world
      .as('helene')
      .monthlyEntry.saveCell({ ...attendanceCell(), revision: 3, state: 'value', value: 14 });
    expect((await refusal(write)).code).toBe('LOCKED');
  });

  it('keeps for readers the figure that was validated, opened and corrected, until it is validated again', async () => {
    await play(['send', 'validate']);
    const validated = () =>
      world.db.indicatorMonth.findFirst({ where: { indicatorId: world.attendance, visibility: 'validated' } });
    expect(await validated()).toMatchObject({ value: 12 });
    await play(['unlock', 'correct']);
    expect(await validated()).toMatchObject({ value: 12 });
    await acts.validate();
    expect(await validated()).toMatchObject({ value: 13 });
  });
});

describe('returning and unlocking', () => {
  it('need words', async () => {
    await play(['send']);
    const { collection } = world.as('helene');
    expect((await refusal(collection.returnCell({ ...attendanceCell(), question: '  ' }))).code).toBe('NEEDS_REASON');
    expect((await refusal(collection.unlock({ ...october(), reason: '' }))).code).toBe('NEEDS_REASON');
  });

  it('returns one cell and leaves the other alone; the question and its answer are read by both', async () => {
    await play(['send', 'returnCell', 'answer']);
    expect(await world.cell(world.nonResponse, OCTOBER)).toMatchObject({ review: 'none', revision: 2 });
    const { messages } = await world.as('karim').monthlyEntry.grid(october());
    expect(messages).toMatchObject([
      { kind: 'question', text: 'Est-ce bien 12 ?', authorName: 'Hélène' },
      { kind: 'answer', text: 'Deux ateliers ce mois-là', authorName: 'Karim' },
    ]);
  });

  it('does not send the month over a question that has no answer', async () => {
    await play(['send', 'returnCell']);
    const result = await world.as('karim').monthlyEntry.submit(october());
    expect(result).toMatchObject({
      submitted: false,
      missing: [{ indicatorId: world.attendance, obstacle: 'question' }],
    });
  });

  it('opens one cell of a validated return', async () => {
    await play(['send', 'validate']);
    const opened = await world.as('helene').collection.unlock({ ...attendanceCell(), reason: 'Une faute' });
    expect(opened).toEqual({ unlocked: 1 });
    expect(await world.cell(world.nonResponse, OCTOBER)).toMatchObject({ stage: 'validated' });
  });
});

describe('validating what was seen', () => {
  const seen = async () => {
    const { flagged, others } = await world.as('helene').collection.toValidate({ returns: [october()] });
    return [...flagged, ...others].map(({ indicatorId, revision }) => ({ indicatorId, revision }));
  };
  const validate = (cells: Awaited<ReturnType<typeof seen>>) =>
    world.as('helene').collection.validate({ returns: [{ ...october(), cells }] });

  it('is refused once a value has changed, with what it was and what it is; nothing is validated', async () => {
    await play(['send']);
    const cells = await seen();
    await acts.correct();
    const { code, facts } = await refusal(validate(cells));
    expect({ code, facts }).toEqual({
      code: 'READ_AGAIN',
      facts: { changed: [{ label: expect.any(String), month: OCTOBER, before: 12, after: 13 }] },
    });
    expect(await world.db.validatedCell.count()).toBe(0);
    expect(await validate(await seen())).toMatchObject([{ validated: 2, left: 0, status: 'validated' }]);
  });

  it('takes a step of the life of a cell for no change', async () => {
    await play(['send']);
    const cells = await seen();
    await play(['returnCell', 'answer']);
    expect(await validate(cells)).toMatchObject([{ validated: 2, left: 0 }]);
  });

  it('leaves what came after: it was not seen', async () => {
    await play(['send']);
    const cells = (await seen()).filter(({ indicatorId }) => indicatorId === world.attendance);
    expect(await validate(cells)).toMatchObject([{ validated: 1, left: 1, waiting: 0, status: 'submitted' }]);
  });

  it('lists first what corrects a validated value and what is unlikely', async () => {
    await play(['send', 'validate', 'unlock', 'correct']);
    const { flagged, others } = await world.as('helene').collection.toValidate({ returns: [october()] });
    expect(flagged).toMatchObject([{ indicatorId: world.attendance, value: 13, before: { value: 12 } }]);
    expect(others).toMatchObject([{ indicatorId: world.nonResponse, before: null, flags: [] }]);
  });

  it('names the return that waits next, the oldest month first', async () => {
    await play(['send']);
    const { next } = await world.as('helene').collection.cells({ organisationId: world.soliha, month: OCTOBER });
    expect(next).toMatchObject({ ...october(), organisation: 'ADEFO' });
    expect((await world.as('helene').collection.cells(october())).next).toBeNull();
  });

  it('names next a month of which only rows of a register wait, when its giver feeds it', async () => {
    const source = 'workshop';
    const register = { organisationId: world.adefo, source };
    const none = { rows: 0, accepted: 0, changed: 0, identical: 0, duplicates: 0, superseded: 0, outOfTerritory: 0 };
    const empty = { rejected: [], suspicious: [], indicators: {}, droppedColumns: [], fileName: '', createdByName: '' };
    const stamp = { fileHash: 'essai', createdAt: new Date('2025-11-10T08:00:00Z') };
    await world.db.import.create({ data: { ...register, ...none, ...empty, ...stamp, sequence: 2 } });
    await world.db.registerAssignment.create({ data: { ...register, fromMonth: '2025-01' } });
    const validatedAt = new Date('2025-11-09T08:00:00Z');
    const months = ['2025-07', '2025-08'].map((month) => ({ ...register, month, sequence: 1, validatedAt }));
    await world.db.registerValidation.createMany({ data: months });
    const soliha = { organisationId: world.soliha, month: OCTOBER };
    const next = async () => (await world.as('helene').collection.cells(soliha)).next;
    expect(await next()).toMatchObject({ organisationId: world.adefo, organisation: 'ADEFO', month: '2025-08' });
    // Beyond the months that it feeds, a register is validated with no month.
    await world.db.registerAssignment.updateMany({ where: register, data: { toMonth: '2025-07' } });
    expect(await next()).toMatchObject({ month: '2025-07' });
    await world.db.registerValidation.updateMany({ where: register, data: { sequence: 2 } });
    expect(await next()).toBeNull();
  });
});

describe('a correction that waits', () => {
  const figureFor = async (role: 'coordinator' | 'reader') => {
    const platform = { db: world.db, referenceDate: () => '2025-11-14' };
    const [figure] = await figuresFor(platform, { role, organisationId: null }, { year: 2025, codes: ['T-ATELIERS'] });
    return figure;
  };

  it('is said with its effect to whoever may see it, and to nobody else until it is validated', async () => {
    await play(['send', 'validate', 'unlock', 'correct']);
    const seenByCoordinator = await figureFor('coordinator');
    expect([seenByCoordinator?.value, seenByCoordinator?.waiting]).toEqual([13, { before: 12 }]);
    expect(seenByCoordinator && reserveWords(seenByCoordinator)).toContain(
      '13 au lieu de 12, en attente de validation',
    );
    const seenByReader = await figureFor('reader');
    expect([seenByReader?.value, seenByReader?.waiting]).toEqual([12, null]);
    await acts.validate();
    expect(await figureFor('coordinator')).toMatchObject({ value: 13, waiting: null });
    expect(await figureFor('reader')).toMatchObject({ value: 13, waiting: null });
  });
});

describe('validating in bulk', () => {
  it('validates several returns and says what each became', async () => {
    await play(['send', 'returnCell']);
    const soliha = world.as('lea').monthlyEntry;
    const captured = { organisationId: world.soliha, month: OCTOBER, indicatorId: world.captured, revision: 0 };
    await soliha.saveCell({ ...captured, state: 'value', value: 4 });
    await soliha.submit({ organisationId: world.soliha, month: OCTOBER });
    const returns = [october(), { organisationId: world.soliha, month: OCTOBER }];
    expect(await validateSeen(world.as('helene').collection, returns)).toEqual([
      { ...returns[0], validated: 1, left: 1, waiting: 1, registers: 0, status: 'submitted' },
      { ...returns[1], validated: 1, left: 0, waiting: 0, registers: 0, status: 'validated' },
    ]);
  });

  it('does nothing to a month that was not sent', async () => {
    await play(['save']);
    expect(await acts.validate()).toMatchObject([{ validated: 0, status: 'draft' }]);
    expect(await world.cell(world.attendance, OCTOBER)).toMatchObject({ stage: 'draft' });
  });
});

describe('the matrix', () => {
  const matrix = () => world.as('helene').collection.matrix({ from: '2025-09', to: '2025-11' });
  const line = async (code: string) => {
    const { organisations } = await matrix();
    return organisations.find((one) => one.code === code)?.cells;
  };

  it('says which months are missing, sent, not yet due', async () => {
    await play(['send']);
    expect(await line('ADEFO')).toMatchObject([
      { month: '2025-09', status: 'missing', answered: 0, expected: 2, onTime: null },
      { month: OCTOBER, status: 'submitted', answered: 2, expected: 2, onTime: false, ready: 2 },
      { month: '2025-11', status: 'not-due' },
    ]);
    expect((await matrix()).counters).toMatchObject({ onTime: 0, sentLate: 1, missing: 3, toValidate: 1 });
  });

  it.each([
    [[], 'missing'],
    [['save'], 'late'],
    [['send', 'returnCell'], 'returned'],
    [['send', 'returnCell', 'answer'], 'submitted'],
    [['send', 'validate'], 'validated'],
  ] as Array<[Act[], string]>)('after %j, October is %s', async (path, status) => {
    await play(path);
    expect((await line('ADEFO'))?.[1]).toMatchObject({ month: OCTOBER, status });
  });

  it('counts as on time a month first sent by the tenth, whatever was corrected since', async () => {
    world.setNow('2025-11-10T22:30:00Z');
    await play(['send']);
    world.setNow('2025-11-14T09:00:00Z');
    await play(['returnCell', 'correct', 'resend']);
    expect((await line('ADEFO'))?.[1]).toMatchObject({ onTime: true });
  });

  it('expects nothing of an organisation before it is asked: not applicable, never 0 %', async () => {
    const { organisations, counters } = await world.as('helene').collection.matrix({ from: '2022-11', to: '2022-12' });
    expect(organisations[0]?.cells[0]).toMatchObject({ expected: 0, status: 'not-asked' });
    expect(counters.completeness).toBeNull();
  });
});

describe('one return in detail', () => {
  it('gives the month before and the year before, and what changed since it was validated', async () => {
    await world.history([9, 8]);
    await play(['send', 'validate', 'unlock', 'correct']);
    const detail = await world.as('helene').collection.cells(october());
    expect(detail.months[0]).toBe('2024-10');
    expect(detail.cells.filter((cell) => cell.indicatorId === world.attendance).map((cell) => cell.value)).toEqual([
      9, 8, 13,
    ]);
    const changed = detail.changes.find((one) => one.indicatorId === world.attendance);
    expect(changed).toMatchObject({ value: 12, why: 'Erreur signalée par l’association' });
  });
});

describe('rights', () => {
  it.each([
    ['the association', 'karim', 'FORBIDDEN'],
    ['the other association', 'lea', 'FORBIDDEN'],
    ['a reader', 'camille', 'FORBIDDEN'],
    ['nobody', null, 'NOT_SIGNED_IN'],
  ] as Array<[string, Person | null, string]>)('%s neither sees nor decides', async (_who, person, code) => {
    await play(['send']);
    const { collection } = world.as(person);
    const attempts = [
      collection.matrix({}),
      collection.cells(october()),
      collection.validate({ returns: [{ ...october(), cells: [] }] }),
      collection.returnCell({ ...attendanceCell(), question: 'Pourquoi ?' }),
      collection.unlock({ ...october(), reason: 'Une faute' }),
    ];
    const refusals = await Promise.all(attempts.map(refusal));
    expect(refusals.map((one) => one.code)).toEqual(attempts.map(() => code));
    expect(await world.cell(world.attendance, OCTOBER)).toMatchObject({ stage: 'submitted', review: 'none' });
  });
});

describe('the coordinator’s queue', () => {
  const queue = async () => {
    const tasks = await world.as('helene').workQueue.list();
    return tasks.flatMap((task) => ('returns' in task ? [[task.kind, task.returns.length]] : []));
  };

  it('says the same numbers as the page of the collection, whatever was done', async () => {
    for (const path of [[], ['send'], ['returnCell'], ['answer', 'resend', 'validate']] as Act[][]) {
      await play(path);
      const { counters } = await world.as('helene').collection.matrix({});
      const said = Object.fromEntries(await queue());
      expect([said.returns ?? 0, said.validation ?? 0]).toEqual([counters.missing, counters.toValidate]);
    }
  });

  it('tells a value sent back until it is answered', async () => {
    await play(['send', 'returnCell']);
    expect(await queue()).toContainEqual(['answers', 1]);
    await play(['answer']);
    expect((await queue()).map(([kind]) => kind)).not.toContain('answers');
  });

  it('writes at once to whoever owes a return, once a day, and tells who has nobody to read it', async () => {
    const remind = () =>
      world.as('helene').collection.remind({
        organisationIds: [world.adefo, world.soliha],
        siteAddress: 'https://observatoire.exemple.fr',
      });
    const first = await remind();
    expect(first.already).toEqual([]);
    expect([...first.written, ...first.nobody]).toHaveLength(2);
    expect(await remind()).toEqual({ written: [], already: first.written, nobody: first.nobody });
    const mails = await world.db.mail.findMany({ where: { kind: 'reminder' } });
    expect(mails).toHaveLength(first.written.length);
    expect(mails[0]?.text).toContain('octobre');
    const audited = await world.db.auditEvent.findMany({ where: { action: 'reminder.write' } });
    expect(audited.map(({ actorId }) => actorId)).toEqual(first.written.map(() => 'helene'));
  });
});
