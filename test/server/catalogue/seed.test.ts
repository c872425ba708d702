import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { clearDemonstration, demonstrationAccounts, seedCatalogue, seedDemonstration } from '../../../prisma/seed.ts';
import { createUser } from '../../../server/accounts/service.ts';
import { refreshRollUp } from '../../../server/indicators/roll-up.ts';
import { endsPeriod } from '../../../shared/domain/expectation.ts';
import { monthsOfYear } from '../../../shared/domain/month.ts';
import { passwordStrength } from '../../../shared/domain/site/password-strength.ts';
import { testDatabase } from '../../setup/test-database.ts';

const by = { id: 'asc' } as const;

/** What the seed wrote, without the instants of writing. */
async function content(db: PrismaClient) {
  return {
    conventions: await db.convention.findMany({ orderBy: by }),
    actions: await db.action.findMany({ orderBy: by }),
    indicators: await db.indicator.findMany({ orderBy: by }),
    versions: await db.indicatorVersion.findMany({ orderBy: by }),
    links: await db.actionIndicator.findMany({ orderBy: [{ actionId: 'asc' }, { indicatorId: 'asc' }] }),
    targets: await db.target.findMany({ orderBy: by }),
    published: (await db.publishedFigure.findMany({ orderBy: by })).length,
    assignments: await db.assignment.findMany({ orderBy: [{ organisationId: 'asc' }, { indicatorId: 'asc' }] }),
    cells: await db.observation.findMany({ orderBy: by }),
    returns: await db.monthlyReturn.count(),
    people: await db.user.count(),
  };
}

function rollUp(db: PrismaClient) {
  return db.indicatorMonth.findMany({ orderBy: [{ indicatorId: 'asc' }, { month: 'asc' }, { visibility: 'asc' }] });
}

describe('filling a bare database', () => {
  let world: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    world = await testDatabase();
  });
  afterAll(() => world.close());

  it('takes less than ten seconds, and a second time changes nothing', async () => {
    // Of the processor, which does not depend on what else the machine does.
    const started = process.cpuUsage();
    await seedCatalogue(world.db);
    await seedDemonstration(world.db, { createUser });
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(10_000);
    const before = await content(world.db);
    expect(before.actions).toHaveLength(17);
    expect(before.cells.length).toBeGreaterThan(1000);
    await seedCatalogue(world.db);
    await seedDemonstration(world.db, { createUser });
    expect(await content(world.db)).toEqual(before);
  });

  it('never overwrites what was amended', async () => {
    const { db } = world;
    const target = await db.target.findFirstOrThrow({ where: { indicator: { code: 'IND-22' }, year: 2025 } });
    await db.target.update({ where: { id: target.id }, data: { supersededAt: new Date('2025-06-01') } });
    await db.target.create({ data: { ...target, id: undefined, value: 12, supersededAt: null, reason: 'Avenant' } });
    await db.indicator.update({ where: { code: 'IND-02' }, data: { label: 'Logements captés' } });
    const { organisationId, indicatorId } = await db.assignment.findFirstOrThrow({
      where: { organisation: { code: 'CCAS' } },
    });
    const left = { organisationId_indicatorId: { organisationId, indicatorId } };
    await db.assignment.delete({ where: left });
    await seedCatalogue(db);
    const inForce = { where: { indicator: { code: 'IND-22' }, year: 2025, supersededAt: null } };
    expect(await db.target.findMany(inForce)).toMatchObject([{ value: 12 }]);
    expect((await db.indicator.findUniqueOrThrow({ where: { code: 'IND-02' } })).label).toBe('Logements captés');
    expect(await db.assignment.findUnique({ where: left })).toBeNull();
  });
});

