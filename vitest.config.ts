import { defineConfig } from 'vitest/config';

/** Few workers that go on from file to file: what a file imports is read once a worker, not once a file. */
const shared = { pool: 'forks' as const, isolate: false, setupFiles: ['test/setup/quiet.ts'] };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/*.test.ts', 'test/{domain,reading,registers,client}/**/*.test.{ts,tsx}'],
          env: { TZ: 'Asia/Kathmandu' },
        },
      },
      {
        test: {
          ...shared,
          name: 'server',
          include: ['test/server/**/*.test.ts'],
          globalSetup: ['test/setup/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/setup/product.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
