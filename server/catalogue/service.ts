import { frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { isMeasureOf } from '../../shared/registers/measures.ts';
import { countedSource } from '../../shared/schemas/import.ts';
import type { SettingChange } from '../../shared/schemas/settings.ts';
import { withinAct } from '../conventions/acts.ts';
import { allCommunes, allConventions, type ConventionRecord } from '../conventions/service.ts';
import type { Actor } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { writeSetting } from '../platform/settings.ts';
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

/** What is asked of a partner, the register in which it is counted last, and whether it counts something there. */
function asGiven<One extends { agreements: { register: string | null }[]; indicator: { measure: string | null } }>(
  one: One,
) {
  const last = one.agreements.at(-1)?.register ?? null;
  const register = last === null ? null : countedSource.parse(last);
  return { ...one, register, isCounted: register === null || isMeasureOf(register, one.indicator.measure) };
}

export async function readCatalogue({ db }: Pick<Platform, 'db'>) {
  const [conventions, renewals, organisations, communes] = await Promise.all([
    allConventions({ db }),
    findRenewals(db),
    findOrganisations(db),
    allCommunes({ db }),
  ]);
  return {
    conventions: conventions.map((one) => withRenewal(one, renewals)),
    organisations: organisations.map(({ assignments, ...one }) => ({ ...one, assignments: assignments.map(asGiven) })),
    communes,
  };
}

/** Changes one setting, as a dated act on the convention like any other. */
export function changeSetting(
  platform: Pick<Platform, 'db' | 'clock' | 'referenceDate'>,
  actor: Actor,
  change: SettingChange,
): Promise<void> {
  const act = { effectiveDate: platform.referenceDate(), reason: change.reason };
  return withinAct(platform, actor, act, (_, tx) => writeSetting(tx, actor, change));
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
