import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { LedgerTally } from '../../shared/domain/ledger/ledger-tally.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { keepFullExport, withdrawFullExport } from './full-exports-repository.ts';
import type { KeptExport } from './held-requests.ts';
import { withKeptLinking } from './kept-repository.ts';
import { setSharedApart, sharedHouseholds } from './linking-repository.ts';
import { isLinkingOn, type Linking } from './reading.ts';
import { readingOfCases } from './reading-cases.ts';
import {
  addToRollUp,
  copyLedger,
  deleteLedgerChange,
  emptyLedger,
  everyChange,
  everyRow,
  findLedgerState,
  findStaleLedgers,
  forgetEveryLedgerState,
  forgetLedgerState,
  isInLedger,
  isSiaoImport,
  isWhollyValidated,
  keepLedgerChange,
  type LedgerScope,
  lockLedger,
  type Requests,
  rowsBefore,
  rowsOfKeys,
  saveLedgerState,
  saveValidatedLedger,
  setValidatedApart,
  sumLedger,
} from './repository.ts';
import { type CaseReading, casesOf } from './request-lines.ts';
import { type ContactRules, readLedgerRules } from './rules.ts';

type Tx = Prisma.TransactionClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

/** Adds the rows of a text to a tally, or takes them away. */
function count(tally: LedgerTally, text: string, times: number, reading: CaseReading): void {
  for (const one of casesOf(text, reading)) tally.add(one, times);
}

/** Counts every request, under the import that wrote it last; once people are linked, those of a household as one. Answers what that brought together. */
async function countRequests(
  tx: Tx,
  scope: Scope,
  { requests, reading }: { requests: Requests; reading: CaseReading },
  tallyOf: (importId: number) => LedgerTally,
): Promise<Linking | null> {
  const { keyed } = reading.held;
  const linking = (await isLinkingOn(tx)) ? await setSharedApart(tx, scope, requests) : null;
  for await (const { importId, lines } of everyRow(tx, scope, { requests, butShared: linking !== null, keyed }))
    count(tallyOf(importId), lines, 1, reading);
  if (!linking) return null;
  for await (const { importId, lines } of sharedHouseholds(tx, scope, linking, { requests, keyed }))
    tallyOf(importId).addHousehold([...casesOf(lines, reading)], 1);
  return withKeptLinking(tx, scope, linking);
}

/**
 * The ledger of an organisation from nothing: every row under the import that wrote it last, and what rows were before,
 * taken from the import that changed them and given back to the one that had written them. Each import can still be undone.
 * Once people are linked, the requests of one household count as one; what an import changes then depends on the others,
 * and undoing one is left to the next making from nothing.
 */
async function rebuildWorking(tx: Tx, scope: LedgerScope, rules: ContactRules): Promise<Linking | null> {
  const tallies = new Map<number, LedgerTally>();
  const tallyOf = (importId: number) => {
    const tally = tallies.get(importId) ?? new LedgerTally(rules.inactivityDays);
    tallies.set(importId, tally);
    return tally;
  };
  const reading = await readingOfCases(tx, scope, 'working', rules);
  const linking = await countRequests(tx, scope, { requests: '"RegisterRow"', reading }, tallyOf);
  for (const { importId, beforeImportId, lines } of linking ? [] : await everyChange(tx, scope, reading.held.keyed)) {
    count(tallyOf(importId), lines, -1, reading);
    count(tallyOf(beforeImportId), lines, 1, reading);
  }
  for (const [importId, tally] of tallies) await keepLedgerChange(tx, importId, [...tally.counts()]);
  await sumLedger(tx, scope);
  return linking;
}

/** Whether a ledger was computed under the present rules. */
const isUnder = (state: Awaited<ReturnType<typeof findLedgerState>>, rules: ContactRules) =>
  state?.inactivityDays === rules.inactivityDays && state.contactByExport === rules.contactByExport;

/** The same of the requests that were validated: those that are there when nothing waits, else a reading of its own. */
async function rebuildValidated(tx: Tx, scope: LedgerScope, rules: ContactRules): Promise<Linking | null> {
  const working = await findLedgerState(tx, { ...scope, visibility: 'working' });
  if (working && isUnder(working, rules) && (await isWhollyValidated(tx, scope))) {
    await copyLedger(tx, scope);
    const { requests, identifiedRequests, joinedRequests } = working;
    return { requests, identifiedRequests, joinedRequests };
  }
  await setValidatedApart(tx, scope);
  const tally = new LedgerTally(rules.inactivityDays);
  const reading = await readingOfCases(tx, scope, 'validated', rules);
  const linking = await countRequests(tx, scope, { requests: 'validated_requests', reading }, () => tally);
  await saveValidatedLedger(tx, scope, [...tally.counts()]);
  return linking;
}

