import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { openInstallation } from '../../server/installation.ts';
import { readEnvironment } from '../../server/platform/env.ts';
import { installedPostgres, startInstalledPostgres } from '../setup/debian-postgres.ts';
import type { SectionResult } from './measure.ts';
import { withInstallation } from './opened.ts';
import { asked, duel } from './overview.ts';
import { fillGenerated } from './overview-data.ts';

/** The same overview on the embedded database and on the machine's own PostgreSQL server, in turn. */
export async function databaseServer(): Promise<SectionResult> {
  const bin = installedPostgres();
  if (!bin)
    return { measures: [], notes: { 'left out': 'this machine has no PostgreSQL server (apt install postgresql)' } };
  const server = await startInstalledPostgres(bin);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-bench-'));
  const worker = new Worker(new URL('./http-load.mjs', import.meta.url));
  try {
    return await withInstallation({ demonstration: false }, async (embedded) => {
      const own = {
        DATA_DIR: folder,
        DATABASE_URL: server.url,
        DEMO: '0',
        LOG_LEVEL: 'silent',
        REQUESTS_PER_MINUTE: '0',
      };
      const joined = await openInstallation(readEnvironment(own));
      await fillGenerated(embedded, false);
      const cells = await fillGenerated(joined, false);
      const [ours, theirs] = [await asked(embedded), await asked(joined)];
      try {
        const words = 'overview on the embedded database / on a server';
        return {
          measures: [
            ...(await duel(worker, words, ours.load, theirs.load, 1)),
            ...(await duel(worker, words, ours.load, theirs.load, 16)),
          ],
          notes: { cells, server: server.version, 'goal, at most': 1.3 },
        };
      } finally {
        await ours.product.close();
        await theirs.product.close();
        await joined.close();
      }
    });
  } finally {
    await worker.terminate();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
