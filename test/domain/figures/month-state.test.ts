import { describe, expect, it } from 'vitest';
import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import type { GiverCell } from '../../../shared/domain/figures/cell-table.ts';
import { expectedByMonth, type Figure, type FigureInput } from '../../../shared/domain/figures/figure.ts';
import { neededEachMonth, pathOfFigure, projectionOfFigure } from '../../../shared/domain/figures/figure-path.ts';
import { statusSentence, valueWords } from '../../../shared/domain/figures/figure-words.ts';
import { lacksPart, monthState, monthWords } from '../../../shared/domain/figures/month-state.ts';
import type { Quantity } from '../../../shared/domain/indicator.ts';
import { monthsBetween } from '../../../shared/domain/month.ts';
import { defaultCuts, targetOf } from './given.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

type Values = (number | Quantity | 'sans objet' | 'non connu' | null)[];

const cellsOf = (giver: string, from: string, values: Values): GiverCell[] =>
  monthsBetween(from, '2026-12').flatMap((month, rank): GiverCell[] => {
    const value = values[rank] ?? null;
    if (value === null) return [];
    if (value === 'sans objet') return [{ giver, month, state: 'not-applicable', quantity: null }];
    if (value === 'non connu') return [{ giver, month, state: 'unavailable', quantity: null }];
    return [{ giver, month, state: 'value', quantity: typeof value === 'number' ? { value } : value }];
  });

interface Given extends Partial<Omit<FigureInput, 'indicator' | 'cells' | 'givers'>> {
  indicator?: Partial<FigureInput['indicator']>;
  cells: Record<string, Values>;
  from?: string;
}

/** A figure of 2026 from the months that each giver gave, from January or another month on. */
function figureOf({ indicator, cells, from = '2026-01', ...more }: Given): Figure {
  return assembleFigure({
    indicator: {
      code: 'ESSAI',
      label: 'Essai',
      unit: 'dwellings',
      timeRule: 'flow',
      direction: 'increase',
      tolerance: null,
      sensitive: false,
      frequency: 'monthly',
      ...indicator,
    },
    year: 2026,
    through: '2026-08',
    givers: Object.keys(cells).map((id) => ({ id, name: id, spans: [{ fromMonth: '2020-01', toMonth: null }] })),
    cells: Object.entries(cells).flatMap(([giver, values]) => cellsOf(giver, from, values)),
    target: null,
    published: [],
    cuts: defaultCuts,
    carryMonths: 2,
    ...more,
  });
}

const statesOf = (figure: Figure) => figure.months.slice(0, 8).map(monthState);
const quarterly = { frequency: 'quarterly' } as const;

