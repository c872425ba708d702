import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../shared/reading/byte-source.ts';
import { isRefusal, openPartnerFile } from '../../shared/reading/open-partner-file.ts';
import { Refused } from '../../shared/reading/refusal.ts';
import { droppedToSend, rowToSend, toldBy } from '../../shared/reading/to-send.ts';
import { astray, disturbed, pick, type Random, seeded, somebodyIn, tables, written } from '../fixtures/astray.ts';
import { communes, indicators } from '../fixtures/tables.ts';
import { seedOf } from '../setup/seed.ts';

/** Bytes with some of them flipped, cut out, repeated or moved. */
function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const list = bytes.slice();
  for (let slip = random(6); slip > 0; slip -= 1) list[random(list.length)] = random(256);
  const [from, length] = [random(list.length), random(40)];
  const kind = random(5);
  if (kind === 0) return list.slice(0, from);
  if (kind === 1) return Uint8Array.from([...list.subarray(0, from), ...list.subarray(from + length)]);
  if (kind === 2) return Uint8Array.from([...list.subarray(0, from + length), ...list.subarray(from)]);
  return list;
}

/** Reads a file to its end: a number of rows, or a refusal; anything else is thrown. */
function ending(bytes: Uint8Array): string {
  try {
    const file = openPartnerFile(bytesSource(bytes), 'fichier', { today: '2025-06-15', communes, indicators });
    if (isRefusal(file)) return file.code;
    let rejected = 0;
    for (const row of file.rows()) {
      if (row.kind === 'rejected') rejected += 1;
      const remarks = row.kind === 'row' ? row.remarks : [row.remark];
      if (remarks.some(({ reason }) => !/^[A-ZÉ«\d].{30,}\.$/.test(reason))) return 'a bad sentence';
    }
    return rejected > 0 ? 'read, some rows out' : 'read';
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
}

const CASES = 10_000;

/** Everything that leaves the computer that reads a file; a file number leaves to be hashed, whatever it is. */
function leaving(bytes: Uint8Array): { sent: string; adds: boolean } {
  const file = openPartnerFile(bytesSource(bytes), 'fichier', { today: '2025-06-15', communes, indicators });
  if (isRefusal(file)) return { sent: '', adds: true };
  const piles = { row: 0, rejected: 0 };
  const rows: unknown[] = [];
  let count = 0;
  for (const row of file.rows()) {
    count += 1;
    piles[row.kind] += 1;
    const { key: _hashed, ...sent } = rowToSend(row, file.sheetNames);
    rows.push(sent);
  }
  const adds = piles.row + piles.rejected === count && file.skipped().every(({ code }) => code.startsWith('row-'));
  return { sent: JSON.stringify([rows, toldBy(file), droppedToSend(file)]), adds };
}

describe('ten thousand files whose names went astray', () => {
  it('say of nobody who they are to the server, and account for each row', () => {
    const random = seeded(seedOf(20_250_607));
    const told: string[] = [];
    for (let number = 0; number < CASES; number += 1) {
      const table = astray(pick(random, tables), random);
      try {
        const { sent, adds } = leaving(written(table, random));
        told.push(...somebodyIn(sent));
        if (!adds) told.push(`${number}: rows that are counted nowhere`);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
    }
    expect(told.slice(0, 10)).toEqual([]);
  }, 1_200_000);
});

describe('ten thousand files that were disturbed', () => {
  it('are each read or refused in one sentence: never a crash, never a hang', () => {
    const random = seeded(seedOf(20_240_203));
    const endings = new Map<string, number>();
    const before = process.cpuUsage();
    for (let number = 0; number < CASES; number += 1) {
      const table = disturbed(pick(random, tables), random);
      const bytes = written(table, random);
      const end = ending(random(2) === 0 ? bytes : damaged(bytes, random));
      endings.set(end, (endings.get(end) ?? 0) + 1);
    }
    const { user, system } = process.cpuUsage(before);
    // What is read and what is refused are both common, or the run proves nothing.
    expect(endings.get('read')).toBeGreaterThan(CASES / 10);
    expect(endings.get('read, some rows out')).toBeGreaterThan(CASES / 10);
    for (const code of ['damaged', 'unknown-columns', 'no-rows']) expect(endings.get(code)).toBeGreaterThan(10);
    expect([...endings.keys()]).not.toContain('a bad sentence');
    expect((user + system) / 1_000_000).toBeLessThan(40);
  }, 600_000);
});
