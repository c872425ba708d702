import { frenchQuantity } from '../../shared/domain/french-format.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import type { TargetAmendment } from '../../shared/schemas/catalogue.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import {
  createTarget,
  findCommunes,
  findConventions,
  findOrganisations,
  findTargetHistory,
  findTargetInForce,
  findTargetsInForce,
  holdIndicator,
  supersedeTarget,
} from './repository.ts';

export { writeCatalogue } from './file-repository.ts';
export type { ConventionRecord } from './repository.ts';

export async function readCatalogue({ db }: Pick<Platform, 'db'>) {
  const [conventions, organisations, communes] = await Promise.all([
    findConventions(db),
    findOrganisations(db),
    findCommunes(db),
  ]);
  return { conventions, organisations, communes };
}

/** The convention in force at a year, else the latest one. */
export async function conventionOf({ db }: Pick<Platform, 'db'>, year: number) {
  const conventions = await findConventions(db);
  const inForce = conventions.find((one) => one.startYear <= year && year <= one.endYear && one.actions.length > 0);
  const convention = inForce ?? conventions.find((one) => one.actions.length > 0);
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

export function targetHistory({ db }: Pick<Platform, 'db'>, code: string) {
  return findTargetHistory(db, code);
}

/** Sets another target for a year. The former row is superseded, never erased; the act and its reason are kept. */
export async function amendTarget(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  amendment: TargetAmendment,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await holdIndicator(tx, amendment.code);
    const current = await findTargetInForce(tx, amendment.code, amendment.year);
    if (!current) throw new AppError('NOT_FOUND', { entity: 'target', code: amendment.code, year: amendment.year });
    const { id, createdAt, supersededAt, ...kept } = current;
    await supersedeTarget(tx, id, clock.now());
    await createTarget(tx, {
      ...kept,
      ...pick(amendment),
      reading: 'stated',
      createdById: viewer.id,
      createdAt: clock.now(),
    });
    await recordAudit(tx, viewer, {
      action: 'target.amend',
      entity: 'indicator',
      entityId: amendment.code,
      before: { year: amendment.year, value: current.value },
      after: { year: amendment.year, value: amendment.value, act: amendment.act, actDate: amendment.actDate },
      reason: amendment.reason,
    });
  });
}

function pick({ value, act, actDate, reason }: TargetAmendment) {
  return { value, act, actDate, reason };
}
