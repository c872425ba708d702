import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFault, plainly } from '../../../server/platform/database/database-faults.ts';
import { testDatabase } from '../../setup/test-database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Takes two locks in the order given, both transactions holding their first before they ask for their second. */
function takeBoth(first: number, second: number, holding: () => Promise<void>): Promise<void> {
  return database.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${first}::int)`;
    await holding();
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${second}::int)`;
  });
}

describe('what an error says of the database', () => {
  it('calls two writers who wait for each other busy: one goes through, the other may begin again', async () => {
    let count = 0;
    let both: () => void;
    const met = new Promise<void>((resolve) => {
      both = resolve;
    });
    const holding = () => {
      count += 1;
      if (count === 2) both();
      return met;
    };
    const outcomes = await Promise.allSettled([takeBoth(1, 2, holding), takeBoth(2, 1, holding)]);
    const undone = outcomes.filter((one) => one.status === 'rejected');
    expect(undone.map(({ reason }) => databaseFault(reason))).toEqual(['BUSY']);
    expect(plainly(undone[0]?.reason)).toMatchObject({ code: 'BUSY' });
  });

  it('says nothing of an error that is not the database’s', () => {
    expect(databaseFault(new Error('deadlock'))).toBeNull();
    expect(databaseFault(null)).toBeNull();
  });
});
