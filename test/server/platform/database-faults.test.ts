import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFault, plainly } from '../../../server/platform/database/database-faults.ts';
import { withScratchDatabase } from '../../../server/platform/database/scratch-database.ts';
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

describe('a connection that is cut while it is in use', () => {
  it('is told to whoever uses it, and ends nothing else, in a database lent for a trial too', async () => {
    await withScratchDatabase(database.pool, async ({ pool }) => {
      const client = await pool.connect();
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      const over = new Promise((resolve) => client.once('end', resolve));
      await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
      await over;
      await expect(client.query('SELECT 1')).rejects.toThrow();
      client.release(true);
      expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });
  });
});
