import { isAssignedDuring } from '../../shared/domain/expectation.ts';
import { yearOf } from '../../shared/domain/month.ts';
import type { YearTotalInput, YearTotalValidation } from '../../shared/schemas/indicator.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findExpected } from './repository.ts';
import { organisationIdOf } from './service.ts';
import {
  findTimeRule,
  findYearTotal,
  holdYearTotal,
  keepYearTotalValidated,
  writeYearTotal,
} from './year-total-repository.ts';

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

/** A total of a year that waits for its validation, and what readers read meanwhile. */
export interface WaitingYearTotal {
  id: number;
  value: number;
  read: number | null;
}

/** The total of an indicator's year that waits, when there is one. */
export async function waitingYearTotal(
  { db }: Pick<Platform, 'db'>,
  { code, year, organisationId }: { code: string; year: number; organisationId: number | undefined },
): Promise<WaitingYearTotal | null> {
  const indicator = await findTimeRule(db, code);
  if (!indicator) return null;
  const totalled = { indicatorId: indicator.id, year, organisationId: organisationId ?? null };
  const { current, read } = await findYearTotal(db, totalled);
  return current && current.validatedAt === null
    ? { id: current.id, value: current.value, read: read?.value ?? null }
    : null;
}

/** Validates the total that was seen: readers read it from then on. */
export async function validateYearTotal(
  platform: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  { code, year, organisation, id }: YearTotalValidation,
): Promise<void> {
  const { db, clock } = platform;
  const indicator = await findTimeRule(db, code);
  if (!indicator) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
  const organisationId = (await organisationIdOf({ db }, organisation)) ?? null;
  const totalled = { indicatorId: indicator.id, year, organisationId };
  await db.$transaction(async (tx) => {
    const done = await keepYearTotalValidated(tx, totalled, id, { by: viewer.id, at: clock.now() });
    if (!done) throw new AppError('READ_AGAIN', {});
    await recordAudit(tx, viewer, {
      action: 'indicator.validate-year-total',
      entity: 'indicator',
      entityId: code,
      after: { year, ...(organisation !== undefined && { organisation }) },
    });
  });
}

/**
 * Types the number of different people of a year, for the whole territory or for one organisation: months and organisations
 * do not add up, so the year has no other value. The former total is superseded, never erased, and readers read it until the new one is validated.
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
