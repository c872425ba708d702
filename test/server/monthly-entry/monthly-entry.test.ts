import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Visibility } from '../../../server/platform/access.ts';
import { validateSeen } from '../../setup/validated-cells.ts';
import { type EntryWorld, entryWorld, refusal } from './entry-world.ts';

let world: EntryWorld;

beforeAll(async () => {
  world = await entryWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const OCTOBER = '2025-10';

/** What karim of ADEFO types: a number in one cell. */
const attendance = (value: number, revision = 0) => ({
  organisationId: world.adefo,
  indicatorId: world.attendance,
  month: OCTOBER,
  revision,
  state: 'value' as const,
  value,
});

const counted = (visibility: Visibility) =>
  world.db.indicatorMonth.findFirst({ where: { indicatorId: world.attendance, month: OCTOBER, visibility } });

describe('saving a cell', () => {
  it('keeps the figure, its author and its first revision', async () => {
    const saved = await world.as('karim').monthlyEntry.saveCell(attendance(12));
    expect(saved).toMatchObject({ state: 'value', value: 12, stage: 'draft', revision: 1, updatedBy: 'Karim' });
  });

  it('keeps what was there before in the history and writes the journal in the same transaction', async () => {
    await world.as('karim').monthlyEntry.saveCell(attendance(12));
    await world.as('karim').monthlyEntry.saveCell(attendance(14, 1));
    const history = await world.db.observationRevision.findMany();
    expect(history).toMatchObject([{ revision: 1, value: 12, changedById: 'karim' }]);
    const journal = await world.db.auditEvent.findMany({ where: { action: 'entry.save' }, orderBy: { id: 'asc' } });
    expect(journal).toMatchObject([{ after: { value: 12 } }, { before: { value: 12 }, after: { value: 14 } }]);
  });

  it('takes 0 for a value, and a ratio by its two numbers', async () => {
    expect(await world.as('karim').monthlyEntry.saveCell(attendance(0))).toMatchObject({ state: 'value', value: 0 });
    const ratio = { ...attendance(0), indicatorId: world.nonResponse, value: null, numerator: 6, denominator: 20 };
    expect(await world.as('karim').monthlyEntry.saveCell(ratio)).toMatchObject({
      numerator: 6,
      denominator: 20,
      value: null,
    });
  });

  it('takes the same content sent twice for one saving, whatever the revision: the first answer was lost', async () => {
    const karim = world.as('karim');
    await karim.monthlyEntry.saveCell(attendance(12));
    expect(await karim.monthlyEntry.saveCell(attendance(12))).toMatchObject({ revision: 1 });
    expect(await world.db.observationRevision.count()).toBe(0);
  });

  it('refuses to overwrite what someone else wrote, and gives both values, who and when', async () => {
    await world.as('karim').monthlyEntry.saveCell(attendance(12));
    await world.as('helene').monthlyEntry.saveCell(attendance(15, 1));
    const refused = await refusal(world.as('karim').monthlyEntry.saveCell(attendance(13, 1)));
    expect(refused.code).toBe('CONFLICT');
    expect(refused.facts).toMatchObject({ mine: { value: 13 }, theirs: { value: 15, revision: 2 }, by: 'Hélène' });
    expect(await world.cell(world.attendance, OCTOBER)).toMatchObject({ value: 15, revision: 2 });
  });

  it('lets one of two people who fill the same empty cell at once through, and tells the other', async () => {
    const attempts = [
      world.as('karim').monthlyEntry.saveCell(attendance(12)),
      world.as('helene').monthlyEntry.saveCell(attendance(15)),
    ];
    const results = await Promise.allSettled(attempts);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await world.db.observation.count()).toBe(1);
  });

  it('saves sixty pasted cells sent together', async () => {
    const months = [
      '2025-01',
      '2025-02',
      '2025-03',
      '2025-04',
      '2025-05',
      '2025-06',
      '2025-07',
      '2025-08',
      '2025-09',
      OCTOBER,
    ];
    const writes = [1, 2, 3, 4, 5, 6].flatMap(() => months).map((month, index) => ({ ...attendance(index), month }));
    const saved = await Promise.allSettled(writes.map((write) => world.as('karim').monthlyEntry.saveCell(write)));
    const refused = saved.filter((one) => one.status === 'rejected').map((one) => String(one.reason));
    expect(refused.filter((reason) => !reason.includes('CONFLICT'))).toEqual([]);
    expect(await world.db.observation.count()).toBe(10);
  });

  it.each([
    ['a month that has not begun', { month: '2025-12' }, 'FUTURE_MONTH'],
    ['an indicator that is not asked of the organisation', { indicatorId: () => world.captured }, 'NOT_EXPECTED'],
    ['a month before it was asked', { month: '2022-12' }, 'NOT_EXPECTED'],
    ['a number below zero', { value: -1 }, 'INVALID'],
    ['a value without a number', { value: null }, 'INVALID'],
    ['a state without figure that carries one', { state: 'unavailable' as const, value: 3 }, 'INVALID'],
    ['half a person', { value: 2.5 }, 'INVALID'],
  ])('refuses %s', async (_what, change, code) => {
    const indicatorId = 'indicatorId' in change ? change.indicatorId() : world.attendance;
    const input = { ...attendance(4), ...change, indicatorId };
    expect((await refusal(world.as('karim').monthlyEntry.saveCell(input))).code).toBe(code);
    expect(await world.db.observation.count()).toBe(0);
  });

  it('refuses a part greater than its whole', async () => {
    const ratio = { ...attendance(0), indicatorId: world.nonResponse, value: null, numerator: 21, denominator: 20 };
    expect((await refusal(world.as('karim').monthlyEntry.saveCell(ratio))).code).toBe('INVALID');
  });
});

describe('sending the month', () => {
  const send = (reasons: Array<{ indicatorId: number; reason: string }> = []) =>
    world.as('karim').monthlyEntry.submit({ organisationId: world.adefo, month: OCTOBER, reasons });

  it('sends nothing while a cell has neither a value nor a reason, and says which', async () => {
    await world.as('karim').monthlyEntry.saveCell(attendance(12));
    const result = await send();
    expect(result.submitted).toBe(false);
    expect(result.missing).toMatchObject([{ indicatorId: world.nonResponse, obstacle: 'no-value' }]);
    expect(await counted('working')).toBeNull();
  });

  it('lets a reason stand for a value', async () => {
    await world.as('karim').monthlyEntry.saveCell(attendance(12));
    const result = await send([{ indicatorId: world.nonResponse, reason: 'Logiciel en panne' }]);
    expect(result).toEqual({ submitted: true, missing: [], flagged: [] });
    expect(await world.cell(world.nonResponse, OCTOBER)).toMatchObject({
      state: 'unavailable',
      reason: 'Logiciel en panne',
      stage: 'submitted',
    });
  });

  it('asks for the reason of a figure that is not known', async () => {
    await world.as('karim').monthlyEntry.saveCell({ ...attendance(0), state: 'unavailable', value: null });
    const { missing } = await send([{ indicatorId: world.nonResponse, reason: 'Logiciel en panne' }]);
    expect(missing).toMatchObject([{ indicatorId: world.attendance, obstacle: 'needs-reason' }]);
  });

  it('sends an unlikely figure, and flags it until a word is written for it', async () => {
    await world.history([10, 11, 9, 10, 12, 10]);
    await world.as('karim').monthlyEntry.saveCell(attendance(110));
    const word = { indicatorId: world.nonResponse, reason: 'Logiciel en panne' };
    const sent = await send([word]);
    expect(sent).toMatchObject({ submitted: true, missing: [] });
    expect(sent.flagged).toMatchObject([{ indicatorId: world.attendance, flags: [{ code: 'unusual' }, {}] }]);
    const reason = 'Journée portes ouvertes';
    await world.as('karim').monthlyEntry.saveCell({ ...attendance(110, 2), reason });
    expect((await send()).flagged).toEqual([]);
  });

  it('does not take the word written for a figure as one on another, nor a comment as one on any', async () => {
    await world.history([10, 11, 9, 10, 12, 10]);
    const reason = 'Journée portes ouvertes';
    await world.as('karim').monthlyEntry.saveCell({ ...attendance(110), reason });
    const other = await world
      .as('karim')
      .monthlyEntry.saveCell({ ...attendance(95, 1), reason, comment: 'deux salles' });
    expect(other).toMatchObject({ value: 95, reason: null, comment: 'deux salles' });
    const word = { indicatorId: world.nonResponse, reason: 'Logiciel en panne' };
    expect((await send([word])).flagged).toMatchObject([{ indicatorId: world.attendance }]);
  });

  describe('parts and their total', () => {
    const part = () => ({ organisationId: world.adefo, indicatorId: world.nonResponse, month: OCTOBER });
    const figures = { revision: 0, state: 'value' as const, numerator: 6, denominator: 20 };
    const compose = (rule: 'adds-up' | 'among' | null) =>
      world.db.indicator.update({
        where: { id: world.attendance },
        data: { compositions: rule ? [{ rule, parts: [{ code: 'T-NON-REPONSE', term: 'denominator' }] }] : [] },
      });
    beforeEach(() => compose('adds-up'));
    afterEach(() => compose(null));

    it('refuses a part that passes its total, and a total that its parts pass, naming both', async () => {
      await world.as('karim').monthlyEntry.saveCell(attendance(18));
      const refused = await refusal(world.as('karim').monthlyEntry.saveCell({ ...part(), ...figures }));
      const fact = { code: 'parts-exceed-whole', sum: 20, whole: 'Personnes ayant suivi un atelier', total: 18 };
      expect(refused).toMatchObject({ code: 'INVALID', facts: { errors: [fact] } });
      await world.as('karim').monthlyEntry.saveCell({ ...part(), ...figures, denominator: 18 });
      expect((await refusal(world.as('karim').monthlyEntry.saveCell(attendance(17, 1)))).code).toBe('INVALID');
    });

    it('flags parts that do not reach their total, on the total alone, and one word anywhere is enough', async () => {
      await world.as('karim').monthlyEntry.saveCell(attendance(24));
      await world.as('karim').monthlyEntry.saveCell({ ...part(), ...figures });
      const sent = await send();
      expect(sent).toMatchObject({
        submitted: true,
        flagged: [{ indicatorId: world.attendance, flags: [{ code: 'parts-differ-from-whole', sum: 20, whole: 24 }] }],
      });
      const reason = 'quatre situations de septembre';
      await world.as('karim').monthlyEntry.saveCell({ ...part(), ...figures, revision: 2, reason });
      expect((await send()).flagged).toEqual([]);
    });

    it('asks again when the month is sent: what the catalogue says may have changed since', async () => {
      await compose(null);
      await world.as('karim').monthlyEntry.saveCell(attendance(18));
      await world.as('karim').monthlyEntry.saveCell({ ...part(), ...figures });
      await compose('among');
      const held = await send();
      expect(held.submitted).toBe(false);
      expect(held.missing).toMatchObject([
        { indicatorId: world.attendance, obstacle: 'impossible', refusals: [{ code: 'parts-exceed-whole' }] },
        { indicatorId: world.nonResponse, obstacle: 'impossible' },
      ]);
    });
  });

  it('refuses what another person typed in this browser, whoever is signed in', async () => {
    const typed = { ...attendance(12), writer: 'lea' };
    expect((await refusal(world.as('karim').monthlyEntry.saveCell(typed))).code).toBe('NOT_SIGNED_IN');
    await world.as('karim').monthlyEntry.saveCell({ ...typed, writer: 'karim' });
    expect(await world.cell(world.attendance, OCTOBER)).toMatchObject({ value: 12 });
  });

  it('does not count a draft, counts a sent figure for the coordinator only, a validated one for everyone', async () => {
    await world.as('karim').monthlyEntry.saveCell(attendance(12));
    expect(await counted('working')).toBeNull();
    await send([{ indicatorId: world.nonResponse, reason: 'Logiciel en panne' }]);
    expect(await counted('working')).toMatchObject({ value: 12, reported: 1 });
    expect(await counted('validated')).toBeNull();
    await validateSeen(world.as('helene').collection, [{ organisationId: world.adefo, month: OCTOBER }]);
    expect(await counted('working')).toMatchObject({ value: 12 });
    expect(await counted('validated')).toMatchObject({ value: 12 });
  });

  it('recounts at once when a figure already sent is corrected, and asks why when it is withdrawn', async () => {
    await world.sendOctober(12);
    await world.as('karim').monthlyEntry.saveCell(attendance(15, 2));
    expect(await counted('working')).toMatchObject({ value: 15 });
    const withdrawn = { ...attendance(0, 3), state: 'missing' as const, value: null };
    expect((await refusal(world.as('karim').monthlyEntry.saveCell(withdrawn))).code).toBe('NEEDS_REASON');
    await world.as('karim').monthlyEntry.saveCell({ ...withdrawn, state: 'unavailable', reason: 'Compté deux fois' });
    expect(await counted('working')).toMatchObject({ value: null, reported: 0, unavailable: 1 });
  });

  it('keeps the day of the first sending for ever', async () => {
    await world.sendOctober(12);
    world.setNow('2025-11-20T10:00:00Z');
    await send();
    const sent = await world.db.monthlyReturn.findFirstOrThrow();
    expect(sent.firstSubmittedAt?.toISOString()).toBe('2025-11-14T09:00:00.000Z');
    expect(sent.submittedAt?.toISOString()).toBe('2025-11-20T10:00:00.000Z');
  });

  it('is no conflict for the person who had the page open while the month was sent', async () => {
    await world.sendOctober(12);
    const saved = await world.as('karim').monthlyEntry.saveCell(attendance(13, 1));
    expect(saved).toMatchObject({ value: 13, stage: 'submitted' });
  });

  it('refuses a month that has not begun and an organisation of which nothing is asked', async () => {
    const karim = world.as('karim');
    const december = karim.monthlyEntry.submit({ organisationId: world.adefo, month: '2025-12' });
    expect((await refusal(december)).code).toBe('FUTURE_MONTH');
    const early = karim.monthlyEntry.submit({ organisationId: world.adefo, month: '2022-12' });
    expect((await refusal(early)).code).toBe('NOT_EXPECTED');
  });
});

describe('my months', () => {
  it('says what is late, what is due and where the first empty cell is', async () => {
    await world.sendOctober(12);
    const { months, organisation } = await world.as('karim').monthlyEntry.myMonths({});
    expect(organisation).toMatchObject({ code: 'ADEFO' });
    expect(months.find((one) => one.month === OCTOBER)).toMatchObject({
      status: 'submitted',
      filled: 2,
      expected: 2,
      firstEmpty: null,
    });
    expect(months.find((one) => one.month === '2025-09')).toMatchObject({
      status: 'missing',
      dueDate: '2025-10-10',
      filled: 0,
      expected: 2,
      firstEmpty: { indicatorId: world.attendance, ratio: false },
    });
    expect(months[0]).toMatchObject({ month: '2025-11', status: 'not-due' });
  });

  it('asks the coordinator to choose an organisation', async () => {
    const mine = await world.as('helene').monthlyEntry.myMonths({});
    expect(mine).toMatchObject({ organisation: null, months: [] });
    expect(mine.organisations.map((one) => one.code)).toEqual(['ADEFO', 'SOLIHA']);
    const chosen = await world.as('helene').monthlyEntry.myMonths({ organisationId: world.soliha });
    expect(chosen.organisation).toMatchObject({ code: 'SOLIHA' });
  });
});

describe('the grid', () => {
  it('gives the indicators asked for, twelve months, the target of the year and the flags of the month', async () => {
    await world.history([10, 11, 9, 10, 12, 10]);
    await world.as('karim').monthlyEntry.saveCell(attendance(110));
    const grid = await world.as('karim').monthlyEntry.grid({ organisationId: world.adefo, month: OCTOBER });
    expect(grid.months).toHaveLength(12);
    expect(grid.months.at(-1)).toBe(OCTOBER);
    expect(grid.rows.map((row) => row.code)).toEqual(['T-ATELIERS', 'T-NON-REPONSE']);
    expect(grid.rows[0]).toMatchObject({
      target: { value: 70 },
      definition: 'Personnes venues au moins une fois',
      unit: 'persons',
    });
    expect(grid.cells.at(-1)).toMatchObject({ month: OCTOBER, value: 110, updatedBy: 'Karim', revision: 1 });
    expect(grid.flags).toMatchObject([{ indicatorId: world.attendance }]);
  });
});

describe('rights', () => {
  it.each([
    ['the other association', 'lea', 'FORBIDDEN'],
    ['a reader', 'camille', 'FORBIDDEN'],
    ['nobody', null, 'NOT_SIGNED_IN'],
  ] as const)('%s neither reads, writes, sends nor answers', async (_who, person, code) => {
    const { monthlyEntry } = world.as(person);
    const key = { organisationId: world.adefo, month: OCTOBER };
    const attempts = [
      monthlyEntry.myMonths({ organisationId: world.adefo }),
      monthlyEntry.grid(key),
      monthlyEntry.saveCell(attendance(12)),
      monthlyEntry.submit(key),
      monthlyEntry.answer({ ...key, indicatorId: world.attendance, text: 'Oui' }),
    ];
    const refusals = await Promise.all(attempts.map(refusal));
    expect(refusals.map((one) => one.code)).toEqual(attempts.map(() => code));
    expect(await world.db.observation.count()).toBe(0);
    expect(await world.db.monthlyReturn.count()).toBe(0);
  });
});
