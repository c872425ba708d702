import { defineConfig } from 'vitest/config';

/**
 * The tests that a mutant must not survive: the sentences about figures and secrecy. The attacks on random sets stay out:
 * they take a minute, and what only chance finds is a sentence that is missing.
 */
export default defineConfig({
  test: {
    include: ['test/domain/{figures,secrecy}/**/*.test.ts'],
    // The catalogue's own numbers are no rule.
    exclude: ['test/domain/secrecy/*attack*.test.ts', 'test/domain/figures/catalogue-arithmetic.test.ts'],
    setupFiles: ['test/setup/quiet.ts', 'test/mutants/few-draws.ts'],
    // Stryker itself says when a mutant never ends.
    testTimeout: 600_000,
    env: { TZ: 'Asia/Kathmandu' },
  },
});
