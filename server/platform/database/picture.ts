import type { Prisma, PrismaClient } from '../../../prisma/generated/client.ts';
import type { Platform } from '../context.ts';
import { withinTransaction } from './within-transaction.ts';

const reads = /^(find|count|aggregate|groupBy)/;
type Ask = (...asked: unknown[]) => Promise<unknown>;
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

/** What is asked, as a text: a statement with its values, or the arguments of a model's method. */
const keyOf = (asked: readonly unknown[]) =>
  JSON.stringify(asked, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));

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
  const once =
    (name: string, ask: Ask): Ask =>
    (...asked) =>
      answers(`${name} ${keyOf(asked)}`, () => inTurn(() => ask(...asked)));
  const model = (name: string, target: object) =>
    new Proxy(target, {
      get(of, method) {
        const found = Reflect.get(of, method, of);
        return typeof found === 'function' && reads.test(String(method))
          ? once(`${name}.${String(method)}`, found.bind(of))
          : found;
      },
    });
  const client = withinTransaction(tx);
  const models = new Map<string, object>();
  const db = new Proxy(client, {
    get(target, property) {
      const name = String(property);
      const found = Reflect.get(target, property, target);
      if (name === '$queryRaw' || name === '$queryRawUnsafe') return once(name, found);
      if (name.startsWith('$') || typeof found !== 'object' || found === null) return found;
      const known = models.get(name) ?? model(name, found);
      models.set(name, known);
      return known;
    },
  });
  return { db, remember: memory() };
}
