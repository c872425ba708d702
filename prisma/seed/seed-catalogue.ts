import { writeCatalogue } from '../../server/conventions/service.ts';
import { addMonths } from '../../shared/domain/month.ts';
import { catalogueFile } from '../../shared/schemas/catalogue/catalogue-faults.ts';
import { CATALOGUE_FORMAT, type CatalogueFile } from '../../shared/schemas/catalogue/catalogue-file.ts';
import type { PrismaClient } from '../generated/client.ts';
import { actions } from './seed-actions.ts';
import { communeGroups, communes } from './seed-communes.ts';
import { axes, conventions, grants, objectives } from './seed-convention.ts';
import { FIRST_MONTH, indicators } from './seed-indicators.ts';
import { shippedMeasures } from './seed-measures.ts';
import { assignments, organisations, registerGivers } from './seed-organisations.ts';
import { insertPublishedPartners } from './seed-partners.ts';
import { publishedFigures } from './seed-published.ts';
import { targets } from './seed-targets.ts';

/** The convention whose annex the lines, grants and links are those of. */
const CONVENTION = 'LDA-2023-2025';

const euros = (cents: number | bigint | null) => (cents === null ? null : Number(cents) / 100);

const annex = () =>
  actions.map(({ requestedCents, ...action }) => ({
    ...action,
    requestedEuros: requestedCents / 100,
    indicators: indicators.filter((one) => one.actions.includes(action.key)).map(({ code }) => code),
  }));

const conventionEntries = () =>
  conventions.map(({ maximumAnnualCents, eligibleCostCents, ...convention }) => ({
    ...convention,
    maximumAnnualEuros: euros(maximumAnnualCents),
    eligibleCostEuros: euros(eligibleCostCents),
    ...(convention.code === CONVENTION && {
      grants: grants.map(({ amountCents, ...grant }) => ({ ...grant, amountEuros: euros(amountCents) })),
      actions: annex(),
    }),
  }));

const targetEntries = (wanted: string) =>
  targets
    .filter(({ code }) => code === wanted)
    .flatMap(({ code: _, years, path, dueMonth, ...target }) =>
      years.map((year) => ({
        ...target,
        ...(path ?? { startMonth: `${year}-01`, endMonth: `${year}-12` }),
        ...(dueMonth && { dueMonth: dueMonth(year) }),
        year,
      })),
    );

const publishedEntries = (wanted: string) =>
  publishedFigures
    .filter(({ code }) => code === wanted)
    .map(({ code: _, amountCents, ...figure }) => ({ ...figure, amountEuros: euros(amountCents ?? null) }));

const indicatorEntries = () =>
  indicators.map(({ actions: _, definition, formula, ...indicator }) => ({
    ...indicator,
    measure: shippedMeasures[indicator.code] ?? null,
    versions: [{ version: 1, definition, formula, validFrom: FIRST_MONTH }],
    targets: targetEntries(indicator.code),
    published: publishedEntries(indicator.code),
  }));

const organisationEntries = () =>
  organisations.map((organisation) => ({
    ...organisation,
    assignments: assignments
      .filter((one) => one.organisation === organisation.code)
      .flatMap(({ codes, fromMonth, register, until }) =>
        codes.map((indicator) => ({
          ...{ indicator, fromMonth },
          agreements: [
            ...(register ? [{ fromMonth, register }] : []),
            ...(until ? [{ fromMonth: addMonths(until, 1), register: null }] : []),
          ],
        })),
      ),
    registers: registerGivers
      .filter((one) => one.organisation === organisation.code)
      .map(({ source, fromMonth }) => ({ source, fromMonth })),
  }));

/** The first territory's catalogue, in the form of the file that any other territory would bring. */
export function firstCatalogue(): CatalogueFile {
  return catalogueFile.parse({
    format: CATALOGUE_FORMAT,
    groups: communeGroups,
    communes: communes.map(({ groupCode, ...commune }) => ({ ...commune, group: groupCode })),
    objectives,
    axes,
    conventions: conventionEntries(),
    indicators: indicatorEntries(),
    organisations: organisationEntries(),
  });
}

/**
 * Fills the catalogue: the territory, the convention with its quotes, what is measured and asked of whom. What is there
 * already is recognised by its code and left untouched, so that nothing amended is ever overwritten.
 */
export async function seedCatalogue(db: PrismaClient): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await writeCatalogue(tx, firstCatalogue());
      await insertPublishedPartners(tx);
    },
    { timeout: 60_000, maxWait: 20_000 },
  );
}
