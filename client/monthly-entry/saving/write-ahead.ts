import type { CellContent } from '../grid/cell-text.ts';

/** A cell typed and not yet known to be on the server: what it says, and the revision that it was typed over. */
export interface PendingEdit {
  /** `organisation/person/indicator/month` */
  key: string;
  organisationId: number;
  /** Who typed it: a computer may be shared. */
  person: string;
  personName: string;
  indicatorId: number;
  month: string;
  revision: number;
  content: CellContent;
  /** What was typed in the cell before and may have reached the server without our knowing. */
  before: readonly CellContent[];
  /** One for each act of typing, whatever the tab: tells the edit that was sent from the one typed since. */
  stamp: string;
  /** When it was typed, in milliseconds: between two tabs the later act wins, whichever is heard first. */
  at: number;
}

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
export function leftAhead(organisationId: number | null, kept: readonly PendingEdit[]): PendingEdit[] {
  const names = namesKept();
  return names
    .filter((name) => name.startsWith(organisationId === null ? PREFIX : `${PREFIX}${organisationId}/`))
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
