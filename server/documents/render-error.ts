import type { DocumentFault } from '../../shared/domain/report/report-document.ts';

export type RenderErrorCode = 'INVALID_DOCUMENT' | 'COMPILATION' | 'TIMEOUT' | 'CANCELLED' | 'CRASHED';

/** Why a document was not made. `faults` for a document that breaks the rules, `detail` for the operator's log. */
export class RenderError extends Error {
  constructor(
    readonly code: RenderErrorCode,
    readonly detail = '',
    readonly faults: DocumentFault[] = [],
  ) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'RenderError';
  }
}

/** What the process answers. */
export type RenderAnswer =
  | { bytes: Uint8Array }
  | { error: { code: RenderErrorCode; detail: string; faults: DocumentFault[] } };
