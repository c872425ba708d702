import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownShare } from '../../../shared/domain/figures/own-share.ts';

const people = { timeRule: 'flow', sensitive: true, totalHidden: false } as const;

describe('the share of an organisation', () => {
  it.each([
    ['30 of 120 people, three others', { ...people, own: 30, total: 120, others: 3 }, { kind: 'share', ratio: 0.25 }],
    ['alone', { ...people, own: 30, total: 30, others: 0 }, { kind: 'share', ratio: 1 }],
    ['a real zero', { ...people, own: 0, total: 120, others: 3 }, { kind: 'share', ratio: 0 }],
    ['one other', { ...people, own: 30, total: 120, others: 1 }, { reason: 'one-other' }],
    ['ten people for all the others', { ...people, own: 110, total: 120, others: 3 }, { reason: 'few-others' }],
    ['eleven', { ...people, own: 109, total: 120, others: 3 }, { kind: 'share' }],
    ['a hidden total', { ...people, own: 3, total: null, totalHidden: true, others: 2 }, { reason: 'total-hidden' }],
    ['nothing validated yet', { ...people, own: null, total: 40, others: 2 }, { reason: 'nothing-counted' }],
    ['no total', { ...people, own: null, total: null, others: 0 }, { reason: 'no-total' }],
    ['a total of nobody', { ...people, own: 0, total: 0, others: 2 }, { reason: 'no-total' }],
    ['a stock', { ...people, timeRule: 'stock', own: 30, total: 120, others: 3 }, { kind: 'share', ratio: 0.25 }],
    ['a rate', { ...people, timeRule: 'ratio', own: 40, total: 35, others: 3 }, { reason: 'not-a-sum' }],
    [
      'dwellings, one other',
      { ...people, sensitive: false, own: 2, total: 5, others: 1 },
      { kind: 'share', ratio: 0.4 },
    ],
  ] as const)('%s', (_case, input, expected) => {
    expect(ownShare(input)).toMatchObject(expected);
  });

  it('never lets the people of a single other organisation, nor ten people or fewer, be found by subtraction', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), counts, (own, others) => {
        const total = others.reduce((sum, value) => sum + value, own);
        const said = ownShare({ ...people, own, total, others: others.length });
        if (said.kind === 'none') return true;
        const rest = said.total - own;
        return others.length > 1 && (rest === 0 || rest > 10);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
