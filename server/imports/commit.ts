import type { Prisma } from '../../prisma/generated/client.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Measures, SourceName } from '../../shared/registers/register.ts';
import type { AbsentChoice, PlacedRemark, ToldByFile, Verdict } from '../../shared/schemas/import.ts';
import { lockManyMonths, refreshRollUp } from '../indicators/roll-up.ts';
import { LEDGER_ROWS_AT_ONCE, refreshLedger } from '../ledger/refresh.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { holdCells, writeCells } from './cell-repository.ts';
import { findKeptOut, type KeptOut, lastPosition, remarksOf, takenKeys } from './judged-repository.ts';
import { type Effect, effectOf, type Judged, judge, todayOf } from './prepare.ts';
import type { CellChange } from './receipt-columns.ts';
import { refuseRows } from './refused-rows.ts';
import { declareMonths } from './register-month-repository.ts';
import {
  keepReplacedRows,
  lockRegister,
  nextSequence,
  removeGoneRows,
  writeJudgedRows,
} from './register-repository.ts';
import {
  closeImport,
  deleteImport,
  findImport,
  findWaiting,
  type ImportRecord,
  type ImportScope,
  keepTold,
  resetProgress,
  setProgress,
} from './repository.ts';
import { countStaged, dropStaging } from './staging-repository.ts';

type Tx = Prisma.TransactionClient;

/** What a file would do, or did: the same words before and after. */
export interface Receipt {
  id: number | null;
  source: SourceName;
  rows: number;
  accepted: number;
  changed: number;
  identical: number;
  duplicates: number;
  superseded: number;
  outOfTerritory: number;
  leftOut: number;
  rejected: PlacedRemark[];
  rejectedCount: number;
  suspicious: PlacedRemark[];
  /** Cells set aside: their row is taken without them. */
  remarks: PlacedRemark[];
  /** Rows that were read and wait, or stay out. */
  keptOut: KeptOut[];
  /** Known rows that this whole export no longer holds. */
  absent: number;
  absentChoice: AbsentChoice | null;
  droppedColumns: string[];
  verdicts: Record<Verdict, number>;
  /** What the file itself says, month by month. */
  indicators: Measures;
  changes: CellChange[];
  /** The months that the file covers, and what says so. */
  period: ToldByFile['period'];
  /** Nobody says it: outside the months of its rows, nothing is known until somebody does. */
  periodAsked: boolean;
}

const ROWS_AT_ONCE = 100_000;
/** The rows that wait, which the command line tells one by one. */
const KEPT_OUT_TOLD = 100_000;
const AN_HOUR = 3_600_000;

async function receiptOf(
  tx: Tx,
  prepared: ImportRecord,
  { verdicts, covered, isWhole: _, ...counts }: Judged,
  { indicators, changes }: Pick<Effect, 'indicators' | 'changes'>,
): Promise<Receipt> {
  return {
    id: prepared.id,
    source: prepared.source,
    ...counts,
    identical: verdicts.identical,
    duplicates: verdicts.duplicate,
    superseded: verdicts.superseded,
    outOfTerritory: verdicts.outside,
    ...(await remarksOf(tx, prepared.id)),
    rejectedCount: verdicts.unreadable,
    keptOut: await findKeptOut(tx, prepared.id, KEPT_OUT_TOLD),
    droppedColumns: prepared.droppedColumns,
    verdicts,
    indicators,
    changes,
    period: covered.period,
    periodAsked: covered.asked,
  };
}

/** The rows are all there: a power cut empties the table in which they wait. */
async function requireStaged(tx: Tx, prepared: ImportRecord): Promise<void> {
  if (prepared.status !== 'prepared') throw new AppError('ALREADY_USED');
  if ((await countStaged(tx, prepared.id)) !== prepared.rows) throw new AppError('IMPORT_GONE');
}

/** What a prepared import would do, as things stand: nothing is written. */
export function previewImport(platform: Platform, scope: ImportScope, prepared: ImportRecord): Promise<Receipt> {
  return platform.db.$transaction(
    async (tx) => {
      await requireStaged(tx, prepared);
      await refuseRows(platform, tx, scope, prepared);
      const counts = await judge(tx, scope, prepared);
      return receiptOf(tx, prepared, counts, await effectOf(tx, scope, prepared, counts, todayOf(platform)));
    },
    { timeout: AN_HOUR, maxWait: 30_000 },
  );
}

