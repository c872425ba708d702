import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import { backup, indicatorMarks } from '../../server/platform/backup/backup.ts';
import { restore } from '../../server/platform/backup/restore.ts';
import type { Installation } from '../../server/platform/context.ts';
import { measure, type SectionResult, timed } from './measure.ts';
import { withInstallation } from './opened.ts';
import { fillGenerated } from './overview-data.ts';

const nowhere = () =>
  new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });

/** Every table by PostgreSQL's own COPY, compressed as a backup is, and kept nowhere: the least that reading it all takes. */
async function copyAll({ pool }: Installation): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of rows)
      await pipeline(client.query(copyTo(`COPY "${name}" TO STDOUT`)), createGzip(), nowhere());
  } finally {
    client.release();
  }
}

/** A backup of 144 000 cells and its restoration into another database, which then gives every indicator the same. */
export async function backupSection(): Promise<SectionResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-bench-backup-'));
  const file = path.join(folder, 'a.backup');
  try {
    return await withInstallation({ demonstration: false }, async (from) => {
      const cells = await fillGenerated(from, false);
      const baseline = await timed(() => copyAll(from));
      const saved = await timed(() => backup(from.pool, file, new Date()));
      const marks = JSON.stringify(await indicatorMarks(from.pool));
      return withInstallation({ demonstration: false }, async (to) => {
        const restored = await timed(() => restore(to.pool, file));
        const isEqual = JSON.stringify(await indicatorMarks(to.pool)) === marks;
        return {
          measures: [
            measure('a backup / COPY of every table, compressed alike', saved, baseline),
            measure('a restoration / the same COPY', restored, baseline),
          ],
          notes: {
            cells,
            'backup, MB': (statSync(file).size / 1e6).toFixed(1),
            'every indicator equal after restoring': isEqual ? 'yes' : 'NO',
          },
        };
      });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
