import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRequests } from '../../../client/homelessness/review/read-requests.ts';
import { communes } from '../../../prisma/seed/seed-communes.ts';
import { reviewOf } from '../../../shared/domain/ledger/cases-to-review.ts';
import { addDays } from '../../../shared/domain/ledger/spell.ts';
import { siaoFile } from '../../fixtures/files-of-people.ts';
import { indicators } from '../../fixtures/tables.ts';

const spell = (more = {}) => ({ requested: '2025-01-10', contacts: [], admitted: null, exit: null, ...more });

describe('a request to look at', () => {
  it('is silent for more than 75 days, waits for more than six months, or was never oriented', () => {
    expect(reviewOf({ spell: spell(), isOriented: false }, '2025-08-01')).toEqual({
      lastContact: '2025-01-10',
      reasons: ['silent', 'waiting', 'not-oriented'],
    });
    const day = addDays('2025-01-10', 75);
    expect(reviewOf({ spell: spell(), isOriented: true }, day)).toBeNull();
    expect(reviewOf({ spell: spell(), isOriented: true }, addDays(day, 1))?.reasons).toEqual(['silent']);
    expect(reviewOf({ spell: spell({ contacts: ['2025-07-05'] }), isOriented: true }, '2025-07-10')).toBeNull();
    expect(reviewOf({ spell: spell({ contacts: ['2025-07-05'] }), isOriented: true }, '2025-07-11')?.reasons).toEqual([
      'waiting',
    ]);
  });

  it('is not silent in a structure, and nothing once it is closed', () => {
    const admitted = spell({ contacts: ['2025-02-01'], admitted: '2025-02-01' });
    expect(reviewOf({ spell: admitted, isOriented: false }, '2025-08-01')?.reasons).toEqual(['waiting']);
    const exit = { date: '2025-03-01', kind: 'housed' as const, reason: 'Pension de famille' };
    expect(reviewOf({ spell: spell({ exit }), isOriented: false }, '2025-08-01')).toBeNull();
  });

  it('looks at no date of after the day', () => {
    const days = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(days, fc.array(days, { maxLength: 4 }), (at, contacts) => {
        const day = addDays('2025-01-10', at);
        const review = reviewOf(
          { spell: spell({ contacts: contacts.map((one) => addDays('2025-01-10', one)) }), isOriented: false },
          day,
        );
        if (review) expect(review.lastContact <= day).toBe(true);
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it('is found in the file of the SIAO, on the day of its extraction, with its own number', () => {
    const read = readRequests(new Uint8Array(siaoFile.bytes()), siaoFile.fileName, {
      today: '2026-11-23',
      communes,
      indicators,
    });
    if (read.kind === 'refused') throw new Error(read.reason);
    expect(read.day).toBe('2024-01-15');
    expect(read.requests.length).toBeGreaterThan(10);
    expect(read.requests.every(({ number }) => number !== '')).toBe(true);
    const silent = read.requests.filter(({ reasons }) => reasons.includes('silent'));
    for (const { lastContact } of silent) expect(lastContact < addDays('2024-01-15', -75)).toBe(true);
    expect(
      readRequests(new Uint8Array([1, 2, 3]), 'photo.png', { today: '2026-11-23', communes, indicators }).kind,
    ).toBe('refused');
  });
});
