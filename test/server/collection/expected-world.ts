import { matrix } from '../../../server/collection/matrix.ts';
import { escalate, remindOrganisations } from '../../../server/collection/reminders.ts';
import { refreshRollUp } from '../../../server/indicators/roll-up.ts';
import { loadFigures } from '../../../server/indicators/service.ts';
import { myMonths } from '../../../server/monthly-entry/my-months.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { workQueue } from '../../../server/work-queue/service.ts';
import { isMissingReturn } from '../../../shared/domain/entry/return-standing.ts';
import type { CellState, Frequency } from '../../../shared/domain/indicator.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { keepEveryValidated } from '../../setup/validated-cells.ts';

const helene: Viewer = {
  id: 'helene',
  name: 'Hélène',
  email: 'helene@exemple.fr',
  role: 'coordinator',
  organisationId: null,
};

interface Asked {
  organisation: string;
  indicator: string;
  fromMonth?: string;
  toMonth?: string | null;
}

interface Given {
  organisation: string;
  indicator: string;
  month: string;
  state?: CellState;
  stage?: 'draft' | 'submitted' | 'validated';
  review?: 'none' | 'returned' | 'answered';
  value?: number;
}

/** A convention, its coordinator and nobody else: each test says who is asked for what, and looks at it from every room. */
export async function expectedWorld() {
  const { db, close } = await testDatabase();

  const at = (today: string) => ({
    db,
    clock: { now: () => new Date(`${today}T09:00:00Z`) },
    referenceDate: () => today,
    demonstration: () => false,
    siteAddress: 'https://observatoire.exemple.fr',
  });
  /** The returns of one question of the coordinator's queue. */
  const queueOf = async (today: string, kind: 'returns' | 'validation') =>
    (await workQueue(at(today), helene)).flatMap((task) => (task.kind === kind ? task.returns : []));
  const organisationId = async (code: string) => {
    const found = await db.organisation.findUnique({ where: { code } });
    if (found) return found.id;
    const { id } = await db.organisation.create({ data: { code, name: code, kind: 'association' } });
    const person = {
      id: `personne-${id}`,
      name: code,
      email: `${code.toLowerCase()}@exemple.fr`,
      role: 'contributor' as const,
    };
    await db.user.create({ data: { ...person, organisationId: id } });
    return id;
  };
  const indicatorId = async (code: string) => (await db.indicator.findUniqueOrThrow({ where: { code } })).id;
  const matrixOf = (today: string) => matrix(at(today), helene, { year: 2025 });
  const mailsSince = async (write: () => Promise<unknown>) => {
    await db.mail.deleteMany();
    await write();
    return db.mail.findMany({ orderBy: { to: 'asc' } });
  };

  return {
    db,
    close,
    async reset() {
      await db.$executeRaw`TRUNCATE "Organisation", "Indicator", "Convention", "User", "Mail", "AuditEvent" RESTART IDENTITY CASCADE`;
      const convention = { code: 'C', name: 'Convention 2023-2025', territory: 'T', startYear: 2023, endYear: 2025 };
      await db.convention.create({
        data: { ...convention, actions: { create: { key: 'A01', position: 1, title: 'Ateliers' } } },
      });
      const { id, name, email, role } = helene;
      await db.user.create({ data: { id, name, email, role } });
    },
    async indicator(code: string, frequency: Frequency, measure: string | null = null) {
      const count = await db.indicator.count();
      const common = { unit: 'meetings', timeRule: 'flow', direction: 'increase', sourceText: '' } as const;
      await db.indicator.create({ data: { ...common, code, label: code, position: count + 1, frequency, measure } });
    },
    /** A convention after the first one, and the lines of both that an indicator stands under. */
    async renewed(indicator: string, lines: { first: string; second: string }) {
      const dates = { name: 'Convention 2026-2028', territory: 'T', startYear: 2026, endYear: 2028 };
      await db.convention.create({ data: { ...dates, code: 'C2' } });
      const under = { create: { indicatorId: await indicatorId(indicator), position: 1 } };
      for (const [code, title] of [['C', lines.first] as const, ['C2', lines.second] as const])
        await db.action.create({
          data: { key: 'A02', position: 2, title, indicators: under, convention: { connect: { code } } },
        });
    },
    async ask({ organisation, indicator, fromMonth = '2025-07', toMonth = null }: Asked) {
      const key = { organisationId: await organisationId(organisation), indicatorId: await indicatorId(indicator) };
      await db.assignment.create({ data: { ...key, spans: { create: { fromMonth, toMonth } } } });
    },
    async give({
      organisation,
      indicator,
      month,
      state = 'value',
      stage = 'draft',
      review = 'none',
      value: given = 4,
    }: Given) {
      const owner = { organisationId: await organisationId(organisation), month };
      const value = state === 'value' ? given : null;
      const cell = { state, value, stage, review, origin: 'entry' as const };
      const key = { indicatorId: await indicatorId(indicator), month };
      await db.$transaction(async (tx) => {
        await tx.observation.create({ data: { ...owner, ...cell, ...key } });
        await keepEveryValidated(tx);
        await refreshRollUp(tx, [key]);
      });
      await db.monthlyReturn.upsert({
        where: { organisationId_month: owner },
        create: { ...owner, status: stage },
        update: { status: stage },
      });
    },
    /** What each room says is missing on a day, as `organisation month`, in one order. */
    async missing(today: string) {
      const owed = await queueOf(today, 'returns');
      const { organisations } = await matrixOf(today);
      const inMatrix = organisations.flatMap(({ name, cells }) =>
        cells.filter(({ status }) => isMissingReturn(status)).map(({ month }) => `${name} ${month}`),
      );
      const inEntry = await Promise.all(
        organisations.map(async ({ id, name }) => {
          const { months } = await myMonths(at(today), helene, { organisationId: id });
          return months.filter(({ status }) => isMissingReturn(status)).map(({ month }) => `${name} ${month}`);
        }),
      );
      return {
        queue: owed.map(({ organisation, month }) => `${organisation} ${month}`).sort(),
        collection: inMatrix.sort(),
        entry: inEntry.flat().sort(),
      };
    },
    async toValidate(today: string) {
      const waiting = await queueOf(today, 'validation');
      const { counters } = await matrixOf(today);
      return { queue: waiting.length, collection: counters.toValidate };
    },
    countersAt: async (today: string) => (await matrixOf(today)).counters,
    /** The reminders written on a day: to whom, and what they say. */
    reminders: (today: string) => mailsSince(() => remindOrganisations(at(today))),
    escalation: (today: string) => mailsSince(() => escalate(at(today))),
    figure: async (code: string, through: string, visibility: 'working' | 'validated' = 'validated') => {
      const [figure] = await loadFigures(at('2026-02-01'), visibility, { year: 2025, through, codes: [code] });
      if (!figure) throw new Error(`no figure ${code}`);
      return figure;
    },
  };
}
export type ExpectedWorld = Awaited<ReturnType<typeof expectedWorld>>;
