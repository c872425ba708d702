import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type RenderAnswer, RenderError } from './render-error.ts';

/**
 * Files are made in processes of their own: the compiler of the PDF keeps memory, and none of them may hold up whoever
 * uses the product. A process is started for one document, or for the few of one report, and ended.
 */

export interface RenderOptions {
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** What any job says; the room that asks types the rest, which its program understands. */
export interface DocumentJob {
  format: 'pdf' | 'docx' | 'xlsx' | 'csv' | 'pptx';
}

/** The program, read as it is by tsx; a started product has it ready as plain JavaScript, which starts in half the time. */
const SOURCE = path.resolve(import.meta.dirname, '../render-child.ts');
const tsx = () => ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
/** Behind whoever waits for a page: a document may take a second more. */
const IN_THE_BACK = 10;

/** The child gets no secret of the product: it has nothing to ask of anybody. */
function startChild(warm: string[]): ChildProcess {
  const ready = process.env.RENDER_CHILD;
  return fork(ready ?? SOURCE, warm, {
    execArgv: ['--max-semi-space-size=4', ...(ready ? [] : tsx())],
    env: {
      TMPDIR: process.env.TMPDIR,
      TEMP: process.env.TEMP,
      SystemRoot: process.env.SystemRoot,
      NODE_ENV: 'production',
      RENDER_ROOM: import.meta.dirname,
    },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function answerOf(child: ChildProcess, { timeoutMs = 60_000, signal }: RenderOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let said = '';
    const cancel = () => reject(new RenderError('CANCELLED'));
    const crash = (detail: string) => reject(new RenderError('CRASHED', detail));
    const timer = setTimeout(() => reject(new RenderError('TIMEOUT', `${timeoutMs} ms`)), timeoutMs);
    const collect = (bytes: Buffer) => {
      said = (said + bytes).slice(-2000);
    };
    const failed = (error: Error) => crash(error.message);
    const exited = (code: number | null, killed: string | null) => crash(`${killed ?? code} ${said}`.trim());
    const answered = (answer: RenderAnswer) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      child.stderr?.off('data', collect);
      child.off('error', failed).off('exit', exited);
      if ('bytes' in answer) resolve(answer.bytes);
      else reject(new RenderError(answer.error.code, answer.error.detail, answer.error.faults));
    };
    child.stderr?.on('data', collect);
    child.once('error', failed).once('exit', exited).once('message', answered);
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    child.once('close', () => clearTimeout(timer));
  });
}

interface Renderer {
  /** One job after the other. */
  render<Job extends DocumentJob>(job: Job, options?: RenderOptions): Promise<Buffer>;
  end(): void;
}

/** Starts a process before there is anything to make: what it needs is loaded while the figures are read. */
export function startRenderer(warm: 'pdf' | 'office' | 'any', priority: 'front' | 'back' = 'back'): Renderer {
  const child = startChild(warm === 'any' ? [] : [warm]);
  if (priority === 'back' && child.pid !== undefined) {
    try {
      setPriority(child.pid, IN_THE_BACK);
    } catch {
      // It is already over: its answer says so.
    }
  }
  return {
    async render(job, options = {}) {
      const answer = answerOf(child, options);
      child.send(job, (error) => error && child.kill('SIGKILL'));
      return Buffer.from(await answer);
    },
    end: () => void child.kill('SIGKILL'),
  };
}

/** The two processes of a whole report. */
export interface ReportRenderers {
  render<Job extends DocumentJob>(job: Job): Promise<Buffer>;
  end(): void;
}

/** Started before the figures are read, for whoever waits for the four files and for nothing else. */
export function startReportRenderers(): ReportRenderers {
  const [pdf, office] = [startRenderer('pdf', 'front'), startRenderer('office', 'front')];
  return {
    render: (job) => (job.format === 'pdf' ? pdf : office).render(job),
    end: () => {
      pdf.end();
      office.end();
    },
  };
}

/** Processes at work: more would take the memory of those who wait for a page. */
const MOST_AT_ONCE = 2;
let atWork = 0;
const waiting: (() => void)[] = [];

async function itsTurn(): Promise<void> {
  if (atWork >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else atWork += 1;
}

function handOver(): void {
  const next = waiting.shift();
  if (next) next();
  else atWork -= 1;
}

/** One file, made in a process of its own. */
export async function renderInProcess<Job extends DocumentJob>(job: Job, options: RenderOptions = {}): Promise<Buffer> {
  await itsTurn();
  const renderer = startRenderer('any');
  try {
    return await renderer.render(job, options);
  } finally {
    renderer.end();
    handOver();
  }
}
