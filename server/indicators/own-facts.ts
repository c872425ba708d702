import { reportDueDate } from '../../shared/domain/deadline.ts';
import { endsPeriod } from '../../shared/domain/expectation.ts';
import { TERRITORY } from '../../shared/domain/figures/cell-table.ts';
import type { NamedGiver } from '../../shared/domain/figures/figure.ts';
import type { Computed } from '../../shared/domain/indicator.ts';
import { addMonths, type IsoDate, type Month, monthsBetween, monthsOfYear } from '../../shared/domain/month.ts';
import { activeByMonth, type LedgerReading, ledgerFilters, loadLedgerChain } from '../ledger/chain.ts';
import type { LedgerOwner } from '../ledger/reading.ts';
import type { Visibility } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import type { Span } from './assembling.ts';
import {
  type CountedCell,
  countConnected,
  findFeeders,
  findLastImport,
  findReportSending,
  type IndicatorRecord,
} from './repository.ts';

/** The three months of the last quarter of a year that is over at a month; none: no quarter is. */
function lastQuarter(year: number, through: Month): Month[] {
  const end = monthsOfYear(year).findLast((month) => month <= through && endsPeriod('quarterly', month));
  return end === undefined ? [] : monthsBetween(addMonths(end, -2), end);
}

type Asked = Span & { codes?: readonly string[] | undefined };
type Db = Platform['db'];

/** What the observatory knows by itself: in which month, how much, and since when. */
interface OwnFact {
  month: Month;
  quantity: { value: number } | { numerator: number; denominator: number };
  at: Date;
}

/** Of the last quarter that is over: the organisations that sent figures, of those of whom some are expected. */
async function connectedSources(db: Db, { year, through }: Asked, date: IsoDate): Promise<OwnFact | null> {
  const quarter = lastQuarter(year, through);
  const month = quarter.at(-1);
  if (month === undefined) return null;
  const quantity = await countConnected(db, quarter);
  return quantity.denominator > 0 ? { month, quantity, at: new Date(date) } : null;
}

/** Whether the report of a year was sent by the day it was due; one that was not sent from here says nothing. */
async function sentOnTime(db: Db, { year }: Asked): Promise<OwnFact | null> {
  const sentOn = await findReportSending(db, year);
  if (sentOn === null) return null;
  const isOnTime = parisDate(sentOn) <= reportDueDate(year);
  return { month: `${year}-12`, quantity: { value: Number(isOnTime) }, at: sentOn };
}

const finders = [
  { computed: 'sources-connected', find: connectedSources },
  { computed: 'sent-on-time', find: sentOnTime },
] as const satisfies { computed: Computed; find: unknown }[];

/** Cells that nobody enters, the validated ones that they correct, and who is behind them when somebody is. */
export interface OwnCells {
  cells: readonly CountedCell[];
  corrected: readonly CountedCell[];
  givers?: readonly NamedGiver[];
}

const none: OwnCells = { cells: [], corrected: [] };

function cellOf(record: IndicatorRecord, giver: string, { month, quantity, at }: OwnFact): CountedCell {
  const figures = { value: null, numerator: null, denominator: null, ...quantity };
  return { indicatorId: record.id, organisationId: 0, giver, month, state: 'value', ...figures, updatedAt: at };
}

/** The people of a ledger at the end of each month, in the indicator's unit and perimeter. */
const activePeople = async (reading: LedgerReading, owner: LedgerOwner, record: IndicatorRecord) =>
  activeByMonth(await loadLedgerChain(reading, owner, ledgerFilters(record)));

/**
 * The ledger's figure as an indicator, by construction: of the territory, or of an organisation that sends requests. Whoever feeds
 * the register is behind it: its months that are not given are missing like any other's.
 */
async function ledgerCells(
  reading: LedgerReading,
  visibility: Visibility,
  record: IndicatorRecord,
  { organisationId }: Asked,
): Promise<OwnCells> {
  const feeders = await findFeeders(reading.db, 'siao-request');
  const own = organisationId === undefined ? feeders : feeders.filter((one) => one.organisationId === organisationId);
  if (own.length === 0) return none;
  const [first] = own;
  const isAlone = own.every(({ id }) => id === first?.id);
  const giver = isAlone ? (first?.id ?? TERRITORY) : TERRITORY;
  const givers = isAlone ? own : own.map((one) => ({ ...one, id: TERRITORY, name: 'Registre des demandes' }));
  const isWhole = own.length === feeders.length;
  const owner = visibility === 'validated' ? 'validated' : (organisationId ?? null);
  const [now, validated, at] = await Promise.all([
    activePeople(reading, owner, record),
    // What waits is told to who sees it; of one feeder among several, the ledger validates the whole.
    visibility === 'working' && isWhole ? activePeople(reading, 'validated', record) : new Map<Month, number>(),
    findLastImport(reading.db, 'siao-request'),
  ]);
  const cells = (people: ReadonlyMap<Month, number>) =>
    [...people].map(([month, value]) =>
      cellOf(record, giver, { month, quantity: { value }, at: at ?? new Date(reading.referenceDate()) }),
    );
  const corrected = new Map([...validated].filter(([month, value]) => now.get(month) !== value));
  return { cells: cells(now), corrected: cells(corrected), givers };
}

/** What the observatory knows by itself of some years: the cells of indicators that nobody enters. */
export async function ownCellsOf(
  reading: LedgerReading,
  visibility: Visibility,
  records: readonly IndicatorRecord[],
  spans: readonly Asked[],
): Promise<(span: Asked, record: IndicatorRecord) => OwnCells> {
  const found = new Map<Asked, Map<number, OwnCells>>();
  const isAsked = ({ code }: IndicatorRecord) => spans.some(({ codes }) => codes?.includes(code) ?? true);
  const ledgers = new Map<number, OwnCells>();
  // The cells of a ledger are those of every year.
  for (const record of records)
    if (record.computed === 'active-people' && spans[0] && isAsked(record))
      ledgers.set(record.id, await ledgerCells(reading, visibility, record, spans[0]));
  for (const span of spans) {
    const own = new Map(ledgers);
    found.set(span, own);
    if (span.organisationId !== undefined) continue;
    for (const { computed, find } of finders) {
      const fed = records.filter((one) => one.computed === computed && (span.codes?.includes(one.code) ?? true));
      const fact = fed.length > 0 ? await find(reading.db, span, reading.referenceDate()) : null;
      if (fact) for (const record of fed) own.set(record.id, { ...none, cells: [cellOf(record, TERRITORY, fact)] });
    }
  }
  return (span, { id }) => found.get(span)?.get(id) ?? none;
}
