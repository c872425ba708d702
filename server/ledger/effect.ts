import type { Prisma } from '../../prisma/generated/client.ts';
import { LedgerTally } from '../../shared/domain/ledger/ledger-tally.ts';
import type { IsoDate, Month } from '../../shared/domain/month.ts';
import { siaoCase } from '../../shared/registers/siao-spell.ts';
import type { LedgerFilters } from '../../shared/schemas/homelessness.ts';
import { activeByMonth, chainFrom, type LedgerFacts, ledgerFilters, readLedgerFacts } from './chain.ts';
import { findLedgerIndicators, isLinkingOn, type MonthFlows } from './reading.ts';
import { holdUpToDate } from './refresh.ts';
import { findCommuneGroups } from './repository.ts';
import { rowsOf } from './request-lines.ts';
import { readLedgerRules } from './rules.ts';

type Tx = Prisma.TransactionClient;

/** Requests that come in or go out, as the text that the ledger reads: each alone, or those of one household. */
export interface MovedRequests {
  times: 1 | -1;
  lines: string;
}

/** What an import would make of the ledger. */
export interface LedgerMove {
  organisationId: number;
  /** The months that would be sent with it, and those that it says are complete. */
  spoken: readonly Month[];
  declared: readonly Month[];
  moved: (linked: boolean) => AsyncIterable<MovedRequests>;
}

export interface LedgerFigureChange {
  code: string;
  label: string;
  month: Month;
  before: number | null;
  after: number | null;
  /** The month was validated: the new figure is a correction that waits. */
  waits: boolean;
}

/** The ledger of an organisation as it is, and as it would be: nothing is written. */
async function chainsAround(tx: Tx, { organisationId, spoken, declared, moved }: LedgerMove, date: IsoDate) {
  await holdUpToDate(tx, { organisationId });
  const [facts, settings, groups, linked] = [
    await readLedgerFacts(tx, organisationId),
    await readLedgerRules(tx),
    await findCommuneGroups(tx),
    await isLinkingOn(tx),
  ];
  const tally = new LedgerTally(settings.inactivityDays);
  for await (const { times, lines } of moved(linked)) {
    const cases = [...rowsOf(lines)].flatMap((row) => siaoCase(row, (commune) => groups.get(commune)) ?? []);
    if (linked) tally.addHousehold(cases, times);
    else for (const one of cases) tally.add(one, times);
  }
  const changed = [...tally.counts()]
    .filter(({ dimension }) => dimension === 'total')
    .map((count) => ({ ...count, visibility: 'working' as const }));
  const months = [
    ...facts.months,
    ...spoken.map((month) => ({ kind: 'working' as const, month })),
    ...declared.map((month) => ({ kind: 'declared' as const, month })),
  ].sort((a, b) => a.month.localeCompare(b.month));
  const after: LedgerFacts = { ...facts, rows: summed([...facts.rows, ...changed]), months };
  const reading = { visibility: 'working', settings, date } as const;
  return (filters: LedgerFilters) => ({
    before: chainFrom(facts, reading, filters),
    after: chainFrom(after, reading, filters),
    validated: new Set(facts.months.filter(({ kind }) => kind === 'validated').map(({ month }) => month)),
  });
}

/** What an import would change in the figures that are read of the ledger. */
export async function ledgerChanges(tx: Tx, move: LedgerMove, date: IsoDate): Promise<LedgerFigureChange[]> {
  const indicators = await findLedgerIndicators(tx);
  if (indicators.length === 0) return [];
  const around = await chainsAround(tx, move, date);
  return indicators.flatMap(({ code, label, ...indicator }) => {
    const { validated, ...chains } = around(ledgerFilters(indicator));
    const [before, after] = [activeByMonth(chains.before), activeByMonth(chains.after)];
    return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((month): LedgerFigureChange[] => {
      const [was, is] = [before.get(month) ?? null, after.get(month) ?? null];
      return was === is ? [] : [{ code, label, month, before: was, after: is, waits: validated.has(month) }];
    });
  });
}

/** One line a month and a flow of what is there, the first month before: what a chain expects. */
function summed(rows: LedgerFacts['rows']): LedgerFacts['rows'] {
  const sums = new Map<string, MonthFlows>();
  for (const { visibility, month, flow, households, persons, inseeHouseholds, inseePersons } of rows) {
    const key = `${visibility} ${month} ${flow}`;
    const known = sums.get(key);
    sums.set(key, {
      ...{ visibility, month, flow },
      households: households + (known?.households ?? 0),
      persons: persons + (known?.persons ?? 0),
      inseeHouseholds: inseeHouseholds + (known?.inseeHouseholds ?? 0),
      inseePersons: inseePersons + (known?.inseePersons ?? 0),
    });
  }
  return [...sums.values()].sort((a, b) => a.month.localeCompare(b.month));
}
