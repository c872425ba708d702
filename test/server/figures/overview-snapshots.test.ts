import { PrismaPg } from '@prisma/adapter-pg';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { buildApp } from '../../../server/app.ts';
import { overviewFor } from '../../../server/overview/service.ts';
import { figureRevision, foldRevision } from '../../../server/platform/database/revision.ts';
import type { Figure } from '../../../shared/domain/figures/figure.ts';
import { validateSeen } from '../../setup/validated-cells.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';
import { cookiesOf, installationOf } from '../web/served-app.ts';

/** Two processes of the product on one database: what one of them writes, the other says at its next answer. */
let world: ImportWorld;
let here: FastifyInstance;
let there: FastifyInstance;
let cookies: Map<string, string>;

const instant = () => new Date();

beforeAll(async () => {
  world = await importWorld({ published: true });
  const installation = { ...installationOf(world), clock: { now: instant } };
  [here, there] = [await buildApp(installation, null), await buildApp(installation, null)];
  cookies = await cookiesOf(here);
});
afterAll(async () => {
  await here.close();
  await there.close();
  await world.close();
});

type Asked = { app?: FastifyInstance; input?: object; etag?: string; person?: string };

function ask({ app = here, input = { year: 2025 }, etag, person = 'coordination' }: Asked = {}) {
  const url = `/trpc/overview.forYear?input=${encodeURIComponent(JSON.stringify(input))}`;
  const headers = { cookie: cookies.get(person) ?? '', ...(etag && { 'if-none-match': etag }) };
  return app.inject({ url, headers });
}

const etagOf = async (asked: Asked = {}) => String((await ask(asked)).headers.etag);
const coordinator = () => world.as({ role: 'coordinator' });

async function cellOf(code: string, month: string) {
  return world.db.observation.findFirstOrThrow({ where: { indicator: { code }, month, breakdown: '' } });
}

/** Each way to move a figure, or what judges it. In order: some need what the one before has left. */
const writes: Record<string, () => Promise<unknown>> = {
  'a value saved': async () => {
    const { organisationId, indicatorId, month, revision } = await world.db.observation.findFirstOrThrow({
      where: { stage: 'submitted', indicator: { code: 'IND-23' } },
    });
    const cell = { organisationId, indicatorId, month, revision, state: 'value' as const };
    await coordinator().monthlyEntry.saveCell({ ...cell, value: 23 });
    await coordinator().monthlyEntry.submit({ organisationId, month });
  },
  'a month validated': async () => {
    const { organisationId, month } = await world.db.monthlyReturn.findFirstOrThrow({ where: { status: 'submitted' } });
    await validateSeen(coordinator().collection, [{ organisationId, month }]);
  },
  'a question about a value': async () => {
    const { organisationId, indicatorId } = await cellOf('SIAO-01', '2025-08');
    await coordinator().collection.unlock({ organisationId, month: '2025-08', reason: 'à revoir' });
    const cell = { organisationId, indicatorId, month: '2025-08' };
    await coordinator().collection.returnCell({ ...cell, question: 'Est-ce bien le mois entier ?' });
  },
  'a file imported': () => world.take(handMade('captured-dwelling', [{ captureDate: '2025-03-11' }], ['A'])),
  'an import undone': async () => {
    const { id } = await world.db.import.findFirstOrThrow({ where: { status: 'done' }, orderBy: { id: 'desc' } });
    await coordinator().imports.undo({ id, reason: 'ce n’était pas le bon fichier' });
  },
  'a target amended': () =>
    coordinator().catalogue.amendTarget({
      code: 'IND-02',
      year: 2025,
      value: 44,
      act: 'avenant n° 1',
      actDate: '2025-06-01',
      reason: 'essai',
    }),
  'a setting changed': () =>
    coordinator().catalogue.changeSetting({ name: 'pace.toWatch', value: 0.94, reason: 'essai' }),
};

const movesNoFigure = new Set(['a month validated', 'a question about a value']);

