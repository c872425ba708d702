import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const CASES = path.resolve(PROJECT, '../shared/cases');
const HALF_AN_HOUR = 1_800_000;

/** What a command prints, and how it ended. */
function outcome(command: string, args: string[], cwd: string): Promise<{ code: number | null; printed: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (printed += text));
    child.on('close', (code) => resolve({ code, printed }));
  });
}

const here = existsSync(path.join(CASES, 'check-cases.mjs'));
if (!here) console.log('Laissés de côté\u00a0: les fichiers difficiles (../shared/cases n’est pas à côté du projet)');

describe.skipIf(!here)('the awkward files of the partners, by the command line', () => {
  it(
    'each give what is right, and nothing silent',
    async () => {
      const { code, printed } = await outcome(
        process.execPath,
        ['check-cases.mjs', PROJECT, '.', '--jobs', '1'],
        CASES,
      );
      expect(printed.split('\n').filter((line) => line.startsWith('✗'))).toEqual([]);
      expect(code).toBe(0);
    },
    HALF_AN_HOUR,
  );
});
