import { cleanDocument } from '../../shared/domain/report/clean-text.ts';
import { checkDocument, type ReportDocument } from '../../shared/domain/report/report-document.ts';
import { RenderError } from './render-error.ts';

/** The document that the renderers print: clean of what no font draws, and refused when it breaks the rules. */
export function printableDocument(document: ReportDocument): ReportDocument {
  const clean = cleanDocument(document).document;
  const faults = checkDocument(clean);
  if (faults.length === 0) return clean;
  const detail = faults.map((fault) => `${fault.code}${fault.block === undefined ? '' : ` (bloc ${fault.block})`}`);
  throw new RenderError('INVALID_DOCUMENT', detail.join(', '), faults);
}

/** « 30 juin 2026 », « 1er juillet 2026 »: the date of a document, whatever the machine's time zone. */
export function frenchDate(date: string): string {
  const instant = new Date(`${date}T12:00:00Z`);
  const words = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return words.format(instant).replace(/^1 /, '1er ');
}
