import { defineConfig } from 'vitest/config';
import { GroupedFiles } from './test/setup/grouped-files.ts';
import { atLength, embeddedAlone, laws, longServer, longUnit, mainJourneys } from './test/tiers.ts';

const setupFiles = ['test/setup/quiet.ts'];
const unit = ['test/*.test.ts', 'test/{domain,reading,registers,client}/**/*.test.{ts,tsx}'];
const env = { TZ: 'Asia/Kathmandu' };

/** Two workers that go on from file to file: what a file imports is read once a worker, not once a file. */
const together = { pool: 'forks' as const, isolate: false, setupFiles, testTimeout: 120_000, hookTimeout: 240_000 };
/** One file at a time, in a process of its own: what counts memory or time wants the machine to itself. */
const alone = { fileParallelism: false, setupFiles, testTimeout: 120_000, hookTimeout: 300_000 };
const database = { globalSetup: ['test/setup/database.ts'] };
const product = { globalSetup: ['test/setup/product.ts'] };

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: GroupedFiles },
    projects: [
      // `npm test`
      { test: { ...together, name: 'unit', include: unit, exclude: longUnit, env } },
      {
        test: { ...together, ...database, name: 'server', include: ['test/server/**/*.test.ts'], exclude: longServer },
      },
      { test: { ...alone, ...product, isolate: false, name: 'journeys', include: mainJourneys } },
      // `npm run test:long`
      { test: { ...alone, name: 'long-unit', include: longUnit, env } },
      {
        test: {
          ...together,
          name: 'laws',
          include: laws(),
          env,
          setupFiles: [...setupFiles, 'test/setup/new-seeds.ts'],
        },
      },
      { test: { ...alone, ...database, name: 'long-server', include: [...longServer, ...atLength] } },
      {
        test: {
          ...together,
          ...database,
          name: 'server-elsewhere',
          include: ['test/server/**/*.test.ts'],
          exclude: embeddedAlone,
        },
      },
      { test: { ...together, ...database, name: 'samples', include: ['test/samples/**/*.test.ts'] } },
      {
        test: {
          ...alone,
          ...product,
          name: 'long-journeys',
          include: ['test/e2e/**/*.test.ts'],
          exclude: mainJourneys,
        },
      },
    ],
  },
});
