import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { CatalogueFile } from '../../shared/schemas/catalogue/catalogue-file.ts';

type Tx = Prisma.TransactionClient;
type Entry<Key extends 'conventions' | 'indicators' | 'organisations'> = CatalogueFile[Key][number];

/** What a file has brought: how many of each were not there before. What was there is left as it is. */
export interface CatalogueAdded {
  communes: number;
  conventions: number;
  indicators: number;
  targets: number;
  organisations: number;
}

const skipDuplicates = true;
const cents = (euros: number | null) => (euros === null ? null : Math.round(euros * 100));

function fresh<T extends { code: string }>(entries: T[], known: { code: string }[]): T[] {
  const codes = new Set(known.map(({ code }) => code));
  return entries.filter(({ code }) => !codes.has(code));
}

async function idsOf(rows: Promise<{ id: number; code: string }[]>): Promise<(code: string) => number> {
  const ids = new Map((await rows).map(({ id, code }) => [code, id]));
  return (code) => {
    const id = ids.get(code);
    if (id === undefined) throw new Error(`the catalogue names ${code} and does not define it`);
    return id;
  };
}

const select = { id: true, code: true } as const;

async function writeConvention(tx: Tx, one: Entry<'conventions'>): Promise<void> {
  const { predecessor, grants, amendments, actions, maximumAnnualEuros, eligibleCostEuros, ...convention } = one;
  const { id } = await tx.convention.create({
    data: {
      ...convention,
      maximumAnnualCents: cents(maximumAnnualEuros),
      eligibleCostCents: cents(eligibleCostEuros),
      ...(predecessor && { predecessor: { connect: { code: predecessor } } }),
    },
  });
  await tx.stateGrant.createMany({
    data: grants.map(({ amountEuros, ...grant }) => ({ ...grant, amountCents: cents(amountEuros), conventionId: id })),
  });
  await tx.amountAmendment.createMany({
    data: amendments.map(({ beforeEuros, afterEuros, action, ...amendment }) => ({
      ...amendment,
      actionKey: action,
      beforeCents: cents(beforeEuros),
      afterCents: cents(afterEuros) ?? 0,
      createdByName: 'catalogue',
      conventionId: id,
    })),
  });
  await tx.action.createMany({
    data: actions.map(({ objective, axis, requestedEuros, indicators: _, ...action }, index) => ({
      ...action,
      position: index + 1,
      requestedCents: cents(requestedEuros),
      objectiveCode: objective,
      axisNumber: axis,
      conventionId: id,
    })),
  });
}

async function writeIndicators(tx: Tx, indicators: Entry<'indicators'>[], first: number): Promise<void> {
  await tx.indicator.createMany({
    data: indicators.map(({ versions: _v, targets: _t, published: _p, ...indicator }, index) => ({
      ...indicator,
      position: first + index + 1,
    })),
  });
  const idOf = await idsOf(tx.indicator.findMany({ select }));
  await tx.indicatorVersion.createMany({
    data: indicators.flatMap(({ code, versions }) => versions.map((one) => ({ ...one, indicatorId: idOf(code) }))),
  });
}

async function linkActions(tx: Tx, file: CatalogueFile, added: Set<string>): Promise<void> {
  const idOf = await idsOf(tx.indicator.findMany({ select }));
  const lines = await tx.action.findMany({ select: { id: true, key: true, convention: { select: { code: true } } } });
  const data = file.conventions.flatMap(({ code, actions }) =>
    actions.flatMap(({ key, indicators }) => {
      const line = lines.find((one) => one.key === key && one.convention.code === code);
      return line
        ? indicators
            .map((name, index) => ({ name, actionId: line.id, position: index + 1 }))
            .filter(({ name }) => added.has(name))
            .map(({ name, ...link }) => ({ ...link, indicatorId: idOf(name) }))
        : [];
    }),
  );
  await tx.actionIndicator.createMany({ data, skipDuplicates });
}

/** A year that has a target already, even superseded, is left as it is; so is a period that has a published figure. */
async function writeTargets(tx: Tx, file: CatalogueFile): Promise<number> {
  const idOf = await idsOf(tx.indicator.findMany({ select }));
  const known = new Set((await tx.target.findMany()).map((one) => `${one.indicatorId} ${one.year}`));
  const targets = file.indicators.flatMap(({ code, targets: all }) =>
    all.map((one) => ({ ...one, indicatorId: idOf(code) })),
  );
  const { count } = await tx.target.createMany({
    data: targets.filter((one) => !known.has(`${one.indicatorId} ${one.year}`)),
  });
  const said = new Set((await tx.publishedFigure.findMany()).map((one) => `${one.indicatorId} ${one.fromMonth}`));
  const published = file.indicators.flatMap(({ code, published: all }) =>
    all.map(({ amountEuros, ...one }) => ({
      ...one,
      amountCents: amountEuros === null ? null : BigInt(Math.round(amountEuros * 100)),
      indicatorId: idOf(code),
    })),
  );
  await tx.publishedFigure.createMany({
    data: published.filter((one) => !said.has(`${one.indicatorId} ${one.fromMonth}`)),
  });
  return count;
}

