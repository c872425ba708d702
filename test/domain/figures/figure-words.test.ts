import { describe, expect, it } from 'vitest';
import type { Figure, FigureComparison } from '../../../shared/domain/figures/figure.ts';
import {
  comparisonWords,
  coverageWords,
  leftWords,
  pathFinding,
  readingWords,
  reserveWords,
  statusSentence,
  targetWords,
  valueWords,
  verdictSentence,
  waitingWords,
} from '../../../shared/domain/figures/figure-words.ts';
import { overviewHeading } from '../../../shared/domain/figures/overview-words.ts';
import { targetOf } from './given.ts';

const plain = (text: string | null) => (text ?? '').replace(/[\u00a0\u202f]/gu, ' ');
const months = (...ranks: number[]) => ranks.map((rank) => `2026-${String(rank).padStart(2, '0')}`);

const compared = (used: [string, number[]][], more: Partial<FigureComparison> = {}): FigureComparison => ({
  year: 2025,
  now: 22,
  before: 16,
  difference: 6,
  used: used.map(([name, ranks]) => ({ id: name, name, months: months(...ranks) })),
  whole: false,
  ...more,
});
const against = (one: FigureComparison, unit: Figure['unit'] = 'dwellings') =>
  plain(comparisonWords({ comparisons: [one], year: 2026, unit }, 2025));

describe('a comparison says the months that it rests on', () => {
  it('once, when they are the same for everyone', () => {
    expect(against(compared([['A', [1, 2, 3, 4, 5, 6]]]))).toBe('22 contre 16 en 2025 (+6), sur janvier à juin');
    expect(against(compared([['A', [10]]], { now: 30, before: 34, difference: -4 }))).toBe(
      '30 contre 34 en 2025 (−4), sur octobre',
    );
  });

  it('by organisation, when they differ', () => {
    expect(
      against(
        compared([
          ['A', [1, 2, 3, 4, 5, 6]],
          ['B', [1, 2, 3, 4]],
        ]),
      ),
    ).toBe('22 contre 16 en 2025 (+6), sur janvier à juin (A), janvier à avril (B)');
  });

  it('months one by one under three in a row, in the order of the year', () => {
    expect(against(compared([['A', [9, 8, 1, 2, 3, 4, 5, 6]]]))).toContain('sur janvier à juin, août et septembre');
    expect(against(compared([['A', [1, 3, 5]]]))).toContain('sur janvier, mars et mai');
    expect(against(compared([['A', [1, 2, 3, 6]]]))).toContain('sur janvier à mars et juin');
  });

  it('of a share in points, in the singular under two', () => {
    const rates = { now: 37.5, before: 36, difference: 1.5 };
    expect(against(compared([['A', [1]]], rates), 'percent')).toBe(
      '37,5 % contre 36 % en 2025 (+1,5 point), sur janvier',
    );
    expect(against(compared([['A', [1]]], { ...rates, difference: 2 }), 'percent')).toContain('(+2 points)');
    expect(against(compared([['A', [1]]], { ...rates, difference: -2 }), 'percent')).toContain('(−2 points)');
  });

  it('or that it is not published, which is not that there is none', () => {
    const figure = { comparisons: [], year: 2026, unit: 'persons' as const };
    const masked = 'comparaison avec 2025 : masqué (secret statistique)';
    expect(plain(comparisonWords({ ...figure, maskedComparisons: [2025] }, 2025))).toBe(masked);
    expect(plain(comparisonWords({ ...figure, hidden: true }, 2025))).toBe(masked);
    expect(comparisonWords({ ...figure, maskedComparisons: [2025] }, 2024)).toContain('aucun mois connu');
  });

  it('or that none is known in both years', () => {
    expect(comparisonWords({ comparisons: [compared([])], year: 2026, unit: 'dwellings' }, 2024)).toBe(
      'aucun mois connu à la fois en 2024 et en 2026',
    );
  });
});

it('the overview says its year, its convention and up to which month it counts', () => {
  const convention = { name: 'Convention 2023-2025' };
  expect(overviewHeading({ year: 2025, convention, through: '2025-10', figures: [] })).toEqual({
    title: 'Vue d’ensemble 2025',
    lead: 'Convention 2023-2025, chiffres jusqu’à octobre 2025.',
  });
});

