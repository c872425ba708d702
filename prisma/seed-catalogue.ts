import type { Prisma, PrismaClient } from './generated/client.ts';
import { actions } from './seed-actions.ts';
import { communes } from './seed-communes.ts';
import { axes, conventions, grants, objectives } from './seed-convention.ts';
import { FIRST_MONTH, indicators } from './seed-indicators.ts';
import { assignments, organisations } from './seed-organisations.ts';
import { publishedFigures } from './seed-published.ts';
import { targets } from './seed-targets.ts';

type Tx = Prisma.TransactionClient;
type IdOf = (code: string) => number;

const CONVENTION = 'LDA-2023-2025';
const skipDuplicates = true;

function finder(rows: { id: number; code: string }[]): IdOf {
  const ids = new Map(rows.map(({ id, code }) => [code, id]));
  return (code) => {
    const id = ids.get(code);
    if (id === undefined) throw new Error(`The catalogue names ${code} and does not define it.`);
    return id;
  };
}

/** The rows of `seeds` whose code is not in the database yet: what hangs on the others may have been amended. */
async function missing<T extends { code: string }>(
  seeds: readonly T[],
  known: Promise<{ code: string }[]>,
): Promise<T[]> {
  const codes = new Set((await known).map(({ code }) => code));
  return seeds.filter(({ code }) => !codes.has(code));
}

async function seedPlan(tx: Tx): Promise<void> {
  await tx.commune.createMany({ data: communes, skipDuplicates });
  await tx.objective.createMany({ data: objectives, skipDuplicates });
  await tx.axis.createMany({ data: axes, skipDuplicates });
  for (const { predecessor, ...convention } of await missing(conventions, tx.convention.findMany())) {
    const link = predecessor && { predecessor: { connect: { code: predecessor } } };
    const { id } = await tx.convention.create({ data: { ...convention, ...link } });
    if (convention.code === CONVENTION) await seedAnnex(tx, id);
  }
}

async function seedAnnex(tx: Tx, conventionId: number): Promise<void> {
  await tx.stateGrant.createMany({ data: grants.map((grant) => ({ ...grant, conventionId })) });
  await tx.action.createMany({
    data: actions.map((action, index) => ({ ...action, conventionId, position: index + 1 })),
  });
}

async function seedIndicators(tx: Tx): Promise<void> {
  const fresh = await missing(indicators, tx.indicator.findMany({ select: { code: true } }));
  await tx.indicator.createMany({
    data: fresh.map(({ actions: _actions, definition: _definition, formula: _formula, ...indicator }) => ({
      ...indicator,
      position: indicators.findIndex(({ code }) => code === indicator.code) + 1,
    })),
  });
  const idOf = finder(await tx.indicator.findMany({ select: { id: true, code: true } }));
  await tx.indicatorVersion.createMany({
    data: fresh.map(({ code, definition, formula }) => ({
      indicatorId: idOf(code),
      version: 1,
      definition,
      formula,
      validFrom: FIRST_MONTH,
    })),
  });
  await linkToActions(
    tx,
    fresh.map(({ code }) => code),
    idOf,
  );
  await seedTargets(tx, idOf);
  await seedPublished(tx, idOf);
}

async function linkToActions(tx: Tx, codes: string[], idOf: IdOf): Promise<void> {
  const lines = await tx.action.findMany({
    where: { convention: { code: CONVENTION } },
    select: { id: true, key: true },
  });
  const data = lines.flatMap(({ id, key }) =>
    indicators
      .filter((indicator) => indicator.actions.includes(key))
      .map(({ code }, index) => ({ actionId: id, code, position: index + 1 }))
      .filter(({ code }) => codes.includes(code))
      .map(({ code, ...link }) => ({ ...link, indicatorId: idOf(code) })),
  );
  await tx.actionIndicator.createMany({ data, skipDuplicates });
}

/** A year that has a target already, even superseded, is left as it is. */
async function seedTargets(tx: Tx, idOf: IdOf): Promise<void> {
  const known = await tx.target.findMany({ select: { indicatorId: true, year: true } });
  const taken = new Set(known.map(({ indicatorId, year }) => `${indicatorId} ${year}`));
  const rows = targets.flatMap(({ code, years, path, ...target }) =>
    years.map((year) => ({
      ...target,
      ...(path ?? { startMonth: `${year}-01`, endMonth: `${year}-12` }),
      indicatorId: idOf(code),
      year,
      weights: target.weights ?? [],
    })),
  );
  await tx.target.createMany({ data: rows.filter(({ indicatorId, year }) => !taken.has(`${indicatorId} ${year}`)) });
}

async function seedPublished(tx: Tx, idOf: IdOf): Promise<void> {
  const known = await tx.publishedFigure.findMany({ select: { indicatorId: true, fromMonth: true } });
  const taken = new Set(known.map(({ indicatorId, fromMonth }) => `${indicatorId} ${fromMonth}`));
  const rows = publishedFigures.map(({ code, ...figure }) => ({ ...figure, indicatorId: idOf(code) }));
  await tx.publishedFigure.createMany({
    data: rows.filter(({ indicatorId, fromMonth }) => !taken.has(`${indicatorId} ${fromMonth}`)),
  });
}

async function seedOrganisations(tx: Tx): Promise<void> {
  const fresh = await missing(organisations, tx.organisation.findMany({ select: { code: true } }));
  await tx.organisation.createMany({ data: fresh });
  const organisationId = finder(await tx.organisation.findMany({ select: { id: true, code: true } }));
  const indicatorId = finder(await tx.indicator.findMany({ select: { id: true, code: true } }));
  const codes = fresh.map(({ code }) => code);
  const asked = assignments.flatMap(({ codes: given, ...one }) => given.map((code) => ({ ...one, code })));
  await tx.assignment.createMany({
    data: asked
      .map(({ organisation, code, ...one }, index) => ({ ...one, organisation, code, position: index + 1 }))
      .filter(({ organisation }) => codes.includes(organisation))
      .map(({ organisation, code, ...one }) => ({
        ...one,
        organisationId: organisationId(organisation),
        indicatorId: indicatorId(code),
      })),
  });
}

/**
 * Fills the catalogue: the territory, the convention with its quotes, what is measured and asked of whom. What is there
 * already is recognised by its code and left untouched, so that nothing amended is ever overwritten.
 */
export async function seedCatalogue(db: PrismaClient): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await seedPlan(tx);
      await seedIndicators(tx);
      await seedOrganisations(tx);
    },
    { timeout: 60_000, maxWait: 20_000 },
  );
}
