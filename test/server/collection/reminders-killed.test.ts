import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ended, late, mailServer, reminderWorld } from './reminder-world.ts';

let world: Awaited<ReturnType<typeof reminderWorld>>;
let smtp: Awaited<ReturnType<typeof mailServer>> | undefined;

beforeEach(async () => {
  world = await reminderWorld();
});
afterEach(async () => {
  await smtp?.close();
  await world.close();
});

/** Four days after October was due; then when the lease of whoever was killed is over. */
const NOW = '2025-11-14T09:00:00Z';
const LATER = '2025-11-14T09:03:00Z';

/** The addresses that a mail server took a message for, once for each message. */
const reached = () => (smtp?.accepted ?? []).flatMap(({ to }) => to).sort();
const everyone = ['helene@exemple.fr', ...late].sort();

describe('reminders, when who sends them is', () => {
  it('killed while a mail server has not yet taken a message: nobody is forgotten, nobody is told twice', async () => {
    smtp = await mailServer((count) => count === 4);
    const first = world.runner(smtp.url, NOW);
    await smtp.somethingHeld;
    first.kill('SIGKILL');
    await ended(first);
    expect(smtp.accepted).toHaveLength(3);
    expect(await ended(world.runner(smtp.url, LATER))).toBe(0);
    expect(reached()).toEqual(everyone);
    const [held] = smtp.held;
    const again = smtp.accepted.find(({ to }) => to.join() === held?.to.join());
    expect(again?.messageId).toBe(held?.messageId);
  });

  it('killed while the digests are being written: the others are written by whoever comes next', async () => {
    smtp = await mailServer();
    const { id } = await world.db.organisation.findUniqueOrThrow({ where: { code: 'STRUCTURE-5' } });
    const blocker = await world.pool.connect();
    await blocker.query('BEGIN');
    await blocker.query(
      `INSERT INTO "Mail" (key, kind, "to", subject, text, "messageId", "createdAt") VALUES ($1, 'reminder', '', '', '', '', now())`,
      [`reminder/${id}/2025-10/0`],
    );
    const first = world.runner(smtp.url, NOW);
    for (;;) {
      const { rows } = await world.pool.query('SELECT 1 FROM pg_locks WHERE NOT granted LIMIT 1');
      if (rows.length > 0) break;
      await pause(10);
    }
    first.kill('SIGKILL');
    await ended(first);
    await blocker.query('ROLLBACK');
    blocker.release();
    const written = await world.db.mail.count();
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(late.length);
    const others = [world.runner(smtp.url, LATER), world.runner(smtp.url, LATER)];
    expect(await Promise.all(others.map(ended))).toEqual([0, 0]);
    expect(reached()).toEqual(everyone);
  });
});