describe('the title of the main chart', () => {
  const finding = (value: number | null, expected: number | null, unit: Figure['unit'] = 'dwellings') =>
    plain(pathFinding({ value, expected, unit, hidden: false }));
  it('says how far a value is from what was expected to date', () => {
    expect(finding(23, 30)).toBe('23 logements, 7 de moins qu’attendu à date');
    expect(finding(31, 30)).toBe('31 logements, 1 de plus qu’attendu à date');
    expect(finding(30, 30)).toBe('30 logements, comme attendu à date');
    expect(finding(51.9, 94.4, 'percent')).toBe('51,9 %, 42,5 points de moins qu’attendu à date');
  });

  it('is none where nothing is expected, or known', () => {
    expect([finding(null, 30), finding(23, null)]).toEqual(['', '']);
  });
});

describe('the title of the overview', () => {
  const target = { value: 40 } as Figure['target'];
  const titleOf = (...found: Figure['verdict'][]) => {
    const figures = found.map((verdict) => ({ verdict, target }));
    const { title } = overviewHeading({ year: 2025, convention: { name: 'C' }, through: '2025-10', figures });
    return title.replaceAll('\u00a0', ' ');
  };

  it.each<[Figure['verdict'][], string]>([
    [
      ['reached', 'on-pace', 'behind', 'going-backwards', 'to-watch'],
      'Sur 5 cibles, 2 sont tenues ou dans le rythme, 2 ne le sont pas',
    ],
    [['reached', 'behind', 'to-watch'], 'Sur 3 cibles, 1 est tenue ou dans le rythme, 1 ne l’est pas'],
    [['within-tolerance', 'on-its-way'], 'Sur 2 cibles, 1 est tenue ou dans le rythme'],
    [['not-reached', 'broken'], 'Sur 2 cibles, 2 ne sont pas tenues, aucune n’est dans le rythme'],
    [['not-assessable', 'on-its-way'], 'Aucune cible n’est encore jugée'],
  ])('of %o is its finding', (found, title) => {
    expect(titleOf(...found)).toBe(title);
  });
});

describe('what is left to do each month', () => {
  const left = (value: number | null, unit: Figure['unit'] = 'dwellings') => plain(leftWords({ left: value, unit }));
  it('is gained or lost, in the unit or in points; nothing when nothing is left', () => {
    expect([left(4), left(-2), left(null)]).toEqual([
      'il faudrait 4 logements par mois',
      'il faudrait baisser de 2 logements par mois',
      '',
    ]);
    expect([left(3.5, 'percent'), left(-40.2, 'percent')]).toEqual([
      'il faudrait gagner 3,5 points par mois',
      'il faudrait baisser de 40,2 points par mois',
    ]);
  });
});

const reserved = {
  hidden: false,
  from: '2026-01',
  year: 2026,
  timeRule: 'flow',
  value: 36,
  carried: [],
  partial: false,
  silent: [],
  origin: 'observed',
  unit: 'dwellings',
  waiting: null,
} as const satisfies Parameters<typeof reserveWords>[0];
const A = { id: 'A', name: 'SOLIHA' };
const B = { id: 'B', name: 'ADEFO' };

