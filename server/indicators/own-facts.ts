import { endsPeriod } from '../../shared/domain/expectation.ts';
import type { Computed } from '../../shared/domain/indicator.ts';
import { addMonths, type IsoDate, type Month, monthsBetween, monthsOfYear } from '../../shared/domain/month.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import type { CatalogueFigure, Span } from './assembling.ts';
import { countConnected, findReportSending, type IndicatorRecord } from './repository.ts';

/** What the observatory knows by itself of a year: who has sent, and on which day the report left. */
interface OwnFacts {
  /** Of the last quarter that is over: the organisations that sent figures, and those of whom some are expected. */
  connected: { numerator: number; denominator: number } | null;
  /** True when the report of the year was sent by the 30 September that follows; null: it is not due yet. */
  onTime: boolean | null;
}

/** The figures that nobody enters, from what the observatory knows by itself. */
export function withOwnFacts(figures: CatalogueFigure[], { connected, onTime }: OwnFacts): CatalogueFigure[] {
  return figures.map((one) => {
    if (one.computed === 'sources-connected' && connected && connected.denominator > 0)
      return {
        ...one,
        ...{ origin: 'observed', quantity: connected },
        value: (100 * connected.numerator) / connected.denominator,
      };
    if (one.computed === 'sent-on-time' && onTime !== null)
      return { ...one, origin: 'observed', quantity: { value: Number(onTime) }, value: Number(onTime) };
    return one;
  });
}

/** The three months of the last quarter of a year that is over at a month; none: no quarter is. */
function lastQuarter(year: number, through: Month): Month[] {
  const end = monthsOfYear(year).findLast((month) => month <= through && endsPeriod('quarterly', month));
  return end === undefined ? [] : monthsBetween(addMonths(end, -2), end);
}

const unknown: OwnFacts = { connected: null, onTime: null };

/** What the observatory knows by itself of some years, where a figure needs it. */
export async function ownFactsOf(
  db: Platform['db'],
  records: readonly IndicatorRecord[],
  spans: readonly (Span & { codes?: readonly string[] | undefined })[],
  date: IsoDate,
): Promise<(span: Span) => OwnFacts> {
  const facts = new Map<Span, OwnFacts>();
  for (const span of spans) {
    const { year, through, organisationId, codes } = span;
    const asks = (kind: Computed) =>
      organisationId === undefined &&
      records.some(({ code, computed }) => computed === kind && (codes?.includes(code) ?? true));
    const quarter = asks('sources-connected') ? lastQuarter(year, through) : [];
    const connected = quarter.length === 0 ? null : await countConnected(db, quarter);
    const sentOn = asks('sent-on-time') ? await findReportSending(db, year) : null;
    const [sent, due] = [sentOn === null ? null : parisDate(sentOn), `${year + 1}-09-30`];
    facts.set(span, { connected, onTime: sent === null && date <= due ? null : sent !== null && sent <= due });
  }
  return (span) => facts.get(span) ?? unknown;
}
