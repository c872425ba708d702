import type { ReportDocument } from '../../shared/domain/report/report-document.ts';
import type { ReportBase, ReportContent } from './report-content.ts';
import type { Fiche, WholeDocument } from './report-documents.ts';

/** What is asked of the process that makes files, as plain data. A content is laid out there too: whoever asks has only the figures to send. */
export type RenderJob =
  | { format: 'pdf' | 'docx'; document: ReportDocument }
  | { format: 'pdf' | 'docx'; content: ReportContent; asked: WholeDocument }
  | { format: 'pdf' | 'docx'; base: ReportBase; fiche: Fiche }
  | { format: 'xlsx' | 'csv'; content: ReportContent };
