import type { Month } from '../month.ts';
import { recordOf } from '../record-of.ts';
import { asPublished, type PublishedCount } from '../secrecy/suppression.ts';
import type { SuppressionDecision } from '../secrecy/suppression-problem.ts';
import type { LedgerFlows } from './balance.ts';
import {
  type LedgerCountName,
  type LedgerToDecide,
  ledgerStatement,
  ledgerTotal,
  mergedFlows,
  type Period,
} from './ledger-problem.ts';
import type { MergedFlow, PublishedLedger, PublishedLine } from './ledger-publication.ts';
import { type FlowName, flowNames } from './ledger-tally.ts';
import { inflowOf, outflowOf, type ViewMonth } from './ledger-view.ts';

export interface DecidedLine extends PublishedLine {
  merged: MergedFlow[];
}

export interface DecidedLedger extends PublishedLedger {
  lines: DecidedLine[];
  /** Over the whole period. */
  merged: MergedFlow[];
}

type Decision = Pick<SuppressionDecision, 'said'>;
type Known = ViewMonth & { flows: LedgerFlows; active: number };

const sumOf = (flows: LedgerFlows, names: readonly FlowName[]) => names.reduce((sum, name) => sum + flows[name], 0);

/** The merges that are made: of flows that are hidden together. A sum that is small is hidden as they are. */
function mergedOf(flows: LedgerFlows, { said }: Decision, id: (name: FlowName | MergedFlow['name']) => string) {
  return mergedFlows
    .filter(({ members }) => members.some((flow) => !said.has(id(flow))))
    .map(({ name, members }): MergedFlow => {
      return { name, flows: members, count: said.has(id(name)) ? sumOf(flows, members) : 'hidden' };
    });
}

/**
 * A period of the ledger as the decision lets it be said, in the shape that pages read. Months without flows, and before the
 * chain is known, are no part of it. Null: no month is known.
 */
export function ledgerAsDecided(ledger: LedgerToDecide, period: Period, decision: Decision): DecidedLedger | null {
  const known = ledger.lines.flatMap((line): Known[] =>
    line.flows && line.active !== null && line.month >= period.from && line.month <= period.to
      ? [{ ...line, flows: line.flows, active: line.active }]
      : [],
  );
  if (known.length === 0) return null;
  const say = (month: Month, name: LedgerCountName, count: number): PublishedCount =>
    decision.said.has(ledgerStatement(ledger, month, name)) ? count : 'hidden';
  const startOf = ({ month, start }: Known): PublishedCount => {
    const before = ledger.lines.findLast((line) => line.month < month);
    if (before?.active != null && before.active === start) return say(before.month, 'active', before.active);
    return start === null ? null : say(month, 'start', start);
  };
  const lines = known.map((line): DecidedLine => {
    const { month, flows, active } = line;
    return {
      month,
      start: startOf(line),
      active: say(month, 'active', active),
      inflow: say(month, 'inflow', inflowOf(flows)),
      outflow: say(month, 'outflow', outflowOf(flows)),
      flows: recordOf(flowNames, (flow) => say(month, flow, flows[flow])),
      merged: mergedOf(flows, decision, (name) => ledgerStatement(ledger, month, name)),
    };
  });
  const total = recordOf(flowNames, (flow) => known.reduce((sum, { flows }) => sum + flows[flow], 0));
  const idOf = (name: FlowName | MergedFlow['name']) => ledgerTotal(ledger, period, name);
  return asPublished({
    lines,
    totals: recordOf(flowNames, (flow): PublishedCount => (decision.said.has(idOf(flow)) ? total[flow] : 'hidden')),
    merged: mergedOf(total, decision, idOf),
  });
}
