import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Pours text lines into a table by PostgreSQL's COPY, the fastest way in; resolves when the server has taken them all. */
export type BulkLoad = (table: string, columns: string[], lines: Iterable<string | Uint8Array>) => Promise<void>;

/** A loader on its own connection: what it pours is kept at once, so only tables that count for nothing yet may be named. */
export function bulkLoader(pool: pg.Pool): BulkLoad {
  return async (table, columns, lines) => {
    const client = await pool.connect();
    let failure: unknown;
    try {
      const names = columns.map((name) => `"${name}"`).join(', ');
      const stream = client.query(copyFrom(`COPY ${table} (${names}) FROM STDIN`));
      const done = finished(stream);
      try {
        for (const text of lines) if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done]);
        stream.end();
      } catch (error) {
        // The source failed: the server drops what it had taken, and the caller hears of the source.
        stream.destroy();
        await done.catch(() => {});
        throw error;
      }
      await done;
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      client.release(failure !== undefined);
    }
  };
}

const special = /[\\\t\n\r]/;
const everySpecial = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A text in the way that COPY reads: the separators of rows and columns escaped. */
export function copyText(text: string): string {
  return special.test(text) ? text.replace(everySpecial, (character) => escapes[character] ?? '') : text;
}

/** What stands for NULL in COPY's text. */
export const COPY_NULL = '\\N';
