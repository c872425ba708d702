import { describe, expect, it } from 'vitest';
import { checkerOf } from './checker.ts';

const HALF_AN_HOUR = 1_800_000;
const cases = checkerOf('cases', 'check-cases.mjs');
const corpus = checkerOf('corpus', 'check-corpus.mjs');
if (!cases.isHere)
  console.log('Laissés de côté\u00a0: les fichiers difficiles (../shared/cases n’est pas à côté du projet)');
if (!corpus.isHere) console.log('Laissé de côté\u00a0: le corpus (../shared/corpus n’est pas à côté du projet)');

describe.skipIf(!cases.isHere)('the awkward files of the partners, by the command line', () => {
  it(
    'each give what is right, and nothing silent',
    async () => {
      const { code, printed } = await cases.run('--jobs', '1');
      expect(printed.split('\n').filter((line) => line.startsWith('✗'))).toEqual([]);
      expect(code).toBe(0);
    },
    HALF_AN_HOUR,
  );
});

describe.skipIf(!corpus.isHere)('the test files of spreadsheet libraries', () => {
  it(
    'are each read cell by cell as two other readers agree, or refused when they must be',
    async () => {
      const { code, printed } = await corpus.run('--jobs', '1');
      expect(printed.split('\n').filter((line) => /^(WRONG|REFUSED)/.test(line))).toEqual([]);
      expect(code).toBe(0);
    },
    HALF_AN_HOUR,
  );
});
