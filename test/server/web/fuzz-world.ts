import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { demonstrationAccounts } from '../../../prisma/seed/seed-accounts.ts';
import { buildApp } from '../../../server/app.ts';
import { type Clock, systemClock } from '../../../server/platform/clock.ts';
import { createAuth, openSession } from '../../../server/platform/session.ts';
import { importWorld } from '../imports/import-world.ts';
import type { Known } from './fuzz-inputs.ts';
import { installationOf, SESSION_SECRET } from './served-app.ts';

/** What only one organisation may ever read: its own words, laid where it writes. */
export const MARK = 'MARQUE-DE-L-AUTRE-STRUCTURE';

const pairOf = (cookie: string) => cookie.split(';')[0] ?? '';

/** The built page, as far as the server needs one. */
function clientFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'requests-'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><html><head></head><body></body></html>');
  writeFileSync(path.join(folder, 'pages.json'), '{}');
  return folder;
}

/** The product over the demonstration, a session of each demonstration account, and real names to ask about. */
export async function fuzzWorld(env: NodeJS.ProcessEnv = {}, clock: Clock = systemClock) {
  const world = await importWorld({ published: true });
  const { db } = world;
  const installation = { ...installationOf(world, env), clock };
  const folder = clientFolder();
  const app = await buildApp(installation, folder);
  const auth = createAuth({ db, secret: SESSION_SECRET, clock, baseUrl: installation.env.baseUrl });
  const cookies = new Map<string, string>();

  /** Everyone comes in; again when a request has put them out. */
  async function comeIn(): Promise<void> {
    for (const { email } of demonstrationAccounts) {
      const person = await db.user.update({ where: { email }, data: { disabled: false } });
      await db.session.deleteMany({ where: { userId: person.id } });
      const cookie = await openSession(auth, person, 'password', { address: '127.0.0.1', userAgent: null });
      cookies.set(email.split('@')[0] ?? '', pairOf(cookie));
    }
  }

  /** One more session of somebody. */
  const another = (person: { id: string; name: string }) =>
    openSession(auth, person, 'password', { address: '127.0.0.1', userAgent: null }).then(pairOf);

  await comeIn();
  const theirs = world.idOf('SOLIHA');
  await db.observation.updateMany({ where: { organisationId: theirs }, data: { comment: MARK, reason: MARK } });
  await db.import.updateMany({ where: { organisationId: theirs }, data: { fileName: MARK } });
  return {
    ...world,
    app,
    auth,
    cookies,
    comeIn,
    another,
    known: await knownOf(world),
    async close() {
      await app.close();
      await world.close();
      rmSync(folder, { recursive: true });
    },
  };
}
export type FuzzWorld = Awaited<ReturnType<typeof fuzzWorld>>;

/** Real things by the name under which procedures take them; people are some whom nobody comes in as. */
async function knownOf({ db }: Awaited<ReturnType<typeof importWorld>>): Promise<Known> {
  const idsOf = async (rows: Promise<{ id: number }[]>) => (await rows).map(({ id }) => id).slice(0, 40);
  const select = { select: { id: true }, take: 40 } as const;
  const visitor = { id: 'de-passage', name: 'De passage', email: 'passage@exemple.fr', role: 'reader' as const };
  await db.user.create({ data: visitor });
  const organisationId = await idsOf(db.organisation.findMany(select));
  const indicators = await db.indicator.findMany({ select: { id: true, code: true } });
  const actions = await db.action.findMany({ select: { key: true } });
  const organisations = await db.organisation.findMany({ select: { code: true } });
  const people = [visitor.id, 'unknown'];
  return {
    ...{ organisationId, indicatorId: indicators.map(({ id }) => id), code: indicators.map(({ code }) => code) },
    ...{ organisation: organisations.map(({ code }) => code), userId: people, ownerId: people, deputyId: people },
    ...{ action: actions.map(({ key }) => key), actionKey: actions.map(({ key }) => key) },
    ...{ mailId: await idsOf(db.mail.findMany(select)), id: [1, 2, 3, 5, 999_999], year: [2022, 2023, 2024, 2025] },
    ...{ month: ['2023-05', '2024-11', '2025-09', '2025-10'], sessionId: ['unknown'], passkeyId: ['unknown'] },
    ...{ siteAddress: ['http://127.0.0.1:3000'], version: [1, 2, 7], revision: [0, 1, 2], base: [0, 1] },
  };
}