describe('a month of a figure', () => {
  it('is missing only when somebody owes it: between two ends of a quarter nothing is', () => {
    const figure = figureOf({ indicator: quarterly, cells: { A: [null, null, 3] } });
    expect(statesOf(figure)).toEqual([
      'not-expected',
      'not-expected',
      'value',
      'not-expected',
      'not-expected',
      'missing',
      'not-expected',
      'not-expected',
    ]);
    expect(figure.months.slice(0, 6).map((month) => plain(monthWords(figure, month)))).toEqual([
      'rien d’attendu',
      'rien d’attendu',
      '3 logements',
      'rien d’attendu',
      'rien d’attendu',
      'non reçu',
    ]);
    expect(figure.missingMonths).toEqual(['2026-06']);
    expect(monthWords(figure, figure.months[8]!)).toBe('à venir');
  });

  it('that everybody said « sans objet » is owed by nobody; « non connu » is, by whoever said it', () => {
    const figure = figureOf({
      cells: {
        A: ['sans objet', 'non connu', 'non connu', 2, 1],
        B: ['sans objet', 'non connu', null, 1, 'sans objet'],
      },
      through: '2026-05',
    });
    expect(figure.months.slice(0, 5).map(monthState)).toEqual([
      'not-applicable',
      'unavailable',
      'missing',
      'value',
      'value',
    ]);
    expect(figure.missingMonths).toEqual(['2026-02', '2026-03']);
    expect(figure.months.slice(0, 5).map(lacksPart)).toEqual([false, true, true, false, false]);
  });

  it('of which one part lacks says so, and nobody reads it as a fall', () => {
    const figure = figureOf({ cells: { A: [2, 2], B: [3] }, through: '2026-02' });
    expect(figure.months.slice(0, 2).map((month) => plain(monthWords(figure, month)))).toEqual([
      '5 logements',
      '2 logements (partiel)',
    ]);
  });

  it('of a stock takes the last value of a silent giver for two months, and says « estimé »; then « partiel »', () => {
    const figure = figureOf({
      indicator: { timeRule: 'stock' },
      cells: { A: [30, 30, 30, 30], B: [25] },
      through: '2026-04',
    });
    expect(figure.months.slice(0, 4).map((month) => plain(monthWords(figure, month)))).toEqual([
      '55 logements',
      '55 logements (estimé)',
      '55 logements (estimé)',
      '30 logements (partiel)',
    ]);
    expect(
      pathOfFigure(figure)
        .slice(0, 4)
        .map(({ state, value, partial }) => [state, value, partial]),
    ).toEqual([
      ['value', 55, false],
      ['estimated', 55, false],
      ['estimated', 55, false],
      ['value', 30, true],
    ]);
    expect(projectionOfFigure(figure)).toEqual({ kind: 'none', reason: 'partial' });
  });

  it('of a ratio of nothing was received, and is no number', () => {
    const none = { numerator: 0, denominator: 0 };
    const figure = figureOf({
      indicator: { timeRule: 'ratio', unit: 'percent' },
      cells: { A: [none, none] },
      through: '2026-02',
      target: targetOf(2026, 50),
    });
    expect(figure.months.slice(0, 2).map((month) => monthWords(figure, month))).toEqual([
      'rien à rapporter (0 sur 0)',
      'rien à rapporter (0 sur 0)',
    ]);
    expect([figure.missingMonths, figure.coverage.cells]).toEqual([[], { reported: 2, expected: 2 }]);
    expect(valueWords(figure)).toBe('rien à rapporter (0 sur 0)');
    expect(plain(statusSentence(figure))).toBe('non évaluable : rien à rapporter (0 sur 0)');
  });

  it('of different people of two organisations is nobody’s debt: they do not add up', () => {
    const figure = figureOf({ indicator: { timeRule: 'unique' }, cells: { A: [3, 4], B: [1] }, through: '2026-02' });
    expect(figure.months.slice(0, 2).map(monthState)).toEqual(['not-expected', 'value']);
  });

  it('that nobody is asked for is no value that failed to come', () => {
    const figure = figureOf({ cells: {}, target: targetOf(2026, 10), through: '2026-12' });
    expect([valueWords(figure), plain(statusSentence(figure))]).toEqual([
      'rien d’attendu',
      'non évaluable : rien d’attendu',
    ]);
  });
});

describe('a month that nobody gave', () => {
  it('is not received where work goes on, and not published for whoever reads a publication', () => {
    const figure = figureOf({ cells: { A: [3, null] }, through: '2026-02' });
    const february = figure.months[1];
    if (!february) throw new Error('no February');
    expect(monthWords(figure, february)).toBe('non reçu');
    expect(monthWords({ ...figure, visibility: 'validated' }, february)).toBe('non publié');
    expect(monthState(february)).toBe('missing');
  });
});

