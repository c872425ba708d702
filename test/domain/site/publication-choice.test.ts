import { describe, expect, it } from 'vitest';
import { publicationIn, readsPublication } from '../../../shared/domain/site/publication-choice.ts';

describe('the publication that a browser keeps', () => {
  it('is a number, the latest, or none', () => {
    expect(publicationIn('obs.theme=clair; obs.publication=7')).toBe(7);
    expect(publicationIn('obs.publication=latest; obs.theme=clair')).toBe('latest');
    expect(publicationIn('')).toBeNull();
  });

  it('is none for whatever else is written there', () => {
    for (const cookies of ['obs.publication=', 'obs.publication=7a', 'x.obs.publication=7', 'obs.publication=1234567'])
      expect(publicationIn(cookies)).toBeNull();
  });
});

describe('whose figures are read', () => {
  it('is a publication for readers and for nobody in particular, always', () => {
    for (const role of ['reader', null] as const)
      expect([true, false].map((isOwn) => readsPublication({ role, choice: null }, isOwn))).toEqual([true, true]);
  });

  it('is one’s own for the coordinator, and for an organisation of itself alone', () => {
    expect(readsPublication({ role: 'coordinator', choice: null }, false)).toBe(false);
    expect(readsPublication({ role: 'contributor', choice: null }, true)).toBe(false);
    expect(readsPublication({ role: 'contributor', choice: null }, false)).toBe(true);
  });

  it('is the publication that anyone chose', () => {
    expect(readsPublication({ role: 'coordinator', choice: 'latest' }, false)).toBe(true);
    expect(readsPublication({ role: 'contributor', choice: 3 }, true)).toBe(true);
  });
});
