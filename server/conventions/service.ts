import type { Prisma } from '../../prisma/generated/client.ts';
import { conventionOfYear } from '../../shared/domain/convention-year.ts';
import type { Month } from '../../shared/domain/month.ts';
import { type ConventionChange, conventionChanges } from '../../shared/domain/report/convention-changes.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { entriesOf, entryId, entryKey } from '../../shared/schemas/catalogue/catalogue-entries.ts';
import type { CatalogueFile } from '../../shared/schemas/catalogue/catalogue-file.ts';
import type { EntryKind } from '../../shared/schemas/catalogue/catalogue-sheets.ts';
import { sourceName } from '../../shared/schemas/import.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { catalogueContent } from './catalogue-content.ts';
import { createEntries, withGroups } from './catalogue-creation-repository.ts';
import {
  type ConventionRecord,
  findCommunes,
  findConventions,
  findGroups,
  findObjectives,
  findOrganisation,
  findStories,
} from './repository.ts';

export { changeEntries } from './catalogue-change-repository.ts';
export { createEntries, isAmong } from './catalogue-creation-repository.ts';
export type { ConventionRecord };

/** Every convention, the latest first, with its grants and the lines of its annex. */
export function allConventions({ db }: Pick<Platform, 'db'>) {
  return findConventions(db);
}

/** The communes of the territory, the most populated first. */
export function allCommunes({ db }: Pick<Platform, 'db'>) {
  return findCommunes(db);
}

/** The groups of communes that figures are published by, in their order. */
export function groupsOfCommunes({ db }: Pick<Platform, 'db'>) {
  return findGroups(db);
}

/**
 * The conventions whose annex is known, the latest first; all of them as long as none is: one whose annex is not known says
 * nothing of its years.
 */
async function knownConventions({ db }: Pick<Platform, 'db'>) {
  const conventions = await findConventions(db);
  const known = conventions.filter((one) => one.actions.length > 0);
  return known.length > 0 ? known : conventions;
}

/** A convention as it reads in a year: a line that ended before is no part of it. */
const withLinesOf = (convention: ConventionRecord, year: number): ConventionRecord => ({
  ...convention,
  actions: convention.actions.filter(({ untilMonth }) => untilMonth === null || untilMonth >= `${year}-01`),
});

/** The convention in force at a year, else the nearest one. Null before any is known. */
export async function findConventionOf(platform: Pick<Platform, 'db'>, year: number) {
  const convention = conventionOfYear(await knownConventions(platform), year);
  return convention ? withLinesOf(convention, year) : null;
}

/** The convention that a year is read by, and those that have begun by a year, the first one first. */
export async function conventionsAt(platform: Pick<Platform, 'db'>, year: number, current: number) {
  const conventions = await knownConventions(platform);
  const convention = conventionOfYear(conventions, year);
  if (!convention) throw new AppError('NOT_FOUND', { entity: 'convention' });
  const begun = conventions.filter(({ startYear }) => startYear <= current).toReversed();
  return { convention: withLinesOf(convention, year), begun: begun.length > 0 ? begun : [convention] };
}

/** The same, where nothing can be said without one. */
export async function conventionOf(platform: Pick<Platform, 'db'>, year: number) {
  const convention = await findConventionOf(platform, year);
  if (!convention) throw new AppError('NOT_FOUND', { entity: 'convention' });
  return convention;
}

/** The objectives of the plan; the annex does not say under which each of its lines comes. */
export function objectivesOfPlan({ db }: Pick<Platform, 'db'>) {
  return findObjectives(db);
}

/** The name of a partner; its code when it is not known. */
export async function organisationName({ db }: Pick<Platform, 'db'>, code: string): Promise<string> {
  return (await findOrganisation(db, code))?.name ?? code;
}

/** What changed over some months of who gives what: mergers, departures, what begins, stops and is taken up again. */
export async function changesBetween(
  { db }: Pick<Platform, 'db'>,
  months: { from: Month; to: Month },
): Promise<ConventionChange[]> {
  const { partners, indicators } = await findStories(db);
  return conventionChanges(
    {
      partners: partners.map(({ name, untilMonth, takenOverBy, feeds, assignments }) => ({
        ...{ name, untilMonth },
        takenOverBy: takenOverBy.map(({ next, fromMonth }) => ({ name: next.name, fromMonth })),
        gives: [
          ...assignments.map(({ spans, indicator }) => ({ ...indicator, spans })),
          ...[...new Set(feeds.map(({ source }) => source))].map((source) => ({
            code: null,
            label: registerOf(sourceName.parse(source)).label,
            spans: feeds.filter((one) => one.source === source),
          })),
        ],
      })),
      indicators: indicators.map(({ versions, ...one }) => ({ ...one, fromMonth: versions[0]?.validFrom ?? '' })),
    },
    months,
  );
}

/** Fills a catalogue: what is there already, by its code, is left as it is, with all that is part of it. */
export async function writeCatalogue(tx: Prisma.TransactionClient, file: CatalogueFile): Promise<void> {
  const known = new Set(entriesOf(await catalogueContent({ db: tx })).map(entryId));
  const isKnown = (kind: EntryKind, key: unknown) => typeof key === 'string' && known.has(entryId({ kind, key }));
  await createEntries(tx, withGroups(file), (kind, value) => {
    const { convention, indicator, organisation, former } = value;
    const isPart =
      kind === 'version' || kind === 'target' || kind === 'published'
        ? isKnown('indicator', indicator)
        : isKnown('convention', convention) || isKnown('partner', former ?? organisation);
    return !isPart && !known.has(entryId({ kind, key: entryKey(kind, value) }));
  });
}
