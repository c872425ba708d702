import type { Context } from '../../../server/platform/context.ts';
import { bulkLoader } from '../../../server/platform/database/bulk.ts';
import { createCaller, router } from '../../../server/platform/trpc.ts';
import { reportTextsRouter } from '../../../server/report-texts/router.ts';
import { reportsRouter } from '../../../server/reports/router.ts';
import { cleanPastedPlain } from '../../../shared/domain/report/report-text-paste.ts';
import { testDatabase } from '../../setup/test-database.ts';

export const people = {
  helene: { name: 'Hélène', role: 'coordinator' },
  simon: { name: 'Simon', role: 'coordinator' },
  karim: { name: 'Karim', role: 'contributor' },
  camille: { name: 'Camille', role: 'reader' },
} as const;
export type Person = keyof typeof people;

const callerOf = createCaller(
  router({ reports: router({ ...reportsRouter._def.record, ...reportTextsRouter._def.record }) }),
);

/** A text as its author types it; `{{IND-23.annee}}` is the figure. */
export const text = (words: string) => cleanPastedPlain(words).text;

/** The demonstration, two coordinators who write its report, and a clock that the test sets. */
export async function workspaceWorld() {
  const { db, readers, pool, close } = await testDatabase({ demonstration: true });
  let now = new Date('2025-11-14T10:00:00Z');
  const organisation = await db.organisation.findFirstOrThrow({ where: { code: 'ADEFO' } });
  for (const [id, { name, role }] of Object.entries(people)) {
    const organisationId = role === 'contributor' ? organisation.id : null;
    await db.user.create({ data: { id, name, role, email: `${id}@exemple.fr`, organisationId } });
  }
  function as(person: Person) {
    const { name, role } = people[person];
    const organisationId = role === 'contributor' ? organisation.id : null;
    const context: Context = {
      db,
      readers,
      bulk: bulkLoader(pool),
      viewer: { id: person, name, email: `${person}@exemple.fr`, role, organisationId },
      clock: { now: () => now },
      mailer: async () => 'kept',
      pseudonym: (source, fileNumber) => `${source} ${fileNumber}`,
      referenceDate: () => '2025-11-14',
      demonstration: () => true,
      requestId: 'test',
    };
    return callerOf(context).reports;
  }
  return {
    db,
    close,
    as,
    platform: { db, referenceDate: () => '2025-11-14' },
    later(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}
export type WorkspaceWorld = Awaited<ReturnType<typeof workspaceWorld>>;
