import type { Prisma } from '../../prisma/generated/client.ts';
import { LedgerTally } from '../../shared/domain/ledger/ledger-tally.ts';
import { siaoCase } from '../../shared/registers/siao-spell.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { withKeptLinking } from './kept-ledger-repository.ts';
import {
  addToRollUp,
  deleteLedgerChange,
  emptyLedger,
  everyChange,
  everyRow,
  findCommuneGroups,
  findLedgerState,
  forgetEveryLedgerState,
  forgetLedgerState,
  isInLedger,
  isSiaoImport,
  keepLedgerChange,
  lockLedger,
  rowsBefore,
  rowsOf,
  rowsOfKeys,
  saveLedgerState,
  sumLedger,
} from './ledger-repository.ts';
import { readLedgerRules } from './ledger-rules.ts';
import { isLinkingOn, type Linking, setSharedApart, sharedHouseholds } from './linking-repository.ts';

type Tx = Prisma.TransactionClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

/** Adds the rows of a text to a tally, or takes them away. */
function count(tally: LedgerTally, text: string, times: number, groups: Map<string, string>): void {
  for (const row of rowsOf(text)) {
    const one = siaoCase(row, (commune) => groups.get(commune));
    if (one) tally.add(one, times);
  }
}

/** Takes the requests of each household together. */
async function countShared(
  tx: Tx,
  scope: Scope,
  linking: Linking,
  tallyOf: (importId: number) => LedgerTally,
  groups: Map<string, string>,
): Promise<void> {
  for await (const { importId, lines } of sharedHouseholds(tx, scope, linking)) {
    const requests = [...rowsOf(lines)].flatMap((row) => siaoCase(row, (commune) => groups.get(commune)) ?? []);
    tallyOf(importId).addHousehold(requests, 1);
  }
}

/**
 * The ledger of an organisation from nothing: every row under the import that wrote it last, and what rows were before,
 * taken from the import that changed them and given back to the one that had written them. Each import can still be undone.
 * Once people are linked, the requests of one household count as one; what an import changes then depends on the others,
 * and undoing one is left to the next making from nothing.
 */
export async function rebuildLedger(tx: Tx, scope: Scope): Promise<void> {
  await lockLedger(tx, scope);
  const { inactivityDays } = await readLedgerRules(tx);
  const groups = await findCommuneGroups(tx);
  const tallies = new Map<number, LedgerTally>();
  const tallyOf = (importId: number) => {
    const tally = tallies.get(importId) ?? new LedgerTally(inactivityDays);
    tallies.set(importId, tally);
    return tally;
  };
  const linking = (await isLinkingOn(tx)) ? await setSharedApart(tx, scope) : null;
  for await (const { importId, lines } of everyRow(tx, scope, { butShared: linking !== null }))
    count(tallyOf(importId), lines, 1, groups);
  if (linking) await countShared(tx, scope, linking, tallyOf, groups);
  for (const { importId, beforeImportId, lines } of linking ? [] : await everyChange(tx, scope)) {
    count(tallyOf(importId), lines, -1, groups);
    count(tallyOf(beforeImportId), lines, 1, groups);
  }
  await emptyLedger(tx, scope);
  for (const [importId, tally] of tallies) await keepLedgerChange(tx, importId, [...tally.counts()]);
  await sumLedger(tx, scope);
  await saveLedgerState(tx, scope, { inactivityDays, ...(linking && (await withKeptLinking(tx, scope, linking))) });
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
  if (keys === null || (await isLinkingOn(tx))) return forgetLedgerState(tx, scope);
  const [state, { inactivityDays }] = [await findLedgerState(tx, scope), await readLedgerRules(tx)];
  if (state?.inactivityDays !== inactivityDays) return rebuildLedger(tx, scope);
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

/** To be called when people are linked, or no longer: every ledger counts by another rule. */
export async function forgetLedgers(tx: Tx): Promise<void> {
  await forgetEveryLedgerState(tx);
}
