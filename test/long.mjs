// `npm run test:long`: what attacks, kills, lasts, compares pictures or draws by chance, and what needs something that a
// machine may not have; what is left out is said at the end. `SEED=…` draws again as a run that has failed did.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { register } from 'tsx/esm/api';
import { build, renderer } from '../server/build.mjs';
import { openRuns } from './vitest-runs.mjs';

process.env.NODE_ENV ??= 'test';
process.env.LONG_TIER = '1';
process.env.SEED ??= String(randomInt(1, 2 ** 31));
const replay = `Graine des tirages\u00a0: ${process.env.SEED} (SEED=${process.env.SEED} npm run test:long tire les mêmes)`;
console.log(replay);
await build({ say: console.log });
// Documents are made by the process that the product starts, not by its source.
process.env.RENDER_CHILD = renderer;
register();

const runs = openRuns({ again: true, skips: true });

/** The tests of the server once more on a PostgreSQL that the machine has. */
async function runOnServer() {
  const { installedPostgres, startInstalledPostgres } = await import('./setup/debian-postgres.ts');
  const programs = installedPostgres();
  if (!programs)
    return runs.note(
      'Laissé de côté\u00a0: un serveur PostgreSQL, absent de cette machine (paquet Debian\u00a0: postgresql)',
    );
  const server = await startInstalledPostgres(programs);
  process.env.TEST_DATABASE_URL = server.url;
  try {
    await runs.run({ project: ['server-elsewhere'] });
    runs.note(`Serveur PostgreSQL\u00a0: ${server.version}`);
  } finally {
    delete process.env.TEST_DATABASE_URL;
    await server.stop();
  }
}

const SAMPLES = path.resolve(import.meta.dirname, '../../shared/samples');
const samples = existsSync(path.join(SAMPLES, 'expected.json'));
if (!samples)
  runs.note(
    'Laissés de côté\u00a0: les fichiers d’exemple des partenaires (../shared/samples n’est pas à côté du projet)',
  );

await runs.run({ project: samples ? ['laws', 'samples'] : ['laws'] });
await runOnServer();
await runs.run({ project: ['long-unit', 'long-server'] });
await runs.run({ project: ['long-journeys'] });
// A hundred kills of the product, its database or both, held against what was acknowledged: the table says how soon it is back.
if (process.argv.length === 2) {
  const seed = ['--seed', process.env.SEED === '0' ? '1' : process.env.SEED];
  const kills = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, 'faults/run.mjs'), '--kills', '100', ...seed],
    {
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  runs.count(
    'cent arrêts brutaux',
    kills.status === 0,
    'une écriture annoncée s’est perdue, ou n’est faite qu’à moitié',
  );
}
runs.note(replay);
runs.close();
