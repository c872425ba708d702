import type { Prisma } from '../../prisma/generated/client.ts';
import type { LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { LedgerTally } from '../../shared/domain/ledger/ledger-tally.ts';
import type { IsoDate, Month } from '../../shared/domain/month.ts';
import { activeByMonth, chainFrom, type LedgerFacts, ledgerFilters, readLedgerFacts } from './chain.ts';
import { findAbsences, findAbsentNow, findFullExports } from './full-exports-repository.ts';
import { heldBy, type KeptExport } from './held-requests.ts';
import { findLedgerIndicators, isLinkingOn, type MonthFlows } from './reading.ts';
import { readingOfCases } from './reading-cases.ts';
import { holdUpToDate } from './refresh.ts';
import { type CaseReading, casesOf } from './request-lines.ts';
import { type HomelessnessSettings, readLedgerRules } from './rules.ts';

type Tx = Prisma.TransactionClient;

/**
 * Requests that come in or go out, or stay as they are under another full export, as the text that the ledger reads: each
 * alone, or those of one household.
 */
export interface MovedRequests {
  times: 1 | -1 | 'stay';
  lines: string;
}

export interface MovedHow {
  linked: boolean;
  /** Those that stay are asked too: another full export holds them. */
  everyone: boolean;
  keyed: boolean;
}

/** What an import would make of the ledger. */
export interface LedgerMove {
  organisationId: number;
  /** The months that would be sent with it, and those that it says are complete. */
  spoken: readonly Month[];
  declared: readonly Month[];
  /** It is a full export, and what it no longer holds is kept or not. */
  fullExport: KeptExport | null;
  moved: (how: MovedHow) => AsyncIterable<MovedRequests>;
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

/** What requests are read with as things are, and as they would be. */
async function readingsAround(
  tx: Tx,
  { organisationId, fullExport }: LedgerMove,
  settings: HomelessnessSettings,
): Promise<{ before: CaseReading; after: CaseReading }> {
  const before = await readingOfCases(tx, { organisationId }, 'working', settings);
  if (!fullExport || !settings.contactByExport) return { before, after: before };
  const exports = await findFullExports(tx, organisationId, 'working');
  const known = await findAbsences(tx, exports);
  const absent = fullExport.keepsAbsent ? await findAbsentNow(tx, fullExport.export.importId) : [];
  const held = heldBy([...exports, fullExport.export], [...known, ...absent]);
  return { before, after: { ...before, held } };
}

/** The ledger of an organisation as it is, and as it would be: nothing is written. */
async function chainsAround(tx: Tx, move: LedgerMove, date: IsoDate) {
  const { organisationId, spoken, declared, moved } = move;
  await holdUpToDate(tx, { organisationId });
  const [facts, settings, linked] = [
    await readLedgerFacts(tx, organisationId),
    await readLedgerRules(tx),
    await isLinkingOn(tx),
  ];
  const readings = await readingsAround(tx, move, settings);
  const tally = new LedgerTally(settings.inactivityDays);
  const add = (lines: string, times: 1 | -1) => {
    const cases = casesOf(lines, times === 1 ? readings.after : readings.before);
    if (linked) tally.addHousehold([...cases], times);
    else for (const one of cases) tally.add(one, times);
  };
  const everyone = readings.after !== readings.before;
  const keyed = readings.after.held.keyed || readings.before.held.keyed;
  for await (const { times, lines } of moved({ linked, everyone, keyed })) {
    if (times !== 1) add(lines, -1);
    if (times !== -1) add(lines, 1);
  }
  const changed = [...tally.counts()].flatMap(({ dimension, ...count }) =>
    dimension === 'total' || dimension === 'open' ? [{ ...count, dimension, visibility: 'working' as const }] : [],
  );
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
  for (const { visibility, dimension, month, flow, households, persons, inseeHouseholds, inseePersons } of rows) {
    const key = `${visibility} ${dimension} ${month} ${flow}`;
    const known = sums.get(key);
    sums.set(key, {
      ...{ visibility, dimension, month, flow },
      households: households + (known?.households ?? 0),
      persons: persons + (known?.persons ?? 0),
      inseeHouseholds: inseeHouseholds + (known?.inseeHouseholds ?? 0),
      inseePersons: inseePersons + (known?.inseePersons ?? 0),
    });
  }
  return [...sums.values()].sort((a, b) => a.month.localeCompare(b.month));
}
