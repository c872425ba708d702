import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Part, partsAdd, partsToPublish } from '../../../shared/domain/figures/part.ts';
import { isSafeGroup } from '../../../shared/domain/secrecy/suppression.ts';

const parts = (...values: (number | null)[]): Part[] =>
  values.map((value, rank) => ({ key: String(rank), label: `part ${rank}`, value, hidden: false }));
const people = { timeRule: 'flow', sensitive: true, threshold: 10 } as const;
/** What a reader gets: a hidden part that still bore its number would be said. */
const said = (published: Part[]) =>
  published.map(({ value, hidden }) => (hidden ? (value === null ? 'masked' : `hidden and said: ${value}`) : value));

describe('the parts of a figure of people', () => {
  it('hide a small one, and another that subtraction would give it back from', () => {
    expect(said(partsToPublish(parts(30, 4, 25), people))).toEqual([30, 'masked', 'masked']);
  });

  it('say a true zero, and keep what is not known as not known', () => {
    expect(said(partsToPublish(parts(30, 0, null, 25), people))).toEqual([30, 0, null, 25]);
  });

  it('show the part of whoever looks, and hide the others as if it were known', () => {
    const [mine, ...others] = parts(4, 6, 20);
    const published = partsToPublish([{ ...mine!, own: true }, ...others], people);
    expect(said(published)).toEqual([4, 'masked', 'masked']);
  });

  it('hide every rate when one of them tells of a few people', () => {
    const terms = new Map([
      ['0', { numerator: 30, denominator: 60 }],
      ['1', { numerator: 4, denominator: 20 }],
    ]);
    expect(said(partsToPublish(parts(50, 20), { ...people, timeRule: 'ratio' }, terms))).toEqual(['masked', 'masked']);
    terms.set('1', { numerator: 12, denominator: 40 });
    expect(said(partsToPublish(parts(50, 30), { ...people, timeRule: 'ratio' }, terms))).toEqual([50, 30]);
  });

  it('keep the rate of whoever looks, and what is not known, when the others are hidden', () => {
    const terms = new Map([
      ['0', { numerator: 30, denominator: 60 }],
      ['1', { numerator: 20, denominator: 24 }],
    ]);
    const [mine, ...others] = parts(50, 83, null);
    const published = partsToPublish([{ ...mine!, own: true }, ...others], { ...people, timeRule: 'ratio' }, terms);
    expect(said(published)).toEqual([50, 'masked', null]);
  });

  it('are judged by the rates that are there: one without a value, or without its terms, tells nothing', () => {
    const ratio = { ...people, timeRule: 'ratio' } as const;
    const terms = new Map([
      ['0', { numerator: 30, denominator: 60 }],
      ['1', { numerator: 0, denominator: 0 }],
    ]);
    expect(said(partsToPublish(parts(50, null), ratio, terms))).toEqual([50, null]);
    expect(said(partsToPublish(parts(50, 20), ratio, new Map([['0', { numerator: 30, denominator: 60 }]])))).toEqual([
      50, 20,
    ]);
  });

  it('of a mean that are not known stay so, and one’s own is said', () => {
    const [mine, ...others] = parts(40, 50, null);
    const published = partsToPublish([{ ...mine!, own: true }, ...others], { ...people, timeRule: 'average' });
    expect(said(published)).toEqual([40, 'masked', null]);
  });

  it('are not said of a mean, nor of different people', () => {
    expect(said(partsToPublish(parts(40, 50), { ...people, timeRule: 'average' }))).toEqual(['masked', 'masked']);
    expect(said(partsToPublish(parts(40, 50), { ...people, timeRule: 'unique' }))).toEqual(['masked', 'masked']);
    expect([partsAdd('flow'), partsAdd('stock'), partsAdd('ratio'), partsAdd('unique')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

it('the parts of what is not people are all said', () => {
  expect(said(partsToPublish(parts(3, 4), { ...people, sensitive: false }))).toEqual([3, 4]);
});

it('whoever knows the whole, their own part and all that is said cannot find a hidden one', () => {
  const counts = fc.array(fc.oneof(fc.nat(12), fc.nat(60)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(counts, fc.boolean(), (values, hasOwn) => {
      const given = parts(...values).map((part, rank) => (hasOwn && rank === 0 ? { ...part, own: true } : part));
      const published = partsToPublish(given, people);
      const hidden = published.filter((part) => part.hidden).map((part) => Number(part.key));
      const others = hasOwn ? values.slice(1) : values;
      const small = values.filter((value, rank) => value > 0 && value <= 10 && !(hasOwn && rank === 0));
      expect(small.every((value) => !published.some((part) => !part.own && part.value === value))).toBe(true);
      const sum = hidden.reduce((total, rank) => total + (values[rank] ?? 0), 0);
      const wholeOfOthers = others.reduce((total, value) => total + value, 0);
      // A whole of one to ten is not said either: there is then nothing to subtract from.
      if (hidden.length > 0 && wholeOfOthers > 10) {
        const everyOther = others.every((value, rank) => value === 0 || hidden.includes(rank + (hasOwn ? 1 : 0)));
        expect(isSafeGroup(hidden.length, sum) || everyOther).toBe(true);
      }
    }),
    { seed: 20231221 },
  );
});
