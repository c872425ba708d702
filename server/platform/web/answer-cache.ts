import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** An answer ready to be sent, and what proves that it has not changed. */
export interface CachedAnswer {
  etag: string;
  json: Buffer;
  gzip: Buffer;
}

interface Kept {
  revision: string;
  ready: Promise<CachedAnswer>;
}

const compress = promisify(gzip);
/** A write may come while an answer is made: it is then made again, this many times at most. */
const TRIES = 3;

async function snapshotOf(value: unknown): Promise<CachedAnswer> {
  const json = Buffer.from(JSON.stringify(value));
  const hash = createHash('sha256').update(json).digest('base64url').slice(0, 27);
  return { etag: `"${hash}"`, json, gzip: await compress(json) };
}

/**
 * Answers kept in memory, each with the revision it was made at: one of another revision is never given. `most` answers
 * are kept, those asked for last. The key must name all that the answer depends on, the reader's scope first of all.
 */
export function answerCache({ most, revision }: { most: number; revision: () => Promise<string> }) {
  const cache = new Map<string, Kept>();

  /** Made at one revision from beginning to end, unless writes follow one another without a pause. */
  async function make(asked: string, answer: () => Promise<unknown>): Promise<CachedAnswer> {
    let before = asked;
    for (let left = TRIES; ; left -= 1) {
      const value = await answer();
      const after = await revision();
      if (after === before || left === 1) return snapshotOf(value);
      before = after;
    }
  }

  return {
    /** The answer of a key at a revision; two who ask at once wait for one making. */
    async get(key: string, at: string, answer: () => Promise<unknown>): Promise<CachedAnswer> {
      const known = cache.get(key);
      const kept = known?.revision === at ? known : { revision: at, ready: make(at, answer) };
      cache.delete(key);
      cache.set(key, kept);
      const [oldest] = cache.keys();
      if (cache.size > most && oldest !== undefined) cache.delete(oldest);
      try {
        return await kept.ready;
      } catch (error) {
        if (cache.get(key) === kept) cache.delete(key);
        throw error;
      }
    },
    get size() {
      return cache.size;
    },
  };
}
