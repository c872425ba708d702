import { isAssignedDuring } from '../../shared/domain/expectation.ts';
import { yearOf } from '../../shared/domain/month.ts';
import type { YearTotalInput } from '../../shared/schemas/indicator.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findExpected } from './repository.ts';
import { organisationIdOf } from './service.ts';
import { findTimeRule, holdYearTotal, writeYearTotal } from './year-total-repository.ts';

/** The organisation whose own total is typed, which must give the indicator in the year; null: the whole territory. */
async function giverOf(
  { db }: Pick<Platform, 'db'>,
  { code, year, organisation }: YearTotalInput,
): Promise<number | null> {
  const organisationId = await organisationIdOf({ db }, organisation);
  if (organisationId === undefined) return null;
  const span = { from: `${year}-01`, to: `${year}-12` };
  const expected = await findExpected(db, code, organisationId);
  if (!expected.some((one) => isAssignedDuring(one, span))) throw new AppError('INVALID', { fields: ['organisation'] });
  return organisationId;
}

/**
 * Types the number of different people of a year, for the whole territory or for one organisation: months and organisations
 * do not add up, so the year has no other value. The former total is superseded, never erased.
 */
export async function typeYearTotal(
  platform: Pick<Platform, 'db' | 'clock' | 'referenceDate'>,
  viewer: Viewer,
  input: YearTotalInput,
): Promise<void> {
  const { db, clock, referenceDate } = platform;
  const { code, year, value, method, organisation } = input;
  const indicator = await findTimeRule(db, code);
  if (!indicator) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
  if (indicator.timeRule !== 'unique' || year > yearOf(referenceDate()))
    throw new AppError('INVALID', { fields: ['year'] });
  const totalled = { indicatorId: indicator.id, year, organisationId: await giverOf(platform, input) };
  await db.$transaction(async (tx) => {
    const before = await holdYearTotal(tx, totalled, clock.now());
    await writeYearTotal(tx, {
      ...totalled,
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
      after: { year, value, ...(organisation !== undefined && { organisation }) },
      reason: method,
    });
  });
}
