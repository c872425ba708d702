import type { FlowName } from '../../shared/domain/ledger/ledger-tally.ts';
import { type Month, monthRank, yearOf } from '../../shared/domain/month.ts';
import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import {
  frenchDelta,
  frenchMonth,
  frenchMonthShort,
  frenchOfMonth,
  frenchQuantity,
} from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { LedgerUnit } from '../../shared/schemas/homelessness.ts';
import { type Scale, scaleTicks } from '../charts/prepare/scale-ticks.ts';
import { addCounts, countWords, inflows, type LedgerAnswer, outflows } from './ledger-words.ts';

/** A part of a bar: from and to in the unit of the axis, below zero for those who leave. */
export interface FlowPiece {
  /** `masked`: the total is known, how it divides is not. */
  flow: FlowName | 'masked';
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
  flows: Record<FlowName, PublishedCount> | null;
  activeText: string;
  observedText: string;
}

export interface PreparedFlows {
  title: string;
  sentence: string;
  months: PreparedFlowMonth[];
  activeScale: Scale;
  flowScale: Scale;
  hasObserved: boolean;
  hasHidden: boolean;
  hasGap: boolean;
  /** What a gap is called: nobody sent it, or a publication does not hold it. */
  gapWord: string;
}

const asNumber = (count: PublishedCount) => (typeof count === 'number' ? count : null);

function piecesOf(
  flows: Record<FlowName, PublishedCount>,
  names: readonly FlowName[],
  total: PublishedCount,
  sign: 1 | -1,
): FlowPiece[] {
  let at = 0;
  const pieces = names.flatMap((flow): FlowPiece[] => {
    const count = asNumber(flows[flow]);
    if (!count) return [];
    const from = at;
    at += sign * count;
    return [{ flow, from, to: at }];
  });
  const rest = typeof total === 'number' ? total - Math.abs(at) : 0;
  return rest > 0 ? [...pieces, { flow: 'masked', from: at, to: at + sign * rest }] : pieces;
}

function prepareMonth(one: LedgerAnswer['months'][number], index: number, unit: LedgerUnit): PreparedFlowMonth {
  const { month, flows, active, observed, origin } = one;
  const hides = (names: readonly FlowName[]) => flows !== null && names.some((name) => flows[name] === 'hidden');
  return {
    month,
    shortLabel: frenchMonthShort(month),
    yearLabel: index === 0 || monthRank(month) === 1 ? String(yearOf(month)) : null,
    longLabel: frenchMonth(month),
    pieces: flows ? [...piecesOf(flows, inflows, one.inflow, 1), ...piecesOf(flows, outflows, one.outflow, -1)] : [],
    hiddenIn: hides(inflows),
    hiddenOut: hides(outflows),
    gap: origin !== 'rows',
    active: asNumber(active),
    observed: asNumber(observed),
    inflow: countWords(one.inflow, unit),
    outflow: countWords(one.outflow, unit),
    flows,
    activeText: countWords(active, unit),
    observedText: countWords(observed, unit),
  };
}

const noun = (unit: LedgerUnit) => (unit === 'persons' ? 'personnes actives' : 'ménages actifs');

/** « 283 ménages actifs fin octobre 2025, −20 en un an ». */
function titleOf({ months, unit }: LedgerAnswer): string {
  const known = months.filter(({ active }) => typeof active === 'number');
  const last = known.at(-1);
  if (!last || typeof last.active !== 'number') return 'Aucun mois connu\u00a0: importez les demandes du SIAO';
  const number = frenchQuantity(last.active, unit).replace(/\u00a0.*$/u, '');
  const said = `${number}\u00a0${noun(unit)} fin ${frenchMonth(last.month)}`;
  const before = months.find(
    ({ month }) => yearOf(month) === yearOf(last.month) - 1 && month.slice(5) === last.month.slice(5),
  );
  if (!before || typeof before.active !== 'number') return said;
  return `${said}, ${frenchDelta(last.active - before.active)} en un an`;
}

function sentenceOf({ months, totals, unit, source }: LedgerAnswer): string {
  const said = (flow: FlowName) => countWords(totals[flow] ?? null, unit);
  const entered = addCounts(inflows.map((flow) => totals[flow] ?? null));
  const missing = months.filter(({ origin, month }) => origin !== 'rows' && (source.firstRow ?? '') <= month);
  const gaps =
    missing.length > 0
      ? ` Mois ${source.visibility === 'validated' ? 'non publiés' : 'sans demande reçue'}\u00a0: ${missing.map(({ month }) => frenchMonth(month)).join(', ')}\u00a0; la chaîne s’y interrompt.`
      : '';
  if (source.through === null)
    return `Aucune demande n’${source.visibility === 'validated' ? 'est publiée' : 'a été reçue'}.`;
  return `Sur les douze mois jusqu’à la fin ${frenchOfMonth(source.through)}\u00a0: entrées ${countWords(entered, unit)}, relogés ${said('housed')}, autres sorties ${said('otherExits')}, perdus de vue ${said('lostContact')}. Perdre de vue n’est pas reloger.${gaps}`;
}

/**
 * Who comes in above the line, who goes out below it, and the active people on an axis of their own: all that the drawing
 * draws. Example: 90 newly identified and 15 housed give a piece from 0 to 90 and one from 0 to −15.
 */
export function prepareFlows(answer: LedgerAnswer): PreparedFlows {
  const months = answer.months.map((one, index) => prepareMonth(one, index, answer.unit));
  const levels = months.flatMap(({ active, observed }) => [active, observed]).filter((value) => value !== null);
  return {
    title: titleOf(answer),
    sentence: sentenceOf(answer),
    months,
    activeScale: scaleTicks(levels, 3),
    flowScale: scaleTicks(
      months.flatMap(({ pieces }) => pieces.map(({ to }) => to)),
      5,
    ),
    hasObserved: months.some(({ observed }) => observed !== null),
    hasHidden: months.some(({ hiddenIn, hiddenOut }) => hiddenIn || hiddenOut),
    hasGap: months.some(({ gap }) => gap),
    gapWord: answer.source.visibility === 'validated' ? stateWords.notPublished : 'aucune demande reçue',
  };
}
