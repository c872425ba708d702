import * as z from 'zod';
import type { JournalFilters } from '../../shared/schemas/audit.ts';
import type { Platform } from '../platform/context.ts';
import { findChainEnds, findChoices, findEvents, findFirstBreak, findPurges } from './repository.ts';

const PAGE = 50;

/** Fifty lines of the journal and the line number to go on from, null at its beginning. */
export async function readJournal(
  { db }: Pick<Platform, 'db'>,
  { cursor, ...filters }: JournalFilters & { cursor?: number | null | undefined },
) {
  const events = await findEvents(db, filters, { before: cursor ?? undefined, limit: PAGE });
  return { events, next: events.length === PAGE ? (events.at(-1)?.id ?? null) : null };
}

/** What the journal can be searched by. */
export function journalChoices({ db }: Pick<Platform, 'db'>) {
  return findChoices(db);
}

/** What the chain of the journal proves. `broken`: the first line that does not follow from what stands before it. */
export interface ChainProof {
  lines: number;
  /** The hash of the last line: whoever kept an older one knows whether the chain was made again from nothing. */
  lastHash: string | null;
  lastAt: string | null;
  broken: { line: number; place: number; why: string } | null;
}

/** What a purge of the journal says of itself. */
const purgeSaid = z.object({ through: z.number().optional(), hash: z.string().nullish() }).nullable();

/** The hash at which a purge stopped, when the chain begins after its own beginning: the purge said it in the chain. */
function hashBefore(place: number, purges: readonly { after: unknown }[]): string | null | undefined {
  if (place === 1) return null;
  const told = purges.map(({ after }) => purgeSaid.parse(after));
  return told.find((one) => one?.through === place - 1)?.hash;
}

/**
 * Walks the whole chain: each line's hash is made again from the hash before it and from what the line says. A line that was
 * changed, taken away, added or moved is where it stops following.
 */
export async function verifyJournal({ db }: Pick<Platform, 'db'>): Promise<ChainProof> {
  const { count, first, last, loose, anchor } = await findChainEnds(db);
  const proof = { lines: count, lastHash: last?.hash ?? null, lastAt: last?.at.toISOString() ?? null };
  if (loose)
    return { ...proof, broken: { line: loose.id, place: 0, why: 'cette ligne n’a pas de place dans la chaîne' } };
  const cut = anchor?.position !== (last?.position ?? 0) || anchor.hash !== (last?.hash ?? null);
  const end = cut
    ? { line: last?.id ?? 0, place: last?.position ?? 0, why: 'les lignes qui suivaient ont été retirées' }
    : null;
  if (!first) return { ...proof, broken: end };
  const place = first.position ?? 1;
  const before = hashBefore(place, await findPurges(db));
  if (before === undefined)
    return { ...proof, broken: { line: first.id, place, why: 'les lignes d’avant ont été retirées sans purge' } };
  const wrong = await findFirstBreak(db, before);
  if (!wrong) return { ...proof, broken: end };
  const why =
    wrong.hash === wrong.expected
      ? 'une ligne manque juste avant celle-ci'
      : 'elle ne suit pas de ce qui est écrit avant elle, ou elle a été changée';
  return { ...proof, broken: { line: wrong.id, place: wrong.position, why } };
}
