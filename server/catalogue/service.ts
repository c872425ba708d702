import { frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { allCommunes, allConventions, type ConventionRecord } from '../conventions/service.ts';
import type { Platform } from '../platform/context.ts';
import { findRenewals, type RenewalRecord } from './renewal-repository.ts';
import { findOrganisations, findTargetsInForce } from './repository.ts';

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
    allConventions({ db }),
    findRenewals(db),
    findOrganisations(db),
    allCommunes({ db }),
  ]);
  return { conventions: conventions.map((one) => withRenewal(one, renewals)), organisations, communes };
}

/** Targets in force, in the catalogue's order, with their value in words. */
export async function targetsInForce({ db }: Pick<Platform, 'db'>) {
  const targets = await findTargetsInForce(db);
  return targets.map(({ indicator, ...target }) => ({
    ...target,
    code: indicator.code,
    label: indicator.label,
    text: frenchQuantity(target.value, target.unit ?? indicator.unit),
  }));
}
