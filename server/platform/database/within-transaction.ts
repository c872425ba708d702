import type { Prisma, PrismaClient } from '../../../prisma/generated/client.ts';

/** The database seen from within a transaction: what opens one of its own takes part in this one. */
export function withinTransaction(tx: Prisma.TransactionClient): PrismaClient {
  return new Proxy(tx, {
    get(target, name) {
      if (name === '$transaction') return (act: (inner: Prisma.TransactionClient) => unknown) => act(tx);
      const found = Reflect.get(target, name, target);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  }) as unknown as PrismaClient;
}
