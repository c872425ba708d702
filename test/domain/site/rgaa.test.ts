import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rgaaConformity, rgaaThemes } from '../../../shared/domain/site/rgaa.ts';
import { ACCESSIBILITY_WORDS } from '../../../shared/domain/site/rgaa-words.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const themes = rgaaThemes();
const criteria = themes.flatMap((theme) => theme.criteria);

/** How many criteria each theme of the RGAA 4.1 has. */
const sizes = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

describe('the table of the RGAA 4.1', () => {
  it('has its 13 themes and its 106 criteria, each once, in order', () => {
    expect(themes.map((theme) => theme.criteria.length)).toEqual(sizes);
    expect(criteria).toHaveLength(106);
    expect(criteria.map(({ number }) => number)).toEqual(
      sizes.flatMap((size, theme) => Array.from({ length: size }, (_, rank) => `${theme + 1}.${rank + 1}`)),
    );
  });

  it('gives each criterion a sentence and a proof', () => {
    const bare = criteria.filter(({ title, proof }) => !title.endsWith('.') || proof.length < 10);
    expect(bare.map(({ number }) => number)).toEqual([]);
  });

  it('names only tests and files that exist', () => {
    const named = criteria.flatMap(({ proof }) => proof.match(/\b(?:test|client|server|shared)\/[\w./-]*\w/gu) ?? []);
    expect(named.length).toBeGreaterThan(60);
    expect([...new Set(named)].filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});

describe('the state of conformity', () => {
  const of = (met: number, missed: number, outside = 0) =>
    rgaaConformity([
      ...Array.from({ length: met }, () => ({ state: 'conforme' as const })),
      ...Array.from({ length: missed }, () => ({ state: 'non conforme' as const })),
      ...Array.from({ length: outside }, () => ({ state: 'non applicable' as const })),
    ]);

  it.each([
    [80, 0, 26, 100, 'totalement conforme'],
    [75, 5, 26, 93, 'partiellement conforme'],
    [399, 1, 0, 99, 'partiellement conforme'],
    [40, 40, 26, 50, 'partiellement conforme'],
    [39, 41, 26, 48, 'non conforme'],
  ])('of %i met and %i missed, %i left out, is %i, « %s »', (met, missed, outside, percentage, words) => {
    expect(of(met, missed, outside)).toMatchObject({ percentage, words });
  });

  it('is what the foot of every page says', () => {
    expect(ACCESSIBILITY_WORDS).toBe(rgaaConformity(criteria).words);
  });

  it('is said « totalement » of this product only when nothing is missing', () => {
    const missing = criteria.some(({ state }) => state === 'non conforme');
    expect(rgaaConformity(criteria).words === 'totalement conforme').toBe(!missing);
  });
});
