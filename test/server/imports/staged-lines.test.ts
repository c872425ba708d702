import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type StagedRow, stageRows } from '../../../server/imports/staging-repository.ts';
import { pseudonymiser } from '../../../server/platform/secrets/pseudonym.ts';

const blank = { row: 2, sheet: null, keyHash: 'ab', identityHash: null, outside: false, remarks: [], stands: null };
const staged = (content: StagedRow['content'], position: number): StagedRow => ({
  ...blank,
  position,
  content,
  gone: false,
});

async function contentsOf(rows: StagedRow[]): Promise<unknown[]> {
  const pieces: Uint8Array[] = [];
  await stageRows(
    async (_table, _columns, lines) => {
      for (const piece of lines) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
    },
    1,
    new Set(['service', 'persons', 'commune']),
    rows,
  );
  const unescaped = (text: string) =>
    text.replace(/\\(.)/g, (_, letter: string) => ({ t: '\t', n: '\n', r: '\r' })[letter] ?? letter);
  const lines = Buffer.concat(pieces).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(unescaped(line.split('\t')[5] ?? '')));
}

describe('rows on their way to the database', () => {
  it('hold what was read, whatever its letters, as often as it comes and in whatever order its fields do', async () => {
    const odd = ['Chenôve', '😀', 'a\tb', 'c\\d', '"e"', 'f\r\ng', 'l’été', 'x'.repeat(3000), '', '\\N'];
    const contents: Record<string, string | number | null>[] = [
      ...odd.map((text, at) => ({ service: text, persons: at, commune: null })),
      { commune: '21231', service: 'Chenôve' },
      ...odd.map((text, at) => ({ service: text, persons: at / 3, commune: text })),
      {},
    ];
    const twice = [...contents, ...contents];
    expect(await contentsOf(twice.map(staged))).toEqual(twice);
  });

  it('hold no field that may not be stored', async () => {
    const contents: Record<string, string | number>[] = [
      { lastName: 'DURAND', persons: 1 },
      { persons: 2, lastName: 'DURAND' },
      { lastName: 'DURAND' },
    ];
    expect(await contentsOf(contents.map(staged))).toEqual([{ persons: 1 }, { persons: 2 }, {}]);
  });

  it('lose the characters that PostgreSQL does not keep', async () => {
    expect(await contentsOf([staged({ service: 'a\0b' }, 1)])).toEqual([{ service: 'ab' }]);
  });
});

describe('the pseudonym of a file number', () => {
  const key = Buffer.alloc(32, 7);
  const expected = (text: string) => createHmac('sha256', key).update(`siao-request\0${text}`).digest('hex');

  it.each(['', '21-2024-1', 'N° é😀', 'x'.repeat(64), 'é'.repeat(999), 'x'.repeat(70_000)])(
    'is its HMAC-SHA-256 under the key, whatever its length (%#)',
    (text) => {
      const pseudonym = pseudonymiser([key]);
      expect(pseudonym('siao-request', text)).toBe(expected(text));
      expect(pseudonym('siao-request', '21-2024-1')).toBe(expected('21-2024-1'));
    },
  );

  it('goes under each later key in turn', () => {
    const later = Buffer.alloc(32, 9);
    const twice = createHmac('sha256', later)
      .update(Buffer.from(expected('1'), 'hex'))
      .digest('hex');
    expect(pseudonymiser([key, later])('siao-request', '1')).toBe(twice);
  });
});
