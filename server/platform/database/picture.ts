import type { Prisma, PrismaClient } from '../../../prisma/generated/client.ts';
import type { Platform } from '../context.ts';
import { interceptReads, keyOfRead } from './intercepted-reads.ts';
import { withinTransaction } from './within-transaction.ts';

type Remember = NonNullable<Platform['remember']>;

/** Keeps what was worked out under a name. */
function memory(): Remember {
  const kept = new Map<string, Promise<unknown>>();
  return <Kept>(name: string, make: () => Promise<Kept>) => {
    const known = kept.get(name) ?? make();
    kept.set(name, known);
    return known as Promise<Kept>;
  };
}

/**
 * One picture of the database, which nobody changes: what is asked of it twice is asked of the database once. For a transaction
 * that only reads, on a level at which it sees no later write (REPEATABLE READ). `remember`: for what is worked out of it.
 */
export function pictureOf(tx: Prisma.TransactionClient): { db: PrismaClient; remember: Remember } {
  const answers = memory();
  let last: Promise<unknown> = Promise.resolve();
  // One after the other: a connection says one thing at a time.
  const inTurn = (ask: () => Promise<unknown>) => {
    const answer = last.then(ask);
    last = answer.catch(() => {});
    return answer;
  };
  const db = interceptReads(withinTransaction(tx), (read) => answers(keyOfRead(read), () => inTurn(read.ask)));
  return { db, remember: memory() };
}
