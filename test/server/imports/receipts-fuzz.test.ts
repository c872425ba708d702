import { afterAll, beforeAll, describe } from 'vitest';
import { seedOf } from '../../setup/seed.ts';
import { type ImportWorld, importWorld } from './import-world.ts';
import { receiptsAddUp } from './receipts-suite.ts';

describe('ten thousand receipts', () => {
  let world: ImportWorld;
  beforeAll(async () => {
    world = await importWorld({ demonstration: false });
  });
  afterAll(() => world.close());

  receiptsAddUp(() => world, 10_000, seedOf(20_261_201));
});
