import type { FinanceImportFile } from '../../shared/schemas/finance/finance-import.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { type ImportPlan, planOf } from './import-plan.ts';
import type { Decision } from './import-reading.ts';
import { conventionsIn, knownMoney } from './import-world.ts';
import { writeLine, writePartner } from './writing.ts';
import { lockYear } from './writing-repository.ts';

type Writing = Pick<Platform, 'db' | 'clock' | 'demonstration'>;

export type Counts = Record<Decision['verdict'], number>;

const countsOf = (decisions: readonly Decision[]): Counts => {
  const counts: Counts = { new: 0, changed: 0, identical: 0, refused: 0 };
  for (const { verdict } of decisions) counts[verdict] += 1;
  return counts;
};

const shown = ({ decisions, seal }: ImportPlan) => ({ decisions, seal, counts: countsOf(decisions) });

/** What a file would change, row by row and cell by cell. Writes nothing. */
export async function previewImport(platform: Pick<Platform, 'db'>, file: FinanceImportFile) {
  const conventions = await conventionsIn(platform, file);
  return shown(planOf(file, await knownMoney(platform.db, file, conventions)));
}

/**
 * Writes what was shown, all or nothing. The file is judged again once its years are held: if anything that a row rests on
 * has changed since it was shown, nothing is written and it is to be looked at again.
 */
export async function commitImport(
  platform: Writing,
  viewer: Viewer,
  { seal, ...file }: FinanceImportFile & { seal: string },
): Promise<{ counts: Counts; years: number[] }> {
  const conventions = await conventionsIn(platform, file);
  return platform.db.$transaction(
    async (tx) => {
      for (const year of conventions.keys()) await lockYear(tx, year);
      const plan = planOf(file, await knownMoney(tx, file, conventions));
      if (plan.seal !== seal) throw new AppError('READ_AGAIN');
      for (const { convention, input } of plan.lines)
        if (input) await writeLine(tx, platform, viewer, convention, input);
      for (const { convention, input, code } of plan.partners)
        await writePartner(tx, platform, viewer, convention, input, code);
      const counts = countsOf(plan.decisions);
      const years = [
        ...new Set([
          ...plan.lines.flatMap(({ input }) => (input ? [input.year] : [])),
          ...plan.partners.map(({ input }) => input.year),
        ]),
      ].toSorted();
      await recordAudit(tx, viewer, {
        action: 'finance.import',
        entity: 'finance',
        entityId: years.join(', ') || 'aucune année',
        after: { ...counts },
      });
      return { counts, years };
    },
    { timeout: 60_000, maxWait: 20_000 },
  );
}
