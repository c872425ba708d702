import { describe, expect, it } from 'vitest';
import type { FigureInput } from '../../../shared/domain/figures/figure.ts';
import type { Direction, Quantity, TimeRule } from '../../../shared/domain/indicator.ts';
import { figure, level, type Told } from './judged.ts';

/** What a target makes of a value that lacks something: a start, a part, months, a question. */

const each = (value: number | null, many = 12): (Quantity | null)[] =>
  Array(many).fill(value === null ? null : { value });
const rate = (numerator: number | null, many = 12): (Quantity | null)[] =>
  Array(many).fill(numerator === null ? null : { numerator, denominator: 100 });
const word = ({ verdict, why }: ReturnType<typeof figure>) => why ?? verdict;

describe('a way that begins nowhere known', () => {
  it.each([
    ['ratio', 'increase', 'no-start'],
    ['average', 'increase', 'no-start'],
    ['stock', 'decrease', 'no-start'],
    ['flow', 'decrease', 'no-start'],
    ['stock', 'increase', 'to-watch'],
    ['flow', 'increase', 'on-pace'],
  ] as const)('of a %s that should %s is %s', (timeRule, direction, said) => {
    const given = timeRule === 'ratio' ? rate(30) : each(30);
    const value = timeRule === 'flow' ? 360 : 80;
    expect(word(figure(given, { value }, { timeRule, direction, through: '2023-06' }))).toBe(said);
  });

  it('is on its way to a later year, without a pace, and may be reached', () => {
    const later = figure(rate(30), { value: 50, endMonth: '2024-12' }, { timeRule: 'ratio', through: '2023-06' });
    expect(later).toMatchObject({ verdict: 'on-its-way', why: null, pace: null, expected: null, progress: null });
    expect(level(50, null, 60, 'decrease')).toMatchObject({ verdict: 'reached', progress: null, metAtStart: false });
    expect(level(60, 20, 100, 'increase').metAtStart).toBe(false);
  });
});

describe('what lacks', () => {
  it('undoes a level that is above its target, and no flow', () => {
    const running = { through: '2023-06', ofB: [] };
    expect(word(figure(each(50), { value: 40 }, running))).toBe('partial');
    expect(word(figure(each(50), { value: 40 }, { ...running, timeRule: 'flow' }))).toBe('reached');
  });

  it('is left out of a rate and of a mean that run, which are held by their whole months', () => {
    const hole = { through: '2023-06', timeRule: 'ratio' } as const;
    expect(word(figure(rate(30), { value: 60, start: 0 }, { ...hole, ofB: rate(30, 5) }))).toBe('on-pace');
    expect(word(figure(each(30), { value: 60, start: 0 }, { ...hole, timeRule: 'average', ofB: each(30, 5) }))).toBe(
      'on-pace',
    );
  });

  it('is left out of what is expected, when the target is due too', () => {
    const hole = [...each(2, 2), null, ...each(2, 9)];
    expect(figure(hole, { value: 12 }, { timeRule: 'flow' })).toMatchObject({ verdict: 'reached', expected: 11 });
    const quarters = [null, null, { value: 4 }, null, null, { value: 4 }];
    const due = { timeRule: 'flow', frequency: 'quarterly', through: '2023-08' } as const;
    expect(figure(quarters, { value: 8, endMonth: '2023-08' }, due)).toMatchObject({ verdict: 'reached', expected: 8 });
  });

  it.each([
    ['year', '2025-12', '2023-11', 'none'],
    ['year', '2025-12', '2023-12', 'not-assessable'],
    ['year', '2023-06', '2023-05', 'none'],
    ['year', '2023-06', '2023-06', 'not-assessable'],
  ] as const)('of a level read each %s, due in %s, is in %s: %s', (window, endMonth, through, verdict) => {
    const lacking = figure(each(50), { value: 60, start: 0, window, endMonth }, { through, ofB: [] });
    expect(lacking).toMatchObject({ verdict, why: 'partial' });
  });
});

describe('a path of several years', () => {
  it('has behind it the months before a year that is read alone: 75 to 0 is at 37.5 after half of three years', () => {
    const path = { value: 0, start: 75, startMonth: '2022-01', endMonth: '2024-12', window: 'year' } as const;
    const told = { timeRule: 'ratio', direction: 'decrease', through: '2023-06', unit: 'percent' } as const;
    expect(figure(rate(30), path, told)).toMatchObject({ expected: 37.5, pace: 'on-pace', verdict: 'on-its-way' });
    const lateStart = figure([null, ...rate(30, 11)], path, told);
    expect(lateStart.expected).toBeCloseTo(75 - (75 * (12 + 5)) / 36, 9);
    expect(figure(rate(30), path, { ...told, through: '2023-12' })).toMatchObject({ expected: 25, pace: null });
  });

  it('says a pace until November, and at the end of a year that it is on its way', () => {
    const pace = (through: string) =>
      figure(each(3), { value: 72, endMonth: '2024-12' }, { timeRule: 'flow', through }).pace;
    expect([pace('2023-11'), pace('2023-12')]).toEqual(['on-pace', null]);
  });
});