/** Writes the judged rows by ranges, telling how far it is and hearing whether someone cancels. */
async function writeRows(platform: Platform, tx: Tx, scope: ImportScope, prepared: ImportRecord): Promise<void> {
  await keepReplacedRows(tx, scope, prepared.id);
  await removeGoneRows(tx, scope);
  const last = await lastPosition(tx);
  for (let from = 1; from <= last; from += ROWS_AT_ONCE) {
    await writeJudgedRows(tx, scope, prepared.source, prepared.id, [from, from + ROWS_AT_ONCE - 1]);
    const done = Math.min(1, (from + ROWS_AT_ONCE - 1) / last);
    if (last <= ROWS_AT_ONCE) return;
    if (await setProgress(platform.db, prepared.id, done)) throw new AppError('CANCELLED');
  }
}

async function commitPart(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  { scope, id }: { scope: ImportScope; id: number },
): Promise<Receipt> {
  const waiting = await findImport(tx, id);
  if (!waiting) throw new AppError('NOT_FOUND', { entity: 'import' });
  await lockRegister(tx, scope, waiting.source);
  const prepared = (await findImport(tx, id)) ?? waiting;
  await requireStaged(tx, prepared);
  await refuseRows(platform, tx, scope, prepared);
  const counts = await judge(tx, scope, prepared);
  const effect = await effectOf(tx, scope, prepared, counts, todayOf(platform), async (indicatorIds) => {
    await lockManyMonths(tx);
    await holdCells(tx, scope, indicatorIds);
  });
  await writeRows(platform, tx, scope, prepared);
  await writeCells(tx, scope, effect.writes, {
    importId: id,
    origin: registerOf(prepared.source).layout === 'rows' ? 'register' : 'workbook',
    userId: actor.id,
    now: platform.clock.now(),
  });
  await declareMonths(tx, scope, prepared.source, effect.declared, { importId: id, at: platform.clock.now() });
  await refreshRollUp(tx, effect.writes);
  const keys = counts.accepted > LEDGER_ROWS_AT_ONCE ? null : await takenKeys(tx);
  await refreshLedger(tx, scope, { importId: id, keys, fullExport: effect.fullExport });
  const made = await receiptOf(tx, prepared, counts, effect);
  await dropStaging(tx, id);
  const sequence = await nextSequence(tx, scope, prepared.source);
  await close(tx, actor, prepared, { ...made, sequence }, effect.writes.length);
  return made;
}

/**
 * Writes the parts of a workbook, or the one import of a file: rows, cells, roll-up, receipts and journal in one transaction, so
 * that a cut leaves nothing. Each is judged again first, against its register as it is now: what was previewed may be old.
 */
export async function commitImports(
  platform: Platform,
  actor: Actor,
  parts: readonly { scope: ImportScope; id: number }[],
): Promise<Receipt[]> {
  for (const { id } of parts) await resetProgress(platform.db, id);
  return platform.db.$transaction(
    async (tx) => {
      const made: Receipt[] = [];
      for (const part of parts) made.push(await commitPart(platform, tx, actor, part));
      return made;
    },
    { timeout: AN_HOUR, maxWait: 30_000 },
  );
}

/** Turns the prepared import into its receipt, with its line of the journal. */
async function close(
  tx: Tx,
  actor: Actor,
  prepared: ImportRecord,
  receipt: Receipt & { sequence: number },
  cells: number,
): Promise<void> {
  const { id, source, rows, verdicts, droppedColumns, rejected, suspicious, remarks, keptOut, ...rest } = receipt;
  const { indicators, changes, absentChoice, period, periodAsked, ...counts } = rest;
  if (period) await keepTold(tx, prepared.id, { ...prepared.told, period });
  await closeImport(tx, prepared.id, {
    ...counts,
    status: 'done',
    progress: 1,
    rejected,
    suspicious,
    remarks,
    indicators,
    changes,
  });
  await recordAudit(tx, actor, {
    action: prepared.kind === 'hand' ? 'register.correct' : 'import.commit',
    entity: 'import',
    entityId: prepared.id,
    after: { source, fileHash: prepared.fileHash, accepted: receipt.accepted, rejected: receipt.rejectedCount, cells },
    ...(prepared.reason && { reason: prepared.reason }),
  });
}

/** Throws away the rows of every import that waits. */
export async function dropWaiting(tx: Tx): Promise<void> {
  for (const id of await findWaiting(tx)) await dropStaging(tx, id);
}

/** Gives prepared imports up, all or none: their rows are thrown away, and nothing is left of them. */
export async function discardImports(platform: Pick<Platform, 'db'>, ids: readonly number[]): Promise<void> {
  await platform.db.$transaction(async (tx) => {
    for (const id of ids) {
      const prepared = await findImport(tx, id);
      if (prepared?.status !== 'prepared') throw new AppError('ALREADY_USED');
      await dropStaging(tx, id);
      await deleteImport(tx, id);
    }
  });
}
