import type { DocumentFault } from '../../shared/domain/report/report-document.ts';

export type RenderErrorCode = 'INVALID_DOCUMENT' | 'COMPILATION' | 'TIMEOUT' | 'CANCELLED' | 'CRASHED';

/** Why a document was not made. `faults` for a document that breaks the rules, `detail` for the operator's log. */
export class RenderError extends Error {
  /** What a download that throws it answers: a document that takes too long may come later. */
  readonly statusCode: number;
  constructor(
    readonly code: RenderErrorCode,
    readonly detail = '',
    readonly faults: DocumentFault[] = [],
  ) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'RenderError';
    this.statusCode = code === 'TIMEOUT' ? 503 : 500;
  }
}

/** A file, and the memory that its process holds now. */
export interface RenderedFile {
  bytes: Uint8Array;
  memory: number;
}

/** What the process answers. */
export type RenderAnswer = RenderedFile | { error: { code: RenderErrorCode; detail: string; faults: DocumentFault[] } };