describe('what is expected of each month', () => {
  const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const upTo = (figure: Figure) =>
    expectedByMonth(figure).filter((_, rank) => figure.months[rank]!.month <= figure.through);

  it('adds up to the card of a quarterly flow, at the ends of the quarters that are whole', () => {
    const figure = figureOf({
      indicator: quarterly,
      cells: { A: [null, null, 3, null, null, 3], B: [null, null, 2] },
      target: targetOf(2026, 24),
    });
    expect(upTo(figure)).toEqual([null, null, 6, null, null, null, null, null]);
    expect(sum(upTo(figure))).toBe(figure.expected);
    expect(neededEachMonth(figure)).toBe(6);
  });

  it('is of the year alone for a flow of three years, and the card is of the whole way', () => {
    const figure = figureOf({
      cells: { A: Array.from({ length: 22 }, () => 4) },
      from: '2025-01',
      through: '2026-10',
      target: targetOf(2026, 120, { startMonth: '2025-01', endMonth: '2027-12' }),
    });
    expect(sum(upTo(figure))).toBeCloseTo((120 * 10) / 36, 9);
    expect(figure.expected).toBeCloseTo((120 * 22) / 36, 9);
    expect(pathOfFigure(figure)[9]?.expected).toBe(figure.expected);
    expect(figure.value).toBe(88);
    expect(neededEachMonth(figure)).toBeCloseTo(120 / 36, 9);
  });

  it('is the card’s at the last whole month of a rate, where a month lacks', () => {
    const one = { numerator: 1, denominator: 4 };
    const figure = figureOf({
      indicator: { timeRule: 'ratio', unit: 'percent' },
      cells: { A: [one, one, null, one] },
      through: '2026-04',
      target: targetOf(2026, 60, { start: 0 }),
    });
    expect(upTo(figure).at(-1)).toBe(figure.expected);
    expect(upTo(figure)[2]).toBeNull();
  });

  it('is nothing when the definition changes within the year, nor in another unit, nor after either', () => {
    const changed = figureOf({
      cells: { A: [4, 4, 4, 4, 4, 3, 3, 3] },
      definitionFrom: ['2026-06'],
      target: targetOf(2026, 60),
    });
    const unit = figureOf({ cells: { A: [4, 4, 4, 4, 4, 3, 3, 3] }, target: targetOf(2026, 60, { unit: 'persons' }) });
    for (const figure of [changed, unit]) {
      expect(expectedByMonth(figure)).toEqual(Array(12).fill(null));
      expect(pathOfFigure(figure).map(({ expected }) => expected)).toEqual(Array(12).fill(null));
      expect(neededEachMonth(figure)).toBeNull();
      expect(projectionOfFigure(figure)).toMatchObject({ reachedBetween: null });
    }
  });
});

describe('where a figure is going', () => {
  it('expects what is not received at the same rhythm: a missing month is no zero', () => {
    const whole = figureOf({ cells: { A: [2, 2, 2, 2, 2, 2, 2, 2] }, target: targetOf(2026, 24) });
    const hole = figureOf({ cells: { A: [2, 2, 2, 2, 2, 2, null, 2] }, target: targetOf(2026, 24) });
    const end = { kind: 'range', low: 24, high: 24, reachedBetween: { from: '2026-12', to: '2026-12' } };
    expect(projectionOfFigure(whole)).toMatchObject({ ...end, lacking: 0 });
    expect(projectionOfFigure(hole)).toMatchObject({ ...end, lacking: 1 });
  });

  it('never falls under what is known already, and says nothing of a flow without a whole month', () => {
    const more = figureOf({ cells: { A: [0, 0, 0, 0, 0, 0, 0, 30], B: [0, 0, 0, 0, 0, 0, 0] } });
    expect(projectionOfFigure(more)).toMatchObject({ low: 30 });
    const alone = figureOf({ cells: { A: [2, 2, 2, 2], B: [] } });
    expect(projectionOfFigure(alone)).toEqual({ kind: 'none', reason: 'partial' });
  });

  it('goes by quarters for what is given by quarters', () => {
    const figure = figureOf({
      indicator: quarterly,
      cells: { A: [null, null, 6, null, null, 6, null, null, 6] },
      through: '2026-11',
      target: targetOf(2026, 24),
    });
    expect(projectionOfFigure(figure)).toMatchObject({ kind: 'range', low: 24, high: 24, end: '2026-12' });
  });

  it('goes to the month when the target is due, within the year', () => {
    const figure = figureOf({
      cells: { A: [2, 2, 2, 2] },
      through: '2026-04',
      target: targetOf(2026, 12, { endMonth: '2026-06' }),
    });
    expect(projectionOfFigure(figure)).toMatchObject({ end: '2026-06', low: 12 });
  });

  it('reaches no ceiling, and no target that is due in a later year', () => {
    const ceiling = figureOf({
      indicator: { direction: 'decrease' },
      cells: { A: [0, 0, 1, 0, 0, 0, 0, 0] },
      target: targetOf(2026, 5, { start: 20 }),
    });
    const later = figureOf({
      cells: { A: [9, 9, 9, 9, 9, 9, 9, 9] },
      target: targetOf(2026, 100, { endMonth: '2027-12' }),
    });
    for (const figure of [ceiling, later]) expect(projectionOfFigure(figure)).toMatchObject({ reachedBetween: null });
  });
});

