import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { setPriority } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type RenderAnswer, RenderError, type RenderedFile } from './render-error.ts';

/**
 * Files are made in processes of their own: the compiler of the PDF keeps memory, and none of them may hold up whoever
 * uses the product. A process makes one file at a time, stays a moment for the next one, and is ended.
 */

export interface RenderOptions {
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** What any job says; the room that asks types the rest, which its program understands. */
export interface DocumentJob {
  format: 'pdf' | 'docx' | 'xlsx' | 'csv' | 'pptx';
}

/** The PDF has a compiler of its own; all the rest is JavaScript. */
type Kind = 'pdf' | 'office';
const kindOf = ({ format }: DocumentJob): Kind => (format === 'pdf' ? 'pdf' : 'office');

/** The program, read as it is by tsx; a started product has it ready as plain JavaScript, which starts in half the time. */
const SOURCE = path.resolve(import.meta.dirname, '../render-child.ts');
const tsx = () => ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
/** Behind whoever waits for a page: a document may take a second more. */
const IN_THE_BACK = 10;

/** The child gets no secret of the product: it has nothing to ask of anybody. */
function startChild(warm: Kind): ChildProcess {
  const ready = process.env.RENDER_CHILD;
  return fork(ready ?? SOURCE, [warm], {
    execArgv: ['--max-semi-space-size=4', '--optimize-for-size', ...(ready ? [] : tsx())],
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

/** Whether the process holds whoever started it: with its channel, and what it says of its faults. */
function hold(child: ChildProcess, isHeld: boolean): void {
  const way = isHeld ? 'ref' : 'unref';
  child[way]();
  child.channel?.[way]();
  if (child.stderr instanceof Socket) child.stderr[way]();
}

function answerOf(child: ChildProcess, { timeoutMs = 60_000, signal }: RenderOptions): Promise<RenderedFile> {
  return new Promise((resolve, reject) => {
    let said = '';
    const cancel = () => reject(new RenderError('CANCELLED'));
    const crash = (detail: string) => reject(new RenderError('CRASHED', detail));
    const timer = setTimeout(() => reject(new RenderError('TIMEOUT', `${timeoutMs} ms`)), timeoutMs);
    const collect = (bytes: Buffer) => {
      said = (said + bytes).slice(-2000);
    };
    const failed = (error: Error) => crash(error.message);
    const closed = () => clearTimeout(timer);
    const exited = (code: number | null, killed: string | null) => crash(`${killed ?? code} ${said}`.trim());
    const answered = (answer: RenderAnswer) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      child.stderr?.off('data', collect);
      child.off('error', failed).off('exit', exited).off('close', closed);
      if ('bytes' in answer) resolve(answer);
      else reject(new RenderError(answer.error.code, answer.error.detail, answer.error.faults));
    };
    child.stderr?.on('data', collect);
    child.once('error', failed).once('exit', exited).once('message', answered);
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    child.once('close', closed);
  });
}

interface Renderer {
  /** One job after the other. */
  render<Job extends DocumentJob>(job: Job, options?: RenderOptions): Promise<Buffer>;
  /** Holds nobody who wants to stop; `died` is called when the process is lost meanwhile. */
  rest(died: () => void): void;
  /** Bytes that it holds since its last file. */
  memory(): number;
  end(): void;
}

/** Starts a process before there is anything to make: what it needs is loaded while the figures are read. */
export function startRenderer(warm: Kind, priority: 'front' | 'back' = 'back'): Renderer {
  const child = startChild(warm);
  let held = 0;
  let died = () => {};
  child.once('exit', () => died());
  child.on('error', () => died());
  if (priority === 'back' && child.pid !== undefined) {
    try {
      setPriority(child.pid, IN_THE_BACK);
    } catch {
      // It is already over: its answer says so.
    }
  }
  return {
    async render(job, options = {}) {
      died = () => {};
      hold(child, true);
      const answer = answerOf(child, options);
      child.send(job, (error) => error && child.kill('SIGKILL'));
      const { bytes, memory } = await answer;
      held = memory;
      return Buffer.from(bytes);
    },
    rest(lost) {
      died = lost;
      hold(child, false);
    },
    memory: () => held,
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

/** How long a process waits for the next file: whoever reads a report, mends a sentence and asks for it again finds it ready. */
const KEPT_MS = 120_000;
/** At rest, one of each kind; more memory than this and it is not kept. */
const MOST_KEPT_BYTES = 240_000_000;
const resting = new Map<Kind, { renderer: Renderer; over: NodeJS.Timeout }>();

function wake(kind: Kind): Renderer | undefined {
  const found = resting.get(kind);
  resting.delete(kind);
  clearTimeout(found?.over);
  return found?.renderer;
}

function rest(kind: Kind, renderer: Renderer): void {
  wake(kind)?.end();
  const over = setTimeout(() => wake(kind)?.end(), KEPT_MS).unref();
  renderer.rest(() => resting.get(kind)?.renderer === renderer && wake(kind));
  resting.set(kind, { renderer, over });
}

/** Starts the process of a format before there is anything to make: what it needs is loaded while the figures are read. */
export function prepareRenderer(format: DocumentJob['format']): void {
  const kind = kindOf({ format });
  if (atWork + resting.size < MOST_AT_ONCE && !resting.has(kind)) rest(kind, startRenderer(kind));
}

/** The library of the deck counts its charts on from one deck to the next: the same deck would not give the same bytes. */
const canServeAgain = ({ format }: DocumentJob, { memory }: Renderer) =>
  format !== 'pptx' && memory() < MOST_KEPT_BYTES;

/** One file, made in a process that does nothing else meanwhile. */
export async function renderInProcess<Job extends DocumentJob>(job: Job, options: RenderOptions = {}): Promise<Buffer> {
  await itsTurn();
  const kind = kindOf(job);
  const renderer = wake(kind) ?? startRenderer(kind);
  try {
    const bytes = await renderer.render(job, options);
    if (canServeAgain(job, renderer)) rest(kind, renderer);
    else renderer.end();
    return bytes;
  } catch (error) {
    renderer.end();
    throw error;
  } finally {
    handOver();
  }
}
