import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Block, FICTITIOUS_MARK, type ReportDocument, TONE_MARKS } from '../../shared/domain/report-document.ts';
import { chartSvg } from './chart-svg.ts';
import { frenchDate, printableDocument } from './printable-document.ts';
import { RenderError } from './render-error.ts';

export type RenderPdfOptions = { timeoutMs?: number; signal?: AbortSignal };
export type PdfChildAnswer = { pdf: Uint8Array } | { error: string };

const CHILD = path.join(import.meta.dirname, 'render-pdf-child.ts');
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

const withDrawing = (block: Block) =>
  block.kind === 'chart' ? { ...block, svg: chartSvg(block.spec, block.caption) } : block;

/** What the template reads: data only, so that nothing that a user wrote is ever source of a program. */
function templateData(document: ReportDocument) {
  return {
    meta: { ...document.meta, frenchDate: frenchDate(document.meta.date) },
    mark: document.meta.fictitious ? FICTITIOUS_MARK : null,
    toneMarks: TONE_MARKS,
    body: document.body.map(withDrawing),
  };
}

/** The child gets no secret of the product: it has nothing to ask of anybody. */
function startChild(): ChildProcess {
  return fork(CHILD, [], {
    execArgv: ['--import', TSX],
    env: { TMPDIR: process.env.TMPDIR, TEMP: process.env.TEMP, SystemRoot: process.env.SystemRoot },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function answerOf(child: ChildProcess, { timeoutMs = 60_000, signal }: RenderPdfOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let said = '';
    const cancel = () => reject(new RenderError('CANCELLED'));
    const timer = setTimeout(() => reject(new RenderError('TIMEOUT', `${timeoutMs} ms`)), timeoutMs);
    child.stderr?.on('data', (bytes) => {
      said = (said + bytes).slice(-2000);
    });
    child.once('error', (error) => reject(new RenderError('CRASHED', error.message)));
    child.once('exit', (code, killed) => reject(new RenderError('CRASHED', `${killed ?? code} ${said}`.trim())));
    child.once('message', (answer: PdfChildAnswer) =>
      'pdf' in answer ? resolve(answer.pdf) : reject(new RenderError('COMPILATION', answer.error)),
    );
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    child.once('close', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    });
  });
}

/**
 * The document as an accessible PDF (PDF/UA-1: tagged, in French, alternative texts, bookmarks). Each render is a process
 * of its own, because the compiler keeps tens of megabytes a render; the same document gives the same bytes.
 */
export async function renderPdf(document: ReportDocument, options: RenderPdfOptions = {}): Promise<Buffer> {
  const data = JSON.stringify(templateData(printableDocument(document)));
  const child = startChild();
  try {
    const answer = answerOf(child, options);
    child.send(data, (error) => error && child.kill('SIGKILL'));
    return Buffer.from(await answer);
  } finally {
    child.kill('SIGKILL');
  }
}
