import type { PrismaClient } from '../../../prisma/generated/client.ts';

const reads = /^(find|count|aggregate|groupBy)/;

/** A question to the database: a method of a model or a statement by hand, with what it is asked with. */
export interface Read {
  /** Example: « indicator.findMany », « $queryRaw ». */
  name: string;
  /** As the client calls it: « indicator »; null: a statement by hand. */
  model: string | null;
  asked: unknown[];
  ask: () => Promise<unknown>;
}

/** What is asked, as a text: a statement with its values, or the arguments of a model's method. */
export const keyOfRead = ({ name, asked }: Pick<Read, 'name' | 'asked'>): string =>
  `${name} ${JSON.stringify(asked, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))}`;

/**
 * The database with every question that it is asked told first to `answer`, which asks it or knows better. `written`: something
 * else than a question is about to be sent.
 */
export function interceptReads(
  client: PrismaClient,
  answer: (read: Read) => Promise<unknown>,
  written: () => void = () => {},
): PrismaClient {
  const told =
    (name: string, model: string | null, call: (...asked: unknown[]) => Promise<unknown>) =>
    (...asked: unknown[]) =>
      answer({ name, model, asked, ask: () => call(...asked) });
  const other =
    (call: (...asked: unknown[]) => unknown) =>
    (...asked: unknown[]) => {
      written();
      return call(...asked);
    };
  const modelOf = (name: string, target: object) =>
    new Proxy(target, {
      get(of, method) {
        const found = Reflect.get(of, method, of);
        if (typeof found !== 'function') return found;
        const call = found.bind(of);
        return reads.test(String(method)) ? told(`${name}.${String(method)}`, name, call) : other(call);
      },
    });
  const models = new Map<string, object>();
  return new Proxy(client, {
    get(target, property) {
      const name = String(property);
      const found = Reflect.get(target, property, target);
      if (name === '$queryRaw' || name === '$queryRawUnsafe') return told(name, null, found.bind(target));
      if (typeof found === 'function' && name.startsWith('$')) return other(found.bind(target));
      if (name.startsWith('$') || name.startsWith('_') || typeof found !== 'object' || found === null) return found;
      const known = models.get(name) ?? modelOf(name, found);
      models.set(name, known);
      return known;
    },
  });
}
