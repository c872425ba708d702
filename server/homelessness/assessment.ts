import { forgetLedgers } from '../ledger/refresh.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import {
  type Assessment,
  countLinked,
  findAssessment,
  forgetAssessment,
  type Linked,
  lockAssessment,
  saveAssessment,
} from './assessment-repository.ts';

/** Whether identity keys may be kept, since when, and what they spare counting twice. */
export async function readAssessment({
  db,
}: Platform): Promise<{ assessment: Assessment | null; linked: Linked | null }> {
  const assessment = await findAssessment(db);
  return { assessment, linked: assessment && (await countLinked(db)) };
}

/** True once the assessment is recorded: people may be recognised from one source to another. */
export const mayLink = async ({ db }: Pick<Platform, 'db'>) => (await findAssessment(db)) !== null;

/** Since when sources are brought together, for everyone who reads the figures; how many people that is, for the coordination. */
export async function linkingFor(
  { db }: Platform,
  viewer: Viewer,
): Promise<{ since: string | null; people: number | null }> {
  const assessment = await findAssessment(db);
  const known = assessment && viewer.role === 'coordinator' ? await countLinked(db) : null;
  return { since: assessment?.date ?? null, people: known?.people ?? null };
}

/** Records the data-protection assessment (AIPD): from then on, rows are kept with a key of the person's identity. */
export async function recordAssessment(
  { db }: Platform,
  viewer: Viewer,
  { date, reference }: { date: string; reference: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockAssessment(tx);
    const before = await findAssessment(tx);
    await forgetLedgers(tx);
    await saveAssessment(tx, { date, reference, recordedBy: viewer.name });
    await recordAudit(tx, viewer, {
      action: 'assessment.record',
      entity: 'assessment',
      entityId: 'aipd',
      ...(before && { before: { ...before } }),
      after: { date, reference },
    });
  });
}

/** Turns the linking off and erases every identity key. */
export async function withdrawAssessment({ db }: Platform, viewer: Viewer, reason: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockAssessment(tx);
    const before = await findAssessment(tx);
    const rows = await forgetAssessment(tx);
    await forgetLedgers(tx);
    const entry = { action: 'assessment.withdraw', entity: 'assessment', entityId: 'aipd', after: { rows }, reason };
    await recordAudit(tx, viewer, { ...entry, ...(before && { before: { ...before } }) });
  });
}
