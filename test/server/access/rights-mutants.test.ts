import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, rights } from '../../../server/platform/access.ts';
import { type FuzzWorld, fuzzWorld } from '../web/fuzz-world.ts';
import { matrix } from './access-rows.ts';
import { type AccessWorld, accessWorld, pastTheGuard, procedures } from './access-world.ts';

/**
 * Each cell of the table of rights is changed in turn, and the access matrix must notice: a right that is given is taken away, one
 * that is refused is given, one's own becomes everybody's. What no question tells apart is a right that nobody holds to.
 */
type Who = 'coordinator' | 'contributor' | 'reader' | 'nobody';
type Extent = 'all' | 'own' | 'none';
const letters: Record<Who, string> = { coordinator: 'C', contributor: 'OS', reader: 'R', nobody: 'N' };
const others: Record<Extent, readonly Extent[]> = { all: ['none'], own: ['none', 'all'], none: ['all'] };

/** What no procedure of the matrix asks is asked at its address: the person whom the change lets in or keeps out. */
const addresses: Partial<Record<Action, string>> = {
  'help.download': '/documents/guides/contributeur.odt',
  'figures.follow': '/api/live',
};
const people: Record<Who, string> = {
  coordinator: 'coordination',
  contributor: 'association',
  reader: 'etat',
  nobody: '',
};

let world: AccessWorld;
let floor: FuzzWorld;
let address: string;
beforeAll(async () => {
  [world, floor] = [await accessWorld(), await fuzzWorld()];
  address = await floor.app.listen({ port: 0, host: '127.0.0.1' });
}, 240_000);
afterAll(async () => {
  await world.close();
  await floor.close();
});

const table = rights as unknown as Record<Action, Partial<Record<Who, Extent>>>;
interface Mutant {
  action: Action;
  who: Who;
  extent: Extent;
}
const actions = Object.keys(rights) as Action[];
const mutants: Mutant[] = actions.flatMap((action) =>
  (Object.keys(letters) as Who[]).flatMap((who) =>
    // A cell that a row does not have is no right of nobody's: past the guard a person is asked for (`allowed`).
    others[table[action][who] ?? 'all'].flatMap((extent) => (table[action][who] ? [{ action, who, extent }] : [])),
  ),
);

async function withMutant<T>({ action, who, extent }: Mutant, ask: () => Promise<T>): Promise<T> {
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

/** The status alone: an open line never ends. */
async function statusOf(path: string, who: Who): Promise<number> {
  const cut = new AbortController();
  const headers = { cookie: floor.cookies.get(people[who]) ?? '' };
  const { status } = await fetch(`${address}${path}`, { headers, signal: cut.signal });
  cut.abort();
  return status;
}

async function isNoticedAtItsAddress(mutant: Mutant): Promise<boolean> {
  const path = addresses[mutant.action];
  if (!path) return false;
  const sound = await statusOf(path, mutant.who);
  return sound !== (await withMutant(mutant, () => statusOf(path, mutant.who)));
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
