import type { Prisma } from '../../prisma/generated/client.ts';
import { LedgerTally } from '../../shared/domain/ledger/ledger-tally.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { erasedChanges, erasedRequests, keepLedgerCounts, keepLinking } from './kept-repository.ts';
import { isLinkingOn } from './reading.ts';
import { readingOfCases } from './reading-cases.ts';
import { forgetLedgerState, lockLedger } from './repository.ts';
import { casesOf } from './request-lines.ts';
import { readLedgerRules } from './rules.ts';

type Tx = Prisma.TransactionClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

/**
 * To be called when requests are about to be erased, in the transaction that erases them, while they are still there: what
 * they are in the ledger is kept as counts, under the imports that brought and changed them. The ledger made again from what
 * is left then says the same. What is kept keeps the rules of contact, and the linking, of that day.
 */
export async function keepErasedRequests(tx: Tx, scope: Scope): Promise<void> {
  await lockLedger(tx, scope);
  const rules = await readLedgerRules(tx);
  const reading = await readingOfCases(tx, scope, 'working', rules);
  const { keyed } = reading.held;
  const linked = await isLinkingOn(tx);
  const tallies = new Map<number, LedgerTally>();
  const add = (importId: number, lines: string, times: number, together: boolean) => {
    const tally = tallies.get(importId) ?? new LedgerTally(rules.inactivityDays);
    tallies.set(importId, tally);
    const requests = [...casesOf(lines, reading)];
    if (together) tally.addHousehold(requests, times);
    else for (const one of requests) tally.add(one, times);
  };
  for await (const { importId, lines } of erasedRequests(tx, { linked, keyed })) add(importId, lines, 1, linked);
  for (const { importId, beforeImportId, lines } of linked ? [] : await erasedChanges(tx, keyed)) {
    add(importId, lines, -1, false);
    add(beforeImportId, lines, 1, false);
  }
  for (const [importId, tally] of tallies) await keepLedgerCounts(tx, importId, [...tally.counts()]);
  if (linked) await keepLinking(tx, scope);
  for (const visibility of ['working', 'validated'] as const) await forgetLedgerState(tx, { ...scope, visibility });
}
