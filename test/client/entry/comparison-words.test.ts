import { describe, expect, it } from 'vitest';
import { comparisonSentence, comparisonWords } from '../../../client/monthly-entry/comparison-words.ts';
import type { EntryRow } from '../../../client/monthly-entry/grid/entry-model.ts';

const plain = (text: string | null) => (text ?? '').replace(/[\u00a0\u202f]/gu, ' ');

const row = (more: Partial<EntryRow>): EntryRow =>
  ({
    unit: 'dwellings',
    timeRule: 'flow',
    comparison: {
      from: '2025-01',
      own: 23,
      territory: 23,
      expected: 100 / 3,
      target: '40\u00a0logements (échéance décembre 2025)',
      verdict: 'to-watch',
    },
    ...more,
  }) as EntryRow;

describe('what stands beside a line that is typed', () => {
  it('is the target in its own unit, with the month when it is due', () => {
    expect(plain(comparisonWords(row({}), '2025-10'))).toBe(
      'cible : 40 logements (échéance décembre 2025), attendu fin octobre : 33,3 logements',
    );
    expect(comparisonWords(row({ comparison: null }), '2025-10')).toBe('');
  });

  it('is since the first month that counts, and the end of the month for a level', () => {
    const since = (more: Partial<EntryRow>) => plain(comparisonSentence(row(more), '2025-10')).split(',')[0];
    expect(since({})).toBe('Depuis janvier 2025');
    expect(since({ timeRule: 'stock' })).toBe('À la fin d’octobre 2025');
    expect(plain(comparisonSentence(row({}), '2025-10'))).toBe(
      'Depuis janvier 2025, votre structure : 23 logements. Tout le territoire : 23 logements ; attendu à la fin d’octobre 2025 : 33,3 logements ; cible : 40 logements (échéance décembre 2025).',
    );
  });

  it('never puts an organisation and the territory in one sentence, and says what of the territory is read', () => {
    const comparison = { from: '2025-01', own: 307, territory: 205, expected: null, target: null };
    const said = plain(comparisonSentence(row({ comparison: { ...comparison, visibility: 'validated' } }), '2025-10'));
    expect(said).toBe(
      'Depuis janvier 2025, votre structure : 307 logements. Tout le territoire, chiffres validés : 205 logements.',
    );
  });
});
