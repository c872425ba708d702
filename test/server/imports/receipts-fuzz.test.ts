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

  // By thousands, over one register that grows: what was seen stands when the machine stops before the end.
  for (let part = 0; part < 10; part += 1) receiptsAddUp(() => world, 1000, seedOf(20_261_201) + part);
});
