import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** Rows under the identifier of what they are part of. */
function under<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): (key: Key) => Row[] {
  const found = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const list = found.get(key);
    if (list) list.push(row);
    else found.set(key, [row]);
  }
  return (key) => found.get(key) ?? [];
}

async function readConventions(db: Db, codeOf: (indicatorId: number) => string) {
  const conventions = await db.convention.findMany({ orderBy: { startYear: 'asc' } });
  const grants = under(await db.stateGrant.findMany({ orderBy: { year: 'asc' } }), (one) => one.conventionId);
  const amendments = under(await db.amountAmendment.findMany({ orderBy: { id: 'asc' } }), (one) => one.conventionId);
  const actions = under(await db.action.findMany({ orderBy: { position: 'asc' } }), (one) => one.conventionId);
  const links = under(await db.actionIndicator.findMany({ orderBy: { position: 'asc' } }), (one) => one.actionId);
  return conventions.map((one) => ({
    ...one,
    predecessor: conventions.find(({ id }) => id === one.predecessorId)?.code ?? null,
    grants: grants(one.id),
    amendments: amendments(one.id),
    actions: actions(one.id).map((line) => ({
      ...line,
      indicators: links(line.id).map(({ indicatorId }) => codeOf(indicatorId)),
    })),
  }));
}

async function readIndicators(db: Db) {
  const indicators = await db.indicator.findMany({ orderBy: { position: 'asc' } });
  const versions = under(await db.indicatorVersion.findMany({ orderBy: { version: 'asc' } }), (one) => one.indicatorId);
  const targets = under(
    await db.target.findMany({ orderBy: [{ year: 'asc' }, { id: 'asc' }] }),
    (one) => one.indicatorId,
  );
  const published = under(
    await db.publishedFigure.findMany({ orderBy: [{ fromMonth: 'asc' }, { id: 'asc' }] }),
    (one) => one.indicatorId,
  );
  return indicators.map((one) => ({
    ...one,
    ...{ versions: versions(one.id), targets: targets(one.id), published: published(one.id) },
  }));
}

async function readOrganisations(db: Db, codeOf: (indicatorId: number) => string) {
  const organisations = await db.organisation.findMany({
    orderBy: { id: 'asc' },
    select: { id: true, code: true, name: true, kind: true, role: true, untilMonth: true },
  });
  const names = new Map(organisations.map(({ id, code }) => [id, code]));
  const successions = under(
    await db.organisationSuccession.findMany({ orderBy: { fromMonth: 'asc' } }),
    (one) => one.formerId,
  );
  const assignments = under(
    await db.assignment.findMany({ orderBy: { position: 'asc' } }),
    (one) => one.organisationId,
  );
  const spans = under(
    await db.assignmentSpan.findMany({ orderBy: { fromMonth: 'asc' } }),
    (one) => `${one.organisationId} ${one.indicatorId}`,
  );
  const agreements = under(
    await db.agreement.findMany({ orderBy: { fromMonth: 'asc' } }),
    (one) => `${one.organisationId} ${one.indicatorId}`,
  );
  const feeds = under(
    await db.registerAssignment.findMany({ orderBy: [{ source: 'asc' }, { fromMonth: 'asc' }] }),
    (one) => one.organisationId,
  );
  return organisations.map((one) => ({
    ...one,
    takenOverBy: successions(one.id).map(({ nextId, fromMonth }) => ({
      organisation: names.get(nextId) ?? '',
      fromMonth,
    })),
    // A line a span; how the indicator is given is said once, with the first.
    assignments: assignments(one.id).flatMap(({ organisationId, indicatorId }) =>
      spans(`${organisationId} ${indicatorId}`).map(({ fromMonth, toMonth }, rank) => ({
        ...{ indicator: codeOf(indicatorId), fromMonth, toMonth },
        agreements: rank === 0 ? agreements(`${organisationId} ${indicatorId}`) : [],
      })),
    ),
    feeds: feeds(one.id),
  }));
}

/** The catalogue as it stands, whole. One table after the other: within a transaction there is one connection. */
export async function readWholeCatalogue(db: Db) {
  const groups = await db.communeGroup.findMany({ orderBy: { position: 'asc' }, select: { code: true, name: true } });
  const communes = await db.commune.findMany({ orderBy: [{ population: 'desc' }, { inseeCode: 'asc' }] });
  const objectives = await db.objective.findMany({ orderBy: { code: 'asc' } });
  const axes = await db.axis.findMany({ orderBy: { number: 'asc' } });
  const indicators = await readIndicators(db);
  const codes = new Map(indicators.map(({ id, code }) => [id, code]));
  const codeOf = (id: number) => codes.get(id) ?? '';
  const conventions = await readConventions(db, codeOf);
  const organisations = await readOrganisations(db, codeOf);
  return { groups, communes, objectives, axes, conventions, indicators, organisations };
}
export type WholeCatalogue = Awaited<ReturnType<typeof readWholeCatalogue>>;
