import { describe, expect, it } from 'vitest';
import { chartSentence } from '../../../client/charts/prepare/chart-sentence.ts';
import { householdsMet } from './month-series.ts';

describe('the sentence of a chart', () => {
  it('says how many months are shown where one is hidden, and every month that is not a plain value', () => {
    expect(chartSentence(householdsMet)).toBe(
      'Ménages rencontrés, de septembre 2025 à août 2026\u00a0: 8\u00a0mois montrés, ' +
        'le plus haut en mars 2026 (21\u00a0ménages). 1\u00a0mois non reçu\u00a0: février 2026. 1\u00a0mois non connu\u00a0: juillet 2026. ' +
        '1\u00a0mois masqué par le secret statistique\u00a0: mai 2026. 1\u00a0valeur estimée\u00a0: avril 2026. ' +
        'Attendu sur la période\u00a0: 136\u00a0ménages. ' +
        'Rupture de série en janvier 2026 (périmètre élargi)\u00a0: les valeurs d’avant et d’après ne se comparent pas.',
    );
  });

  it('says the total and the extremes where every known month is shown', () => {
    const months = [
      { month: '2026-01', state: 'value' as const, value: 8 },
      { month: '2026-02', state: 'missing' as const, value: null },
      { month: '2026-03', state: 'value' as const, value: 10 },
    ];
    const sentence = chartSentence({ label: 'Ménages rencontrés', unit: 'households', nature: 'flow', points: months });
    expect(sentence).toBe(
      'Ménages rencontrés, de janvier à mars 2026\u00a0: 18\u00a0ménages au total, maximum en mars 2026 (10\u00a0ménages), ' +
        'minimum en janvier 2026 (8\u00a0ménages). 1\u00a0mois non reçu\u00a0: février 2026.',
    );
  });

  it('reads a level at its last known month instead of adding months', () => {
    const series = {
      label: 'Personnes sans domicile',
      unit: 'persons' as const,
      nature: 'level' as const,
      points: [
        { month: '2026-04', state: 'value' as const, value: 119 },
        { month: '2026-05', state: 'value' as const, value: 131 },
        { month: '2026-06', state: 'missing' as const, value: null },
      ],
    };
    expect(chartSentence(series)).toBe(
      'Personnes sans domicile, d’avril à juin 2026\u00a0: 131\u00a0personnes en mai 2026, maximum en mai 2026 (131\u00a0personnes), ' +
        'minimum en avril 2026 (119\u00a0personnes). 1\u00a0mois non reçu\u00a0: juin 2026.',
    );
  });

  it('does not call zero what is not known', () => {
    const points = [{ month: '2026-01', state: 'missing' as const, value: null }];
    const sentence = chartSentence({ label: 'Ateliers', unit: 'workshops', nature: 'flow', points });
    expect(sentence).toBe(
      'Ateliers, en janvier 2026\u00a0: aucune valeur connue. 1\u00a0mois non reçu\u00a0: janvier 2026.',
    );
  });

  it('does not give away a hidden value by its extremes or its total', () => {
    const points = [
      { month: '2026-01', state: 'value' as const, value: 8 },
      { month: '2026-02', state: 'masked' as const, value: 2 },
    ];
    const sentence = chartSentence({ label: 'Expulsions', unit: 'evictions', nature: 'flow', points });
    expect(sentence).toContain('1\u00a0mois montré, le plus haut en janvier 2026 (8\u00a0expulsions)');
    expect(sentence).not.toContain('au total');
    expect(sentence).not.toMatch(/\b2\u00a0expulsions|10\u00a0/);
  });
});
