import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frenchValue } from '../../../shared/domain/words/french-format.ts';
import { answerTo, type Vector } from './figure-vector.ts';

/** What a figure must say, case by case, each redone by hand in its own sentence. */

interface ShareVector extends Pick<Vector, 'id' | 'says'> {
  of: string[];
  expect: { reached: number; missed: number; notCounted: number; value: number };
}

/** The law's own cases, and those at its edges. */
const all = ['figure-vectors', 'more-figure-vectors'].flatMap((name) => {
  const file = new URL(`../../fixtures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as (Vector | ShareVector)[];
});
const vectors = all.filter((one): one is Vector => 'indicator' in one);
const shares = all.filter((one): one is ShareVector => 'of' in one);

/** Numbers are equal to a millionth; the rest to the letter. */
function alike(expected: unknown): unknown {
  if (typeof expected === 'number') return expect.closeTo(expected, 5);
  if (Array.isArray(expected)) return expected;
  if (expected === null || typeof expected !== 'object') return expected;
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, alike(value)]));
}

describe('a figure says', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    const { rounded: _rounded, ...expected } = vector.expect;
    expect(answerTo(vector), vector.says).toMatchObject(alike(expected) as Record<string, unknown>);
  });

  it.each(shares.map((share) => [share.id, share] as const))('%s, a share of targets', (_, share) => {
    const counted = vectors.filter(({ id }) => share.of.includes(id)).map((one) => answerTo(one).counted);
    const many = (word: string) => counted.filter((one) => one === word).length;
    const { reached, missed, notCounted, value } = share.expect;
    expect([many('reached'), many('missed'), many('no')]).toEqual([reached, missed, notCounted]);
    expect((100 * many('reached')) / (many('reached') + many('missed'))).toBe(value);
  });
});

describe('a percentage is rounded once, half up', () => {
  it('23 of 40', () => {
    expect(frenchValue(57.5, 'percent')).toBe('57,5');
  });
});
