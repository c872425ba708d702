import { describe, expect, it } from 'vitest';
import { codeFinder } from '../../shared/reading/layout/code-in-text.ts';

describe('the code that a text names', () => {
  const find = codeFinder(['IND-03', 'IND-03b', '1.1', '1.2', '1.2-bis', '4', 'RUE'].map((code) => ({ code })));
  it.each([
    ['IND 3 Logements gérés', 'IND-03'],
    ['Logements (ind-03b)', 'IND-03b'],
    ['1.2-bis Ménages', '1.2-bis'],
    ['1.2 : ménages', '1.2'],
    ['4. Rondes', '4'],
    ['Rue', 'RUE'],
    // Numbers and words like any other.
    ['11 commandements', undefined],
    ['Logements de type 4 pièces', undefined],
    ['4,5 postes', undefined],
    ['Ménages à la rue', undefined],
  ])('of « %s » is %s', (text, code) => {
    expect(find(text)?.code).toBe(code);
  });
});
