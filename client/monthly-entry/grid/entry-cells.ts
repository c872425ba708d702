import { type CellContent, emptyContent } from './cell-text.ts';

/** A cell as the server knows it. */
export interface ServerCell extends CellContent {
  indicatorId: number;
  month: string;
  stage: string;
  review: string;
  revision: number;
  origin: string;
  updatedBy: string | null;
  updatedAt: string;
}

/** Both values of a cell that someone else changed meanwhile. */
export interface Conflict {
  kind: 'conflict';
  theirs: CellContent;
  revision: number;
  by: string | null;
  at: string | null;
  /** True when the same person wrote the other value (from another place, or before its answer was lost). */
  own?: boolean;
}

/** `offline` and `signed-out` wait and are sent again; a refusal waits for the person. */
export type Failure = { kind: 'offline' | 'signed-out' } | { kind: 'refused'; message: string } | Conflict;

/** Someone else changed the cell since this page showed it: what it said before stays in sight. */
export interface Changed {
  kind: 'changed';
  former: CellContent;
  by: string | null;
}

/**
 * `untouched`: as it came. `partial`: a ratio that lacks one of its numbers, not sent yet. `elsewhere`: typed in another
 * tab of this browser, which sends it.
 */
export type SaveState = { kind: 'untouched' | 'partial' | 'saving' | 'saved' | 'elsewhere' } | Changed | Failure;

export interface EntryCell {
  content: CellContent;
  server: ServerCell | null;
  save: SaveState;
}

export interface CellChange {
  indicatorId: number;
  month: string;
  content: CellContent;
}

export type Cells = ReadonlyMap<string, EntryCell>;

export const cellId = (indicatorId: number, month: string) => `${indicatorId}/${month}`;

export const untouchedCell: EntryCell = { content: emptyContent, server: null, save: { kind: 'untouched' } };