describe('what a value is to be taken with', () => {
  it('is since when, what stands in, what lacks', () => {
    const said = (more: Partial<Parameters<typeof reserveWords>[0]>) => plain(reserveWords({ ...reserved, ...more }));
    expect(reserveWords(reserved)).toBeNull();
    expect(said({ from: '2026-06' })).toBe('depuis juin');
    expect(said({ from: '2025-01' })).toBe('depuis janvier 2025');
    expect(said({ from: '2026-06', timeRule: 'stock' })).toBe('');
    expect(['ratio', 'average'].map((timeRule) => said({ from: '2026-06', timeRule: timeRule as 'ratio' }))).toEqual([
      'depuis juin',
      'depuis juin',
    ]);
    expect(said({ carried: [A], timeRule: 'stock' })).toBe('estimé (reporté : SOLIHA)');
    expect(said({ partial: true, silent: [A, B] })).toBe('partiel (non reçu : SOLIHA et ADEFO)');
    expect(said({ from: '2026-06', partial: true, silent: [A] })).toBe('depuis juin, partiel (non reçu : SOLIHA)');
    expect(said({ partial: true })).toBe('');
  });

  it('is of a publication what is not published, whoever it waits for', () => {
    const lacking = { ...reserved, partial: true, silent: [A, B], visibility: 'validated' as const };
    expect(plain(reserveWords(lacking))).toBe('partiel (non publié : SOLIHA et ADEFO)');
  });

  it('is last a correction that waits, which is said of a value that is not received too', () => {
    const said = (value: number | null, before: number | null, unit: Figure['unit'] = 'dwellings') =>
      plain(waitingWords({ value, waiting: { before }, unit }));
    expect([said(44, 43), said(44, null), said(null, 43), said(12.5, 0, 'percent')]).toEqual([
      '44 au lieu de 43, en attente de validation',
      '44 au lieu de non reçu, en attente de validation',
      'non reçu au lieu de 43, en attente de validation',
      '12,5 % au lieu de 0 %, en attente de validation',
    ]);
    expect(waitingWords({ value: 44, waiting: null, unit: 'dwellings' })).toBeNull();
    const waiting = { before: 43 };
    expect(plain(reserveWords({ ...reserved, from: '2026-06', waiting }))).toBe(
      'depuis juin, 36 au lieu de 43, en attente de validation',
    );
    expect(plain(reserveWords({ ...reserved, value: null, waiting }))).toBe(said(null, 43));
  });

  it('is nothing for what is hidden, published, or not known', () => {
    const lacking = { ...reserved, partial: true, silent: [A] };
    expect(reserveWords({ ...lacking, hidden: true })).toBeNull();
    expect(reserveWords({ ...lacking, origin: 'published' })).toBeNull();
    expect(reserveWords({ ...lacking, value: null })).toBeNull();
  });
});

