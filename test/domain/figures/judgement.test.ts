import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftWords, verdictSentence } from '../../../shared/domain/figures/figure-words.ts';
import type { Direction } from '../../../shared/domain/indicator.ts';
import { monthsOfYear } from '../../../shared/domain/month.ts';
import { figure, level } from './judged.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const said = (one: ReturnType<typeof level>) => [one.verdict, one.progress];

describe('the ten cases, once the year is over', () => {
  it('up from 20 to 100, now 60: 50 %', () => {
    expect(said(level(60, 20, 100, 'increase'))).toEqual(['not-reached', 50]);
  });
  it('down from 100 to 60, now 80: 50 %', () => {
    expect(said(level(80, 100, 60, 'decrease'))).toEqual(['not-reached', 50]);
  });
  it('down from 100 to 60, now 50: 125 %, reached', () => {
    expect(said(level(50, 100, 60, 'decrease'))).toEqual(['reached', 125]);
  });
  it('down from 100 to 60, now 110: −25 %, worse than at the start', () => {
    expect(said(level(110, 100, 60, 'decrease'))).toEqual(['not-reached', -25]);
  });
  it('down to zero from 10, now 4: 60 %', () => {
    expect(said(level(4, 10, 0, 'decrease'))).toEqual(['not-reached', 60]);
  });
  it('maintain 85 with a tolerance of 2, now 84: 1 point under, within tolerance', () => {
    const kept = level(84, null, 85, 'maintain', 2);
    expect([kept.verdict, kept.gap, kept.progress]).toEqual(['within-tolerance', -1, null]);
  });
  it('up from 0 to 40, now 52: 130 %, reached', () => {
    expect(said(level(52, 0, 40, 'increase'))).toEqual(['reached', 130]);
  });
  it('up from 0 to 40, now a real zero: 0 %, reported', () => {
    expect(said(level(0, 0, 40, 'increase'))).toEqual(['not-reached', 0]);
  });
  it('up from 0 to 40, now missing: no value yet', () => {
    const unknown = level(null, 0, 40, 'increase');
    expect([unknown.verdict, unknown.why, unknown.progress]).toEqual(['not-assessable', 'no-value', null]);
  });
  it('down from 75 % to 0 %, now 30 %: 60 %', () => {
    expect(said(level(30, 75, 0, 'decrease'))).toEqual(['not-reached', 60]);
  });
});

describe('the pace of a year that runs', () => {
  const inJune = (now: number) =>
    figure(
      [...Array.from({ length: 5 }, () => ({ value: 0 })), { value: now }],
      { value: 40 },
      {
        timeRule: 'flow',
        through: '2023-06',
        unit: 'dwellings',
      },
    );

  it.each([
    [19, 'on-pace'],
    [18.9, 'to-watch'],
    [12, 'to-watch'],
    [11.9, 'behind'],
    [0, 'behind'],
    [-1, 'going-backwards'],
    [40, 'reached'],
  ])('of %d dwellings at the end of June, 20 expected, is %s', (now, verdict) => {
    expect(inJune(now)).toMatchObject({ verdict, expected: 20 });
  });

  it('shares what is missing between the months left', () => {
    expect(inJune(28).left).toBe(2);
    expect(plain(leftWords(inJune(28)) ?? '')).toBe('il faudrait 2 logements par mois');
    expect(inJune(41).left).toBeNull();
  });

  it('says a fall that goes up, and by how much it should fall', () => {
    const rising = figure(
      Array.from({ length: 10 }, () => ({ numerator: 804, denominator: 1000 })),
      { value: 0, start: 75 },
      { timeRule: 'ratio', direction: 'decrease', through: '2023-10', unit: 'percent' },
    );
    expect(plain(verdictSentence(rising))).toBe('s’éloigne de la cible');
    expect(plain(leftWords(rising) ?? '')).toBe('il faudrait baisser de 40,2 points par mois');
  });

  it('expects nothing before the end without a profile', () => {
    const last = figure([{ value: 5 }], { value: 40, profile: 'none' }, { timeRule: 'flow', through: '2023-01' });
    expect([last.verdict, last.expected]).toEqual(['on-its-way', 0]);
  });

  it('follows the seasons: no eviction during the winter truce', () => {
    const weights = [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0];
    const told = { timeRule: 'flow', unit: 'evictions' } as const;
    const zeros = (many: number) => Array.from({ length: many }, () => ({ value: 0 }));
    const at = (many: number, through: string) =>
      figure(zeros(many), { value: 70, profile: 'seasonal', weights }, { ...told, through }).expected;
    expect([at(3, '2023-03'), at(5, '2023-05'), at(10, '2023-10')]).toEqual([0, 20, 70]);
  });
});

