import type { Prisma } from '../../prisma/generated/client.ts';
import type { CatalogueEntry } from '../../shared/schemas/catalogue/catalogue-entries.ts';
import { entryId, entryKey } from '../../shared/schemas/catalogue/catalogue-entries.ts';
import type { CatalogueFile } from '../../shared/schemas/catalogue/catalogue-file.ts';
import type { EntryKind } from '../../shared/schemas/catalogue/catalogue-sheets.ts';

type Tx = Prisma.TransactionClient;
type IsNew = (kind: EntryKind, value: CatalogueEntry['value']) => boolean;

export const inCents = (euros: number | null) => (euros === null ? null : Math.round(euros * 100));

/** Codes → identifiers; what is named is there, for the file was checked. */
async function idsOf(rows: Promise<{ id: number; code: string }[]>): Promise<(code: string) => number> {
  const ids = new Map((await rows).map(({ id, code }) => [code, id]));
  return (code) => {
    const id = ids.get(code);
    if (id === undefined) throw new Error(`the catalogue names ${code} and does not define it`);
    return id;
  };
}

const select = { id: true, code: true } as const;

async function createTerritory(tx: Tx, file: CatalogueFile, isNew: IsNew): Promise<void> {
  const { _max } = await tx.communeGroup.aggregate({ _max: { position: true } });
  const groups = file.groups.filter((one) => isNew('group', one));
  await tx.communeGroup.createMany({
    data: groups.map((one, rank) => ({ ...one, position: (_max.position ?? 0) + rank + 1 })),
  });
  await tx.commune.createMany({
    data: file.communes
      .filter((one) => isNew('commune', one))
      .map(({ group, ...one }) => ({ ...one, groupCode: group })),
  });
  await tx.objective.createMany({ data: file.objectives.filter((one) => isNew('objective', one)) });
  await tx.axis.createMany({ data: file.axes.filter((one) => isNew('axis', one)) });
}

/** The days by which a convention wants its report and the State's payment, and the articles that say so. */
export function obligationsOf(one: Omit<CatalogueFile['conventions'][number], 'code'>) {
  const { reportDue, paymentDue, reportArticle, paymentArticle, clawbackArticle, clawbackQuote } = one;
  return { reportDue, paymentDue, reportArticle, paymentArticle, clawbackArticle, clawbackQuote };
}

async function createConventions(tx: Tx, file: CatalogueFile, isNew: IsNew): Promise<void> {
  // One after the other: a convention may follow the one before.
  for (const one of file.conventions.filter((candidate) => isNew('convention', candidate))) {
    const { code, name, territory, startYear, endYear, clawbackPercent, note, predecessor } = one;
    await tx.convention.create({
      data: {
        ...{ code, name, territory, startYear, endYear, clawbackPercent, note },
        ...obligationsOf(one),
        maximumAnnualCents: inCents(one.maximumAnnualEuros),
        eligibleCostCents: inCents(one.eligibleCostEuros),
        ...(predecessor && { predecessor: { connect: { code: predecessor } } }),
      },
    });
  }
  const idOf = await idsOf(tx.convention.findMany({ select }));
  await tx.stateGrant.createMany({
    data: file.conventions.flatMap(({ code, grants }) =>
      grants
        .filter((one) => isNew('grant', { convention: code, ...one }))
        .map(({ amountEuros, ...one }) => ({ ...one, amountCents: inCents(amountEuros), conventionId: idOf(code) })),
    ),
  });
  await tx.amountAmendment.createMany({
    data: file.conventions.flatMap(({ code, amendments }) =>
      amendments
        .filter((one) => isNew('amendment', { convention: code, ...one }))
        .map(({ beforeEuros, afterEuros, action, ...one }) => ({
          ...one,
          ...{ actionKey: action, beforeCents: inCents(beforeEuros), afterCents: inCents(afterEuros) ?? 0 },
          ...{ createdByName: 'catalogue', conventionId: idOf(code) },
        })),
    ),
  });
}

async function createLines(tx: Tx, file: CatalogueFile, isNew: IsNew): Promise<void> {
  const [conventionId, indicatorId] = [
    await idsOf(tx.convention.findMany({ select })),
    await idsOf(tx.indicator.findMany({ select })),
  ];
  for (const { code, actions } of file.conventions) {
    const added = actions.filter((one) => isNew('line', { convention: code, ...one }));
    if (added.length === 0) continue;
    const { _max } = await tx.action.aggregate({
      where: { conventionId: conventionId(code) },
      _max: { position: true },
    });
    await tx.action.createMany({
      data: added.map(({ objective, axis, requestedEuros, indicators: _, ...line }, rank) => ({
        ...line,
        position: (_max.position ?? 0) + rank + 1,
        ...{ requestedCents: inCents(requestedEuros), objectiveCode: objective, axisNumber: axis },
        conventionId: conventionId(code),
      })),
    });
    const rows = await tx.action.findMany({
      where: { conventionId: conventionId(code), key: { in: added.map(({ key }) => key) } },
      select: { id: true, key: true },
    });
    await tx.actionIndicator.createMany({
      data: rows.flatMap(({ id, key }) =>
        (added.find((one) => one.key === key)?.indicators ?? []).map((name, rank) => ({
          ...{ actionId: id, indicatorId: indicatorId(name), position: rank + 1 },
        })),
      ),
    });
  }
}

