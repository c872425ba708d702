import type { ReportDocument } from '../shared/domain/report/report-document.ts';
import { type RenderAnswer, RenderError } from './documents/render-error.ts';
import type { RenderJob } from './reports/report-documents.ts';

/**
 * A short-lived process: jobs in, files out, then it is ended. Started by `documents/render-process.ts`, by nothing else. What a
 * format needs is loaded for it alone, and early for the kind that the first argument names.
 */

const rooms = {
  pdf: () => import('./documents/render-pdf.ts'),
  docx: () => import('./documents/render-docx.ts'),
  pptx: () => import('./documents/render-pptx.ts'),
  deck: () => import('./reports/deck/committee-deck.ts'),
  workbook: () => import('./reports/report-workbook.ts'),
  documents: () => import('./reports/report-documents.ts'),
};

async function documentOf(job: Extract<RenderJob, { format: 'pdf' | 'docx' }>): Promise<ReportDocument> {
  if ('document' in job) return job.document;
  if ('partner' in job) {
    const fiche = (await import('./reports/partner-fiche.ts')).partnerFiche(job.content, job.partner);
    if (!fiche) throw new RenderError('INVALID_DOCUMENT', 'unknown partner');
    return fiche;
  }
  const { wholeDocuments, ficheOf } = await rooms.documents();
  if ('content' in job) return wholeDocuments[job.asked](job.content);
  const document = ficheOf(job.base, job.fiche);
  if (!document) throw new RenderError('INVALID_DOCUMENT', 'unknown document');
  return document;
}

async function render(job: RenderJob): Promise<Uint8Array> {
  switch (job.format) {
    case 'pdf':
      return (await rooms.pdf()).renderPdf(await documentOf(job));
    case 'docx':
      return (await rooms.docx()).renderDocx(await documentOf(job));
    case 'pptx':
      return (await rooms.pptx()).renderPptx((await rooms.deck()).committeeDeck(job.content));
    case 'xlsx':
      return (await rooms.workbook()).reportWorkbook(job.content);
    case 'csv':
      return (await rooms.workbook()).reportCsv(job.content);
  }
}

async function answer(job: RenderJob): Promise<RenderAnswer> {
  try {
    return { bytes: await render(job), memory: process.memoryUsage.rss() };
  } catch (error) {
    if (error instanceof RenderError)
      return { error: { code: error.code, detail: error.detail, faults: error.faults } };
    const detail = error instanceof Error ? error.message : String(error);
    return { error: { code: 'COMPILATION', detail, faults: [] } };
  }
}

let before: Promise<unknown> = Promise.resolve();
process.once('disconnect', () => process.exit());
process.on('message', (job: RenderJob) => {
  before = before.then(() => answer(job)).then((one) => process.send?.(one));
});

if (process.argv[2] === 'pdf') await Promise.all([rooms.pdf(), rooms.documents()]);
if (process.argv[2] === 'office') await Promise.all([rooms.docx(), rooms.documents(), rooms.workbook()]);
