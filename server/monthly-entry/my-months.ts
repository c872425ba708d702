import { dueDate } from '../../shared/domain/deadline.ts';
import { minutesFor, type Writing } from '../../shared/domain/entry/entry-duration.ts';
import { returnState } from '../../shared/domain/entry/return-standing.ts';
import { firstAsked } from '../../shared/domain/expectation.ts';
import { addMonths, daysBetween, type Month, monthOf, monthsBetween } from '../../shared/domain/month.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { type AssignmentRow, listAssignments } from './assignment-repository.ts';
import { askedOf } from './checks.ts';
import type { CellRow } from './repository.ts';
import * as repository from './repository.ts';

/** How far back the list goes. */
const MONTHS_LISTED = 24;

interface Shelf {
  assignments: AssignmentRow[];
  cells: CellRow[];
  returns: Awaited<ReturnType<typeof repository.listReturns>>;
  today: string;
  writings: Writing[];
}

function lineOf({ assignments, cells, returns, today, writings }: Shelf, month: Month) {
  const own = returns.find((one) => one.month === month);
  const { standing, answered, expected, empty, returned } = returnState({
    month,
    today,
    status: own?.status ?? null,
    asked: assignments.map(askedOf),
    given: cells.filter((cell) => cell.month === month),
  });
  const first = returned[0]?.indicatorId ?? empty[0]?.indicatorId;
  const asked = assignments.find(({ indicator }) => indicator.id === first);
  return {
    month,
    status: standing,
    dueDate: dueDate(month),
    daysLeft: daysBetween(today, dueDate(month)),
    filled: answered,
    expected,
    returned: returned.length,
    minutes: minutesFor(empty.length, writings),
    firstEmpty: asked ? { indicatorId: asked.indicator.id, ratio: asked.indicator.timeRule === 'ratio' } : null,
  };
}

/** The organisation's months, the latest first, and what each waits for. The coordinator first chooses an organisation. */
export async function myMonths(
  { db, clock, referenceDate }: Pick<Platform, 'db' | 'clock' | 'referenceDate'>,
  viewer: Viewer,
  asked: { organisationId?: number | undefined },
) {
  const organisationId = asked.organisationId ?? viewer.organisationId;
  const all = await repository.listOrganisations(db);
  const organisations = viewer.role === 'coordinator' ? all : all.filter((one) => one.id === viewer.organisationId);
  if (organisationId === null) return { organisations, organisation: null, months: [] };
  const scope = organisationScope(viewer, 'entry.read', organisationId);
  const today = referenceDate();
  const last = monthOf(today);
  const [organisation, assignments] = await Promise.all([
    repository.findOrganisation(scope, db),
    listAssignments(scope, db),
  ]);
  if (!organisation) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  const begun = firstAsked(assignments) ?? addMonths(last, 1);
  const listed = addMonths(last, 1 - MONTHS_LISTED);
  const [, from = last] = [begun, listed].sort();
  const aYearAgo = new Date(clock.now().getTime() - 366 * 86_400_000);
  const [cells, returns, writings] = await Promise.all([
    repository.listCells(scope, db, { from, to: last }),
    repository.listReturns(scope, db),
    repository.listWritings(scope, db, aYearAgo),
  ]);
  const cache = { assignments, cells, returns, today, writings };
  const months = monthsBetween(from, last).map((month) => lineOf(cache, month));
  return { organisations, organisation, months: months.reverse() };
}
