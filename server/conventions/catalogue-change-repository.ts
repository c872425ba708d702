import type { Prisma } from '../../prisma/generated/client.ts';
import type { CatalogueEntry } from '../../shared/schemas/catalogue/catalogue-entries.ts';
import type { CatalogueFile } from '../../shared/schemas/catalogue/catalogue-file.ts';
import type { EntryKind } from '../../shared/schemas/catalogue/catalogue-sheets.ts';
import { obligationsOf } from './catalogue-creation-repository.ts';

type Tx = Prisma.TransactionClient;
type IsChanged = (kind: EntryKind, value: CatalogueEntry['value']) => boolean;

async function changeTerritory(tx: Tx, file: CatalogueFile, isChanged: IsChanged): Promise<void> {
  for (const { code, name } of file.groups.filter((one) => isChanged('group', one)))
    await tx.communeGroup.update({ where: { code }, data: { name } });
  for (const { inseeCode, group, ...data } of file.communes.filter((one) => isChanged('commune', one)))
    await tx.commune.update({ where: { inseeCode }, data: { ...data, groupCode: group } });
  for (const { code, label } of file.objectives.filter((one) => isChanged('objective', one)))
    await tx.objective.update({ where: { code }, data: { label } });
  for (const { number, label } of file.axes.filter((one) => isChanged('axis', one)))
    await tx.axis.update({ where: { number }, data: { label } });
}

/** Words, years and rules; amounts are changed by an amendment. */
async function changeConventions(tx: Tx, { conventions }: CatalogueFile, isChanged: IsChanged): Promise<void> {
  for (const { code, ...one } of conventions) {
    const { name, territory, startYear, endYear, clawbackPercent, note, predecessor } = one;
    if (isChanged('convention', { code }))
      await tx.convention.update({
        where: { code },
        data: {
          ...{ name, territory, startYear, endYear, clawbackPercent, note },
          ...obligationsOf(one),
          predecessor: predecessor ? { connect: { code: predecessor } } : { disconnect: true },
        },
      });
    const { id } = await tx.convention.findUniqueOrThrow({ where: { code }, select: { id: true } });
    for (const { year, quote, document } of one.grants.filter((grant) =>
      isChanged('grant', { convention: code, ...grant }),
    ))
      await tx.stateGrant.update({
        where: { conventionId_year: { conventionId: id, year } },
        data: { quote, document },
      });
    for (const line of one.actions.filter((action) => isChanged('line', { convention: code, ...action })))
      await changeLine(tx, id, line);
  }
}

type Line = CatalogueFile['conventions'][number]['actions'][number];

async function changeLine(tx: Tx, conventionId: number, line: Line): Promise<void> {
  const { key, indicators, objective, axis, requestedEuros: _, ...words } = line;
  const { id } = await tx.action.update({
    where: { conventionId_key: { conventionId, key } },
    data: { ...words, objectiveCode: objective, axisNumber: axis },
    select: { id: true },
  });
  const rows = await tx.indicator.findMany({ where: { code: { in: indicators } }, select: { id: true, code: true } });
  await tx.actionIndicator.deleteMany({ where: { actionId: id } });
  await tx.actionIndicator.createMany({
    data: rows.map((one) => ({ actionId: id, indicatorId: one.id, position: indicators.indexOf(one.code) + 1 })),
  });
}

async function changeIndicators(tx: Tx, { indicators }: CatalogueFile, isChanged: IsChanged): Promise<void> {
  for (const { versions, targets: _t, published: _p, ...one } of indicators) {
    if (isChanged('indicator', one)) await tx.indicator.update({ where: { code: one.code }, data: one });
    const changed = versions.filter((row) => isChanged('version', { indicator: one.code, ...row }));
    for (const { version, ...data } of changed)
      await tx.indicatorVersion.updateMany({ where: { version, indicator: { code: one.code } }, data });
  }
}

async function changePartners(tx: Tx, { organisations }: CatalogueFile, isChanged: IsChanged): Promise<void> {
  for (const { code, name, kind, role, untilMonth, takenOverBy } of organisations) {
    if (isChanged('partner', { code }))
      await tx.organisation.update({ where: { code }, data: { name, kind, role, untilMonth } });
    for (const { organisation, fromMonth } of takenOverBy.filter((one) =>
      isChanged('succession', { former: code, ...one }),
    ))
      await tx.organisationSuccession.updateMany({
        where: { former: { code }, next: { code: organisation } },
        data: { fromMonth },
      });
  }
}

/** Writes what has other words than before; amounts, targets and who gives what are acts of their own. */
export async function changeEntries(tx: Tx, file: CatalogueFile, isChanged: IsChanged): Promise<void> {
  await changeTerritory(tx, file, isChanged);
  await changeConventions(tx, file, isChanged);
  await changeIndicators(tx, file, isChanged);
  await changePartners(tx, file, isChanged);
}
