import type { Perimeter } from '../indicator.ts';
import type { Month } from '../month.ts';
import type { ProblemDraft } from '../secrecy/problem-draft.ts';
import { type Form, minusForm, plusForms } from '../secrecy/suppression-problem.ts';
import type { LedgerFlows } from './balance.ts';
import { type FlowName, flowNames } from './ledger-tally.ts';
import type { ViewMonth } from './ledger-view.ts';

/** What the ledgers say (to those who give it, nothing that they do not know), in both units and both perimeters together, as statements: `secrecy/suppression-problem.ts`. */

export interface LedgerToDecide {
  unit: 'persons' | 'households';
  perimeter: Perimeter;
  /** Months that count, the oldest first. */
  lines: readonly ViewMonth[];
}

type Kind = Pick<LedgerToDecide, 'unit' | 'perimeter'>;

/**
 * Counts of a month beside its flows; `exits` and `returns`: two flows in one, when one of them is small; `start`: where no
 * month goes before.
 */
export type LedgerCountName = FlowName | 'inflow' | 'outflow' | 'start' | 'active' | 'exits' | 'returns';

export const ledgerStatement = ({ unit, perimeter }: Kind, month: Month, name: LedgerCountName) =>
  `ledger/${unit}/${perimeter}/${month}/${name}`;
/** Each flow over a period. */
export const ledgerTotal = ({ unit, perimeter }: Kind, { from, to }: Period, flow: FlowName | 'exits' | 'returns') =>
  `ledger/${unit}/${perimeter}/${from} ${to}/${flow}`;

export interface Period {
  from: Month;
  to: Month;
}

/** What costs most is what matters: who is there, who comes and goes; then who was housed; then the years. */
const weights = { active: 400, inflow: 300, outflow: 300, housed: 100, total: 40, detail: 1 };
/** The number of the convention is of Insee's perimeter: what stands beside it gives way first. */
const BESIDE = 0.1;
const partOf = ({ perimeter }: Kind) => (perimeter === 'insee' ? 1 : BESIDE);

const inflows = ['newlyIdentified', 'returnedFromHousing', 'returnedFromInactive'] as const satisfies FlowName[];
const outflows = ['housed', 'otherExits', 'lostContact'] as const satisfies FlowName[];
/** What is said in one when one of the two is small. */
export const mergedFlows = [
  { name: 'returns', members: ['returnedFromHousing', 'returnedFromInactive'] },
  { name: 'exits', members: ['otherExits', 'lostContact'] },
] as const satisfies { name: LedgerCountName; members: FlowName[] }[];

export interface LedgerSources {
  /** The same count in another room: an indicator, by its own atoms. */
  same?: (kind: Kind, month: Month, name: FlowName | 'active') => Form | null;
  /** Requests made in a month, by an indicator's own atoms: of new households, and renewals of households that were known. */
  requests?: (month: Month) => Form | null;
  /** Periods over which each flow is totalled. */
  periods?: readonly Period[];
  /** Guards what the convention's perimeter holds beyond Insee's too, count by count, though nobody publishes it. */
  guardsBeyondInsee?: boolean;
  /** The organisation that keeps the only register, and so knows all of it. */
  owner?: string;
}

type Known = ViewMonth & { flows: LedgerFlows; active: number };
type MonthForms = Record<FlowName | 'active', Form>;

/** The ledgers of one publication, as statements of one draft. */
export class LedgerStatements {
  private readonly draft: ProblemDraft;
  private readonly sources: LedgerSources;
  private readonly forms = new Map<string, MonthForms>();

  constructor(draft: ProblemDraft, ledgers: readonly LedgerToDecide[], sources: LedgerSources = {}) {
    this.draft = draft;
    this.sources = sources;
    for (const ledger of ledgers) this.addLedger(ledger);
    for (const ledger of ledgers) this.addInequalities(ledger);
  }

  /** The active of a month, for a room that divides them. */
  activeOf({ unit, perimeter }: Kind, month: Month): Form | null {
    return this.forms.get(`${unit} ${perimeter} ${month}`)?.active ?? null;
  }

  private addLedger(ledger: LedgerToDecide): void {
    const known = ledger.lines.flatMap((line): Known[] =>
      line.flows && line.active !== null ? [{ ...line, flows: line.flows, active: line.active }] : [],
    );
    let before: Known | undefined;
    for (const line of known) {
      const forms = this.formsOf(ledger, line);
      this.forms.set(`${ledger.unit} ${ledger.perimeter} ${line.month}`, forms);
      this.addBalance(ledger, line, before);
      this.addMonth(ledger, line.month, forms);
      before = line;
    }
    for (const period of this.sources.periods ?? []) this.addTotals(ledger, known, period);
  }

  private atom({ unit, perimeter }: Kind, month: Month, name: string, value: number): Form {
    return this.draft.atom(`ledger/${unit}/${perimeter}/${month}/${name}=${value}`, value, this.sources.owner);
  }

