import type { Context } from '../../../server/platform/context.ts';
import { bulkLoader } from '../../../server/platform/database/bulk.ts';
import type { Mailer } from '../../../server/platform/mail/mail.ts';
import { createCaller } from '../../../server/platform/trpc.ts';
import { appRouter } from '../../../server/router.ts';
import { publishNow } from '../../setup/published.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { type Person, people } from './workspace-world.ts';

const callerOf = createCaller(appRouter);

/** The demonstration, published, where 2023 is over, with a clock that the test moves. */
export async function editionWorld(mailer: Mailer = async () => 'kept') {
  const { db, readers, pool, close } = await testDatabase({ published: true });
  let now = new Date('2025-11-14T10:00:00Z');
  const organisation = await db.organisation.findFirstOrThrow({ where: { code: 'ADEFO' } });
  for (const [id, { name, role }] of Object.entries(people)) {
    const organisationId = role === 'contributor' ? organisation.id : null;
    await db.user.create({ data: { id, name, role, email: `${id}@exemple.fr`, organisationId } });
  }
  function contextOf(person: Person | null): Context {
    const known = person && people[person];
    const organisationId = known?.role === 'contributor' ? organisation.id : null;
    return {
      db,
      readers,
      bulk: bulkLoader(pool),
      viewer: person && known ? { id: person, email: `${person}@exemple.fr`, ...known, organisationId } : null,
      clock: { now: () => now },
      mailer,
      pseudonym: (source, fileNumber) => `${source} ${fileNumber}`,
      referenceDate: () => '2025-11-14',
      demonstration: () => true,
      requestId: 'test',
    };
  }
  const as = (person: Person | null) => callerOf(contextOf(person));
  return {
    db,
    close,
    as,
    contextOf,
    later(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    /** Publishes what is validated: editions are made of publications. */
    publish: () => publishNow(contextOf('helene')),
    /** Opens and freezes, with every warning read. */
    async frozen(year: number, kind: 'report' | 'addendum' = 'report'): Promise<number> {
      const { editions } = as('helene');
      const { id } = await editions.open({ year, kind });
      const { warnings } = await editions.check({ id });
      await editions.freeze({ id, accepted: warnings });
      now = new Date(now.getTime() + 60_000);
      return id;
    },
    files: (id: number) => db.editionFile.findMany({ where: { editionId: id }, orderBy: { format: 'asc' } }),
  };
}
export type EditionWorld = Awaited<ReturnType<typeof editionWorld>>;
