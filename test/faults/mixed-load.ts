import { setTimeout as pause } from 'node:timers/promises';
import { type After, freeze, review, save, submit, takeFile } from './acts.ts';
import type { Chance } from './chance.ts';
import type { World } from './world.ts';

const ROWS_OF_A_FILE = 40;
const BREATH_MS = 200;

/** Saves, sendings, imports, freezes and validations of everyone at once, until it is stopped; a client that is cut stops by itself. */
export function startMixedLoad(world: World, chance: Chance) {
  let stopped = false;
  let calm = true;
  const underWay = new Set<string>();
  const setting = { world, chance, calm: () => calm, underWay };

  async function work(once: () => Promise<After>): Promise<void> {
    while (!stopped) {
      if ((await once()) === 'cut') return;
      await pause(BREATH_MS);
    }
  }
  const typing = world.contributors.map(({ client, cells }) =>
    work(() => {
      const cell = chance.pick(cells);
      return chance.next() < 0.04 ? submit(setting, client, cell) : save(setting, client, cell);
    }),
  );
  const importing = world.importers.map((importer) => work(() => takeFile(setting, importer, ROWS_OF_A_FILE)));
  const all = Promise.all([...typing, ...importing, work(() => review(setting)), work(() => freeze(setting))]);
  return {
    isUnderWay: (name: string) => underWay.has(name),
    /** Something is about to be killed: from now on errors are expected. */
    alarm() {
      calm = false;
    },
    async stop(): Promise<void> {
      stopped = true;
      await all;
    },
  };
}
