import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesSource } from '../../shared/reading/byte-source.ts';
import { isRefusal, openPartnerFile } from '../../shared/reading/open-partner-file.ts';
import { Refused } from '../../shared/reading/refusal.ts';
import { type BadFile, badFiles } from '../fixtures/bad-files.ts';
import { communes, indicators } from '../fixtures/tables.ts';

/** How a file ends, and the milliseconds of processor that it took: they do not depend on what else the machine does. */
function outcome({ bytes, name }: BadFile): { ends: string | number; message: string; said: string; spent: number } {
  const source = bytesSource(bytes());
  const before = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  try {
    const file = openPartnerFile(source, name, { today: '2025-06-15', communes, indicators });
    if (isRefusal(file)) return { ends: file.code, message: file.message, said: '', spent: spent() };
    const rows = [...file.rows()];
    return { ends: rows.length, message: '', said: JSON.stringify(rows), spent: spent() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ends: error.refusal.code, message: error.message, said: '', spent: spent() };
  }
}

describe('a file that is not what it says ends in a sentence or in a right reading, in less than five seconds', () => {
  it.each(badFiles.map((file) => [file.what, file] as const))(
    '%s',
    (_, file) => {
      const { ends, message, said, spent } = outcome(file);
      expect(ends).toBe(file.ends);
      if (typeof ends === 'string') expect(message).toMatch(/^[A-ZÉ][^\n]{40,}\.$/);
      expect(said).not.toContain('SECRET');
      expect(spent).toBeLessThan(5000);
    },
    30_000,
  );

  it('a formula in error keeps its row out and is named', () => {
    const file = badFiles.find(({ what }) => what.startsWith('formulas'));
    if (!file) throw new Error('no such file');
    expect(outcome(file).said).toMatch(/#REF!.*corrigez la formule.*#N\/A/);
  });
});

const heavy = [
  'a million empty rows',
  'a zip bomb: three hundred megabytes of blanks in an entry that nobody reads',
  'a directory that hides a bomb behind small sizes',
  'a cell of 16 MB in a text',
  'a cell of 16 MB in a workbook',
  '16 384 columns',
];

describe('the heaviest of them in a process of its own', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lecture-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(heavy)(
    '%s: less than 300 MB of memory',
    (what) => {
      const file = badFiles.find((one) => one.what === what);
      if (!file) throw new Error(`no file ${what}`);
      const place = path.join(folder, 'fichier');
      writeFileSync(place, file.bytes());
      const child = spawnSync(process.execPath, ['--import', 'tsx', 'test/fixtures/read-apart.ts', place, file.name], {
        encoding: 'utf8',
      });
      expect(child.stderr).toBe('');
      const { ends, milliseconds, megabytes } = JSON.parse(child.stdout);
      expect(ends).toBe(file.ends);
      expect(milliseconds).toBeLessThan(5000);
      expect(megabytes).toBeLessThan(300);
    },
    60_000,
  );
});
