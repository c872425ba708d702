import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Which test is asked when. `npm test`: everything that a change can break, once, on what npm brings. The long tier: what
 * attacks, kills, lasts, compares pictures, draws by chance, or needs something that a machine may not have.
 */

/** Of the fast tests, those of the readers that fuzz and bomb, and a publication of full size. */
export const longUnit = ['test/reading/{fuzz,bad-files}.test.ts', 'test/domain/secrecy/publication-size.test.ts'];

/** Of the tests on a database, those that attack, mutate, fuzz, kill, storm, fill a disk, or start servers and products by twos. */
export const longServer = [
  'test/server/access/{access-mutants,attack,attack-rooms,rights-mutants}.test.ts',
  'test/server/web/fuzz-requests.test.ts',
  'test/server/accounts/sign-in-storm.test.ts',
  'test/server/collection/reminders-killed.test.ts',
  'test/server/imports/{killed-import,receipts-fuzz}.test.ts',
  'test/server/reports/{edition-at-once,many-at-once,report-hostile}.test.ts',
  'test/server/operations/{early-versions,faults,operations-recovery,operations-disk-full,restore-equality,start-words,two-products}.test.ts',
  'test/server/platform/{embedded-postgres,replica}.test.ts',
];

/** Tests on a database that stand at length beside the short ones of their file (`itAtLength`): the long tier asks the file again. */
export const atLength = [
  'test/server/catalogue/convention-renewal.test.ts',
  'test/server/collection/reminders.test.ts',
  'test/server/operations/{command-line,operations-status,retention-figures}.test.ts',
  'test/server/platform/installation.test.ts',
  'test/server/reports/edition.test.ts',
];

/** Five journeys of the main jobs, and the walk of axe through twelve pages. */
export const mainJourneys = ['test/e2e/{main-job,entry,imports,report-edition,roles,twelve-pages}.test.ts'];

/**
 * What a server of the machine's own PostgreSQL is not asked again: tests that start a product or an embedded database of
 * their own, or that make documents, which hardly depend on the server.
 */
export const embeddedAlone = [
  ...longServer,
  'test/server/reports/**',
  'test/server/accounts/no-secret-in-logs.test.ts',
  'test/server/accounts/sign-in-*.test.ts',
  'test/server/catalogue/catalogue-command.test.ts',
  'test/server/operations/{command-line,guides,operations-*}.test.ts',
  'test/server/platform/installation.test.ts',
];

const ROOT = path.resolve(import.meta.dirname, '..');

/** The files that state laws for any input: the long tier asks them again with other draws. */
export function laws(): string[] {
  const files = readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' });
  return files
    .map((file) => path.posix.join('test', file.replaceAll('\\', '/')))
    .filter((file) => /^test\/(domain|reading|registers|client)\/.*\.test\.tsx?$/.test(file))
    .filter((file) => /from 'fast-check'|(seedOf|draws)\(/.test(readFileSync(path.join(ROOT, file), 'utf8')));
}
