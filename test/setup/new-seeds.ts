import { vi } from 'vitest';
import { seedOf } from './seed.ts';

/** The laws once more with other draws: each names a seed, and under `SEED` draws from another. */
vi.mock('fast-check', async (load) => {
  const real = await load<typeof import('fast-check')>();
  const assert = ((...[property, parameters]: Parameters<typeof real.assert>) =>
    real.assert(property, { ...parameters, seed: seedOf(parameters?.seed ?? 0) })) as typeof real.assert;
  return { ...real, assert, default: { ...real.default, assert } };
});
