import type { ReportText } from '../../../shared/domain/report/report-text.ts';
import { tooLongSentence } from '../../../shared/domain/report/report-text-cleaning.ts';
import { errorMessage, isNetworkError } from '../../lib/words/error-messages.ts';
import type { Draft } from './local-draft.ts';

/** A text saved by itself: soon after the last key, one request at a time, and never over somebody else's words. */

export interface Theirs {
  text: ReportText;
  revision: number;
  authorName: string;
  savedAt: string;
}

/** What the server took out of the text, and what the documents will leave out. */
export interface Told {
  removed: string[];
  unprinted: string[];
}

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'offline' }
  | { kind: 'refused'; why: string }
  | { kind: 'conflict'; mine: ReportText; theirs: Theirs };

export type Answer =
  | ({ outcome: 'saved'; revision: number; savedAt: string } & Told)
  | { outcome: 'conflict'; theirs: Theirs };

export interface AutosavePorts {
  save(text: ReportText, base: number): Promise<Answer>;
  /** Keeps what is not saved yet on this computer; null: nothing waits any more. */
  keep(draft: Draft | null): void;
  tell(state: SaveState): void;
  saved(revision: number, told: Told): void;
}

const PAUSE = 1_200;
const LONGEST_WAIT = 8_000;
const RETRY = 5_000;

export class Autosave {
  private read: (() => ReportText) | null = null;
  private queue: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitingSince = 0;
  private held = false;

  constructor(
    private readonly ports: AutosavePorts,
    public base: number,
  ) {}

  /** True when all that was written is saved. */
  get isClean(): boolean {
    return this.read === null && !this.held;
  }

  /** The text has changed; `read` gives it when it is time. */
  changed(read: () => ReportText): void {
    if (this.read === null) this.waitingSince = Date.now();
    this.read = read;
    if (this.held) return;
    this.ports.tell({ kind: 'waiting' });
    clearTimeout(this.timer);
    const left = this.waitingSince + LONGEST_WAIT - Date.now();
    this.timer = setTimeout(() => this.flush(), Math.max(0, Math.min(PAUSE, left)));
  }

  /** Sends what waits, after what is on its way. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.queue = this.queue.then(() => this.send());
    return this.queue;
  }

  /** After a conflict: goes on from their revision, with the author's words or, for null, with theirs. */
  resolve(read: (() => ReportText) | null, from: number): Promise<void> {
    this.base = from;
    this.held = false;
    this.read = read;
    this.ports.keep(null);
    this.ports.tell({ kind: read ? 'waiting' : 'idle' });
    return this.flush();
  }

  /** What waits goes to this computer's memory: the page may be closed any moment. */
  keepNow(): void {
    if (this.read) this.ports.keep({ text: this.read(), base: this.base });
  }

  /** The editor goes away: what it holds is read now and sent. */
  stop(): void {
    if (this.read) {
      const text = this.read();
      this.read = () => text;
    }
    this.flush();
  }

  private async send(): Promise<void> {
    const { read } = this;
    if (!read || this.held) return;
    const text = read();
    this.ports.keep({ text, base: this.base });
    const why = tooLongSentence(text);
    if (why) return this.ports.tell({ kind: 'refused', why });
    this.read = null;
    this.ports.tell({ kind: 'saving' });
    try {
      this.answered(await this.ports.save(text, this.base), read);
    } catch (error) {
      this.failed(error, read);
    }
  }

  private answered(answer: Answer, read: () => ReportText): void {
    if (answer.outcome === 'conflict') {
      this.held = true;
      this.ports.tell({ kind: 'conflict', mine: (this.read ?? read)(), theirs: answer.theirs });
      return;
    }
    this.base = answer.revision;
    this.ports.saved(answer.revision, { removed: answer.removed, unprinted: answer.unprinted });
    if (this.isClean) this.ports.keep(null);
    this.ports.tell(this.isClean ? { kind: 'saved', at: answer.savedAt } : { kind: 'waiting' });
  }

  private failed(error: unknown, read: () => ReportText): void {
    this.read ??= read;
    if (!isNetworkError(error)) {
      this.ports.tell({ kind: 'refused', why: errorMessage(error) });
      return;
    }
    this.ports.tell({ kind: 'offline' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), RETRY);
  }
}
