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

type Asked = Span & { codes?: readonly string[] | undefined };
type Db = Platform['db'];

/** A cell of the whole territory that nobody enters. */
function ownCell(
  record: IndicatorRecord,
  month: Month,
  given: { value: number } | { numerator: number; denominator: number },
  updatedAt: Date,
): CountedCell {
  const quantity = { value: null, numerator: null, denominator: null, ...given };
  return { indicatorId: record.id, organisationId: 0, giver: TERRITORY, month, state: 'value', ...quantity, updatedAt };
}

/** Of the last quarter that is over: the organisations that sent figures, of those of whom some are expected. */
async function connectedCell(db: Db, record: IndicatorRecord, { year, through }: Asked, date: IsoDate) {
  const quarter = lastQuarter(year, through);
  const end = quarter.at(-1);
  if (end === undefined) return [];
  const connected = await countConnected(db, quarter);
  return connected.denominator > 0 ? [ownCell(record, end, connected, new Date(date))] : [];
}

/** Whether the report of a year was sent by the day it was due; one that was not sent from here says nothing. */
async function sentCell(db: Db, record: IndicatorRecord, { year }: Asked) {
  const sentOn = await findReportSending(db, year);
  if (sentOn === null) return [];
  return [ownCell(record, `${year}-12`, { value: Number(parisDate(sentOn) <= reportDueDate(year)) }, sentOn)];
}

/** What the observatory knows by itself of some years, as the cells of indicators that nobody enters. */
export async function ownCellsOf(
  db: Db,
  records: readonly IndicatorRecord[],
  spans: readonly Asked[],
  date: IsoDate,
): Promise<(span: Asked) => CountedCell[]> {
  const cells = new Map<Asked, CountedCell[]>();
  const finders = new Map<string | null, typeof connectedCell>([
    ['sources-connected' satisfies Computed, connectedCell],
    ['sent-on-time' satisfies Computed, sentCell],
  ]);
  for (const span of spans.filter(({ organisationId }) => organisationId === undefined)) {
    const own: CountedCell[] = [];
    for (const record of records) {
      const find = finders.get(record.computed);
      if (find && (span.codes?.includes(record.code) ?? true)) own.push(...(await find(db, record, span, date)));
    }
    cells.set(span, own);
  }
  return (span) => cells.get(span) ?? [];
}
