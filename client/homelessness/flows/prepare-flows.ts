import { flowCell } from '../../../shared/domain/ledger/flow-words.ts';
import type { LedgerUnit } from '../../../shared/domain/ledger/ledger-filters.ts';
import { type FlowName, flowNames } from '../../../shared/domain/ledger/ledger-tally.ts';
import { stockTitle } from '../../../shared/domain/ledger/stock-words.ts';
import { type Month, monthRank, yearOf } from '../../../shared/domain/month.ts';
import { recordOf } from '../../../shared/domain/record-of.ts';
import type { PublishedCount } from '../../../shared/domain/secrecy/suppression.ts';
import {
  frenchInteger,
  frenchMonth,
  frenchMonthShort,
  frenchOfMonth,
} from '../../../shared/domain/words/french-format.ts';
import { stateWords } from '../../../shared/domain/words/state-words.ts';
import { type Scale, scaleTicks } from '../../charts/prepare/scale-ticks.ts';
import { addCounts, countWords, type LedgerAnswer } from '../ledger-words.ts';

/** What a bar is made of: those who come in; those who leave for a home, otherwise, or it is not said how. */
export type FlowPart = 'inflow' | 'housed' | 'others' | 'masked';

/** A part of a bar: from and to in the unit of the axis, below zero for those who leave. */
export interface FlowPiece {
  part: FlowPart;
  from: number;
  to: number;
}

export interface PreparedFlowMonth {
  month: Month;
  shortLabel: string;
  yearLabel: string | null;
  longLabel: string;
  pieces: FlowPiece[];
  /** Above, below: a number that statistical secrecy keeps. */
  hiddenIn: boolean;
  hiddenOut: boolean;
  /** No row was received: a gap, never a zero. */
  gap: boolean;
  active: number | null;
  observed: number | null;
  inflow: string;
  outflow: string;
  /** Each flow, as the table says it. */
  cells: Record<FlowName, string>;
  /** Some flows are said two by two. */
  hasTogether: boolean;
  activeText: string;
  observedText: string;
}

/** What stands at the right of the drawing: a name, and its twelve months. */
export interface FlowLabel {
  name: string;
  lines: string[];
}

export interface PreparedFlows {
  /** The finding. */
  title: string;
  sentence: string;
  /** Every month that is known: the table. */
  months: PreparedFlowMonth[];
  /** The last year: the drawing. */
  drawn: PreparedFlowMonth[];
  labels: Record<'inflow' | 'housed' | 'others', FlowLabel>;
  activeScale: Scale;
  flowScale: Scale;
  hasObserved: boolean;
  hasHidden: boolean;
  hasGap: boolean;
  /** What a gap is called: nobody sent it, or a publication does not hold it. */
  gapWord: string;
}

const YEAR = 12;

const asNumber = (count: PublishedCount) => (typeof count === 'number' ? count : null);

/** Those who leave: for a home, then otherwise; only their number when one of the two is not said. */
function exitPieces(out: number | null, housed: number | null): FlowPiece[] {
  if (out === null) return housed === null ? [] : [{ part: 'housed', from: 0, to: -housed }];
  if (housed === null) return [{ part: 'masked', from: 0, to: -out }];
  return [
    { part: 'housed', from: 0, to: -housed },
    { part: 'others', from: -housed, to: -out },
  ];
}

function prepareMonth(one: LedgerAnswer['months'][number], unit: LedgerUnit): PreparedFlowMonth {
  const { month, flows, active, observed, origin } = one;
  const [came, went, housed] = [asNumber(one.inflow), asNumber(one.outflow), asNumber(flows?.housed ?? null)];
  const pieces: FlowPiece[] = [
    ...(came === null ? [] : [{ part: 'inflow' as const, from: 0, to: came }]),
    ...exitPieces(went, housed),
  ];
  return {
    month,
    shortLabel: frenchMonthShort(month),
    yearLabel: monthRank(month) === 1 ? String(yearOf(month)) : null,
    longLabel: frenchMonth(month),
    pieces: pieces.filter(({ from, to }) => from !== to),
    hiddenIn: one.inflow === 'hidden',
    hiddenOut: one.outflow === 'hidden' || flows?.housed === 'hidden',
    gap: origin !== 'rows',
    active: asNumber(active),
    observed: asNumber(observed),
    inflow: countWords(one.inflow, unit),
    outflow: countWords(one.outflow, unit),
    cells: recordOf(flowNames, (flow) => flowCell(one, flow)),
    hasTogether: one.merged?.some(({ count }) => typeof count === 'number') === true,
    activeText: countWords(active, unit),
    observedText: countWords(observed, unit),
  };
}

