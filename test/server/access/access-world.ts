import { TRPCError } from '@trpc/server';
import { createStaging } from '../../../server/imports/staging-repository.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import type { Context } from '../../../server/platform/context.ts';
import { bulkLoader } from '../../../server/platform/database/bulk.ts';
import { pseudonymiser } from '../../../server/platform/secrets/pseudonym.ts';
import { createCaller } from '../../../server/platform/trpc.ts';
import { appRouter } from '../../../server/router.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { everybody, file, matrix, ofOneOrganisation, prepared, veiled } from './access-rows.ts';

type Procedure = { _def: { meta?: { action?: string; stepUp?: true }; inputs: unknown[] } };
export const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;
type Rooms = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

/** How a door answered: it let the person in (whatever they found behind), or refused them. */
export type Answer = 'in' | 'refused';

/** The demonstration, an import of each organisation that waits, and everyone who may knock at a procedure. */
export async function accessWorld() {
  const { db, readers, pool, close } = await testDatabase({ published: true });
  const id = async (code: string) => (await db.organisation.findUniqueOrThrow({ where: { code } })).id;
  const [mine, theirs] = [await id('HH'), await id('SOLIHA')];
  for (const organisationId of [mine, theirs]) prepared.set(organisationId, await prepareImport(organisationId));
  const callerOf = createCaller(appRouter);

  async function prepareImport(organisationId: number): Promise<number> {
    const { format: _, ...sent } = file(organisationId);
    const made = await db.import.create({
      data: {
        ...sent,
        fileName: 'fichier.csv',
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
    readers,
    bulk: bulkLoader(pool),
    clock: { now: () => new Date('2025-11-14T10:00:00Z') },
    mailer: async () => 'kept',
    pseudonym: pseudonymiser([Buffer.from('clé des essais')]),
    referenceDate: () => '2025-11-14',
    demonstration: () => true,
    requestId: 'test',
  };

  /** Calls a procedure as somebody: what it answers, or the refusal that it ends with. */
  async function call(name: string, viewer: Viewer | null, input: unknown) {
    const [room = '', procedure = ''] = name.split('.');
    const rooms = callerOf({ ...platform, viewer }) as unknown as Rooms;
    try {
      return { found: await rooms[room]?.[procedure]?.(input), error: null };
    } catch (error) {
      if (error instanceof TRPCError) return { found: null, error };
      throw error;
    }
  }

  async function answerOf(name: string, who: string, input: unknown): Promise<Answer> {
    const { error } = await call(name, viewerOf(who), input);
    if (error?.code === 'INTERNAL_SERVER_ERROR') throw error;
    return error?.code === 'FORBIDDEN' || error?.code === 'UNAUTHORIZED' ? 'refused' : 'in';
  }

  /** Asks a procedure as its row says. */
  const asksWell = (name: string, who: string) => answerOf(name, who, matrix[name]?.input(who === 'S' ? theirs : mine));
  /** Asks with something that no procedure takes: who may not ask is refused before it is read. */
  const asksBadly = (name: string, who: string) => answerOf(name, who, 12_345);

  const codeOf = (who: string) => (who === 'S' ? 'SOLIHA' : 'HH');
  /** Asks for the figures of one organisation, one's own where one has one. */
  const asksOfOne = (name: string, who: string) => answerOf(name, who, ofOneOrganisation[name]?.(codeOf(who)));
  /** « in »: nothing of the answer is hidden from them. */
  async function seesAll(name: string, who: string): Promise<Answer> {
    const { error, found } = await call(name, viewerOf(who), veiled[name]?.input);
    return error || veiled[name]?.sign.test(JSON.stringify(found)) ? 'refused' : 'in';
  }

  async function lettersOf(ask: (name: string, who: string) => Promise<Answer>, name: string): Promise<string> {
    const letters = [];
    for (const who of everybody) if ((await ask(name, who)) === 'in') letters.push(who);
    return letters.join('');
  }
  /** The letters of those whom a procedure lets in, and of those whose input it reads. */
  const letIn = (name: string) => lettersOf(asksWell, name);
  const readsInputOf = (name: string) => lettersOf(asksBadly, name);

  return {
    db,
    pool,
    close,
    mine,
    theirs,
    call,
    asksWell,
    asksBadly,
    asksOfOne,
    seesAll,
    lettersOf,
    letIn,
    readsInputOf,
    viewerOf,
  };
}
export type AccessWorld = Awaited<ReturnType<typeof accessWorld>>;

/** Whom the guard of a procedure lets past: which organisation is asked about, it does not know yet. */
export const pastTheGuard = (who: string) => (who.includes('O') && !who.includes('S') ? who.replace('O', 'OS') : who);
