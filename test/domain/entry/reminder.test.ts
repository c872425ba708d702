import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Away,
  absenceOn,
  type Cadence,
  escalationMonth,
  recipientsOn,
  reminderStep,
} from '../../../shared/domain/entry/reminder.ts';
import { initialSettings } from '../../../shared/schemas/settings.ts';

/** The rhythm of a territory that has changed none of its settings. */
const cadence: Cadence = {
  daysBefore: initialSettings['reminders.daysBefore'],
  firstDaysAfter: initialSettings['reminders.firstDaysAfter'],
  secondDaysAfter: initialSettings['reminders.secondDaysAfter'],
  escalationDays: initialSettings['reminders.escalationDays'],
};

describe('the day of a reminder', () => {
  it.each([
    ['2025-11-04', '2025-09', 21],
    ['2025-11-05', '2025-10', -5],
    ['2025-11-09', '2025-10', -5],
    ['2025-11-10', '2025-10', 0],
    ['2025-11-16', '2025-10', 0],
    ['2025-11-17', '2025-10', 7],
    ['2025-12-01', '2025-10', 21],
    ['2025-12-05', '2025-11', -5],
    ['2026-01-10', '2025-12', 0],
  ])('on %s the step is that of %s, %i days from the day it is due', (today, month, offset) => {
    expect(reminderStep(today, cadence)).toEqual({ month, offset });
  });

  it('does not announce a month in advance when the territory does not want it', () => {
    expect(reminderStep('2025-11-08', { ...cadence, daysBefore: 0 })).toEqual({ month: '2025-09', offset: 21 });
  });

  it('escalates a month due three weeks ago, not before', () => {
    expect(escalationMonth('2025-11-30', cadence)).toBe('2025-09');
    expect(escalationMonth('2025-12-01', cadence)).toBe('2025-10');
  });

  it('never goes back: a later day has a later step, or the same', () => {
    const day = fc.integer({ min: 0, max: 800 }).map((days) => {
      const at = new Date(Date.UTC(2024, 0, 1 + days));
      return at.toISOString().slice(0, 10);
    });
    const rank = (today: string) => {
      const step = reminderStep(today, cadence);
      return step ? `${step.month}/${String(step.offset + 100).padStart(3, '0')}` : '';
    };
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [first = a, second = b] = [a, b].sort();
        return rank(first) <= rank(second);
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

const [ana, ben, cleo] = [{ id: 'ana' }, { id: 'ben' }, { id: 'cleo' }];
const away = (
  userId: string,
  deputyId: string | null,
  fromDate = '2025-11-01',
  toDate: string | null = null,
): Away => ({
  userId,
  deputyId,
  fromDate,
  toDate,
});

describe('who is written to', () => {
  it.each([
    ['everybody there', [], ['ana', 'ben', 'cleo']],
    ['one away with a deputy', [away('ana', 'ben')], ['ben', 'cleo']],
    ['one away without a deputy', [away('ana', null)], ['ben', 'cleo']],
    ['the deputy away too, with theirs', [away('ana', 'ben'), away('ben', 'cleo')], ['cleo']],
    ['two deputies of one another', [away('ana', 'ben'), away('ben', 'ana')], ['cleo']],
    ['an absence of last month', [away('ana', 'ben', '2025-10-01', '2025-10-31')], ['ana', 'ben', 'cleo']],
    ['an absence that ends today', [away('ana', 'ben', '2025-11-01', '2025-11-14')], ['ben', 'cleo']],
    ['everybody away', [away('ana', null), away('ben', null), away('cleo', 'ana')], ['ana', 'ben', 'cleo']],
  ] as Array<[string, Away[], string[]]>)('%s', (_case, absences, names) => {
    expect(recipientsOn([ana, ben, cleo], '2025-11-14', absences).map(({ id }) => id)).toEqual(names);
  });

  it.each([
    ['the owner alone, while there', [], 'ana', 'ben', ['ana']],
    ['the deputy, while the owner is away', [away('ana', null)], 'ana', 'ben', ['ben']],
    ['whom the owner named for that time, before the deputy', [away('ana', 'cleo')], 'ana', 'ben', ['cleo']],
    ['everybody else, when the deputy is away too', [away('ana', null), away('ben', null)], 'ana', 'ben', ['cleo']],
    ['everybody else, when the owner is away without a deputy', [away('ana', null)], 'ana', null, ['ben', 'cleo']],
    ['the deputy, when the owner has left the organisation', [], 'dora', 'ben', ['ben']],
    [
      'everybody, when all are away',
      [away('ana', null), away('ben', null), away('cleo', null)],
      'ana',
      'ben',
      ['ana', 'ben', 'cleo'],
    ],
  ] as Array<[string, Away[], string, string | null, string[]]>)(
    'with an owner: %s',
    (_case, absences, ownerId, deputyId, names) => {
      const found = recipientsOn([ana, ben, cleo], '2025-11-14', absences, { ownerId, deputyId });
      expect(found.map(({ id }) => id)).toEqual(names);
    },
  );

  it('takes the absence declared for the latest day when two overlap', () => {
    const both = [away('ana', 'ben', '2025-10-01'), away('ana', 'cleo', '2025-11-10', '2025-11-20')];
    expect(absenceOn('ana', '2025-11-14', both)?.deputyId).toBe('cleo');
    expect(absenceOn('ana', '2025-12-01', both)?.deputyId).toBe('ben');
  });
});
