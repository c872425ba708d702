import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { collectionRouter } from '../../../server/collection/router.ts';
import { monthlyEntryRouter } from '../../../server/monthly-entry/router.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import type { Context } from '../../../server/platform/context.ts';
import { bulkLoader } from '../../../server/platform/database/bulk.ts';
import { AppError } from '../../../server/platform/errors.ts';
import { createCaller, router } from '../../../server/platform/trpc.ts';
import { workQueueRouter } from '../../../server/work-queue/router.ts';
import type { TimeRule, Unit } from '../../../shared/domain/indicator.ts';
import { addMonths } from '../../../shared/domain/month.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { keepEveryValidated } from '../../setup/validated-cells.ts';

const people = {
  helene: { name: 'Hélène', role: 'coordinator', organisation: null },
  karim: { name: 'Karim', role: 'contributor', organisation: 'ADEFO' },
  lea: { name: 'Léa', role: 'contributor', organisation: 'SOLIHA' },
  camille: { name: 'Camille', role: 'reader', organisation: null },
} as const;
export type Person = keyof typeof people;

const callerOf = createCaller(
  router({ monthlyEntry: monthlyEntryRouter, collection: collectionRouter, workQueue: workQueueRouter }),
);

/** The day of the tests: the October return was due four days ago. */
const TODAY = '2025-11-14';
const OCTOBER = '2025-10';

const ofSecretariat = { direction: 'increase', frequency: 'monthly', sourceText: 'Feuille d’émargement' } as const;

async function fill(db: PrismaClient) {
  await db.$executeRaw`TRUNCATE "Organisation", "Indicator", "User", "AuditEvent" RESTART IDENTITY CASCADE`;
  const organisation = (code: string) => db.organisation.create({ data: { code, name: code, kind: 'association' } });
  const adefo = (await organisation('ADEFO')).id;
  const soliha = (await organisation('SOLIHA')).id;
  const indicator = (code: string, label: string, unit: Unit, timeRule: TimeRule, position: number) =>
    db.indicator.create({
      data: {
        ...ofSecretariat,
        code,
        label,
        unit,
        timeRule,
        position,
        versions: {
          create: { version: 1, definition: 'Personnes venues au moins une fois', formula: 'n', validFrom: '2023-01' },
        },
      },
    });
  const attendance = (await indicator('T-ATELIERS', 'Personnes ayant suivi un atelier', 'persons', 'flow', 1)).id;
  const nonResponse = (await indicator('T-NON-REPONSE', 'Taux de non-réponse', 'percent', 'ratio', 2)).id;
  const captured = (await indicator('T-CAPTES', 'Logements captés', 'dwellings', 'flow', 3)).id;
  const assign = (organisationId: number, indicatorId: number, fromMonth: string) =>
    db.assignment.create({ data: { organisationId, indicatorId, spans: { create: { fromMonth } } } });
  await assign(adefo, attendance, '2023-01');
  await assign(adefo, nonResponse, '2025-01');
  await assign(soliha, captured, '2023-01');
  const months = { startMonth: '2025-01', endMonth: '2025-12' };
  await db.target.create({
    data: {
      ...months,
      indicatorId: attendance,
      year: 2025,
      value: 70,
      reading: 'stated',
      quote: '70 personnes',
      document: 'S2',
    },
  });
  for (const [id, { name, role, organisation: code }] of Object.entries(people)) {
    const organisationId = code === 'ADEFO' ? adefo : code === 'SOLIHA' ? soliha : null;
    await db.user.create({ data: { id, name, role, email: `${id}@exemple.fr`, organisationId } });
  }
  return { adefo, soliha, attendance, nonResponse, captured };
}

/** Two associations, their people, the coordinator and a reader, on a real database. */
export async function entryWorld() {
  const { db, readers, pool, close } = await testDatabase();
  // Dropping the database cuts connections that are already closing: their last words are no error of a test.
  pool.on('error', () => {});
  let now = new Date(0);
  let ids = await fill(db);

  const platform: Omit<Context, 'viewer'> = {
    db,
    readers,
    bulk: bulkLoader(pool),
    clock: { now: () => now },
    mailer: async () => 'kept',
    pseudonym: (source, fileNumber) => `${source} ${fileNumber}`,
    referenceDate: () => TODAY,
    demonstration: () => false,
    requestId: 'test',
  };

  function as(person: Person | null) {
    const found = person && people[person];
    const organisationId = found?.organisation ? (found.organisation === 'ADEFO' ? ids.adefo : ids.soliha) : null;
    const viewer: Viewer | null = found && {
      id: person,
      name: found.name,
      email: `${person}@exemple.fr`,
      role: found.role,
      organisationId,
    };
    return callerOf({ ...platform, viewer });
  }

  return {
    db,
    platform,
    close,
    as,
    get adefo() {
      return ids.adefo;
    },
    get soliha() {
      return ids.soliha;
    },
    get attendance() {
      return ids.attendance;
    },
    get nonResponse() {
      return ids.nonResponse;
    },
    get captured() {
      return ids.captured;
    },
    setNow(instant: string) {
      now = new Date(instant);
    },
    async reset() {
      now = new Date('2025-11-14T09:00:00Z');
      ids = await fill(db);
    },
    cell(indicatorId: number, month: string) {
      return db.observation.findFirst({ where: { indicatorId, month } });
    },
    /** Validated attendance of the months that end with September. */
    async history(values: number[]) {
      const { adefo: organisationId, attendance: indicatorId } = ids;
      const first = addMonths(OCTOBER, -values.length);
      const data = values.map((value, index) => ({
        organisationId,
        indicatorId,
        month: addMonths(first, index),
        state: 'value',
        value,
        origin: 'entry' as const,
        stage: 'validated' as const,
      }));
      await db.observation.createMany({ data });
      await keepEveryValidated(db);
    },
    /** October filled and sent by Karim: an attendance, and 6 non-responses of 20. */
    async sendOctober(value: number) {
      const { monthlyEntry } = as('karim');
      const key = { organisationId: ids.adefo, month: OCTOBER };
      const cell = { ...key, revision: 0, state: 'value' as const };
      await monthlyEntry.saveCell({ ...cell, indicatorId: ids.attendance, value });
      await monthlyEntry.saveCell({ ...cell, indicatorId: ids.nonResponse, numerator: 6, denominator: 20 });
      await monthlyEntry.submit(key);
    },
  };
}
export type EntryWorld = Awaited<ReturnType<typeof entryWorld>>;

/** The refusal that a call ends with; a call that goes through is a failure of the test. */
export async function refusal(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    if (cause instanceof AppError) return cause;
    throw error;
  }
  throw new Error('the call went through');
}
