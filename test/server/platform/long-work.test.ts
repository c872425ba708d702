import { describe, expect, it } from 'vitest';
import { longWorkQueue } from '../../../server/platform/long-work.ts';

/** Works that end when the test says so, and the order in which they began. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const inTurn = longWorkQueue(2);
  return {
    begun,
    ask: (person: string, name: string) =>
      inTurn(person, async () => {
        begun.push(name);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        return name;
      }),
    async end(name: string) {
      ends.get(name)?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
const now = () => new Promise((resolve) => setImmediate(resolve));

describe('long work', () => {
  it('of one reader who asks for twenty-four at once leaves the others their turn, and all of it comes', async () => {
    const { ask, begun, end } = works();
    const lea = Array.from({ length: 24 }, (_, rank) => ask('lea', `lea ${rank}`));
    const [karim, nadia] = [ask('karim', 'karim'), ask('nadia', 'nadia')];
    await now();
    expect(begun).toEqual(['lea 0', 'karim']);
    await end('karim');
    expect(begun.at(-1)).toBe('nadia');
    await end('nadia');
    expect(await Promise.all([karim, nadia])).toEqual(['karim', 'nadia']);
    for (let rank = 0; rank < 24; rank += 1) {
      expect(begun.at(-1)).toBe(rank === 0 ? 'nadia' : `lea ${rank}`);
      await end(`lea ${rank}`);
    }
    expect(await Promise.all(lea)).toHaveLength(24);
  });

  it('is two at once in all, whoever asks', async () => {
    const { ask, begun, end } = works();
    for (const person of ['a', 'b', 'c', 'd']) void ask(person, person);
    await now();
    expect(begun).toEqual(['a', 'b']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('that fails gives its turn on', async () => {
    const inTurn = longWorkQueue(1);
    await expect(inTurn('a', () => Promise.reject(new Error('en panne')))).rejects.toThrow('en panne');
    expect(await inTurn('b', async () => 'b')).toBe('b');
  });
});