describe('a value to be kept', () => {
  const kept = (given: (Quantity | null)[], told: Told) =>
    figure(
      given,
      { value: 12 },
      { direction: 'maintain', tolerance: 1, timeRule: 'flow', through: '2023-06', ...told },
    );

  it('of a flow is held against its months so far', () => {
    expect(kept(each(1), {})).toMatchObject({ verdict: 'within-tolerance', gap: 0, counted: 'no' });
    expect(kept([{ value: 9 }, ...each(1, 11)], {})).toMatchObject({ verdict: 'out-of-tolerance', gap: 8 });
    expect(kept(each(1), { through: '2023-12' })).toMatchObject({ gap: 0, counted: 'reached' });
  });

  it('of a flow that lacks a month is passed for good only beyond its tolerance', () => {
    const hole = (value: number) => kept([{ value }, null, ...each(1, 10)], { through: '2023-12' });
    expect(hole(3)).toMatchObject({ verdict: 'not-assessable', why: 'partial' });
    expect(hole(4)).toMatchObject({ verdict: 'out-of-tolerance', gap: 2, counted: 'missed' });
  });

  it('of a mean is held by its whole months, and of a level not at all while somebody lacks', () => {
    const a = [{ value: 12 }, { value: 20 }];
    const b = each(12, 1);
    expect(kept(a, { timeRule: 'average', through: '2023-02', ofB: b })).toMatchObject({ gap: 0 });
    expect(kept(each(20), { timeRule: 'stock', ofB: [] })).toMatchObject({ verdict: 'none', why: 'partial' });
  });
});

describe('a thing done once', () => {
  const plan = (given: (Quantity | null)[], through: string, ofB?: (Quantity | null)[]) =>
    word(figure(given, { value: 1, endMonth: '2023-06' }, { timeRule: 'milestone', through, ...(ofB && { ofB }) }));

  it('is on its way until it is due, said or not; then it is known to be missed, or not known', () => {
    expect([plan([], '2023-05'), plan(each(0), '2023-05')]).toEqual(['on-its-way', 'on-its-way']);
    expect([plan([], '2023-06'), plan(each(0), '2023-06')]).toEqual(['no-value', 'not-reached']);
    expect(plan(each(0), '2023-06', [])).toBe('partial');
    expect(plan([null, { value: 1 }], '2023-04')).toBe('reached');
  });

  it('is late only when it is known later, and a flow is never judged by what came after', () => {
    const flow = figure(
      each(1),
      { value: 40, endMonth: '2023-06' },
      { timeRule: 'flow', through: '2023-03', more: { knownUpTo: '2023-12' } },
    );
    expect(flow.verdict).toBe('behind');
    const seen = { timeRule: 'milestone', through: '2023-06', more: { knownUpTo: '2023-04' } } as const;
    expect(word(figure(each(0), { value: 1, endMonth: '2023-06' }, seen))).toBe('not-reached');
  });
});

describe('before anything is asked', () => {
  const summer = { startMonth: '2023-07', endMonth: '2023-12', start: 20 };
  const inMay = (timeRule: TimeRule, direction: Direction, more: Partial<FigureInput> = {}) =>
    figure(each(30), { ...summer, value: 10 }, { timeRule, direction, through: '2023-05', more });

  it('a level is expected where it begins, a count at nothing', () => {
    expect(inMay('stock', 'decrease')).toMatchObject({ verdict: 'on-its-way', expected: 20 });
    expect(inMay('flow', 'decrease')).toMatchObject({ verdict: 'on-its-way', expected: 0 });
  });

  it('different people are not judged before their year begins, nor by who is asked once they are counted', () => {
    const yearTotals = [{ giver: '*', year: 2023, value: 30 }];
    expect(inMay('unique', 'increase', { yearTotals }).verdict).toBe('on-its-way');
    const nobody = { timeRule: 'unique', through: '2023-06', more: { yearTotals, givers: [] } } as const;
    expect(figure([], { value: 20 }, nobody).verdict).toBe('reached');
  });

  it('different people have a way before their total is known', () => {
    const unknown = { timeRule: 'unique', through: '2023-06' } as const;
    expect(figure(each(1), { value: 120 }, unknown)).toMatchObject({ verdict: 'on-its-way', expected: 60, why: null });
    expect(figure(each(1), { value: 120 }, { ...unknown, direction: 'decrease' }).expected).toBeNull();
    expect(word(figure(each(1), { value: 120 }, { ...unknown, through: '2023-12' }))).toBe('no-value');
  });

  it('a context is not judged, a target of the same unit is, and a changed definition is said by when', () => {
    const context = figure(each(30), { value: 10 }, { direction: 'context' });
    expect(context).toMatchObject({ verdict: 'none', why: 'context', progress: null, counted: 'no' });
    expect(word(figure(each(30), { value: 10, unit: 'persons' }))).toBe('reached');
    const changed = (through: string) =>
      figure(each(30), { value: 10 }, { timeRule: 'flow', through, more: { definitionFrom: ['2023-03'] } });
    expect(changed('2023-06')).toMatchObject({ verdict: 'none', why: 'definition-changed' });
    expect(changed('2023-12')).toMatchObject({ verdict: 'not-assessable', why: 'definition-changed' });
  });
});
