import { it } from 'vitest';

/**
 * A test of the long tier that stands beside the others of its file, whose world it shares: `npm test` does not hold it. What
 * attacks, lasts, starts products, or says once more at length what a shorter test of the same file says.
 */
export function itAtLength(name: string, ask: () => Promise<void>): void {
  if (process.env.LONG_TIER) it(name, { timeout: 600_000 }, ask);
}
