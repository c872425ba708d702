import { describe, expect, it } from 'vitest';
import {
  type AskedIndicator,
  type GivenCell,
  isMissingReturn,
  returnState,
  waitsForOrganisation,
} from '../../../shared/domain/entry/return-standing.ts';

const asked = (indicatorId: number, more: Partial<AskedIndicator> = {}): AskedIndicator => ({
  indicatorId,
  frequency: 'monthly',
  spans: [{ fromMonth: '2023-01', toMonth: null }],
  ...more,
});
const given = (indicatorId: number, more: Partial<GivenCell> = {}): GivenCell => ({
  indicatorId,
  state: 'value',
  reason: null,
  stage: 'draft',
  review: 'none',
  ...more,
});
const october = { month: '2025-10', status: null, asked: [asked(1), asked(2)], given: [] as GivenCell[] };
const standingAt = (today: string, more: Partial<typeof october> = {}) =>
  returnState({ ...october, ...more, today }).standing;

describe('where a return stands', () => {
  it('is not due in its month, due from its end, and missing only after its due day', () => {
    expect(standingAt('2025-10-31')).toBe('not-due');
    expect(standingAt('2025-11-01')).toBe('due');
    expect(standingAt('2025-11-10')).toBe('due');
    expect(standingAt('2025-11-11')).toBe('missing');
  });

  it('that was begun is in progress on the due day and late after it: a draft is not a sending', () => {
    const begun = { status: 'draft' as const, given: [given(1)] };
    const states = ['2025-11-10', '2025-11-11'].map((today) => returnState({ ...october, ...begun, today }).standing);
    expect(states).toEqual(['in-progress', 'late']);
    expect(states.map(isMissingReturn)).toEqual([false, true]);
  });

  it('of an organisation that is only asked by the quarter is missing at quarter ends', () => {
    const quarterly = [asked(1, { frequency: 'quarterly' })];
    const missing = ['2025-07', '2025-08', '2025-09'].filter((month) =>
      isMissingReturn(returnState({ ...october, month, asked: quarterly, today: '2025-12-31' }).standing),
    );
    expect(missing).toEqual(['2025-09']);
  });

  it('is awaited by nobody when all of the month is « sans objet »', () => {
    const nothing = [1, 2].map((id) => given(id, { state: 'not-applicable' }));
    const state = returnState({ ...october, given: nothing, today: '2025-12-31' });
    expect(state).toMatchObject({ standing: 'not-asked', expected: 0, answered: 0, empty: [] });
    const half = returnState({ ...october, given: nothing.slice(0, 1), today: '2025-12-31' });
    expect(half).toMatchObject({ standing: 'missing', expected: 1, answered: 0 });
    expect(half.empty.map(({ indicatorId }) => indicatorId)).toEqual([2]);
  });

  it('is not awaited outside of the assignment', () => {
    const ended = [asked(1, { spans: [{ fromMonth: '2025-03', toMonth: '2025-09' }] })];
    expect(standingAt('2025-12-31', { asked: ended })).toBe('not-asked');
    expect(returnState({ ...october, month: '2025-09', asked: ended, today: '2025-12-31' }).standing).toBe('missing');
    expect(returnState({ ...october, month: '2025-02', asked: ended, today: '2025-12-31' }).standing).toBe('not-asked');
  });

  it('is first of all a question, then what was decided', () => {
    const question = { status: 'submitted' as const, given: [given(1, { stage: 'submitted', review: 'returned' })] };
    expect(returnState({ ...october, ...question, today: '2025-12-31' }).standing).toBe('returned');
    const standings = (['submitted', 'validated', 'published'] as const).map(
      (status) => returnState({ ...october, status, today: '2025-12-31' }).standing,
    );
    expect(standings).toEqual(['submitted', 'validated', 'locked']);
    expect(standings.some(isMissingReturn) || standings.some(waitsForOrganisation)).toBe(false);
  });
});

describe('what is to validate', () => {
  it('is every cell that was sent and has no open question, whatever the return is called', () => {
    const cells = [
      given(1, { stage: 'submitted' }),
      given(2, { stage: 'submitted', review: 'answered' }),
      given(3, { stage: 'submitted', review: 'returned' }),
      given(4, { stage: 'validated' }),
      given(5),
    ];
    const { ready, returned } = returnState({ ...october, status: 'validated', given: cells, today: '2025-12-31' });
    expect(ready.map(({ indicatorId }) => indicatorId)).toEqual([1, 2]);
    expect(returned.map(({ indicatorId }) => indicatorId)).toEqual([3]);
  });
});
