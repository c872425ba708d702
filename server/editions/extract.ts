import type { EditionFormat, EditionKind } from '../../shared/domain/report/edition.ts';
import type { Viewer } from '../platform/access.ts';
import { contentFor, documentRights, holdsAll } from '../reports/document-rights.ts';
import { reportRenderers } from '../reports/service.ts';
import type { Sealed } from './sealed-content.ts';

/** What of a frozen edition somebody may hold, who may not hold all of it. */

/**
 * True when somebody gets an extract of a file, made again without what they may not read, in the place of the file that was
 * frozen. An addendum holds public figures alone, and so does the CSV file: these are whole for everyone.
 */
export function getsExtract(viewer: Viewer, { kind, format }: { kind: EditionKind; format: EditionFormat }): boolean {
  return kind === 'report' && format !== 'csv' && !holdsAll(documentRights(viewer, 'edition'));
}

/** The file of a sealed report without what this person may not read, marked as an extract. */
export function renderExtract(
  viewer: Viewer,
  { content }: Extract<Sealed, { kind: 'report' }>,
  format: EditionFormat,
): Promise<Buffer> {
  const left = contentFor(content, documentRights(viewer, 'edition'));
  return reportRenderers[format]({ ...left, meta: { ...left.meta, standing: 'extract' } });
}
