import type { Month } from '../month.ts';
import type { Edge } from '../secrecy/complementary-suppression.ts';
import { defaultThreshold, type PublishedCount, suppressFlows } from '../secrecy/suppression.ts';
import type { LedgerFlows } from './balance.ts';
import { type FlowName, flowNames } from './ledger-tally.ts';
import type { ViewMonth } from './ledger-view.ts';

/** Two flows said in one because one of them is small. */
export interface MergedFlow {
  name: 'exits' | 'returns';
  flows: readonly FlowName[];
  count: PublishedCount;
}

/** A month of the ledger as anyone may see it. */
export interface PublishedLine {
  month: Month;
  start: PublishedCount;
  active: PublishedCount;
  inflow: PublishedCount;
  outflow: PublishedCount;
  flows: Record<FlowName, PublishedCount> | null;
  merged?: readonly MergedFlow[];
}

export interface PublishedLedger {
  lines: PublishedLine[];
  /** Each flow over the whole period. */
  totals: Record<FlowName, PublishedCount>;
}

const isInflow = (flow: FlowName) => flow === flowNames[0] || flow === flowNames[1] || flow === flowNames[2];

type Named = Omit<Edge, 'hidden'> & { name: string; hidden?: boolean };

/** Counts of the ledger that another place publishes too, by flow and month: `housed 2025-03`. */
export type SaidElsewhere = ReadonlyMap<string, number | 'hidden'>;

/** Every count that one may want to see, as a flow between pools: what enters a month leaves it, or stays for the next. */
function circulation(lines: readonly (ViewMonth & { flows: LedgerFlows })[], elsewhere: SaidElsewhere): Named[] {
  const edge = (name: string, from: string, to: string, value: number): Named => {
    return { name, from, to, value };
  };
  const months = lines.flatMap((line, index) => [
    ...flowNames.map((flow) => {
      const [from, to] = isInflow(flow) ? [flow, `in ${index}`] : [`out ${index}`, flow];
      const value = line.flows[flow];
      const other = elsewhere.get(`${flow} ${line.month}`);
      return {
        ...edge(`${flow} ${index}`, from, to, value),
        hidden: other === 'hidden' && value > 0,
        said: other === value,
      };
    }),
    edge(`in ${index}`, `in ${index}`, `pool ${index}`, sum(line.flows, isInflow)),
    edge(
      `out ${index}`,
      `pool ${index}`,
      `out ${index}`,
      sum(line.flows, (flow) => !isInflow(flow)),
    ),
    edge(
      `active ${index}`,
      `pool ${index}`,
      index === lines.length - 1 ? 'outside' : `pool ${index + 1}`,
      line.active ?? 0,
    ),
  ]);
  const totals = flowNames.map((flow) => {
    const [from, to] = isInflow(flow) ? ['outside', flow] : [flow, 'outside'];
    const total = edge(
      `total ${flow}`,
      from,
      to,
      lines.reduce((all, line) => all + line.flows[flow], 0),
    );
    // An indicator's values since January give the total of any twelve months.
    return { ...total, said: lines.some(({ month }) => elsewhere.has(`${flow} ${month}`)) };
  });
  return [edge('start', 'outside', 'pool 0', lines[0]?.start ?? 0), ...months, ...totals];
}

const sum = (flows: LedgerFlows, which: (flow: FlowName) => boolean) =>
  flowNames.filter(which).reduce((all, flow) => all + flows[flow], 0);

/**
 * A period of the ledger as anyone may see it: counts from 1 to `threshold` are hidden, then the fewest others that keep
 * them from being found by subtraction, from the balance of each month (start + inflow − outflow = end), from its inflow
 * and outflow, or from the total of each flow over the period. The months must follow one another and be known; otherwise
 * nothing is published. `elsewhere`: what indicators say of the same counts; what they hide is hidden, and what they show
 * protects nothing. Example: a month with 40 newly identified, 4 returned from inactive and 30 housed hides the 4, and
 * at least one number of each sum that holds it.
 */
export function publishLedger(
  lines: readonly ViewMonth[],
  threshold: number = defaultThreshold,
  elsewhere: SaidElsewhere = new Map(),
): PublishedLedger | null {
  const known = lines.flatMap((line) => (line.flows && line.active !== null ? [{ ...line, flows: line.flows }] : []));
  if (known.length === 0 || known.length < lines.length) return null;
  const edges = circulation(known, elsewhere);
  const published = suppressFlows(edges, threshold);
  const shown = new Map(edges.map(({ name }, index) => [name, published[index] ?? null]));
  const at = (name: string) => shown.get(name) ?? null;
  const each = (name: (flow: FlowName) => string) =>
    Object.fromEntries(flowNames.map((flow) => [flow, at(name(flow))])) as Record<FlowName, PublishedCount>;
  return {
    lines: known.map(({ month }, index) => ({
      month,
      start: index === 0 ? at('start') : at(`active ${index - 1}`),
      active: at(`active ${index}`),
      inflow: at(`in ${index}`),
      outflow: at(`out ${index}`),
      flows: each((flow) => `${flow} ${index}`),
    })),
    totals: each((flow) => `total ${flow}`),
  };
}