describe('a target already met at the start', () => {
  it('is lost when the value goes over it, and not taken for a rise: at most 10, from 5, now 12', () => {
    const running = figure(
      Array.from({ length: 6 }, () => ({ value: 12 })),
      { value: 10, start: 5 },
      {
        direction: 'decrease',
        through: '2023-06',
      },
    );
    expect([running.verdict, running.progress, running.metAtStart]).toEqual(['going-backwards', 0, true]);
    expect(said(level(12, 5, 10, 'decrease'))).toEqual(['not-reached', 0]);
    expect(said(level(9, 5, 10, 'decrease'))).toEqual(['reached', 100]);
  });

  it('329 for 70, from 329, is reached and stays so', () => {
    expect(said(level(329, 329, 70, 'increase'))).toEqual(['reached', 100]);
    expect(said(level(60, 329, 70, 'increase'))).toEqual(['not-reached', 0]);
  });
});

describe('the words of every verdict', () => {
  const base = level(20, 0, 40, 'increase');
  it.each([
    [{ verdict: 'reached', progress: 102.5 }, 'cible atteinte (102,5 %)'],
    [{ verdict: 'not-reached', progress: 85 }, 'cible non atteinte (85 %)'],
    [{ verdict: 'to-watch', progress: 57.5 }, 'à surveiller, 57,5 % du chemin'],
    [{ verdict: 'broken' }, 'plafond dépassé'],
    [{ verdict: 'on-its-way', progress: null, pace: null, due: '2025-12' }, 'échéance décembre 2025 : en chemin'],
    [{ verdict: 'on-its-way', pace: 'behind', due: '2025-12' }, 'échéance décembre 2025 : en chemin, en retard'],
    [{ verdict: 'within-tolerance', gap: -1, unit: 'percent' }, '1 point sous la cible, dans la tolérance'],
    [{ verdict: 'out-of-tolerance', gap: 3, unit: 'dwellings' }, '3 logements au-dessus de la cible, hors tolérance'],
    [{ verdict: 'none', why: 'partial' }, 'sans verdict : partiel'],
    [{ verdict: 'not-assessable', why: 'no-value' }, 'non évaluable : aucune valeur reçue'],
    [
      { verdict: 'none', why: 'definition-changed', since: '2023-06' },
      'sans verdict : définition changée en juin 2023',
    ],
    [{ verdict: 'none', why: 'no-target' }, 'aucune cible'],
    [{ hidden: true }, 'masqué (secret statistique)'],
  ] as const)('%o', (more, words) => {
    expect(plain(verdictSentence({ ...base, ...more }))).toBe(words);
  });
});

describe('laws', () => {
  const numbers = fc.integer({ min: -1000, max: 1000 });
  const ends = fc.tuple(numbers, numbers, numbers).filter(([start, target]) => start < target);

  it('reads a fall as the mirror of a rise', () => {
    fc.assert(
      fc.property(ends, ([start, target, now]) => {
        expect(said(level(-now, -start, -target, 'decrease'))).toEqual(said(level(now, start, target, 'increase')));
      }),
      { seed: 20231221 },
    );
  });

  it('is reached exactly from 100 % on', () => {
    fc.assert(
      fc.property(ends, ([start, target, now]) => {
        const { verdict, progress } = level(now, start, target, 'increase');
        expect(verdict === 'reached').toBe((progress ?? 0) >= 100);
      }),
      { seed: 20231221 },
    );
  });

  it('never says a word of pace once the year is over, nor « reached » of a ceiling before', () => {
    const months = fc.array(fc.option(fc.nat(4), { nil: null, freq: 5 }), { minLength: 12, maxLength: 12 });
    const through = fc.constantFrom(...monthsOfYear(2023));
    fc.assert(
      fc.property(months, through, fc.constantFrom<Direction>('increase', 'decrease'), (values, at, direction) => {
        const quantities = values.map((value) => (value === null ? null : { value }));
        const { verdict } = figure(
          quantities,
          { value: 9, start: direction === 'decrease' ? 20 : 0 },
          {
            timeRule: 'flow',
            direction,
            through: at,
          },
        );
        if (at === '2023-12') expect(['reached', 'not-reached', 'not-assessable']).toContain(verdict);
        else if (direction === 'decrease') expect(verdict).not.toBe('reached');
      }),
      { seed: 20231221 },
    );
  });
});
