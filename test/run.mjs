// `npm test`: makes what the tests need, runs them, and closes with one line that a script can read. The journeys come
// last and alone: a browser and a product want the whole of a small machine. In between, the tests of the server go once
// more on a PostgreSQL server, when the machine has one.
import { register } from 'tsx/esm/api';
import { startVitest } from 'vitest/node';
import { build } from '../server/build.mjs';

process.env.NODE_ENV ??= 'test';
await build({ say: console.log });
register();

const cases = (task) => (task.type === 'test' ? [task] : (task.tasks ?? []).flatMap(cases));
const hasFailed = (task) => task.result?.state === 'fail';
const named = (task) => (task === task.file ? task.name : `${named(task.suite ?? task.file)} > ${task.name}`);
const firstError = (task) => task.result?.errors?.[0] ?? task.tasks?.map(firstError).find(Boolean);
const ownLines = (error) =>
  (error?.stack ?? '')
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .join('\n');
const totals = { passed: 0, skipped: 0 };
/** What failed, each with its first error: repeated at the very end, where the long output is read first. */
const failures = [];

/**
 * What a server of the machine's own PostgreSQL is not asked again: tests that start a product or an embedded database of
 * their own, that make documents, or that count mutations and fuzzed requests, which hardly depend on the server.
 */
const embeddedAlone = [
  'test/server/reports/**',
  'test/server/{faults,killed-import,command-line,catalogue-command,guides,sign-in-*,operations-*}.test.ts',
  'test/server/{no-secret-in-logs,access-mutants,fuzz-requests,attack*}.test.ts',
  'test/server/platform/{embedded-postgres,installation}.test.ts',
];

async function run(options) {
  const vitest = await startVitest('test', process.argv.slice(2), { ...options, watch: false, passWithNoTests: true });
  const files = vitest.state.getFiles();
  const tests = files.flatMap(cases);
  totals.passed += tests.filter((one) => one.result?.state === 'pass').length;
  totals.skipped += tests.filter((one) => one.mode === 'skip' || one.result?.state === 'skip').length;
  const failed = tests.filter(hasFailed);
  // A file that cannot even be read, and an error outside every test, are failures too.
  const broken = files.filter((file) => hasFailed(file) && !cases(file).some(hasFailed));
  failures.push(
    ...[...failed, ...broken].map((task) => ({ where: named(task), error: firstError(task) })),
    ...vitest.state.getUnhandledErrors().map((error) => ({ where: 'hors de tout essai', error })),
  );
  await vitest.close();
}

/** The tests of the server once more on a PostgreSQL that the machine has, when it has one; what became of it, in words. */
async function runOnServer() {
  const { installedPostgres, startInstalledPostgres } = await import('./setup/debian-postgres.ts');
  const programs = installedPostgres();
  if (!programs) return 'absent de cette machine (paquet Debian\u00a0: postgresql)';
  if (process.env.TEST_DATABASE_URL) return 'TEST_DATABASE_URL est déjà le serveur des essais';
  const before = failures.length;
  const from = performance.now();
  const server = await startInstalledPostgres(programs);
  process.env.TEST_DATABASE_URL = server.url;
  try {
    await run({ project: ['server'], cliExclude: embeddedAlone });
  } finally {
    delete process.env.TEST_DATABASE_URL;
    await server.stop();
  }
  const seconds = Math.round((performance.now() - from) / 1000);
  return `${server.version}\u00a0: ${failures.length > before ? 'échec' : 'passé'} en ${seconds}\u00a0s`;
}

await run({ project: ['unit', 'server'] });
const onServer = await runOnServer();
await run({ project: ['journeys'] });
for (const { where, error } of failures) console.log(`\n✗ ${where}\n${ownLines(error)}`);
console.log(`\nServeur PostgreSQL\u00a0: ${onServer}`);

if (totals.skipped > 0) console.log(`\n${totals.skipped} skipped`);
console.log(`\n${totals.passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 || totals.passed === 0 ? 1 : 0);
