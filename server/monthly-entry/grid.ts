import { registerAt } from '../../shared/domain/agreement.ts';
import { HISTORY_MONTHS } from '../../shared/domain/entry/cell-check.ts';
import { isAssigned } from '../../shared/domain/expectation.ts';
import { addMonths, type Month, monthOf, monthsBetween, yearOf } from '../../shared/domain/month.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { type AssignmentRow, listAssignments } from './assignment-repository.ts';
import { compositionsOf, disagreementsOf, flagsOfCell, isExpectedIn } from './checks.ts';
import type { CellRow } from './repository.ts';
import * as repository from './repository.ts';
import { comparisonsOf, type RowComparison } from './row-comparison.ts';
import { cellView, refuseFuture } from './service.ts';

type Reading = Pick<Platform, 'db' | 'readers' | 'referenceDate'>;
type TargetRow = Awaited<ReturnType<typeof repository.listTargets>>[number];
type MessageRow = Awaited<ReturnType<typeof repository.listMessages>>[number];

function rowOf(
  assignment: AssignmentRow,
  month: Month,
  months: Month[],
  targets: TargetRow[],
  comparisons: Map<string, RowComparison>,
) {
  const { versions, sourceText, note, compositions, ...indicator } = assignment.indicator;
  const target = targets.find((one) => one.indicatorId === indicator.id);
  return {
    ...indicator,
    definition: versions[0]?.definition ?? null,
    hint: note ?? sourceText,
    compositions: compositionsOf(compositions),
    /** The register whose rows are counted in the month that is looked at; null: it is typed. */
    register: registerAt(assignment.agreements, month),
    counted: months.filter((one) => registerAt(assignment.agreements, one) !== null),
    assigned: months.filter((month) => isAssigned(assignment, month)),
    expected: months.filter((month) => isExpectedIn(assignment, month)),
    target: target ? { value: target.value, endMonth: target.endMonth, reading: target.reading } : null,
    comparison: comparisons.get(indicator.code) ?? null,
  };
}

/** The words exchanged about a cell. */
export function messageView({ observation, createdAt, ...message }: MessageRow) {
  return { ...message, indicatorId: observation.indicatorId, at: createdAt.toISOString() };
}

/** What is unlikely about the cells of a month, from those before it and from those that they are made of. */
export function flagged(assignments: AssignmentRow[], cells: CellRow[], month: Month) {
  return cells
    .filter((cell) => cell.month === month)
    .flatMap((cell) => {
      const assignment = assignments.find((one) => one.indicator.id === cell.indicatorId);
      const history = cells.filter((other) => other.indicatorId === cell.indicatorId && other.month < month);
      const own = assignment ? flagsOfCell(assignment.indicator, cell, history) : [];
      const flags = assignment ? [...own, ...disagreementsOf(assignments, assignment, cells, month).flags] : [];
      return flags.length > 0 ? [{ indicatorId: cell.indicatorId, flags }] : [];
    });
}

/** The form of an organisation: what it is asked, the months beside, what is said about each cell. */
export async function grid(
  platform: Reading,
  viewer: Viewer,
  { organisationId, month, span }: { organisationId: number; month: Month; span: number },
) {
  const scope = organisationScope(viewer, 'entry.read', organisationId);
  const { db } = platform;
  refuseFuture(platform, month);
  const months = monthsBetween(addMonths(month, 1 - span), month);
  const organisation = await repository.findOrganisation(scope, db);
  if (!organisation) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  const all = await listAssignments(scope, db);
  const assignments = all.filter((assignment) => months.some((one) => isAssigned(assignment, one)));
  const ids = assignments.map((assignment) => assignment.indicator.id);
  const codes = assignments.map((assignment) => assignment.indicator.code);
  const [comparisons, targets, history, messages, returns] = await Promise.all([
    comparisonsOf(platform, viewer, { organisationId, month, codes }),
    repository.listTargets(db, ids, yearOf(month)),
    repository.listCells(scope, db, { from: addMonths(month, -Math.max(HISTORY_MONTHS, span)), to: month }),
    repository.listMessages(scope, db, month),
    repository.listReturns(scope, db),
  ]);
  const cells = history.filter((cell) => cell.month >= (months[0] ?? month));
  const own = returns.find((one) => one.month === month);
  const authors = [own?.submittedById ?? null, ...cells.map((cell) => cell.updatedById)];
  const names = await repository.namesOf(db, authors);
  return {
    organisation,
    month,
    months,
    current: month === monthOf(platform.referenceDate()),
    status: own?.status ?? 'draft',
    submittedAt: own?.submittedAt?.toISOString() ?? null,
    /** The edition of the report that published the month, even when it was opened again since. */
    publishedIn: own?.publishedIn ?? null,
    submittedBy: names.get(own?.submittedById ?? '') ?? null,
    rows: assignments.map((assignment) => rowOf(assignment, month, months, targets, comparisons)),
    cells: cells.filter((cell) => ids.includes(cell.indicatorId)).map((cell) => cellView(cell, names)),
    flags: flagged(assignments, history, month),
    messages: messages.map(messageView),
  };
}
