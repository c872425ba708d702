import type { CellFigures } from '../domain/entry/cell-check.ts';
import type { CellRefusal } from '../domain/entry/cell-rules.ts';
import type { ReturnStatus } from '../domain/entry/return-status.ts';
import type { Month } from '../domain/month.ts';
import type { EditionStatus } from '../domain/report/edition.ts';
import type { Judgement } from '../domain/report/report-judgement.ts';
import type { Ratio, SourceName } from '../registers/register.ts';

/** What cannot be found, or is not there any more. */
type Entity =
  | 'absence'
  | 'action'
  | 'annotation'
  | 'backup'
  | 'cell'
  | 'comment'
  | 'convention'
  | 'demonstration'
  | 'edition'
  | 'finance'
  | 'finance-line'
  | 'import'
  | 'indicator'
  | 'invitation'
  | 'mail'
  | 'membership'
  | 'objective'
  | 'organisation'
  | 'partner'
  | 'passkey'
  | 'payment'
  | 'person'
  | 'question'
  | 'report-place'
  | 'report-text'
  | 'row'
  | 'second-factor'
  | 'session'
  | 'target'
  | 'token'
  | 'validated-cell'
  | 'version';

/** A cell as it was typed, and as it has become meanwhile. */
export interface CellConflict {
  mine: TypedCell;
  theirs: TypedCell & { revision: number };
  /** Who wrote last; null: nobody has. */
  by: string | null;
  at: string | null;
  /** By the same person, elsewhere. */
  own: boolean;
}
interface TypedCell extends CellFigures {
  reason: string | null;
  comment: string | null;
}

/** A figure that is no longer what was on the screen. */
export interface ChangedFigure {
  label: string;
  month: Month;
  before: number | Ratio | null;
  after: number | Ratio | null;
}

type NoFacts = Record<never, never>;

/** What each refusal of the server says beside its code. Never nominative: whoever asks reads it, and a log may. */
export interface ErrorFacts {
  NOT_SIGNED_IN: NoFacts;
  FORBIDDEN: { reason?: 'not-here' | 'real-coordinator' } | { edition: EditionStatus };
  CONFIRM_IDENTITY: NoFacts;
  NOT_FOUND: { entity: Entity; code?: string; year?: number };
  LOCKED: { edition?: EditionStatus; accounts?: number; status?: ReturnStatus };
  CONFLICT:
    | CellConflict
    | { judgement?: Judgement | null; reason?: string; revision?: number }
    | { entity: 'finance' | 'convention' }
    | { accounts: number }
    | { renewedAs: string }
    | {
        reason:
          | 'code-in-service'
          | 'demonstration'
          | 'figures-entered'
          | 'people-of-partners'
          | 'known-email'
          | 'known-place'
          | 'known-territory'
          | 'other-difference'
          | 'last-coordinator'
          | 'many-passkeys'
          | 'oneself';
      };
  INVALID: {
    /** Names of the fields that are wrong. */
    fields?: string[];
    /** What is wrong in each cell of a row, in French. */
    cells?: Record<string, string>;
    /** Why a cell of a month is refused (`refusalWords`). */
    errors?: CellRefusal[];
    /** Faults of a catalogue file, as French sentences. */
    faults?: string[];
    setting?: string;
    /** The first month that would do. */
    after?: Month;
    /** Conventions of the same years. */
    overlapping?: string[];
    reason?: 'name' | 'passkey' | 'wrong-code' | 'wrong-password';
  };
  NEEDS_REASON: { fields?: string[] };
  INCOMPLETE: { count?: number; fields?: string[] };
  FUTURE_MONTH: { month?: Month };
  NOT_EXPECTED: NoFacts;
  /** A publication would let small counts be found, whatever is hidden. */
  SECRET_FOUND: { counts: number };
  /** No publication answers this: there is none yet (null), or this one does not. */
  NOT_PUBLISHED: { number: number | null };
  /** The convention does not give this register to the organisation, at all or in a month. */
  NOT_FED: { organisation?: string; source: SourceName; month?: Month };
  /** An indicator would be counted from a register of which it counts nothing. */
  NOT_COUNTED: { indicator: string; source: SourceName };
  /** An indicator would be counted from a register that nobody feeds in the month. */
  STILL_COUNTED: { indicator: string; source: SourceName; month: Month };
  /** Figures of these months were sent and wait for their validation. */
  STILL_WAITING: { months: Month[] };
  /** By agreement, the month's figure is counted from the rows of a register. */
  COUNTED: { source: string; month: Month };
  EXPIRED: NoFacts;
  ALREADY_USED: { key?: string };
  WEAK_PASSWORD: { advice: string[] };
  TOO_LARGE: { words?: number };
  BUSY: { reason?: 'too-many-tries' };
  IMPORT_GONE: NoFacts;
  KEY_LOST: { file: string };
  CANCELLED: NoFacts;
  /** Imports by number, cells as « IND-01 2025-03 »; the months whose validation covers the import. */
  BUILT_UPON: { imports: number[]; cells: string[]; validated?: Month[] };
  ERASED: { rows: number };
  BROKEN_FIGURES: { sentences: string[] };
  NOT_READY: { refusals: string[] };
  READ_AGAIN: { warnings?: string[]; changed?: ChangedFigure[] };
  NO_RECIPIENT: NoFacts;
  /** The council cannot have voted, on a day before it, what was frozen on this day. */
  VOTE_BEFORE_EDITION: { frozenOn: string };
  /** A titre de reversement is issued once the month to answer the notice is over. */
  TITLE_TOO_EARLY: NoFacts;
  DATABASE_AWAY: NoFacts;
  DISK_FULL: NoFacts;
  OUTDATED: NoFacts;
}
/** Everything that a room refuses on purpose. The client owns the French sentence of each code. */
export type ErrorCode = keyof ErrorFacts;

/** What is refused before a room is asked. */
interface WayInFacts {
  TOO_MANY_REQUESTS: { seconds?: number };
  TOO_MANY_UPLOADS: NoFacts;
  BODY_TOO_LARGE: NoFacts;
  FOREIGN_ORIGIN: NoFacts;
}
/** Every refusal that a page may have to say. */
export type RefusalFacts = ErrorFacts & WayInFacts;
export type RefusalCode = keyof RefusalFacts;
