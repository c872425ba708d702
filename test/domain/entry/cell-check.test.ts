import { describe, expect, it } from 'vitest';
import { type CellFigures, flagsOf, isConfirmed, withOwnReason } from '../../../shared/domain/entry/cell-check.ts';
import { addMonths } from '../../../shared/domain/month.ts';

const OCTOBER = '2025-10';
const attendance = { unit: 'persons', timeRule: 'flow' } as const;
const nonResponse = { unit: 'percent', timeRule: 'ratio' } as const;

const none = { value: null, numerator: null, denominator: null };
const value = (figure: number): CellFigures => ({ ...none, state: 'value', value: figure });
const ratio = (numerator: number, denominator: number): CellFigures => ({
  ...none,
  state: 'value',
  numerator,
  denominator,
});

/** The months that end with September, the last one last. */
const before = (cells: Array<CellFigures | undefined>) => (month: string) =>
  cells.find((_cell, place) => addMonths(OCTOBER, place - cells.length) === month);
const usual = [10, 11, 9, 10, 12, 10].map(value);
const codes = (
  cell: CellFigures,
  cells: Array<CellFigures | undefined>,
  measure: Parameters<typeof flagsOf>[0] = attendance,
) => flagsOf(measure, OCTOBER, cell, before(cells)).map((flag) => flag.code);

describe('what is unlikely about a cell', () => {
  it('asks about 110 after months around 10, not about 12', () => {
    expect(codes(value(110), usual)).toEqual(['unusual', 'ten-times']);
    expect(codes(value(12), usual)).toEqual([]);
  });

  it('compares a ratio by its rate: 8 of 10 after months at 30 % is unusual, 60 of 200 is not', () => {
    const rates = [ratio(6, 20), ratio(3, 10), ratio(9, 31), ratio(6, 19), ratio(10, 33), ratio(6, 20)];
    expect(codes(ratio(8, 10), rates, nonResponse)).toEqual(['unusual']);
    expect(codes(ratio(60, 200), rates, nonResponse)).toEqual([]);
  });

  it('leaves out of the history the months without a figure, and those over eleven months old', () => {
    const unknown: CellFigures = { ...none, state: 'unavailable' };
    expect(codes(value(110), [value(10), unknown, undefined, value(11)])).toEqual(['ten-times']);
    expect(codes(value(110), [...usual, ...Array.from({ length: 11 }, () => undefined)])).toEqual([]);
  });

  it('never asks about a cell without a figure, nor about a yes or a no', () => {
    expect(codes({ ...none, state: 'unavailable' }, usual)).toEqual([]);
    expect(codes(value(1), [value(1), value(1), value(1)], { unit: 'boolean', timeRule: 'milestone' })).toEqual([]);
  });
});

describe('the word on an unlikely figure', () => {
  const explained = (cell: CellFigures, reason: string | null) => ({ ...cell, reason });
  const word = 'portes ouvertes';

  it('belongs to the figure that it was written for: another figure is asked about again', () => {
    const written = withOwnReason(explained(value(110), null), explained(value(110), word));
    expect(isConfirmed(written)).toBe(true);
    expect(isConfirmed(withOwnReason(written, explained(value(220), word)))).toBe(false);
    expect(isConfirmed(withOwnReason(written, explained(value(220), 'deux journées')))).toBe(true);
  });

  it('stays with a figure that is said to be an estimate, and goes when there is none any more', () => {
    const written = explained(value(110), word);
    expect(withOwnReason(written, { ...written, state: 'estimated' }).reason).toBe(word);
    expect(withOwnReason(written, { ...explained(none as never, word), state: 'unavailable' }).reason).toBeNull();
  });

  it('is not why a figure was missing', () => {
    const unknown = { ...none, state: 'unavailable' as const, reason: 'logiciel en panne' };
    expect(withOwnReason(unknown, explained(value(110), unknown.reason)).reason).toBeNull();
  });
});