describe('the demonstration', () => {
  let world: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    world = await testDatabase({ demonstration: true });
  });
  afterAll(() => world.close());

  const cell = (organisation: string, code: string, month: string) =>
    world.db.observation.findFirst({
      where: { organisation: { code: organisation }, indicator: { code }, month, breakdown: '' },
    });

  it('has a roll-up equal to what its cells give when they are added again', async () => {
    const { db } = world;
    const before = await rollUp(db);
    const keys = await db.observation.findMany({ select: { indicatorId: true, month: true } });
    await db.$transaction((tx) => refreshRollUp(tx, keys));
    expect(await rollUp(db)).toEqual(before);
    const all = await db.observation.findMany({
      where: { indicator: { code: 'IND-26' }, month: '2024-03', stage: 'validated' },
    });
    const total = before.find(
      (one) => one.indicatorId === all[0]?.indicatorId && one.month === '2024-03' && one.visibility === 'validated',
    );
    expect(total?.value).toBe(all.reduce((sum, one) => sum + (one.value ?? 0), 0));
    expect([total?.reported, all.length]).toEqual([3, 3]);
  });

  it('tells a real zero from a month that nobody gave', async () => {
    expect(await cell('DDETS', 'IND-13', '2024-01')).toMatchObject({ state: 'value', value: 0 });
    expect(await cell('HH', 'IND-18', '2024-08')).toMatchObject({ state: 'value', value: 0 });
    expect(await cell('SOLIHA', 'IND-02', '2024-07')).toBeNull();
    const months = await world.db.indicatorMonth.findMany({
      where: { indicator: { code: { in: ['IND-13', 'IND-02'] } }, month: { in: ['2024-01', '2024-07'] } },
      select: { month: true, value: true, indicator: { select: { code: true } } },
    });
    const value = (code: string, month: string) =>
      months.find((one) => one.indicator.code === code && one.month === month)?.value;
    expect(value('IND-13', '2024-01')).toBe(0);
    expect(value('IND-02', '2024-07')).toBeUndefined();
  });

  it('meets the totals that the deliberations publish', async () => {
    const sum = async (code: string, from: string, to: string) =>
      (
        await world.db.indicatorMonth.aggregate({
          _sum: { value: true },
          where: { indicator: { code }, visibility: 'validated', month: { gte: from, lte: to } },
        })
      )._sum.value;
    expect(await sum('IND-23', '2022-06', '2023-03')).toBe(174);
    expect(await sum('IND-17', '2022-01', '2022-12')).toBe(329);
    expect(await sum('IND-18', '2022-01', '2022-12')).toBe(87);
  });

  it('holds every kind of cell and of return that a real collection holds', async () => {
    const { db } = world;
    const states = await db.observation.groupBy({ by: ['state'] });
    expect(states.map(({ state }) => state).sort()).toEqual(['estimated', 'not-applicable', 'unavailable', 'value']);
    const reasonless = { state: { in: ['unavailable', 'not-applicable'] }, reason: null };
    expect(await db.observation.count({ where: reasonless })).toBe(0);
    expect(
      await db.observation.count({ where: { OR: [{ origin: { not: 'demo' } }, { month: { gt: '2025-10' } }] } }),
    ).toBe(0);
    const october = await db.monthlyReturn.findMany({ where: { month: '2025-10' }, include: { organisation: true } });
    const status = (code: string) => october.find(({ organisation }) => organisation.code === code)?.status;
    expect([status('SIAO'), status('HH'), status('DEPARTEMENT')]).toEqual(['submitted', 'draft', undefined]);
    const late = await db.$queryRaw<unknown[]>`
      SELECT 1 FROM "MonthlyReturn" WHERE "firstSubmittedAt" >= ((month || '-11')::date + interval '1 month')`;
    expect(late.length).toBeGreaterThan(5);
  });

  it('agrees with itself: the stage of a cell is the status of its return', async () => {
    const strays = await world.db.$queryRaw<unknown[]>`
      SELECT 1 FROM "Observation" o LEFT JOIN "MonthlyReturn" r USING ("organisationId", month)
      WHERE r.status::text IS DISTINCT FROM o.stage::text`;
    expect(strays).toEqual([]);
    const unasked = await world.db.$queryRaw<unknown[]>`
      SELECT 1 FROM "Observation" o LEFT JOIN "AssignmentSpan" a USING ("organisationId", "indicatorId")
      WHERE a."fromMonth" IS NULL OR o.month < a."fromMonth"`;
    expect(unasked).toEqual([]);
  });

  it('asks the association about one figure', async () => {
    const returned = await world.db.observation.findMany({
      where: { review: 'returned' },
      include: { messages: true, organisation: true },
    });
    expect(returned).toMatchObject([{ organisation: { code: 'HH' }, month: '2025-09', stage: 'submitted' }]);
    expect(returned[0]?.messages).toMatchObject([{ kind: 'question' }]);
  });

  it('opens four accounts whose passwords the house itself would accept', async () => {
    const people = await world.db.user.findMany({ where: { demonstration: true }, include: { organisation: true } });
    for (const { email, role, organisation, password, name } of demonstrationAccounts) {
      const person = people.find((one) => one.email === email);
      expect([person?.role, person?.organisation?.code ?? null]).toEqual([role, organisation]);
      expect(passwordStrength(password, [name, email]).accepted, email).toBe(true);
      expect(password.length).toBeGreaterThanOrEqual(20);
    }
    expect(people).toHaveLength(demonstrationAccounts.length);
  });

  it('leaves nothing of the annex that nobody can fill: each indicator has a giver and a month to give it in, or is worked out', async () => {
    const { db } = world;
    const all = await db.indicator.findMany({
      where: { actions: { some: {} } },
      select: {
        code: true,
        frequency: true,
        computed: true,
        assignments: { select: { spans: { select: { toMonth: true } } } },
      },
    });
    const unfillable = all.filter(
      ({ frequency, computed, assignments }) =>
        frequency !== 'once' &&
        computed === null &&
        !assignments.some(({ spans }) => spans.some(({ toMonth }) => toMonth === null)),
    );
    expect(unfillable.map(({ code }) => code)).toEqual([]);
    // What is worked out is asked of nobody.
    expect(all.filter((one) => one.computed !== null && one.assignments.length > 0)).toEqual([]);
    expect(all.flatMap(({ code, computed }) => (computed === null ? [] : [code])).sort()).toEqual([
      'IND-01',
      'IND-20',
      'IND-21',
      'IND-27',
    ]);
    for (const { frequency } of all)
      expect(monthsOfYear(2025).some((month) => endsPeriod(frequency, month)) || frequency === 'once').toBe(true);
  });

  it('can be taken away: the catalogue stays, no fictitious figure does', async () => {
    const { db } = world;
    await clearDemonstration(db);
    const left = [await db.observation.count(), await db.monthlyReturn.count(), await db.indicatorMonth.count()];
    expect([...left, await db.user.count(), await db.setting.count({ where: { name: 'demonstration' } })]).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(await db.action.count()).toBe(17);
    expect(await db.publishedFigure.count()).toBeGreaterThan(9);
  });
});
