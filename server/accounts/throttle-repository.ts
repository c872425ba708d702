import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { queryRows } from '../platform/database/rows.ts';
import type { Db } from './repository.ts';

/** A window of counting that begins with its first try. */
export interface Count {
  key: string;
  windowMs: number;
}

/** Counts one try for each key, in one statement, and returns the rank of each and the milliseconds until its window ends. */
export async function takeTries(
  db: Db,
  counts: readonly Count[],
  now: Date,
): Promise<Map<string, { rank: number; leftMs: number }>> {
  const at = BigInt(now.getTime());
  // Always in the same order: two requests never wait for each other in a circle.
  const sorted = [...counts].sort((a, b) => (a.key < b.key ? -1 : 1));
  const rows = await queryRows(
    db,
    z.object({ key: z.string(), count: z.number(), lastRequest: z.bigint() }),
  )(Prisma.sql`
    INSERT INTO "RateLimit" AS r (id, key, count, "lastRequest")
    SELECT t.id, t.key, 1, ${at}::bigint
    FROM unnest(${sorted.map(() => randomUUID())}::text[], ${sorted.map(({ key }) => key)}::text[]) AS t(id, key)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN r."lastRequest" <= ${at}::bigint - (${JSON.stringify(windowsOf(sorted))}::jsonb ->> r.key)::bigint
        THEN 1 ELSE LEAST(r.count + 1, 1000000) END,
      "lastRequest" = CASE WHEN r."lastRequest" <= ${at}::bigint - (${JSON.stringify(windowsOf(sorted))}::jsonb ->> r.key)::bigint
        THEN ${at}::bigint ELSE r."lastRequest" END
    RETURNING key, count, "lastRequest"`);
  const windows = windowsOf(sorted);
  return new Map(
    rows.map(({ key, count, lastRequest }) => [
      key,
      { rank: count, leftMs: Number(lastRequest) + (windows[key] ?? 0) - now.getTime() },
    ]),
  );
}

/** What was counted so far, without counting: a storm that is refused already writes nothing. */
export async function readTries(
  db: Db,
  counts: readonly Count[],
  now: Date,
): Promise<Map<string, { rank: number; leftMs: number }>> {
  const windows = windowsOf(counts);
  const rows = await db.rateLimit.findMany({ where: { key: { in: counts.map(({ key }) => key) } } });
  const standing = rows.map(({ key, count, lastRequest }) => {
    const leftMs = Number(lastRequest) + (windows[key] ?? 0) - now.getTime();
    return [key, { rank: leftMs > 0 ? count : 0, leftMs }] as const;
  });
  return new Map(standing);
}

const windowsOf = (counts: readonly Count[]): Record<string, number> =>
  Object.fromEntries(counts.map(({ key, windowMs }) => [key, windowMs]));

/** A try that succeeded does not count; `forget`: nor do the failures before it. */
export async function giveTriesBack(db: Db, keys: readonly string[], forget: readonly string[]): Promise<void> {
  if (forget.length > 0) await db.rateLimit.deleteMany({ where: { key: { in: [...forget] } } });
  if (keys.length > 0)
    await db.rateLimit.updateMany({
      where: { key: { in: [...keys] }, count: { gt: 0 } },
      data: { count: { decrement: 1 } },
    });
}

/** Windows that ended: the table stays as small as what happens in an hour. */
export async function forgetTries(db: Db, before: Date): Promise<void> {
  await db.rateLimit.deleteMany({ where: { lastRequest: { lt: BigInt(before.getTime()) } } });
}
