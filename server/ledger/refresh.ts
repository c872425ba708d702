import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { LedgerTally } from '../../shared/domain/ledger/ledger-tally.ts';
import { siaoCase } from '../../shared/registers/siao-spell.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { withKeptLinking } from './kept-repository.ts';
import { setSharedApart, sharedHouseholds } from './linking-repository.ts';
import { isLinkingOn, type Linking } from './reading.ts';
import {
  addToRollUp,
  copyLedger,
  deleteLedgerChange,
  emptyLedger,
  everyChange,
  everyRow,
  findCommuneGroups,
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
import { rowsOf } from './request-lines.ts';
import { readLedgerRules } from './rules.ts';

type Tx = Prisma.TransactionClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

/** Adds the rows of a text to a tally, or takes them away. */
function count(tally: LedgerTally, text: string, times: number, groups: Map<string, string>): void {
  for (const row of rowsOf(text)) {
    const one = siaoCase(row, (commune) => groups.get(commune));
    if (one) tally.add(one, times);
  }
}

/** Counts every request, under the import that wrote it last; once people are linked, those of a household as one. Answers what that brought together. */
async function countRequests(
  tx: Tx,
  scope: Scope,
  requests: Requests,
  tallyOf: (importId: number) => LedgerTally,
): Promise<Linking | null> {
  const groups = await findCommuneGroups(tx);
  const linking = (await isLinkingOn(tx)) ? await setSharedApart(tx, scope, requests) : null;
  for await (const { importId, lines } of everyRow(tx, scope, { requests, butShared: linking !== null }))
    count(tallyOf(importId), lines, 1, groups);
  if (!linking) return null;
  for await (const { importId, lines } of sharedHouseholds(tx, scope, linking, requests)) {
    const cases = [...rowsOf(lines)].flatMap((row) => siaoCase(row, (commune) => groups.get(commune)) ?? []);
    tallyOf(importId).addHousehold(cases, 1);
  }
  return withKeptLinking(tx, scope, linking);
}

/**
 * The ledger of an organisation from nothing: every row under the import that wrote it last, and what rows were before,
 * taken from the import that changed them and given back to the one that had written them. Each import can still be undone.
 * Once people are linked, the requests of one household count as one; what an import changes then depends on the others,
 * and undoing one is left to the next making from nothing.
 */
async function rebuildWorking(tx: Tx, scope: LedgerScope, inactivityDays: number): Promise<Linking | null> {
  const tallies = new Map<number, LedgerTally>();
  const tallyOf = (importId: number) => {
    const tally = tallies.get(importId) ?? new LedgerTally(inactivityDays);
    tallies.set(importId, tally);
    return tally;
  };
  const linking = await countRequests(tx, scope, '"RegisterRow"', tallyOf);
  const groups = await findCommuneGroups(tx);
  for (const { importId, beforeImportId, lines } of linking ? [] : await everyChange(tx, scope)) {
    count(tallyOf(importId), lines, -1, groups);
    count(tallyOf(beforeImportId), lines, 1, groups);
  }
  for (const [importId, tally] of tallies) await keepLedgerChange(tx, importId, [...tally.counts()]);
  await sumLedger(tx, scope);
  return linking;
}

/** The same of the requests that were validated: those that are there when nothing waits, else a reading of its own. */
async function rebuildValidated(tx: Tx, scope: LedgerScope, inactivityDays: number): Promise<Linking | null> {
  const working = await findLedgerState(tx, { ...scope, visibility: 'working' });
  if (working?.inactivityDays === inactivityDays && (await isWhollyValidated(tx, scope))) {
    await copyLedger(tx, scope);
    const { requests, identifiedRequests, joinedRequests } = working;
    return { requests, identifiedRequests, joinedRequests };
  }
  await setValidatedApart(tx, scope);
  const tally = new LedgerTally(inactivityDays);
  const linking = await countRequests(tx, scope, 'validated_requests', () => tally);
  await saveValidatedLedger(tx, scope, [...tally.counts()]);
  return linking;
}

/** A ledger of an organisation from nothing. */
export async function rebuildLedger(tx: Tx, scope: LedgerScope): Promise<void> {
  await lockLedger(tx, scope);
  const { inactivityDays } = await readLedgerRules(tx);
  await emptyLedger(tx, scope);
  const rebuild = scope.visibility === 'working' ? rebuildWorking : rebuildValidated;
  const linking = await rebuild(tx, scope, inactivityDays);
  await saveLedgerState(tx, scope, { inactivityDays, ...linking });
}

/** Computes the ledgers that were never computed, or under another rule of inactivity. */
export async function bringLedgersUpToDate(db: PrismaClient, inactivityDays: number): Promise<void> {
  for (const scope of await findStaleLedgers(db, inactivityDays))
    await db.$transaction((tx) => rebuildLedger(tx, scope), { timeout: 300_000, maxWait: 30_000 });
}

/** The same within the transaction that changes the rule. */
export async function applyInactivity(tx: Tx, inactivityDays: number): Promise<void> {
  for (const scope of await findStaleLedgers(tx, inactivityDays)) await rebuildLedger(tx, scope);
}

/** The same of what is there in an organisation, before something is held against it. */
export async function holdUpToDate(tx: Tx, scope: Scope): Promise<void> {
  const { inactivityDays } = await readLedgerRules(tx);
  const working: LedgerScope = { ...scope, visibility: 'working' };
  const state = await findLedgerState(tx, working);
  if (state?.inactivityDays !== inactivityDays) await rebuildLedger(tx, working);
}

/** More rows than this are no month of requests. */
export const LEDGER_ROWS_AT_ONCE = 20_000;

/**
 * To be called after an import of SIAO requests is written or undone, in its transaction, with the keys of the rows that it
 * wrote: only those are read, their old content is taken away and their new one added. An import that is in the ledger
 * already is being undone: what it had changed is taken back. After a file of several years (`keys` null), the ledger is
 * left to whoever looks at it first: made again whole, it costs less than row by row, and nobody waits for it while the file
 * goes in. So it is once people are linked.
 */
export async function refreshLedger(
  tx: Tx,
  scope: Scope,
  { importId, keys }: { importId: number; keys: readonly Uint8Array[] | null },
): Promise<void> {
  if (!(await isSiaoImport(tx, importId))) return;
  await lockLedger(tx, scope);
  const working: LedgerScope = { ...scope, visibility: 'working' };
  if (keys === null || (await isLinkingOn(tx))) return forgetLedgerState(tx, working);
  const [state, { inactivityDays }] = [await findLedgerState(tx, working), await readLedgerRules(tx)];
  if (state?.inactivityDays !== inactivityDays) return rebuildLedger(tx, working);
  if (await isInLedger(tx, importId)) {
    await addToRollUp(tx, scope, importId, -1);
    return deleteLedgerChange(tx, importId);
  }
  const groups = await findCommuneGroups(tx);
  const tally = new LedgerTally(inactivityDays);
  const written = await rowsOfKeys(tx, scope, keys);
  if (written !== null) count(tally, written, 1, groups);
  for await (const lines of rowsBefore(tx, importId)) count(tally, lines, -1, groups);
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