async function writeOrganisations(tx: Tx, organisations: Entry<'organisations'>[]): Promise<void> {
  await tx.organisation.createMany({ data: organisations.map(({ assignments: _, registers: __, ...one }) => one) });
  const [organisationId, indicatorId] = [
    await idsOf(tx.organisation.findMany({ select })),
    await idsOf(tx.indicator.findMany({ select })),
  ];
  let position = 0;
  await tx.assignment.createMany({
    data: organisations.flatMap(({ code, assignments }) =>
      assignments.map(({ indicator, agreements: _, ...one }) => {
        position += 1;
        return { ...one, position, organisationId: organisationId(code), indicatorId: indicatorId(indicator) };
      }),
    ),
  });
  await tx.agreement.createMany({
    data: organisations.flatMap(({ code, assignments }) =>
      assignments.flatMap(({ indicator, agreements }) =>
        agreements.map((one) => ({
          ...one,
          ...{ organisationId: organisationId(code), indicatorId: indicatorId(indicator) },
        })),
      ),
    ),
  });
  await tx.registerAssignment.createMany({
    data: organisations.flatMap(({ code, registers }) =>
      registers.map((one) => ({ ...one, organisationId: organisationId(code) })),
    ),
  });
}

/** Writes what is not there yet; what is there is recognised by its code and left untouched, so that nothing amended is overwritten. */
export async function writeCatalogue(tx: Tx, file: CatalogueFile): Promise<CatalogueAdded> {
  const communes = await tx.commune.createMany({
    data: file.communes.map(({ group, ...one }) => ({ ...one, groupCode: group })),
    skipDuplicates,
  });
  await tx.objective.createMany({ data: file.objectives, skipDuplicates });
  await tx.axis.createMany({ data: file.axes, skipDuplicates });
  const conventions = fresh(file.conventions, await tx.convention.findMany({ select }));
  for (const one of conventions) await writeConvention(tx, one);
  const known = await tx.indicator.findMany({ select });
  const indicators = fresh(file.indicators, known);
  await writeIndicators(tx, indicators, known.length);
  await linkActions(tx, file, new Set(indicators.map(({ code }) => code)));
  const targets = await writeTargets(tx, file);
  const organisations = fresh(file.organisations, await tx.organisation.findMany({ select }));
  await writeOrganisations(tx, organisations);
  return {
    communes: communes.count,
    conventions: conventions.length,
    indicators: indicators.length,
    targets,
    organisations: organisations.length,
  };
}

/** The catalogue as it stands, whole. */
export async function readWholeCatalogue(db: PrismaClient | Tx) {
  const [communes, objectives, axes, conventions, indicators, organisations] = await Promise.all([
    db.commune.findMany({ orderBy: [{ population: 'desc' }, { inseeCode: 'asc' }] }),
    db.objective.findMany({ orderBy: { code: 'asc' } }),
    db.axis.findMany({ orderBy: { number: 'asc' } }),
    db.convention.findMany({
      orderBy: { startYear: 'asc' },
      include: {
        predecessor: { select: { code: true } },
        grants: { orderBy: { year: 'asc' } },
        amendments: { orderBy: { id: 'asc' } },
        actions: {
          orderBy: { position: 'asc' },
          include: { indicators: { orderBy: { position: 'asc' }, include: { indicator: { select: { code: true } } } } },
        },
      },
    }),
    db.indicator.findMany({
      orderBy: { position: 'asc' },
      include: {
        versions: { orderBy: { version: 'asc' } },
        targets: { orderBy: [{ year: 'asc' }, { id: 'asc' }] },
        published: { orderBy: [{ fromMonth: 'asc' }, { id: 'asc' }] },
      },
    }),
    db.organisation.findMany({
      orderBy: { id: 'asc' },
      include: {
        assignments: {
          orderBy: { position: 'asc' },
          include: {
            indicator: { select: { code: true } },
            agreements: {
              orderBy: { fromMonth: 'asc' },
              select: { fromMonth: true, register: true, reason: true },
            },
          },
        },
        feeds: {
          orderBy: [{ source: 'asc' }, { fromMonth: 'asc' }],
          select: { source: true, fromMonth: true, toMonth: true },
        },
      },
    }),
  ]);
  return { communes, objectives, axes, conventions, indicators, organisations };
}
export type WholeCatalogue = Awaited<ReturnType<typeof readWholeCatalogue>>;
