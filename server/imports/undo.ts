import type { Prisma } from '../../prisma/generated/client.ts';
import { lockManyMonths, refreshRollUp } from '../indicators/roll-up.ts';
import { LEDGER_ROWS_AT_ONCE, refreshLedger } from '../ledger/refresh.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { holdCellsOf, restoreCells, type TouchedCell } from './cell-repository.ts';
import { withdrawMonths } from './register-month-repository.ts';
import { importsOver, lockRegister, restoreRows, validatedOver } from './register-repository.ts';
import { closeImport, findImport } from './repository.ts';

/** What has been built on an import since: it must be undone first. */
interface BuiltUpon {
  /** Later imports that wrote over its rows or its cells. */
  imports: number[];
  /** Cells that people validated, questioned or typed over, as « IND-23 2023-05 ». */
  cells: string[];
}

function builtUpon(importId: number, cells: TouchedCell[], over: number[]): BuiltUpon {
  const later = cells.filter((cell) => cell.later);
  const byImport = later.flatMap((cell) => (cell.importId && cell.importId !== importId ? [cell.importId] : []));
  const byPeople = later.filter((cell) => !cell.importId || cell.importId === importId);
  return {
    imports: [...new Set([...over, ...byImport])].sort((a, b) => a - b),
    cells: byPeople.map((cell) => `${cell.code} ${cell.month}`),
  };
}

/**
 * Puts rows, cells and figures back exactly as they were before an import. Refused with BUILT_UPON, and what to undo or reopen
 * first, when later work rests on it, or with the months whose validation covers it; with ERASED when rows of it were erased since, at the end of their time or by right.
 */
export async function undoImport(
  platform: Platform,
  actor: Actor,
  scope: OrganisationScope<'imports.undo'>,
  id: number,
  reason: string,
): Promise<void> {
  const run = async (tx: Prisma.TransactionClient) => {
    const found = await findImport(tx, id);
    if (!found) throw new AppError('NOT_FOUND', { entity: 'import' });
    await lockRegister(tx, scope, found.source);
    const done = await findImport(tx, id);
    if (done?.status !== 'done' || done.kind === 'demonstration') throw new AppError('ALREADY_USED');
    if (done.erasedRows > 0) throw new AppError('ERASED', { rows: done.erasedRows });
    await lockManyMonths(tx);
    const cells = await holdCellsOf(tx, scope, id);
    const validated = await validatedOver(tx, scope, id);
    if (validated.length > 0) throw new AppError('BUILT_UPON', { imports: [], cells: [], validated });
    const upon = builtUpon(id, cells, await importsOver(tx, scope, id));
    if (upon.imports.length + upon.cells.length > 0) throw new AppError('BUILT_UPON', { ...upon });
    const now = platform.clock.now();
    await restoreRows(tx, scope, done.source, id);
    await withdrawMonths(tx, id);
    await restoreCells(tx, id, cells, { userId: actor.id, now, why: `Annulation de l’import n° ${id}` });
    await refreshRollUp(tx, cells);
    await closeImport(tx, id, { status: 'undone', undoneAt: now, undoneByName: actor.name, undoReason: reason });
    await refreshLedger(tx, scope, {
      importId: id,
      keys: done.accepted > LEDGER_ROWS_AT_ONCE ? null : [],
      fullExport: null,
    });
    const after = { source: done.source, cells: cells.length };
    await recordAudit(tx, actor, { action: 'import.undo', entity: 'import', entityId: id, after, reason });
  };
  await platform.db.$transaction(run, { timeout: 3_600_000, maxWait: 30_000 });
}