const NOTHING = 'Personnes sans domicile\u00a0: aucun mois connu';

/** The months of the year that ends with the last one of which the rows speak. */
const lastYear = ({ months, source: { through } }: LedgerAnswer) =>
  months.filter(({ month }) => through === null || month <= through).slice(-YEAR);

/** Sums of the year, as far as each month says them. */
function yearOfFlows(answer: LedgerAnswer) {
  const { totals } = answer;
  const year = lastYear(answer);
  const sum = (of: (one: LedgerAnswer['months'][number]) => PublishedCount) => addCounts(year.map(of));
  const [came, went] = [sum(({ inflow }) => inflow), sum(({ outflow }) => outflow)];
  const housed = totals.housed ?? null;
  const others: PublishedCount =
    typeof went === 'number' && typeof housed === 'number' ? went - housed : went === null ? null : 'hidden';
  return { came, housed, others, lost: totals.lostContact ?? null };
}

const inWords = (count: PublishedCount) =>
  typeof count === 'number' ? frenchInteger(count) : countWords(count, 'persons');

function labelsOf(answer: LedgerAnswer): PreparedFlows['labels'] {
  const { came, housed, others, lost } = yearOfFlows(answer);
  const inYear = (count: PublishedCount) => `${inWords(count)} en douze mois`;
  const isKnown = typeof others === 'number' && typeof lost === 'number';
  return {
    inflow: { name: 'Entrées', lines: [inYear(came)] },
    housed: { name: 'Sorties vers un logement', lines: [inYear(housed)] },
    others: {
      name: 'Autres sorties',
      lines: isKnown ? [inYear(others), `dont ${inWords(lost)} perdus de vue`] : [inYear(others)],
    },
  };
}

function sentenceOf(answer: LedgerAnswer): string {
  const { months, unit, source } = answer;
  if (source.through === null)
    return `Aucune demande n’${source.visibility === 'validated' ? 'est publiée' : 'a été reçue'}.`;
  const { came, housed, others, lost } = yearOfFlows(answer);
  const missing = months.filter(({ origin, month }) => origin !== 'rows' && (source.firstRow ?? '') <= month);
  const gaps =
    missing.length > 0
      ? ` Mois ${source.visibility === 'validated' ? 'non publiés' : 'sans demande reçue'}\u00a0: ${missing.map(({ month }) => frenchMonth(month)).join(', ')}\u00a0; la chaîne s’y interrompt.`
      : '';
  const ofThem = typeof lost === 'number' ? ` (dont perdus de vue\u00a0: ${inWords(lost)})` : '';
  return `Sur les douze mois jusqu’à la fin ${frenchOfMonth(source.through)}, en ${unit === 'persons' ? 'personnes' : 'ménages'}\u00a0: entrées ${inWords(came)}\u202f; sorties vers un logement ${inWords(housed)}\u202f; autres sorties ${inWords(others)}${ofThem}. Perdre de vue n’est pas reloger.${gaps}`;
}

/**
 * The stock, then who comes in above a line and who goes out below it: all that the drawing draws. Example: 95 who come in, 85
 * who go out of whom 15 to a home, give pieces from 0 to 95, from 0 to −15 and from −15 to −85.
 */
export function prepareFlows(answer: LedgerAnswer): PreparedFlows {
  const months = answer.months.map((one) => prepareMonth(one, answer.unit));
  const drawn = lastYear(answer).map((month, index) => {
    const one = prepareMonth(month, answer.unit);
    return index === 0 ? { ...one, yearLabel: String(yearOf(one.month)) } : one;
  });
  const levels = drawn.flatMap(({ active, observed }) => [active, observed]).filter((value) => value !== null);
  return {
    title: stockTitle(answer) ?? NOTHING,
    sentence: sentenceOf(answer),
    months,
    drawn,
    labels: labelsOf(answer),
    activeScale: scaleTicks(levels, 3),
    flowScale: scaleTicks(
      drawn.flatMap(({ pieces }) => pieces.map(({ to }) => to)),
      5,
    ),
    hasObserved: drawn.some(({ observed }) => observed !== null),
    hasHidden: drawn.some(({ hiddenIn, hiddenOut }) => hiddenIn || hiddenOut),
    hasGap: drawn.some(({ gap }) => gap),
    gapWord: answer.source.visibility === 'validated' ? stateWords.notPublished : 'aucune demande reçue',
  };
}
