import type { Prisma, PrismaClient } from '../../../prisma/generated/client.ts';
import { withinTransaction } from './within-transaction.ts';

const reads = /^(find|count|aggregate|groupBy)/;
type Ask = (...asked: unknown[]) => Promise<unknown>;

/** What is asked, as a text: a statement with its values, or the arguments of a model's method. */
const keyOf = (asked: readonly unknown[]) =>
  JSON.stringify(asked, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));

/**
 * One picture of the database, which nobody changes: what is asked of it twice is asked of the database once. For a transaction
 * that only reads, on a level at which it sees no later write (REPEATABLE READ).
 */
export function pictureOf(tx: Prisma.TransactionClient): PrismaClient {
  const answers = new Map<string, Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  const once =
    (name: string, ask: Ask): Ask =>
    (...asked) => {
      const key = `${name} ${keyOf(asked)}`;
      const known = answers.get(key);
      if (known) return known;
      // One after the other: a connection says one thing at a time.
      const answer = last.then(() => ask(...asked));
      last = answer.catch(() => {});
      answers.set(key, answer);
      return answer;
    };
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
  return new Proxy(client, {
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
}