describe('the way after the last month that counts', () => {
  const later = (figure: Figure) =>
    pathOfFigure(figure)
      .filter(({ month }) => month > figure.through)
      .map(({ expected }) => expected);

  it('goes from zero to the ceiling, whatever was before, and from its start to a level', () => {
    const ceiling = { indicator: { direction: 'decrease' as const }, cells: { A: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] } };
    const of = (more: Partial<Given>) => figureOf({ ...ceiling, through: '2026-10', ...more });
    expect(later(of({ target: targetOf(2026, 12, { start: 24 }) }))).toEqual([11, 12]);
    expect(expectedByMonth(of({ target: targetOf(2026, 12, { start: 24 }) }))).toEqual(Array(12).fill(1));
    const level = { indicator: { timeRule: 'stock' as const }, target: targetOf(2026, 24, { start: 12 }) };
    expect(later(of(level))).toEqual([23, 24]);
    expect(expectedByMonth(of(level)).slice(-3)).toEqual([22, 23, 24]);
    expect(neededEachMonth(of({ target: targetOf(2026, 12, { start: 24 }) }))).toBe(1);
  });

  it('is nowhere outside its own months, nor for what has no way to go', () => {
    const window = targetOf(2026, 12, { startMonth: '2026-07', endMonth: '2026-10' });
    const figure = figureOf({ cells: { A: Array(9).fill(3) }, through: '2026-09', target: window });
    const expected = pathOfFigure(figure).map((point) => point.expected);
    expect(expected).toEqual([...Array(6).fill(null), 3, 6, 9, 12, null, null]);
    for (const direction of ['maintain', 'context'] as const) {
      const kept = figureOf({ indicator: { direction }, cells: { A: [1, 1, 1] }, target: targetOf(2026, 12) });
      expect(expectedByMonth(kept)).toEqual(Array(12).fill(null));
      expect(later(kept)).toEqual(Array(4).fill(null));
    }
    const once = figureOf({ cells: { A: [1, 1] }, target: targetOf(2026, 12, { profile: 'none' }) });
    expect(expectedByMonth(once)).toEqual(Array(12).fill(null));
  });

  it('is of a value that lacks a part from the first hole on, for what adds up', () => {
    const partial = (timeRule: 'flow' | 'stock') =>
      pathOfFigure(
        figureOf({
          indicator: { timeRule },
          cells: { A: [1, 1, 1], B: [1, null, 1] },
          through: '2026-03',
          carryMonths: 0,
        }),
      )
        .slice(0, 3)
        .map((point) => point.partial);
    expect([partial('flow'), partial('stock')]).toEqual([
      [false, true, true],
      [false, true, false],
    ]);
  });

  it('stops at 100 % for a share, and nowhere for a count', () => {
    const rising = figureOf({
      indicator: { timeRule: 'average', unit: 'percent' },
      cells: { A: [10, 50, 99, 99, 99, 99, 99, 99] },
    });
    expect(projectionOfFigure(rising)).toMatchObject({ kind: 'range', high: 100 });
    expect(projectionOfFigure(figureOf({ cells: { A: Array(8).fill(50) } }))).toMatchObject({ high: 600 });
  });
});
