import type { CellRemark } from '../../../shared/reading/partner-file.ts';
import type {
  Chunk,
  Exchanges,
  Opened,
  OpenOptions,
  Place,
  Refused,
  RefusedWorkbook,
  Reply,
} from './reading-protocol.ts';

/** Its script did not come, or is kept from running: an extension, a rule of the place of work, a new version. */
const BLOCKED =
  'Ce navigateur bloque la lecture du fichier. Rien n’est parti de votre ordinateur. Rechargez la page\u202f; si cela continue, désactivez le bloqueur pour ce site, ou prenez un autre navigateur.';

/** A file kept open in a worker: read, sent piece by piece, read again for its refused rows. */
export class FileSession {
  readonly file: File;
  private readonly worker: Worker;
  private busy: Promise<unknown> = Promise.resolve();

  constructor(file: File) {
    this.file = file;
    try {
      this.worker = new Worker(new URL('./read-file.worker.ts', import.meta.url), { type: 'module' });
    } catch (cause) {
      throw new Error(BLOCKED, { cause });
    }
  }

  /** SHA-256 of the whole file, in hexadecimal. */
  fingerprint(): Promise<string> {
    return this.ask('fingerprint', { file: this.file });
  }

  open(options: OpenOptions): Promise<Opened | Refused> {
    return this.ask('open', { file: this.file, options });
  }

  /** The next rows of the file that was opened. */
  next(): Promise<Chunk> {
    return this.ask('next', {});
  }

  /** What the file says in these places, for the remarks that are about them. */
  words(places: Place[]): Promise<CellRemark[][]> {
    return this.ask('words', { places });
  }

  refusedRows(): Promise<RefusedWorkbook> {
    return this.ask('refusedRows', {});
  }

  close(): void {
    this.worker.terminate();
  }

  /** One question at a time: the answer is that of the question. */
  private ask<Kind extends keyof Exchanges>(
    kind: Kind,
    question: Exchanges[Kind]['ask'],
  ): Promise<Exchanges[Kind]['answer']> {
    const answer = this.busy.then(
      () =>
        new Promise<Exchanges[Kind]['answer']>((resolve, reject) => {
          const failed = () => reject(new Error('Le fichier n’a pas pu être lu. Rechargez la page, puis recommencez.'));
          this.worker.onmessage = ({ data }: MessageEvent<Reply>) =>
            'failure' in data ? failed() : resolve(data.answer as Exchanges[Kind]['answer']);
          this.worker.onerror = () => reject(new Error(BLOCKED));
          this.worker.postMessage({ kind, ...question });
        }),
    );
    this.busy = answer.catch(() => {});
    return answer;
  }
}
