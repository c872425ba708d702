import { yearOf } from '../../shared/domain/month.ts';
import type { YearTotalInput } from '../../shared/schemas/indicator.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findTimeRule, holdYearTotal, writeYearTotal } from './year-total-repository.ts';

/**
 * Types the number of different people of a year for the whole territory: months and organisations do not add up, so the
 * year has no other value. The former total is superseded, never erased.
 */
export async function typeYearTotal(
  { db, clock, referenceDate }: Pick<Platform, 'db' | 'clock' | 'referenceDate'>,
  viewer: Viewer,
  { code, year, value, method }: YearTotalInput,
): Promise<void> {
  const indicator = await findTimeRule(db, code);
  if (!indicator) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
  if (indicator.timeRule !== 'unique' || year > yearOf(referenceDate()))
    throw new AppError('INVALID', { fields: ['year'] });
  await db.$transaction(async (tx) => {
    const before = await holdYearTotal(tx, indicator.id, year, clock.now());
    await writeYearTotal(tx, {
      indicatorId: indicator.id,
      year,
      value,
      method,
      createdById: viewer.id,
      createdByName: viewer.name,
      createdAt: clock.now(),
    });
    await recordAudit(tx, viewer, {
      action: 'indicator.year-total',
      entity: 'indicator',
      entityId: code,
      ...(before && { before: { year, value: before.value } }),
      after: { year, value },
      reason: method,
    });
  });
}
