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

// At most one file, with the parts of it that feed each a register: it may be large, and whoever drops another is done with it.
const held = new Map<number, OpenFile>();
let review: OpenFile | null = null;

export function holdFile(importId: number, file: OpenFile): void {
  for (const [id, other] of held) {
    if (other.session.file === file.session.file) continue;
    other.session.close();
    held.delete(id);
  }
  held.set(importId, file);
}

export function heldFile(importId: number): OpenFile | null {
  return held.get(importId) ?? null;
}

/** Its columns are to be seen again: the desk takes it when it opens. */
export function askForReview(file: OpenFile): void {
  review = file;
  held.clear();
}

export function takeReview(): OpenFile | null {
  const asked = review;
  review = null;
  return asked;
}

export function dropFile(): void {
  for (const { session } of held.values()) session.close();
  held.clear();
}
