import { unvalidatedWords } from '../../shared/domain/report/edition-checks.ts';
import type { Platform } from '../platform/context.ts';
import { writingProgress } from '../report-texts/progress.ts';
import type { UnvalidatedAct } from '../reports/report-content.ts';

/** Figures of a year that nobody has validated, and the act by which an edition is frozen all the same. */

/** « 3 valeurs envoyées, en attente de validation. » */
export async function unvalidatedInReport(platform: Pick<Platform, 'db'>, year: number): Promise<string[]> {
  const { cells } = await writingProgress(platform, year);
  return unvalidatedWords({ drafts: cells.get('draft') ?? 0, submitted: cells.get('submitted') ?? 0 }).map(
    ({ label, detail }) => `${label}, ${detail}.`,
  );
}

/** What the document prints of the act; nothing where all is validated, or where nobody has acted. */
export async function unvalidatedAct(
  platform: Pick<Platform, 'db'>,
  year: number,
  reason: string | null,
): Promise<{ unvalidated?: UnvalidatedAct }> {
  const sentences = reason === null ? [] : await unvalidatedInReport(platform, year);
  return reason === null || sentences.length === 0 ? {} : { unvalidated: { reason, sentences } };
}