describe('the ready overview', () => {
  it('is the answer of the procedure, to the letter', async () => {
    const ready = await ask();
    expect(ready.headers.etag).toMatch(/^"[\w-]{27}"$/);
    const plain = await coordinator().overview.forYear({ year: 2025 });
    expect(ready.json()).toEqual(JSON.parse(JSON.stringify({ result: { data: plain } })));
  });

  it('is not sent again while nothing has changed', async () => {
    const again = await ask({ etag: await etagOf() });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const compressed = await here.inject({
      url: '/trpc/overview.forYear?input=%7B%22year%22%3A2025%7D',
      headers: { cookie: cookies.get('coordination') ?? '', 'accept-encoding': 'gzip' },
    });
    expect(compressed.headers['content-encoding']).toBe('gzip');
  });

  it.each(Object.keys(writes))('says what is so after %s, on both processes, and the same to readers', async (name) => {
    const before = [await etagOf(), await etagOf({ app: there })];
    expect(new Set(before).size).toBe(1);
    const read = [await etagOf({ person: 'etat' }), await etagOf({ person: 'association' })];
    await writes[name]?.();
    expect([await etagOf({ person: 'etat' }), await etagOf({ person: 'association' })]).toEqual(read);
    const after = [await ask(), await ask({ app: there })];
    expect(after.map((answer) => answer.statusCode)).toEqual([200, 200]);
    // A validation and a question move no figure of the coordinator: they are in the queue.
    if (!movesNoFigure.has(name)) for (const answer of after) expect(before).not.toContain(answer.headers.etag);
    const plain = JSON.parse(JSON.stringify(await coordinator().overview.forYear({ year: 2025 })));
    expect(after.map((answer) => answer.json().result.data)).toEqual([plain, plain]);
  });

  it('says something else to readers after a publication, on both processes', async () => {
    const before = await etagOf({ person: 'etat' });
    await world.publish();
    const after = [await ask({ person: 'etat' }), await ask({ person: 'etat', app: there })];
    const plain = JSON.parse(JSON.stringify(await world.as({ role: 'reader' }).overview.forYear({ year: 2025 })));
    expect(after.map((answer) => answer.json().result.data)).toEqual([plain, plain]);
    for (const answer of after) expect(answer.headers.etag).not.toBe(before);
  });

  it('says nothing to readers of publications that are gone, when their numbers begin again', async () => {
    await world.db.publication.deleteMany();
    expect((await ask({ person: 'etat' })).statusCode).toBe(404);
    await world.publish();
    const plain = JSON.parse(JSON.stringify(await world.as({ role: 'reader' }).overview.forYear({ year: 2025 })));
    const { publications } = await world.as({ role: 'reader' }).publications.list();
    expect(publications.map(({ number }) => number)).toEqual([1]);
    expect((await ask({ person: 'etat' })).json().result.data).toEqual(plain);
  });

  it('gives each person what is theirs, whoever came before', async () => {
    const own = { person: 'association', input: { year: 2025, organisation: 'HH' } };
    const [all, theirOwn, territory, read] = [
      (await ask()).json().result.data,
      (await ask(own)).json().result.data,
      (await ask({ person: 'association' })).json().result.data,
      (await ask({ person: 'etat' })).json().result.data,
    ];
    expect([read.organisations, territory]).toEqual([[], read]);
    expect(theirOwn.organisations).toEqual([{ code: 'HH', name: 'Habitat et Humanisme' }]);
    const hidden = (answer: typeof read) =>
      answer.figures.flatMap((one: Figure) => one.months).filter((month: { hidden?: boolean }) => month.hidden).length;
    expect(hidden(all)).toBe(0);
    expect(hidden(read)).toBeGreaterThan(0);
    const theirs = await ask({ person: 'association', input: { year: 2025, organisation: 'SOLIHA' } });
    expect(theirs.statusCode).toBe(403);
  });

  it('never gives one association what another has just been given, in whatever order they ask', async () => {
    const people = ['association', 'siao', 'etat', 'coordination'];
    const questions = [{ year: 2024 }, { year: 2024, organisation: 'HH' }, { year: 2024, organisation: 'SIAO' }];
    /** What the procedure says by itself: a batch is never answered from memory. */
    const procedure = async (person: string, input: object) => {
      const url = `/trpc/overview.forYear?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: input }))}`;
      const answer = await here.inject({ url, headers: { cookie: cookies.get(person) ?? '' } });
      const [one] = answer.json();
      return { status: answer.statusCode, data: one.result?.data ?? one.error.data.code };
    };
    const refused: string[] = [];
    for (const asking of [people, people.toReversed()])
      for (const input of questions)
        for (const person of asking) {
          const given = await ask({ person, input });
          const { result, error } = given.json();
          const said = { status: given.statusCode, data: result?.data ?? error.data.code };
          expect(said, `${person} ${JSON.stringify(input)}`).toEqual(await procedure(person, input));
          if (said.status === 403) refused.push(`${person} ${JSON.stringify(input)}`);
        }
    expect([...new Set(refused)].sort()).toEqual([
      'association {"year":2024,"organisation":"SIAO"}',
      'etat {"year":2024,"organisation":"HH"}',
      'etat {"year":2024,"organisation":"SIAO"}',
      'siao {"year":2024,"organisation":"HH"}',
    ]);
  });

  it('refuses whoever has no session, a forged one, or one that has ended', async () => {
    expect((await ask({ person: 'personne' })).statusCode).toBe(401);
    const forged = (cookies.get('etat') ?? '').replace(/session_token=.{4}/u, 'session_token=AAAA');
    cookies.set('forged', forged);
    expect((await ask({ person: 'forged' })).statusCode).toBe(401);
    expect((await ask({ person: 'siao' })).statusCode).toBe(200);
    await world.db.user.updateMany({ where: { email: 'siao@demo.example' }, data: { disabled: true } });
    expect((await ask({ person: 'siao' })).statusCode).toBe(401);
  });

  it('refuses a question that it does not understand, in the words of the procedure', async () => {
    expect((await ask({ input: { year: 'hier' } })).statusCode).toBe(400);
    expect((await ask({ input: { organisation: 'PERSONNE' } })).statusCode).toBe(404);
  });
});

