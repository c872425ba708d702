import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { HISTORY_MONTHS } from '../../shared/domain/entry/cell-check.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import type { SeenCell } from '../../shared/schemas/collection.ts';
import type { ChangedFigure } from '../../shared/schemas/error-facts.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { AppError } from '../platform/errors.ts';
import { listAssignments } from './assignment-repository.ts';
import { refuseCell, refusedCells } from './checks.ts';
import { flagged } from './grid.ts';
import type { CellContent, CellRow } from './repository.ts';
import { findRevision, listCells } from './repository.ts';
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

/** A month in the hands of whoever validates it: all of its cells, those that are chosen, and what was on the screen. */
interface InHand {
  month: Month;
  currentMonth: Month;
  all: readonly CellRow[];
  chosen: readonly CellRow[];
  seen: readonly SeenCell[];
}

/**
 * Refuses to validate cells that are not what was seen (READ_AGAIN, with what changed), and those that the rules of entry refuse:
 * they are asked again, as at every door.
 */
export async function refuseUnfit(
  scope: OrganisationScope<'collection.review'>,
  tx: Prisma.TransactionClient,
  { month, currentMonth, all, chosen, seen }: InHand,
): Promise<void> {
  if (chosen.length === 0) return;
  const ids = chosen.map(({ indicatorId }) => indicatorId);
  const labels = new Map((await listIndicators(tx, ids)).map(({ id, label }) => [id, label]));
  const changed: ChangedFigure[] = [];
  for (const cell of chosen) {
    const found = await changedSince(scope, tx, cell, seen);
    const label = labels.get(cell.indicatorId) ?? '';
    if (found) changed.push({ label, month, before: figureOf(found.before), after: figureOf(cell) });
  }
  if (changed.length > 0) throw new AppError('READ_AGAIN', { changed });
  const refused = refusedCells(await listAssignments(scope, tx), all, month, currentMonth);
  for (const { indicatorId } of chosen) refuseCell(refused.get(indicatorId) ?? [], month);
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
