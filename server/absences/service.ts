import type { DeclareAbsenceInput, NameOwnerInput } from '../../shared/schemas/absences.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import * as repository from './repository.ts';

/** The people of an organisation, who answers for its figures, who is or will be away, and who stands in. */
export async function absences(
  { db, referenceDate }: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  asked: { organisationId?: number | undefined },
) {
  const organisationId = asked.organisationId ?? viewer.organisationId;
  if (organisationId === null) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  const scope = organisationScope(viewer, 'absences.read', organisationId);
  const today = referenceDate();
  const [people, rows, answerable] = await Promise.all([
    repository.listColleagues(scope, db, today),
    repository.listAbsences(scope, db, today),
    repository.findAnswerable(scope, db),
  ]);
  return {
    organisationId,
    today,
    people,
    ...answerable,
    absences: rows.map(({ user, deputy, ...absence }) => ({
      ...absence,
      name: user.name,
      deputy: deputy?.name ?? null,
      current: absence.fromDate <= today,
    })),
  };
}

/** Names who answers for the figures of an organisation, who stands in, and the number to call: it can be handed over, never left to nobody. */
export async function nameOwner(
  { db, referenceDate }: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  { organisationId, ownerId, deputyId, phone }: NameOwnerInput,
): Promise<void> {
  const scope = organisationScope(viewer, 'absences.write', organisationId);
  await db.$transaction(async (tx) => {
    const people = await repository.listColleagues(scope, tx, referenceDate());
    const knows = (id: string | null) => id === null || people.some((person) => person.id === id);
    if (!knows(ownerId) || !knows(deputyId)) throw new AppError('NOT_FOUND', { entity: 'person' });
    const before = await repository.findAnswerable(scope, tx);
    if (ownerId === null && before.ownerId !== null) throw new AppError('NOT_FOUND', { entity: 'person' });
    const after = { ownerId, deputyId, phone: phone === undefined ? before.phone : phone };
    await repository.writeAnswerable(scope, tx, after);
    await recordAudit(tx, viewer, {
      action: 'absence.owner',
      entity: 'organisation',
      entityId: organisationId,
      before,
      after,
    });
  });
}

/** Hands the reminders of a person over to their deputy for a time. Both are of the same organisation. */
export async function declareAbsence(
  { db, clock, referenceDate }: Pick<Platform, 'db' | 'clock' | 'referenceDate'>,
  viewer: Viewer,
  input: DeclareAbsenceInput,
): Promise<{ absenceId: number }> {
  const scope = organisationScope(viewer, 'absences.write', input.organisationId);
  const { userId, fromDate, toDate, deputyId } = input;
  return db.$transaction(async (tx) => {
    const people = await repository.listColleagues(scope, tx, referenceDate());
    const knows = (id: string | null) => id === null || people.some((person) => person.id === id);
    if (!knows(userId) || !knows(deputyId)) throw new AppError('NOT_FOUND', { entity: 'person' });
    const absence = { userId, fromDate, toDate, deputyId };
    const absenceId = await repository.insertAbsence(scope, tx, { ...absence, createdAt: clock.now() });
    await recordAudit(tx, viewer, {
      action: 'absence.declare',
      entity: 'user',
      entityId: userId,
      after: { fromDate, toDate, deputyId },
    });
    return { absenceId };
  });
}

/** The person is back, or will not leave: their reminders come to them again. */
export async function endAbsence(
  { db }: Pick<Platform, 'db'>,
  viewer: Viewer,
  { organisationId, absenceId }: { organisationId: number; absenceId: number },
): Promise<void> {
  const scope = organisationScope(viewer, 'absences.write', organisationId);
  await db.$transaction(async (tx) => {
    const former = await repository.deleteAbsence(scope, tx, absenceId);
    if (!former) throw new AppError('NOT_FOUND', { entity: 'absence' });
    const { userId, ...before } = former;
    await recordAudit(tx, viewer, { action: 'absence.end', entity: 'user', entityId: userId, before });
  });
}
