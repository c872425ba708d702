import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, rights } from '../../../server/platform/access.ts';
import { type FuzzWorld, fuzzWorld } from '../web/fuzz-world.ts';
import { matrix } from './access-rows.ts';
import { type AccessWorld, accessWorld, pastTheGuard, procedures } from './access-world.ts';

/**
 * Each cell of the table of rights is changed in turn, and the access matrix must notice: a right that is given is taken away, one
 * that is refused is given, one's own becomes everybody's. What no question tells apart is a right that nobody holds to.
 */
type Who = keyof (typeof rights)[Action];
type Extent = 'all' | 'own' | 'none';
const letters: Record<Who, string> = { coordinator: 'C', contributor: 'OS', reader: 'R', nobody: 'N' };
const others: Record<Extent, readonly Extent[]> = { all: ['none'], own: ['none', 'all'], none: ['all'] };

/** What no procedure of the matrix asks is asked at its address: the person whom the change lets in or keeps out. */
const addresses: Partial<Record<Action, string>> = {
  'help.download': '/documents/guides/contributeur.odt',
  'organisation-share.read': '/documents/fiche-partenaire/2023/HH.odt',
};
const people: Record<Who, string> = {
  coordinator: 'coordination',
  contributor: 'association',
  reader: 'etat',
  nobody: '',
};

let world: AccessWorld;
let floor: FuzzWorld;
beforeAll(async () => {
  [world, floor] = [await accessWorld(), await fuzzWorld()];
}, 240_000);
afterAll(async () => {
  await world.close();
  await floor.close();
});

interface Mutant {
  action: Action;
  who: Who;
  extent: Extent;
}
const actions = Object.keys(rights) as Action[];
const mutants: Mutant[] = actions.flatMap((action) =>
  (Object.keys(letters) as Who[]).flatMap((who) =>
    others[rights[action][who] as Extent].map((extent) => ({ action, who, extent })),
  ),
);

async function withMutant<T>({ action, who, extent }: Mutant, ask: () => Promise<T>): Promise<T> {
  const table = rights as Record<Action, Record<Who, Extent>>;
  const sound = table[action];
  table[action] = { ...sound, [who]: extent };
  try {
    return await ask();
  } finally {
    table[action] = sound;
  }
}

const asked = (action: Action) => Object.keys(matrix).filter((name) => procedures[name]?._def.meta?.action === action);

/** True when some question of the matrix is answered otherwise than its row says. */
async function isNoticed(mutant: Mutant): Promise<boolean> {
  return withMutant(mutant, async () => {
    for (const name of asked(mutant.action))
      for (const letter of letters[mutant.who]) {
        const row = matrix[name]?.who ?? '';
        // Nothing is written by a question that the guard refuses, or that no procedure takes.
        if ((await world.asksBadly(name, letter)) !== (pastTheGuard(row).includes(letter) ? 'in' : 'refused'))
          return true;
        if (mutant.extent !== 'all' || letter !== 'S') continue;
        if ((await world.asksWell(name, letter)) !== (row.includes(letter) ? 'in' : 'refused')) return true;
      }
    return false;
  });
}

async function isNoticedAtItsAddress(mutant: Mutant): Promise<boolean> {
  const url = addresses[mutant.action]?.replace('=HH', `=${floor.idOf('HH')}`);
  if (!url) return false;
  const ask = async () =>
    (await floor.app.inject({ url, headers: { cookie: floor.cookies.get(people[mutant.who]) ?? '' } })).statusCode;
  return (await ask()) !== (await withMutant(mutant, ask));
}

describe('a cell of the table of rights that is changed', () => {
  it('is noticed by a question of the matrix: none survives', async () => {
    const survivors: string[] = [];
    for (const mutant of mutants)
      if (!((await isNoticed(mutant)) || (await isNoticedAtItsAddress(mutant))))
        survivors.push(`${mutant.action} ${mutant.who} ${mutant.extent}`);
    console.info(`${mutants.length} changes, ${survivors.length} that nothing notices`);
    expect(survivors).toEqual([]);
  }, 900_000);
});
