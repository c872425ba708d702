import type { PrismaClient } from '../../../prisma/generated/client.ts';
import type { Clock } from '../clock.ts';

/** A copy of the database on another server, which follows the first one a moment behind. */
export interface Replica {
  /**
   * What the copy answers to a question about rows that never change once they are written: what it has is right, however late it
   * is. Null when it does not have it, or does not answer: the first server is to be asked.
   */
  ask<Found>(question: (db: PrismaClient) => Promise<Found | null>): Promise<Found | null>;
}

/** One that did not answer is left alone for so long, then asked by one question at a time. */
const REST_MS = 5_000;

export function replicaOf(db: PrismaClient, clock: Clock, log: (sentence: string) => void): Replica {
  let askAgainAt: number | null = null;
  return {
    async ask(question) {
      const now = clock.now().getTime();
      if (askAgainAt !== null) {
        if (now < askAgainAt) return null;
        askAgainAt = now + REST_MS;
      }
      try {
        const found = await question(db);
        if (askAgainAt !== null) log('La réplique de lecture répond de nouveau.');
        askAgainAt = null;
        return found;
      } catch {
        if (askAgainAt === null)
          log('La réplique de lecture ne répond pas\u00a0: les publications sont lues sur le serveur principal.');
        askAgainAt = now + REST_MS;
        return null;
      }
    },
  };
}
