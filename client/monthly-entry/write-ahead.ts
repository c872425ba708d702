import type { PendingEdit } from './pending-edits.ts';

/**
 * The browser's database answers later, and drops what a page that closes had only asked for. Until it has answered, an
 * edit is also written here, at once: the next page finds it.
 */
const PREFIX = 'observatoire-saisie ';

function read(name: string): PendingEdit | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as PendingEdit | null;
  } catch {
    return null;
  }
}

/** Writes edits down before the database is asked to. */
export function writeAhead(edits: readonly PendingEdit[]): void {
  try {
    for (const edit of edits) localStorage.setItem(PREFIX + edit.key, JSON.stringify(edit));
  } catch {
    // A full or closed storage: the database alone keeps the edits.
  }
}

/** Forgets edits that the database has; one typed since stays. */
export function forgetAhead(edits: readonly PendingEdit[]): void {
  for (const edit of edits)
    if (read(PREFIX + edit.key)?.stamp === edit.stamp) localStorage.removeItem(PREFIX + edit.key);
}

/** What closed pages wrote here and the database never had, or had an older one of. */
export function leftAhead(organisationId: number, kept: readonly PendingEdit[]): PendingEdit[] {
  const names = namesKept();
  return names
    .filter((name) => name.startsWith(`${PREFIX}${organisationId}/`))
    .flatMap((name) => read(name) ?? [])
    .filter((edit) => (kept.find((other) => other.key === edit.key)?.at ?? 0) < edit.at);
}

function namesKept(): string[] {
  try {
    return typeof localStorage === 'undefined' ? [] : Object.keys(localStorage);
  } catch {
    return [];
  }
}
