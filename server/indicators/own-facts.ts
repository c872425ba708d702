import { reportDueDate } from '../../shared/domain/deadline.ts';
import { endsPeriod } from '../../shared/domain/expectation.ts';
import { TERRITORY } from '../../shared/domain/figures/cell-table.ts';
import type { Computed } from '../../shared/domain/indicator.ts';
import { addMonths, type IsoDate, type Month, monthsBetween, monthsOfYear } from '../../shared/domain/month.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import type { Span } from './assembling.ts';
import { type CountedCell, countConnected, findReportSending, type IndicatorRecord } from './repository.ts';

/** The three months of the last quarter of a year that is over at a month; none: no quarter is. */
function lastQuarter(year: number, through: Month): Month[] {
  const end = monthsOfYear(year).findLast((month) => month <= through && endsPeriod('quarterly', month));
  return end === undefined ? [] : monthsBetween(addMonths(end, -2), end);
}

type Db = Platform['db'];

/** What the observatory knows by itself: in which month, how much, and since when. */
interface OwnFact {
  month: Month;
  quantity: { value: number } | { numerator: number; denominator: number };
  at: Date;
}

/** Of the last quarter that is over: the organisations that sent figures, of those of whom some are expected. */
async function connectedSources(db: Db, { year, through }: Span, date: IsoDate): Promise<OwnFact | null> {
  const quarter = lastQuarter(year, through);
  const month = quarter.at(-1);
  if (month === undefined) return null;
  const quantity = await countConnected(db, quarter);
  return quantity.denominator > 0 ? { month, quantity, at: new Date(date) } : null;
}

/** Whether the report of a year was sent by the day it was due; one that was not sent from here says nothing. */
async function sentOnTime(db: Db, { year }: Span): Promise<OwnFact | null> {
  const sentOn = await findReportSending(db, year);
  if (sentOn === null) return null;
  const isOnTime = parisDate(sentOn) <= reportDueDate(year);
  return { month: `${year}-12`, quantity: { value: Number(isOnTime) }, at: sentOn };
}

const finders = [
  { computed: 'sources-connected', find: connectedSources },
  { computed: 'sent-on-time', find: sentOnTime },
] as const satisfies { computed: Computed; find: unknown }[];

/** A fact as a cell of the whole territory. */
function cellOf(indicatorId: number, { month, quantity, at }: OwnFact): CountedCell {
  const figures = { value: null, numerator: null, denominator: null, ...quantity };
  return { indicatorId, organisationId: 0, giver: TERRITORY, month, state: 'value', ...figures, updatedAt: at };
}

/** What the observatory knows by itself of some years, as the cells of indicators that nobody enters. */
export async function ownCellsOf(
  db: Db,
  records: readonly IndicatorRecord[],
  spans: readonly Span[],
  date: IsoDate,
): Promise<(span: Span) => CountedCell[]> {
  const cells = new Map<Span, CountedCell[]>();
  for (const span of spans.filter(({ organisationId }) => organisationId === undefined)) {
    const own: CountedCell[] = [];
    for (const { computed, find } of finders) {
      const fed = records.filter((one) => one.computed === computed);
      const fact = fed.length > 0 ? await find(db, span, date) : null;
      if (fact) own.push(...fed.map(({ id }) => cellOf(id, fact)));
    }
    cells.set(span, own);
  }
  return (span) => cells.get(span) ?? [];
}
