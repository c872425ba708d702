import type { FileSession } from './file-session.ts';
import type { Opened } from './reading-protocol.ts';

/** A file that this tab still holds: its refused rows may be downloaded, and its columns seen again. */
export interface OpenFile {
  session: FileSession;
  opened: Opened;
  organisationId: number;
  /** An import of the same bytes that is already in. */
  sameFile: { id: number; createdAt: string | Date } | null;
  /** How its columns were understood last time; null when nobody had to say. */
  mappingVersion: number | null;
}

// At most one: a file may be large, and whoever drops another is done with the former.
let held: { importId: number; file: OpenFile } | null = null;
let review: OpenFile | null = null;

export function holdFile(importId: number, file: OpenFile): void {
  if (held && held.file.session !== file.session) held.file.session.close();
  held = { importId, file };
}

export function heldFile(importId: number): OpenFile | null {
  return held?.importId === importId ? held.file : null;
}

/** Its columns are to be seen again: the desk takes it when it opens. */
export function askForReview(file: OpenFile): void {
  review = file;
  held = null;
}

export function takeReview(): OpenFile | null {
  const asked = review;
  review = null;
  return asked;
}

export function dropFile(): void {
  held?.file.session.close();
  held = null;
}
