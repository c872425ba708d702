import { TRPCError } from '@trpc/server';
import { createStaging } from '../../server/imports/staging-repository.ts';
import type { Viewer } from '../../server/platform/access.ts';
import { bulkLoader } from '../../server/platform/bulk.ts';
import type { Context } from '../../server/platform/context.ts';
import { pseudonymiser } from '../../server/platform/pseudonym.ts';
import { createCaller } from '../../server/platform/trpc.ts';
import { appRouter } from '../../server/router.ts';
import { testDatabase } from '../setup/test-database.ts';
import { everybody, file, matrix, prepared } from './access-rows.ts';

type Procedure = { _def: { meta?: { action?: string; stepUp?: true }; inputs: unknown[] } };
export const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;
type Rooms = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

/** How a door answered: it let the person in (whatever they found behind), or refused them. */
export type Answer = 'in' | 'refused';

/** The demonstration, an import of each organisation that waits, and everyone who may knock at a procedure. */
export async function accessWorld() {
  const { db, pool, close } = await testDatabase({ demonstration: true });
  const id = async (code: string) => (await db.organisation.findUniqueOrThrow({ where: { code } })).id;
  const [mine, theirs] = [await id('HH'), await id('SOLIHA')];
  for (const organisationId of [mine, theirs]) prepared.set(organisationId, await prepareImport(organisationId));
  const callerOf = createCaller(appRouter);

  async function prepareImport(organisationId: number): Promise<number> {
    const made = await db.import.create({
      data: {
        ...file(organisationId),
        ...{ status: 'prepared', rows: 0, accepted: 0, changed: 0, identical: 0, duplicates: 0, superseded: 0 },
        ...{ outOfTerritory: 0, rejected: [], suspicious: [], indicators: {} },
      },
    });
    await createStaging(db, made.id);
    return made.id;
  }

  function viewerOf(who: string): Viewer | null {
    if (who === 'N') return null;
    const role = who === 'C' ? 'coordinator' : who === 'R' ? 'reader' : 'contributor';
    const organisationId = role === 'contributor' ? mine : null;
    return { id: `viewer-${who}`, name: 'Essai', email: 'essai@exemple.fr', role, organisationId };
  }

  const platform: Omit<Context, 'viewer'> = {
    db,
    bulk: bulkLoader(pool),
    clock: { now: () => new Date('2025-11-14T10:00:00Z') },
    mailer: async () => 'kept',
    pseudonym: pseudonymiser([Buffer.from('clé des essais')]),
    referenceDate: () => '2025-11-14',
    demonstration: () => true,
    requestId: 'test',
  };

  /** Calls a procedure as somebody; the error that it ends with, or null. */
  async function call(name: string, viewer: Viewer | null, input: unknown): Promise<TRPCError | null> {
    const [room = '', procedure = ''] = name.split('.');
    const rooms = callerOf({ ...platform, viewer }) as unknown as Rooms;
    try {
      await rooms[room]?.[procedure]?.(input);
      return null;
    } catch (error) {
      if (error instanceof TRPCError) return error;
      throw error;
    }
  }

  async function answerOf(name: string, who: string, input: unknown): Promise<Answer> {
    const error = await call(name, viewerOf(who), input);
    if (error?.code === 'INTERNAL_SERVER_ERROR') throw error;
    return error?.code === 'FORBIDDEN' || error?.code === 'UNAUTHORIZED' ? 'refused' : 'in';
  }

  /** The letters of those whom a procedure lets in with the input of its row. */
  async function letIn(name: string): Promise<string> {
    const row = matrix[name];
    const answers = [];
    for (const who of everybody)
      if ((await answerOf(name, who, row?.input(who === 'S' ? theirs : mine))) === 'in') answers.push(who);
    return answers.join('');
  }

  return { db, close, call, answerOf, letIn, viewerOf };
}
export type AccessWorld = Awaited<ReturnType<typeof accessWorld>>;
