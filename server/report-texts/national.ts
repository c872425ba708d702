import { cleanWords } from '../../shared/domain/report/report-text-cleaning.ts';
import type { NationalInput } from '../../shared/schemas/report-workspace.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findNational, saveNational } from './national-repository.ts';
import { lockPlace } from './repository.ts';

/** National indicators as context, each with its source: typed, never computed, and judged by nobody. */

export const nationalOf = ({ db }: Pick<Platform, 'db'>, year: number) => findNational(db, year);

const clean = (words: string) => cleanWords(words).text.trim();

/** Writes the list of a year whole; refused with CONFLICT when somebody wrote meanwhile, INVALID where cleaning leaves nothing. */
export function writeNational(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  { year, lines, base }: NationalInput,
): Promise<{ revision: number }> {
  const kept = lines.map((one) => ({ label: clean(one.label), value: clean(one.value), source: clean(one.source) }));
  if (kept.some(({ label, value, source }) => label === '' || value === '' || source === ''))
    throw new AppError('INVALID');
  return db.$transaction(async (tx) => {
    await lockPlace(tx, year, 'national');
    const before = await findNational(tx, year);
    if (before.revision !== base) throw new AppError('CONFLICT', { revision: before.revision });
    const revision = base + 1;
    const by = { updatedById: viewer.id, updatedByName: viewer.name, updatedAt: clock.now() };
    await saveNational(tx, { year, lines: kept, revision, ...by });
    await recordAudit(tx, viewer, {
      action: 'report.national',
      entity: 'report',
      entityId: year,
      ...(before.revision > 0 && { before: { lines: before.lines } }),
      after: { lines: kept },
    });
    return { revision };
  });
}
