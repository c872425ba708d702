import { addMonths, type Month, yearOf } from '../../shared/domain/month.ts';
import type { CatalogueFigure } from '../indicators/service.ts';
import type { Platform } from '../platform/context.ts';
import { findCorrections, findMonthByOrganisation } from './repository.ts';

/** "+7 since May: association A +5, association B +3, one correction −1". */
export interface Change {
  code: string;
  month: Month;
  total: number;
  byOrganisation: { name: string; delta: number }[];
  correction: number;
  corrections: number;
}

/** Corrections made from the first day of the month shown on: until then, the page showed the month before. */
function correctionWindow(through: Month, latest: Month) {
  const until = through === latest ? null : new Date(`${addMonths(through, 2)}-01T00:00:00Z`);
  return { since: new Date(`${through}-01T00:00:00Z`), until };
}

type Revision = Awaited<ReturnType<typeof findCorrections>>[number];

/** For each indicator, the sum of (now − before the first change) over the cells corrected, and how many they are. */
function correctionsByCode(revisions: Revision[]): Map<string, { delta: number; count: number }> {
  const first = new Map<number, Revision>();
  for (const revision of revisions) if (!first.has(revision.observationId)) first.set(revision.observationId, revision);
  const sums = new Map<string, { delta: number; count: number }>();
  for (const { value, observation } of first.values()) {
    const delta = (observation.value ?? 0) - (value ?? 0);
    if (delta === 0) continue;
    const sum = sums.get(observation.indicator.code) ?? { delta: 0, count: 0 };
    sums.set(observation.indicator.code, { delta: sum.delta + delta, count: sum.count + 1 });
  }
  return sums;
}

/** What moved the running totals in the last month shown: by organisation, and by correction of earlier months. */
export async function whatChanged(
  { db }: Pick<Platform, 'db'>,
  figures: CatalogueFigure[],
  { through, latest }: { through: Month; latest: Month },
): Promise<Change[]> {
  const [cells, revisions] = await Promise.all([
    findMonthByOrganisation(db, ['submitted', 'validated'], through),
    findCorrections(db, `${yearOf(through)}-01`, through, correctionWindow(through, latest)),
  ]);
  const corrected = correctionsByCode(revisions);
  return figures
    .filter((one) => one.timeRule === 'flow' && (one.keyFigure || one.target !== null))
    .map((one) => {
      const byOrganisation = cells
        .filter((cell) => cell.indicator.code === one.code && cell.value)
        .map((cell) => ({ name: cell.organisation.name, delta: cell.value ?? 0 }));
      const { delta, count } = corrected.get(one.code) ?? { delta: 0, count: 0 };
      return {
        code: one.code,
        month: through,
        total: byOrganisation.reduce((sum, part) => sum + part.delta, delta),
        byOrganisation,
        correction: delta,
        corrections: count,
      };
    })
    .filter((change) => change.byOrganisation.length > 0 || change.corrections > 0);
}
