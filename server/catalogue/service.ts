import { conventionOfYear } from '../../shared/domain/convention-year.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import { frenchQuantity } from '../../shared/domain/words/french-format.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findRenewals, type RenewalRecord } from './renewal-repository.ts';
import {
  type ConventionRecord,
  findCommunes,
  findConventions,
  findObjectives,
  findOrganisations,
  findTargetsInForce,
} from './repository.ts';

export { writeCatalogue } from './file-repository.ts';
export type { ConventionRecord } from './repository.ts';

/** A convention with what it follows, what follows it, and what its lines still lack. */
function withRenewal(convention: ConventionRecord, renewals: readonly RenewalRecord[]) {
  const renewal = renewals.find(({ code }) => code === convention.code);
  return {
    ...convention,
    predecessor: renewal?.predecessor ?? null,
    successor: renewal?.successor ?? null,
    actions: convention.actions.map((line) => {
      const rules = renewal?.actions.find(({ key }) => key === line.key);
      const requests = (renewal?.amendments ?? []).filter(({ actionKey }) => actionKey === line.key);
      return {
        ...line,
        toConfirm: rules?.toConfirm ?? false,
        maxStatePercent: rules?.maxStatePercent ?? null,
        requests,
      };
    }),
  };
}

export async function readCatalogue({ db }: Pick<Platform, 'db'>) {
  const [conventions, renewals, organisations, communes] = await Promise.all([
    findConventions(db),
    findRenewals(db),
    findOrganisations(db),
    findCommunes(db),
  ]);
  return { conventions: conventions.map((one) => withRenewal(one, renewals)), organisations, communes };
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

/** The convention in force at a year, else the nearest one. Null before any is known. */
export async function findConventionOf(platform: Pick<Platform, 'db'>, year: number) {
  return conventionOfYear(await knownConventions(platform), year) ?? null;
}

/** The convention that a year is read by, and those that have begun by a year, the first one first. */
export async function conventionsAt(platform: Pick<Platform, 'db'>, year: number, current: number) {
  const conventions = await knownConventions(platform);
  const convention = conventionOfYear(conventions, year);
  if (!convention) throw new AppError('NOT_FOUND', { entity: 'convention' });
  const begun = conventions.filter(({ startYear }) => startYear <= current).toReversed();
  return { convention, begun: begun.length > 0 ? begun : [convention] };
}

/** The same, where nothing can be said without one. */
export async function conventionOf(platform: Pick<Platform, 'db'>, year: number) {
  const convention = await findConventionOf(platform, year);
  if (!convention) throw new AppError('NOT_FOUND', { entity: 'convention' });
  return convention;
}

/** Targets in force, in the catalogue's order, with their value in words. */
export async function targetsInForce({ db }: Pick<Platform, 'db'>) {
  const targets = await findTargetsInForce(db);
  return targets.map(({ indicator, ...target }) => ({
    ...target,
    code: indicator.code,
    label: indicator.label,
    text: frenchQuantity(target.value, indicator.unit as Unit),
  }));
}

/** The objectives of the plan; the annex does not say under which each of its lines comes. */
export function objectivesOfPlan({ db }: Pick<Platform, 'db'>) {
  return findObjectives(db);
}
