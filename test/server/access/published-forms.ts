import type { inferRouterOutputs } from '@trpc/server';
import { questionKey } from '../../../server/publications/answering.ts';
import type { AppRouter } from '../../../server/router.ts';
import type { ImportWorld } from '../imports/import-world.ts';

type Outputs = inferRouterOutputs<AppRouter>;

/** What the latest publication says to everyone, and what it says whole: what an attacker sees, and what they are after. */
export async function publishedForms<Room extends keyof Outputs, Name extends keyof Outputs[Room] & string>(
  { db }: Pick<ImportWorld, 'db'>,
  procedure: `${Room}.${Name}`,
  input: object,
): Promise<[Outputs[Room][Name], Outputs[Room][Name]]> {
  const { id } = await db.publication.findFirstOrThrow({ orderBy: { number: 'desc' } });
  const bodyOf = async (form: 'masked' | 'whole') => {
    const where = { publicationId: id, form, procedure, key: questionKey(input) };
    return JSON.parse((await db.publicationAnswer.findFirstOrThrow({ where })).body);
  };
  return [await bodyOf('masked'), await bodyOf('whole')];
}
