import type { Prisma } from '../../prisma/generated/client.ts';
import { LedgerTally } from '../../shared/domain/ledger-tally.ts';
import { siaoCase } from '../../shared/registers/siao-spell.ts';
import type { OrganisationScope } from '../platform/access.ts';
import {
  addToRollUp,
  deleteLedgerChange,
  emptyLedger,
  everyChange,
  everyRow,
  findCommuneGroups,
  findLedgerState,
  forgetLedgerState,
  isInLedger,
  isSiaoImport,
  keepLedgerChange,
  lockLedger,
  rowsBefore,
  rowsOf,
  rowsOfImport,
  saveLedgerState,
  sumLedger,
} from './ledger-repository.ts';
import { readSettings } from './settings-repository.ts';

type Tx = Prisma.TransactionClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

/** Adds the rows of a text to a tally, or takes them away. */
function count(tally: LedgerTally, text: string, times: number, groups: Map<string, string>): void {
  for (const row of rowsOf(text)) {
    const one = siaoCase(row, (commune) => groups.get(commune));
    if (one) tally.add(one, times);
  }
}

/**
 * The ledger of an organisation from nothing: every row under the import that wrote it last, and what rows were before,
 * taken from the import that changed them and given back to the one that had written them. Each import can still be undone.
 */
export async function rebuildLedger(tx: Tx, scope: Scope): Promise<void> {
  await lockLedger(tx, scope);
  const { inactivityDays } = await readSettings(tx);
  const groups = await findCommuneGroups(tx);
  const tallies = new Map<number, LedgerTally>();
  const tallyOf = (importId: number) => {
    const tally = tallies.get(importId) ?? new LedgerTally(inactivityDays);
    tallies.set(importId, tally);
    return tally;
  };
  for await (const { importId, lines } of everyRow(tx, scope)) count(tallyOf(importId), lines, 1, groups);
  for (const { importId, beforeImportId, lines } of await everyChange(tx, scope)) {
    count(tallyOf(importId), lines, -1, groups);
    count(tallyOf(beforeImportId), lines, 1, groups);
  }
  await emptyLedger(tx, scope);
  for (const [importId, tally] of tallies) await keepLedgerChange(tx, importId, [...tally.counts()]);
  await sumLedger(tx, scope);
  await saveLedgerState(tx, scope, inactivityDays);
}

/** More rows than this are no month of requests. */
const ROWS_AT_ONCE = 20_000;

/**
 * To be called after an import of SIAO requests is written or undone, in its transaction: only the rows that it touched are
 * read, their old content is taken away and their new one added. An import that is in the ledger already is being undone:
 * what it had changed is taken back. After a file of several years, the ledger is left to whoever looks at it first: made
 * again whole, it costs less than row by row, and nobody waits for it while the file goes in.
 */
export async function refreshLedger(
  tx: Tx,
  scope: Scope,
  { importId, rows }: { importId: number; rows: number },
): Promise<void> {
  if (!(await isSiaoImport(tx, importId))) return;
  await lockLedger(tx, scope);
  if (rows > ROWS_AT_ONCE) return forgetLedgerState(tx, scope);
  const [state, { inactivityDays }] = [await findLedgerState(tx, scope), await readSettings(tx)];
  if (state?.inactivityDays !== inactivityDays) return rebuildLedger(tx, scope);
  if (await isInLedger(tx, importId)) {
    await addToRollUp(tx, scope, importId, -1);
    return deleteLedgerChange(tx, importId);
  }
  const groups = await findCommuneGroups(tx);
  const tally = new LedgerTally(inactivityDays);
  for await (const lines of rowsOfImport(tx, scope, importId)) count(tally, lines, 1, groups);
  for await (const lines of rowsBefore(tx, importId)) count(tally, lines, -1, groups);
  await keepLedgerChange(tx, importId, [...tally.counts()]);
  await addToRollUp(tx, scope, importId, 1);
}
