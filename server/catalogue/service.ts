import { conventionOfYear } from '../../shared/domain/convention-year.ts';
import { frenchQuantity } from '../../shared/domain/french-format.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
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
 * The convention in force at a year, else the nearest one; one whose annex is not known says nothing of its years, as long
 * as another's is. Null before any is known.
 */
export async function findConventionOf({ db }: Pick<Platform, 'db'>, year: number) {
  const conventions = await findConventions(db);
  const known = conventions.filter((one) => one.actions.length > 0);
  return conventionOfYear(known.length > 0 ? known : conventions, year);
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