/** A ledger of an organisation from nothing. */
export async function rebuildLedger(tx: Tx, scope: LedgerScope): Promise<void> {
  await lockLedger(tx, scope);
  const rules = await readLedgerRules(tx);
  const { inactivityDays, contactByExport } = rules;
  await emptyLedger(tx, scope);
  const rebuild = scope.visibility === 'working' ? rebuildWorking : rebuildValidated;
  const linking = await rebuild(tx, scope, rules);
  await saveLedgerState(tx, scope, { inactivityDays, contactByExport, ...linking });
}

/** Computes the ledgers that were never computed, or under other rules of contact. */
export async function bringLedgersUpToDate(db: PrismaClient, rules: ContactRules): Promise<void> {
  for (const scope of await findStaleLedgers(db, rules))
    await db.$transaction((tx) => rebuildLedger(tx, scope), { timeout: 300_000, maxWait: 30_000 });
}

/** The same within the transaction that changes the rules. */
export async function applyContactRules(tx: Tx): Promise<void> {
  for (const scope of await findStaleLedgers(tx, await readLedgerRules(tx))) await rebuildLedger(tx, scope);
}

/** The same of what is there in an organisation, before something is held against it. */
export async function holdUpToDate(tx: Tx, scope: Scope): Promise<void> {
  const working: LedgerScope = { ...scope, visibility: 'working' };
  const state = await findLedgerState(tx, working);
  if (!isUnder(state, await readLedgerRules(tx))) await rebuildLedger(tx, working);
}

/** An import that was written or undone: its keys, and whether it is a full export. */
export interface RefreshedImport {
  importId: number;
  keys: readonly Uint8Array[] | null;
  fullExport: KeptExport | null;
}

/** More rows than this are no month of requests. */
export const LEDGER_ROWS_AT_ONCE = 20_000;

/**
 * To be called after an import of SIAO requests is written or undone, in its transaction, with the keys of the rows that it
 * wrote: only those are read, their old content is taken away and their new one added. An import that is in the ledger
 * already is being undone: what it had changed is taken back. After a file of several years (`keys` null), the ledger is
 * left to whoever looks at it first: made again whole, it costs less than row by row, and nobody waits for it while the file
 * goes in. So it is once people are linked, and after a full export (`fullExport`), which is a contact of every request that it holds.
 */
export async function refreshLedger(
  tx: Tx,
  scope: Scope,
  { importId, keys, fullExport }: RefreshedImport,
): Promise<void> {
  if (!(await isSiaoImport(tx, importId))) return;
  await lockLedger(tx, scope);
  const working: LedgerScope = { ...scope, visibility: 'working' };
  const isExport = fullExport ? await keepFullExport(tx, scope, fullExport) : await withdrawFullExport(tx, importId);
  if (keys === null || isExport || (await isLinkingOn(tx))) return forgetLedgerState(tx, working);
  const [state, rules] = [await findLedgerState(tx, working), await readLedgerRules(tx)];
  if (!isUnder(state, rules)) return rebuildLedger(tx, working);
  if (await isInLedger(tx, importId)) {
    await addToRollUp(tx, scope, importId, -1);
    return deleteLedgerChange(tx, importId);
  }
  const reading = await readingOfCases(tx, scope, 'working', rules);
  const tally = new LedgerTally(rules.inactivityDays);
  const written = await rowsOfKeys(tx, scope, keys, reading.held.keyed);
  if (written !== null) count(tally, written, 1, reading);
  for await (const lines of rowsBefore(tx, importId, reading.held.keyed)) count(tally, lines, -1, reading);
  await keepLedgerChange(tx, importId, [...tally.counts()]);
  await addToRollUp(tx, scope, importId, 1);
}

/** To be called when requests are validated, in the transaction that validates them. */
export async function noteRequestsValidated(tx: Tx, scope: Scope): Promise<void> {
  await lockLedger(tx, scope);
  await forgetLedgerState(tx, { organisationId: scope.organisationId, visibility: 'validated' });
}

/** To be called when people are linked, or no longer: every ledger counts by another rule. */
export async function forgetLedgers(tx: Tx): Promise<void> {
  await forgetEveryLedgerState(tx);
}