async function createIndicators(tx: Tx, file: CatalogueFile, isNew: IsNew): Promise<void> {
  const { _max } = await tx.indicator.aggregate({ _max: { position: true } });
  const added = file.indicators.filter((one) => isNew('indicator', one));
  await tx.indicator.createMany({
    data: added.map(({ versions: _v, targets: _t, published: _p, ...one }, rank) => ({
      ...one,
      position: (_max.position ?? 0) + rank + 1,
    })),
  });
  const idOf = await idsOf(tx.indicator.findMany({ select }));
  const ofEach = <Row, Data>(
    rowsOf: (one: CatalogueFile['indicators'][number]) => Row[],
    kind: EntryKind,
    data: (row: Row) => Data,
  ) =>
    file.indicators.flatMap((one) =>
      rowsOf(one)
        .filter((row) => isNew(kind, { indicator: one.code, ...row }))
        .map((row) => ({ ...data(row), indicatorId: idOf(one.code) })),
    );
  await tx.indicatorVersion.createMany({
    data: ofEach(
      ({ versions }) => versions,
      'version',
      (row) => row,
    ),
  });
  await tx.target.createMany({
    data: ofEach(
      ({ targets }) => targets,
      'target',
      (row) => row,
    ),
  });
  await tx.publishedFigure.createMany({
    data: ofEach(
      ({ published }) => published,
      'published',
      ({ amountEuros, ...row }) => ({
        ...row,
        amountCents: amountEuros === null ? null : BigInt(Math.round(amountEuros * 100)),
      }),
    ),
  });
}

async function createPartners(tx: Tx, { organisations }: CatalogueFile, isNew: IsNew): Promise<void> {
  await tx.organisation.createMany({
    data: organisations
      .filter((one) => isNew('partner', one))
      .map(({ code, name, kind, role, untilMonth }) => ({ code, name, kind, role, untilMonth })),
  });
  const idOf = await idsOf(tx.organisation.findMany({ select }));
  await tx.organisationSuccession.createMany({
    data: organisations.flatMap(({ code, takenOverBy }) =>
      takenOverBy
        .filter((one) => isNew('succession', { former: code, ...one }))
        .map(({ organisation, fromMonth }) => ({ formerId: idOf(code), nextId: idOf(organisation), fromMonth })),
    ),
  });
  await tx.registerAssignment.createMany({
    data: organisations.flatMap(({ code, registers }) =>
      registers
        .filter((one) => isNew('register', { organisation: code, ...one }))
        .map((one) => ({ ...one, organisationId: idOf(code) })),
    ),
  });
}

/** What is asked of whom, where nothing was asked yet: it comes at the end of the form, once, whatever its spans. */
async function createAssignments(tx: Tx, { organisations }: CatalogueFile, isNew: IsNew): Promise<void> {
  const [organisationId, indicatorId] = [
    await idsOf(tx.organisation.findMany({ select })),
    await idsOf(tx.indicator.findMany({ select })),
  ];
  const { _max } = await tx.assignment.aggregate({ _max: { position: true } });
  const added = organisations.flatMap(({ code, assignments }) =>
    assignments
      .filter((one) => isNew('assignment', { organisation: code, ...one }))
      .map((one) => ({ one, key: { organisationId: organisationId(code), indicatorId: indicatorId(one.indicator) } })),
  );
  await tx.assignment.createMany({
    data: added.map(({ key }, rank) => ({ ...key, position: (_max.position ?? 0) + rank + 1 })),
    skipDuplicates: true,
  });
  await tx.assignmentSpan.createMany({
    data: added.map(({ one: { fromMonth, toMonth }, key }) => ({ ...key, fromMonth, toMonth })),
  });
  await tx.agreement.createMany({
    data: added.flatMap(({ one: { agreements }, key }) => agreements.map((one) => ({ ...one, ...key }))),
  });
}

/** Writes what is new of a catalogue, in sets; what is there already is not touched. */
export async function createEntries(tx: Tx, file: CatalogueFile, isNew: IsNew): Promise<void> {
  await createTerritory(tx, file, isNew);
  await createConventions(tx, file, isNew);
  await createIndicators(tx, file, isNew);
  await createLines(tx, file, isNew);
  await createPartners(tx, file, isNew);
  await createAssignments(tx, file, isNew);
}

/** The groups that communes name, where a file does not list them: each under its own name. */
export function withGroups(file: CatalogueFile): CatalogueFile {
  if (file.groups.length > 0) return file;
  const codes = [...new Set(file.communes.map(({ group }) => group))];
  return { ...file, groups: codes.map((code) => ({ code, name: code })) };
}

/** Whether an entry is among some. */
export function isAmong(entries: readonly Pick<CatalogueEntry, 'kind' | 'key'>[]): IsNew {
  const ids = new Set(entries.map(entryId));
  return (kind, value) => ids.has(entryId({ kind, key: entryKey(kind, value) }));
}