describe('the parts of a sentence', () => {
  const judged = {
    ...reserved,
    verdict: 'on-pace',
    why: null,
    direction: 'increase',
    pace: 'on-pace',
    progress: 60,
    gap: null,
    unit: 'dwellings',
    due: '2026-12',
    since: null,
    target: targetOf(2026, 60),
    quantity: { value: 36 },
    notCounted: null,
  } as const satisfies Parameters<typeof statusSentence>[0];
  const said = (more: Partial<Parameters<typeof statusSentence>[0]>) => plain(verdictSentence({ ...judged, ...more }));

  it('give the share of the way, but where the value moves away', () => {
    expect(said({})).toBe('dans le rythme, 60 % du chemin');
    expect(said({ progress: null })).toBe('dans le rythme');
    expect(said({ verdict: 'going-backwards', progress: -7 })).toBe('s’éloigne de la cible');
    expect(said({ verdict: 'reached', progress: null })).toBe('cible atteinte');
    expect(said({ verdict: 'not-reached', progress: null })).toBe('cible non atteinte');
  });

  it('say the due month first, then the pace or the way', () => {
    const later = { verdict: 'on-its-way', due: '2027-12' } as const;
    expect(said({ ...later, pace: null })).toBe('échéance décembre 2027 : en chemin, 60 % du chemin');
    expect(said({ ...later, pace: 'behind' })).toBe('échéance décembre 2027 : en chemin, en retard');
    expect(said({ ...later, due: null, pace: null, progress: null })).toBe('en chemin');
  });

  it('say how far a kept value is', () => {
    const kept = { verdict: 'within-tolerance' } as const;
    expect(said({ ...kept, gap: 0 })).toBe('à la cible, dans la tolérance');
    expect(said({ ...kept, gap: null })).toBe('à la cible, dans la tolérance');
    expect(said({ ...kept, gap: 2, unit: 'percent' })).toBe('2 points au-dessus de la cible, dans la tolérance');
    expect(said({ ...kept, verdict: 'out-of-tolerance', gap: -3 })).toBe('3 logements sous la cible, hors tolérance');
  });

  it('say why there is no verdict', () => {
    const none = { verdict: 'none' } as const;
    expect(said({ ...none })).toBe('sans verdict');
    expect(said({ ...none, why: 'context', direction: 'context' })).toBe('donnée de contexte');
    expect(said({ ...none, why: 'no-target', direction: 'context' })).toBe('donnée de contexte');
    expect(said({ ...none, why: 'no-start' })).toBe('sans verdict : point de départ non connu');
    expect(said({ ...none, why: 'partial', since: '2026-06' })).toBe('sans verdict : partiel');
    expect(said({ ...none, why: 'definition-changed' })).toBe('sans verdict : définition changée dans la période');
    expect(
      said({
        verdict: 'not-assessable',
        why: 'unit',
        unit: 'attendances',
        target: targetOf(2026, 70, { unit: 'persons' }),
      }),
    ).toBe('non évaluable tant que la lecture n’est pas retenue (participations mesurées, personnes visées)');
    expect(said({ verdict: 'not-assessable', why: 'unit', target: null })).toContain(
      '(logements mesurées, autre unité visées)',
    );
  });

  it('count the targets reached, and the others beside', () => {
    const share = { quantity: { numerator: 1, denominator: 3 }, notCounted: 1 };
    expect(said(share)).toBe('1 cible atteinte sur 3 à échéance, 1 autre en chemin ou sans verdict');
    expect(said({ ...share, quantity: { numerator: 2, denominator: 3 }, notCounted: 0 })).toBe(
      '2 cibles atteintes sur 3 à échéance',
    );
    expect(said({ notCounted: 2, quantity: null })).toBe('dans le rythme, 60 % du chemin');
  });

  it('hide all of it with the value', () => {
    expect(said({ hidden: true })).toBe('masqué (secret statistique)');
    expect(plain(statusSentence({ ...judged, partial: true, silent: [A] }))).toBe(
      'dans le rythme, 60 % du chemin ; partiel (non reçu : SOLIHA)',
    );
  });

  it('say once that a value is partial, where that is why there is no verdict', () => {
    const unjudged = { verdict: 'not-assessable', why: 'partial' } as const;
    expect(plain(statusSentence({ ...judged, ...unjudged, partial: true, silent: [A] }))).toBe(
      'non évaluable : partiel (non reçu : SOLIHA)',
    );
  });

  it('say the target with its due month, its reading and how two units are read as one', () => {
    const target = targetOf(2026, 70, {
      unit: 'persons',
      unitReading: 'une participation par personne',
      reading: 'assumed',
    });
    expect(plain(targetWords({ unit: 'attendances', target }))).toBe('70 personnes');
    expect(plain(readingWords({ target, due: '2026-12' }))).toBe(
      'échéance décembre 2026, lecture retenue, une participation par personne',
    );
    expect(plain(readingWords({ target: targetOf(2026, 70), due: '2026-12' }))).toBe(
      'échéance décembre 2026, écrite dans la convention',
    );
    expect(readingWords({ target: null, due: '2026-12' }) + readingWords({ target, due: null })).toBe('');
  });

  it('say the coverage by organisations, by months for one alone, or that nothing was asked', () => {
    const said = (structures: number, reported: number, expected: number) =>
      plain(
        coverageWords({
          origin: 'observed',
          coverage: { structures: { reported: 1, expected: structures }, cells: { reported, expected } },
        }),
      );
    expect([said(3, 8, 30), said(1, 9, 10), said(1, 0, 0), said(0, 0, 0)]).toEqual([
      '1 structure sur 3',
      '9 mois sur 10',
      '1 structure sur 1',
      'rien d’attendu',
    ]);
  });

  it('say a value, or the word for its absence', () => {
    const coverage = { structures: { reported: 0, expected: 0 }, cells: { reported: 0, expected: 0 } };
    const of = (more: Partial<Parameters<typeof valueWords>[0]>) =>
      plain(valueWords({ value: null, unit: 'dwellings', hidden: false, ...more }));
    expect([of({ value: 3 }), of({}), of({ coverage }), of({ hidden: true, value: 3 })]).toEqual([
      '3 logements',
      'non reçu',
      'rien d’attendu',
      'masqué (secret statistique)',
    ]);
    expect(of({ quantity: { numerator: 0, denominator: 0 } })).toBe('rien à rapporter (0 sur 0)');
    expect([of({ visibility: 'validated' }), of({ visibility: 'validated', coverage })]).toEqual([
      'non publié',
      'rien d’attendu',
    ]);
  });
});
