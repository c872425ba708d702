import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { HISTORY_MONTHS } from '../../shared/domain/entry/cell-check.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import type { SeenCell } from '../../shared/schemas/collection.ts';
import type { ChangedFigure } from '../../shared/schemas/error-facts.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { AppError } from '../platform/errors.ts';
import { refuseImpossible } from './checks.ts';
import { flagged } from './grid.ts';
import type { CellContent, CellRow } from './repository.ts';
import { findRevision, listAssignments, listCells } from './repository.ts';
import { listIndicators } from './review-repository.ts';
import { sameContent } from './service.ts';

type Db = PrismaClient | Prisma.TransactionClient;

function figureOf(content: CellContent | null): ChangedFigure['before'] {
  if (!content) return null;
  const { value, numerator, denominator } = content;
  return numerator !== null && denominator !== null ? { numerator, denominator } : value;
}

/** What a cell was when it was seen, when it says something else now; a step of its life changes nothing of what it says. */
async function changedSince(scope: OrganisationScope, db: Db, cell: CellRow, seen: readonly SeenCell[]) {
  const revision = seen.find(({ indicatorId }) => indicatorId === cell.indicatorId)?.revision;
  if (revision === undefined || revision === cell.revision) return null;
  const before = await findRevision(scope, db, cell.id, revision);
  return before && sameContent(before, cell) ? null : { cell, before };
}

/**
 * Refuses to validate cells that are not what was seen (READ_AGAIN, with what changed), and those that the rules of entry refuse:
 * they are asked again, as at every door.
 */
export async function refuseUnfit(
  scope: OrganisationScope<'collection.review'>,
  tx: Prisma.TransactionClient,
  cells: readonly CellRow[],
  seen: readonly SeenCell[],
): Promise<void> {
  if (cells.length === 0) return;
  const ids = cells.map(({ indicatorId }) => indicatorId);
  const indicators = new Map((await listIndicators(tx, ids)).map((one) => [one.id, one]));
  const changed: ChangedFigure[] = [];
  for (const cell of cells) {
    const found = await changedSince(scope, tx, cell, seen);
    const label = indicators.get(cell.indicatorId)?.label ?? '';
    if (found) changed.push({ label, month: cell.month, before: figureOf(found.before), after: figureOf(cell) });
  }
  if (changed.length > 0) throw new AppError('READ_AGAIN', { changed });
  for (const cell of cells) {
    const indicator = indicators.get(cell.indicatorId);
    if (indicator) refuseImpossible(indicator, cell);
  }
}

export interface SentCell {
  indicator: Awaited<ReturnType<typeof listIndicators>>[number];
  cell: CellRow;
  flags: ReturnType<typeof flagged>[number]['flags'];
}

/** The cells of a month that were sent and wait for nobody but the coordinator, with what is unlikely about each. */
export async function sentCells(scope: OrganisationScope, db: Db, month: Month): Promise<SentCell[]> {
  const [assignments, cells] = [
    await listAssignments(scope, db),
    await listCells(scope, db, { from: addMonths(month, -HISTORY_MONTHS), to: month }),
  ];
  const flags = new Map(flagged(assignments, cells, month).map((one) => [one.indicatorId, one.flags]));
  const sent = cells.filter((cell) => cell.month === month && cell.stage === 'submitted' && cell.review !== 'returned');
  const indicators = await listIndicators(
    db,
    sent.map(({ indicatorId }) => indicatorId),
  );
  return indicators.flatMap((indicator) => {
    const cell = sent.find(({ indicatorId }) => indicatorId === indicator.id);
    return cell ? [{ indicator, cell, flags: flags.get(indicator.id) ?? [] }] : [];
  });
}
