/** The publication that pages are read in, kept in a cookie of the browser: one's own figures when there is none. */
export const PUBLICATION_COOKIE = 'obs.publication';

export type PublicationChoice = number | 'latest' | null;

/** The choice that a browser keeps. Example: `publicationIn('obs.theme=clair; obs.publication=7')` is 7. */
export function publicationIn(cookies: string): PublicationChoice {
  const kept = /(?:^|;\s*)obs\.publication=(latest|\d{1,5})(?:;|$)/.exec(cookies)?.[1];
  if (kept === undefined) return null;
  return kept === 'latest' ? kept : Number(kept);
}

interface Reading {
  /** Null: nobody is signed in. */
  role: 'coordinator' | 'contributor' | 'reader' | null;
  /** Absent: none was made. */
  choice?: PublicationChoice | undefined;
}

/**
 * Whose figures are read: a publication's by readers and by anyone who chose one; by an organisation for all that is not its own
 * (`isOwn`). The coordinator, and an organisation for its own figures, read working ones.
 */
export function readsPublication({ role, choice = null }: Reading, isOwn = false): boolean {
  if (role === null || role === 'reader' || choice !== null) return true;
  return role === 'contributor' && !isOwn;
}
