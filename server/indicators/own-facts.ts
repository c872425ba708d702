import { reportDueDate, usualDays } from '../../shared/domain/deadline.ts';
import { endsPeriod } from '../../shared/domain/expectation.ts';
import { TERRITORY } from '../../shared/domain/figures/cell-table.ts';
import type { NamedGiver } from '../../shared/domain/figures/figure.ts';
import type { Computed } from '../../shared/domain/indicator.ts';
import { addMonths, type IsoDate, type Month, monthsBetween, monthsOfYear } from '../../shared/domain/month.ts';
import { findConventionOf } from '../conventions/service.ts';
import { activeByMonth, chainFrom, type LedgerReading, ledgerFilters, loadLedgerFacts } from '../ledger/chain.ts';
import type { HomelessnessSettings } from '../ledger/rules.ts';
import type { Visibility } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import type { Span } from './assembling.ts';
import {
  type CountedCell,
  countConnected,
  findFeeders,
  findReportSending,
  type IndicatorRecord,
} from './repository.ts';

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
  const isOnTime = parisDate(sentOn) <= reportDueDate(year, (await findConventionOf({ db }, year)) ?? usualDays);
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

/**
 * The ledger's figures as indicators, by construction: of the territory, or of an organisation that sends requests. Whoever feeds
 * the register is behind them: months that are not given are missing like any other's.
 */
async function ledgerCells(
  { db, referenceDate }: LedgerReading,
  visibility: Visibility,
  records: readonly IndicatorRecord[],
  settings: HomelessnessSettings,
  organisationId: number | undefined,
): Promise<Map<number, OwnCells>> {
  const feeders = await findFeeders(db, 'siao-request');
  const own = organisationId === undefined ? feeders : feeders.filter((one) => one.organisationId === organisationId);
  const [first] = own;
  if (!first) return new Map();
  const isAlone = own.every(({ id }) => id === first.id);
  const giver = isAlone ? first.id : TERRITORY;
  const givers = isAlone ? [{ ...first, spans: own }] : [{ id: TERRITORY, name: 'Registre des demandes', spans: own }];
  const facts = await loadLedgerFacts({ db }, settings, organisationId);
  const date = referenceDate();
  const since = own.map(({ fromMonth }) => fromMonth).sort()[0] ?? '';
  const at =
    own
      .flatMap(({ lastImport }) => lastImport ?? [])
      .sort((a, b) => Number(a) - Number(b))
      .at(-1) ?? new Date(date);
  const cellsOf = (record: IndicatorRecord): OwnCells => {
    const people = (of: Visibility) =>
      new Map(
        [...activeByMonth(chainFrom(facts, { visibility: of, settings, date }, ledgerFilters(record)))].filter(
          ([month]) => month >= since,
        ),
      );
    const cells = (months: Iterable<[Month, number]>) =>
      [...months].map(([month, value]) => cellOf(record, giver, { month, quantity: { value }, at }));
    const now = people(visibility);
    // Whoever sees what is validated alone sees no correction.
    const before = visibility === 'working' ? [...people('validated')] : [];
    return { cells: cells(now), corrected: cells(before.filter(([month, value]) => now.get(month) !== value)), givers };
  };
  return new Map(records.map((record) => [record.id, cellsOf(record)]));
}

/** What the observatory knows by itself of some years: the cells of indicators that nobody enters. */
export async function ownCellsOf(
  reading: LedgerReading,
  visibility: Visibility,
  records: readonly IndicatorRecord[],
  spans: readonly Span[],
  settings: HomelessnessSettings,
): Promise<(span: Span, record: IndicatorRecord) => OwnCells> {
  const found = new Map<Span, Map<number, OwnCells>>();
  // The cells of a ledger are those of every year.
  const read = records.filter((record) => record.computed === 'active-people');
  const organisationId = spans[0]?.organisationId;
  const ledgers =
    read.length > 0
      ? await ledgerCells(reading, visibility, read, settings, organisationId)
      : new Map<number, OwnCells>();
  for (const span of spans) {
    const own = new Map(ledgers);
    found.set(span, own);
    if (span.organisationId !== undefined) continue;
    for (const { computed, find } of finders) {
      const fed = records.filter((one) => one.computed === computed);
      const fact = fed.length > 0 ? await find(reading.db, span, reading.referenceDate()) : null;
      if (fact) for (const record of fed) own.set(record.id, { ...none, cells: [cellOf(record, TERRITORY, fact)] });
    }
  }
  return (span, { id }) => found.get(span)?.get(id) ?? none;
}
