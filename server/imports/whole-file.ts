import type { Month } from '../../shared/domain/month.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Content } from '../../shared/registers/register.ts';
import type { AbsentChoice, SentRow, ToldByFile } from '../../shared/schemas/import.ts';
import { mayLink } from '../homelessness/assessment.ts';
import type { Actor } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { commitImports, discardImports, previewImport, type Receipt } from './commit.ts';
import { keepAbsentHabit, keepPeriodHabit } from './habit-repository.ts';
import { beginImport, fieldsOf, type NewImport, toStage } from './prepare.ts';
import { addRowsRead, findImport, type ImportScope, keepAbsentChoice, keepTold } from './repository.ts';
import { type Settled, type StagedRow, settleMoved, stageRows } from './staging-repository.ts';

export interface WholeFile extends NewImport {
  /** Rows in the order of the file, read as they are asked for: a file of a million rows is never held whole. */
  rows: Iterable<SentRow | ReadyRow>;
  /** What the file says beside its rows, once they are all read. */
  told?: () => ToldByFile;
}

/** A row of the register that is known by its keyed hash: corrected, or taken out. */
export interface ReadyRow {
  keyHash: string;
  content: Content | null;
  outside: boolean;
}

function readyToStage({ keyHash, content, outside }: ReadyRow, position: number): StagedRow {
  const gone = content === null;
  return {
    position,
    row: 0,
    sheet: null,
    keyHash,
    identityHash: null,
    content,
    outside,
    remarks: [],
    stands: null,
    gone,
  };
}

export interface WholeFileOptions {
  /** Says what would happen, and leaves nothing. */
  dryRun?: boolean;
  kind?: 'file' | 'hand';
  reason?: string;
  /** What becomes of rows that a full export no longer holds; absent: as it was decided for this partner's last file. */
  absent?: AbsentChoice;
  /** What becomes of rows known under another date: corrected, or taken as other rows; absent: they wait. */
  moved?: Settled;
  /** The months that the file covers; remembered for the partner's next files. */
  period?: { from: Month; to: Month };
}

const silent: ToldByFile = { skipped: [], unread: [], questions: [], period: null };

/** What the file says, with the period that somebody answered. */
const withPeriod = (told: ToldByFile = silent, period?: { from: Month; to: Month }): ToldByFile => ({
  ...told,
  ...(period && {
    period: { ...period, why: 'answer' as const, ...(told.period?.day !== undefined && { day: told.period.day }) },
  }),
});

/** Takes in a whole file without asking anything: what the browser does step by step, for the command line and rows typed by hand. */
export async function importWholeFile(
  platform: Platform,
  actor: Actor,
  scope: ImportScope,
  { rows, told, ...file }: WholeFile,
  { dryRun = false, kind, reason, absent, moved, period }: WholeFileOptions = {},
): Promise<Receipt> {
  const register = registerOf(file.source);
  const id = await beginImport(platform, actor, scope, file, { ...(kind && { kind }), ...(reason && { reason }) });
  const linking = await mayLink(platform);
  let position = 0;
  function* staged(): Generator<StagedRow> {
    for (const row of rows) {
      position += 1;
      yield 'keyHash' in row
        ? readyToStage(row, position)
        : toStage(platform.pseudonym, register, row, position, linking);
    }
  }
  try {
    await stageRows(platform.bulk, id, fieldsOf(register), staged());
    await addRowsRead(platform.db, id, position);
    const words = told?.();
    if (words || period) await keepTold(platform.db, id, withPeriod(words, period));
    if (absent) await keepAbsentChoice(platform.db, id, absent);
    if (moved) await settleMoved(platform.db, id, moved);
    if (period && !dryRun) await platform.db.$transaction((tx) => keepPeriodHabit(tx, scope, file.source, period));
    if (absent && !dryRun) await platform.db.$transaction((tx) => keepAbsentHabit(tx, scope, file.source, absent));
    if (!dryRun) {
      const [made] = await commitImports(platform, actor, [{ scope, id }]);
      if (!made) throw new AppError('NOT_FOUND', { entity: 'import' });
      return made;
    }
    const prepared = await findImport(platform.db, id);
    if (!prepared) throw new AppError('NOT_FOUND', { entity: 'import' });
    const receipt = await previewImport(platform, scope, prepared);
    await discardImports(platform, [id]);
    return { ...receipt, id: null };
  } catch (error) {
    await discardImports(platform, [id]).catch(() => {});
    throw error;
  }
}
