import { addMonths } from '../../shared/domain/month.ts';
import type { NewDefinition, TimeRuleChange } from '../../shared/schemas/catalogue/catalogue.ts';
import { refreshRollUp } from '../indicators/roll-up.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import {
  createVersion,
  findDefinition,
  findDefinitions,
  findRolledMonths,
  holdIndicator,
  setTimeRule,
} from './repository.ts';

/** Every indicator with its definitions, and the one in force last. */
export function readDefinitions({ db }: Pick<Platform, 'db'>) {
  return findDefinitions(db);
}

/** Another definition from a month on. Both stay; the series breaks there, and no total crosses the break. */
export async function defineIndicator(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  next: NewDefinition,
): Promise<void> {
  const { code, definition, formula, validFrom, reason } = next;
  await db.$transaction(async (tx) => {
    await holdIndicator(tx, code);
    const indicator = await findDefinition(tx, code);
    const last = indicator?.versions[0];
    if (!indicator || !last) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
    if (validFrom <= last.validFrom)
      throw new AppError('INVALID', { fields: ['validFrom'], after: addMonths(last.validFrom, 1) });
    const version = last.version + 1;
    await createVersion(tx, {
      indicatorId: indicator.id,
      version,
      definition,
      formula,
      validFrom,
      reason,
      createdAt: clock.now(),
    });
    await recordAudit(tx, viewer, {
      action: 'definition.add',
      entity: 'indicator',
      entityId: code,
      before: { version: last.version },
      after: { version, validFrom },
      reason,
    });
  });
}

/** A ratio keeps two terms and the other rules one number: neither can be made of the other. */
const hasTerms = (timeRule: string) => timeRule === 'ratio';

/** Another way to make a year of the months, for every year; the months themselves are summed again when the rule says so. */
export async function changeTimeRule(
  { db }: Pick<Platform, 'db'>,
  viewer: Viewer,
  { code, timeRule, reason }: TimeRuleChange,
): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await holdIndicator(tx, code);
      const indicator = await findDefinition(tx, code);
      if (!indicator) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
      if (indicator.timeRule === timeRule) return;
      const months = await findRolledMonths(tx, indicator.id);
      if (months.length > 0 && hasTerms(timeRule) !== hasTerms(indicator.timeRule))
        throw new AppError('INVALID', { fields: ['timeRule'] });
      await setTimeRule(tx, indicator.id, timeRule);
      await refreshRollUp(tx, months);
      await recordAudit(tx, viewer, {
        action: 'time-rule.change',
        entity: 'indicator',
        entityId: code,
        before: { timeRule: indicator.timeRule },
        after: { timeRule },
        reason,
      });
    },
    { timeout: 60_000 },
  );
}