describe('the revision of the figures', () => {
  it('moves when a change is committed, not before, and does not wait for a longer one', async () => {
    const [long, short] = [await world.pool.connect(), await world.pool.connect()];
    const change = `UPDATE "Setting" SET "updatedAt" = now() WHERE name = 'demonstration'`;
    const target = `UPDATE "Target" SET note = note`;
    try {
      const before = await figureRevision(world.pool);
      await long.query('BEGIN');
      await long.query(change);
      expect(await figureRevision(world.pool)).toBe(before);
      await short.query(target);
      const between = await figureRevision(world.pool);
      expect(between).not.toBe(before);
      await long.query('COMMIT');
      expect(Number(await figureRevision(world.pool))).toBeGreaterThan(Number(between));
    } finally {
      long.release();
      short.release();
    }
  });

  it('keeps its sum when the counts of closed connections are folded', async () => {
    await world.pool.query('INSERT INTO revision.counter (backend, changes) VALUES (2147483646, 7), (2147483645, 5)');
    const before = await figureRevision(world.pool);
    await foldRevision(world.pool);
    expect(await figureRevision(world.pool)).toBe(before);
    const { rows } = await world.pool.query('SELECT 1 FROM revision.counter WHERE backend > 2147483600');
    expect(rows).toEqual([]);
  });

  it('is moved by every table that the overview reads', async () => {
    const texts: string[] = [];
    const db = new PrismaClient({ adapter: new PrismaPg(world.pool), log: [{ emit: 'event', level: 'query' }] });
    db.$on('query', ({ query }) => texts.push(query));
    await overviewFor(
      { ...world.platform, db },
      { role: 'coordinator', organisationId: null },
      { year: 2024, month: 5 },
    );
    const read = new Set(
      texts.flatMap((text) => [...text.matchAll(/(?:FROM|JOIN) (?:"public"\.)?"(\w+)"/g)].map(([, name]) => name)),
    );
    expect(read.size).toBeGreaterThan(10);
    const { rows } = await world.pool.query<{ name: string }>(
      `SELECT tgrelid::regclass::text AS name FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'note_change'`,
    );
    const moving = rows.map(({ name }) => name.replaceAll('"', ''));
    expect([...read].filter((name) => !moving.includes(name ?? ''))).toEqual([]);
  });
});
