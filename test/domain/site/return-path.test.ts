import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnPath } from '../../../shared/domain/site/return-path.ts';
import { draws, seedOf } from '../../setup/seed.ts';

const product = 'http://127.0.0.1:3000';
/** Where a browser goes from the sign-in page. */
const arrival = (path: string) => new URL(path, `${product}/connexion`).origin;

describe('the page to go back to', () => {
  it.each([
    '//pirate.example',
    '/\t/pirate.example',
    '/\n/pirate.example',
    '/\r\n/pirate.example',
    '\t//pirate.example',
    ' //pirate.example',
    '/\u0000/pirate.example',
    '/\\pirate.example',
    '\\\\pirate.example',
    '/.//pirate.example',
    '/..//pirate.example',
    '/x/../..//pirate.example',
    '/%2e%2e//pirate.example',
    '/%2E//pirate.example',
    'https://pirate.example',
    'https:pirate.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '@pirate.example',
    '.pirate.example',
    ':80',
    '',
    `/${'x'.repeat(500)}`,
  ])('%j is the first page', (asked) => {
    expect(returnPath(asked)).toBe('/');
  });

  it.each([[undefined], [null], [1], [['/collecte']], [{ toString: () => '/collecte' }]])(
    '%j is the first page',
    (asked) => {
      expect(returnPath(asked)).toBe('/');
    },
  );

  it.each(['/', '/collecte?mois=2025-10', '/catalogue?onglet=actes#a', '/aide?retour=https://exemple.fr'])(
    '%s is itself',
    (asked) => {
      expect(returnPath(asked)).toBe(asked);
    },
  );

  it('is one of the product, and a header bears it, whatever is asked', () => {
    const pieces = [
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2F',
      '%5c',
      '\t',
      '\n',
      '\r',
      ' ',
      '\u0000',
      '\u00a0',
      '\u2028',
      '／',
      '⧸',
      '。',
      '@',
      ':',
      '?',
      '#',
      '[',
      'pirate.example',
      'https:',
      '🔑',
      '\ud800',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 9 }), (parts) => {
        const path = returnPath(`/${parts.join('')}`);
        expect(arrival(path)).toBe(product);
        expect(path).toMatch(/^\/[\u0021-\u007e]*$/);
      }),
      { seed: seedOf(25), numRuns: draws(500, 20_000) },
    );
  });
});