  private formsOf(kind: Kind, { month, flows, active }: Known): MonthForms {
    const form = (name: FlowName | 'active', value: number): Form => {
      const same = this.sources.same?.(kind, month, name);
      // Two counts that differ are two unknowns.
      return same && this.draft.value(same) === value ? same : this.atom(kind, month, name, value);
    };
    return {
      active: form('active', active),
      newlyIdentified: form('newlyIdentified', flows.newlyIdentified),
      returnedFromHousing: form('returnedFromHousing', flows.returnedFromHousing),
      returnedFromInactive: form('returnedFromInactive', flows.returnedFromInactive),
      housed: form('housed', flows.housed),
      otherExits: form('otherExits', flows.otherExits),
      lostContact: form('lostContact', flows.lostContact),
    };
  }

  /** start + came in − went out = end; before the first month, what was there is one more unknown. */
  private addBalance(kind: Kind, line: Known, before: Known | undefined): void {
    if (line.start === null) return;
    const own = this.forms.get(`${kind.unit} ${kind.perimeter} ${line.month}`);
    if (!own) return;
    const previous = before?.active === line.start ? this.activeOf(kind, before.month) : null;
    const start = previous ?? this.openingOf(kind, line.month, line.start);
    const came = plusForms(inflows.map((flow) => own[flow]));
    const went = plusForms(outflows.map((flow) => own[flow]));
    this.draft.balance(minusForm(plusForms([start, came]), plusForms([went, own.active])));
  }

  private openingOf(kind: Kind, month: Month, start: number): Form {
    const form = this.atom(kind, month, 'start', start);
    const weight = weights.active * partOf(kind);
    this.draft.count(form, { id: ledgerStatement(kind, month, 'start'), weight, from: null });
    return form;
  }

  private addMonth(kind: Kind, month: Month, forms: MonthForms): void {
    const part = partOf(kind);
    const say = (name: LedgerCountName, form: Form, weight: number) =>
      this.draft.count(form, { id: ledgerStatement(kind, month, name), weight: weight * part, from: null });
    for (const flow of flowNames) say(flow, forms[flow], flow === 'housed' ? weights.housed : weights.detail);
    const sum = (flows: readonly FlowName[]) => plusForms(flows.map((flow) => forms[flow]));
    say('inflow', sum(inflows), weights.inflow);
    say('outflow', sum(outflows), weights.outflow);
    say('active', forms.active, weights.active);
    for (const { name, members } of mergedFlows)
      this.draft.merge(
        members.map((flow) => ({ id: ledgerStatement(kind, month, flow), form: forms[flow] })),
        { id: ledgerStatement(kind, month, name), weight: weights.detail * part, from: null },
      );
  }

  private addTotals(ledger: LedgerToDecide, known: readonly Known[], period: Period): void {
    const part = partOf(ledger);
    const months = known.filter(({ month }) => month >= period.from && month <= period.to);
    if (months.length === 0) return;
    const total = (flow: FlowName) =>
      plusForms(months.map(({ month }) => this.forms.get(`${ledger.unit} ${ledger.perimeter} ${month}`)?.[flow] ?? []));
    for (const flow of flowNames)
      this.draft.count(total(flow), {
        id: ledgerTotal(ledger, period, flow),
        weight: weights.total * part,
        from: null,
      });
    for (const { name, members } of mergedFlows)
      this.draft.merge(
        members.map((flow) => ({ id: ledgerTotal(ledger, period, flow), form: total(flow) })),
        { id: ledgerTotal(ledger, period, name), weight: weights.total * part, from: null },
      );
  }

  /** Requests beyond the new households are renewals, and each renewal makes a household come back: nobody publishes how many. */
  private addRenewals(month: Month, { newlyIdentified, returnedFromInactive }: MonthForms): void {
    const requests = this.sources.requests?.(month);
    if (!requests) return;
    const renewals = minusForm(requests, newlyIdentified);
    this.draft.guardSmall(renewals, null);
    // Once people are linked, a request beside another one makes nobody come back.
    if (this.draft.value(renewals) <= this.draft.value(returnedFromInactive))
      this.draft.atMost(renewals, returnedFromInactive);
  }

  /** Insee's perimeter is a part of the convention's; a household is one person at least. */
  private addInequalities({ unit, perimeter, lines }: LedgerToDecide): void {
    for (const { month } of lines) {
      const own = this.forms.get(`${unit} ${perimeter} ${month}`);
      const whole = perimeter === 'insee' ? this.forms.get(`${unit} convention ${month}`) : undefined;
      const people = unit === 'households' ? this.forms.get(`persons ${perimeter} ${month}`) : undefined;
      for (const name of [...flowNames, 'active'] as const) {
        if (own && whole) this.draft.atMost(own[name], whole[name]);
        if (own && whole && this.sources.guardsBeyondInsee)
          this.draft.guardSmall(minusForm(whole[name], own[name]), null);
        if (own && people) this.draft.atMost(own[name], people[name]);
      }
      if (own && unit === 'households' && perimeter === 'convention') this.addRenewals(month, own);
    }
  }
}
