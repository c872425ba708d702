import type { Prisma, PrismaClient } from '../../../prisma/generated/client.ts';
import type { Remember } from '../context.ts';
import { interceptReads, keyOfRead } from './intercepted-reads.ts';
import { withinTransaction } from './within-transaction.ts';

/** What remembers by names, of whatever keeps answers: a name always bears what its one maker makes. */
export const rememberBy =
  (answerOf: (name: string, make: () => Promise<unknown>) => Promise<unknown>): Remember =>
  <Kept>(name: string, make: () => Promise<Kept>) =>
    answerOf(name, make) as Promise<Kept>;

/** Keeps what was worked out under a name. */
function memory(): Remember {
  const kept = new Map<string, Promise<unknown>>();
  return rememberBy((name, make) => {
    const known = kept.get(name) ?? make();
    kept.set(name, known);
    return known;
  });
}

/**
 * One picture of the database, which nobody changes: what is asked of it twice is asked of the database once. For a transaction
 * that only reads, on a level at which it sees no later write (REPEATABLE READ). `remember`: for what is worked out of it.
 */
export function pictureOf(tx: Prisma.TransactionClient): {
  db: PrismaClient;
  remember: Remember;
  unchanged: undefined;
} {
  const answers = memory();
  let last: Promise<unknown> = Promise.resolve();
  // One after the other: a connection says one thing at a time.
  const inTurn = (ask: () => Promise<unknown>) => {
    const answer = last.then(ask);
    last = answer.catch(() => {});
    return answer;
  };
  const db = interceptReads(withinTransaction(tx), (read) => answers(keyOfRead(read), () => inTurn(read.ask)));
  return { db, remember: memory(), unchanged: undefined };
}
