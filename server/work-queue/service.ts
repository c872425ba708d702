import { dueDate, reportDueDate } from '../../shared/domain/deadline.ts';
import { yearOf } from '../../shared/domain/month.ts';
import { inOrder, type Task, type TaskFacts } from '../../shared/domain/site/work-queue.ts';
import { collectionState } from '../collection/outstanding.ts';
import { allConventions, type ConventionRecord } from '../conventions/service.ts';
import { reportProgress } from '../editions/service.ts';
import { financeAlerts } from '../finance/service.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { findYearsWithFigures } from './repository.ts';

type Reading = Pick<Platform, 'db' | 'referenceDate'>;

/** The convention that a year is a year of. */
const conventionOf = (conventions: readonly ConventionRecord[], year: number) =>
  conventions.find(({ startYear, endYear }) => startYear <= year && year <= endYear);

/**
 * The execution reports of the years that are over, not sent yet. A year of which the observatory holds no figure was reported
 * without it.
 */
async function reportTasks(
  { db, referenceDate }: Reading,
  conventions: readonly ConventionRecord[],
): Promise<TaskFacts[]> {
  const current = yearOf(referenceDate());
  const owed = (await findYearsWithFigures(db)).filter((year) => year < current);
  const progress = await reportProgress({ db }, owed);
  return owed.flatMap((year): TaskFacts[] => {
    const convention = conventionOf(conventions, year);
    const edition = progress.get(year) ?? null;
    if (!convention || convention.actions.length === 0 || edition === 'sent') return [];
    return [{ kind: 'report', year, due: reportDueDate(year, convention), edition }];
  });
}

/** What the collection waits for, over the months that its page opens on. */
async function collectionTasks(platform: Reading, viewer: Viewer): Promise<TaskFacts[]> {
  const scopeOf = (id: number) => organisationScope(viewer, 'collection.read', id);
  const { missing, returned, toValidate } = await collectionState(platform, scopeOf);
  const [oldest] = missing;
  return [
    ...(oldest ? [{ kind: 'returns' as const, due: dueDate(oldest.month), returns: missing }] : []),
    ...(returned.length > 0 ? [{ kind: 'answers' as const, due: null, returns: returned }] : []),
    ...(toValidate.length > 0 ? [{ kind: 'validation' as const, due: null, returns: toValidate }] : []),
  ];
}

/** What the money of a year calls for: what is late apart from what is to come. */
async function moneyTasks(
  platform: Reading,
  conventions: readonly ConventionRecord[],
  year: number,
): Promise<TaskFacts[]> {
  const convention = conventionOf(conventions, year);
  if (!convention) return [];
  const alerts = await financeAlerts(platform, convention, year);
  return (['late', 'soon'] as const).flatMap((tone): TaskFacts[] => {
    const own = alerts.filter((one) => one.tone === tone);
    const due = own.find(({ date }) => date !== null)?.date ?? null;
    return own.length === 0 ? [] : [{ kind: 'money', year, due, alerts: own.map(({ text }) => text) }];
  });
}

/** Everything that waits for the coordination, in the order in which it is to be done. */
export async function workQueue(platform: Reading, viewer: Viewer): Promise<Task[]> {
  const today = platform.referenceDate();
  const conventions = await allConventions(platform);
  const year = yearOf(today);
  const [reports, collection, ...money] = await Promise.all([
    reportTasks(platform, conventions),
    collectionTasks(platform, viewer),
    ...[year - 1, year].map((one) => moneyTasks(platform, conventions, one)),
  ]);
  return inOrder([...reports, ...collection, ...money.flat()], today);
}
