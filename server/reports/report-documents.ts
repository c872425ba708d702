import type { Block, ReportDocument } from '../../shared/domain/report/report-document.ts';
import { openingBlocks, synthesisOf } from './opening/report-opening.ts';
import { balanceChapter } from './report-balance.ts';
import type { ReportBase, ReportContent } from './report-content.ts';
import { evictionChapter } from './report-evictions.ts';
import { actionFiche, indicatorFiche } from './report-fiches.ts';
import { clawbackChapter, financeChapter } from './report-finance.ts';
import { homelessnessChapter } from './report-homelessness.ts';
import { housingChapter } from './report-housing.ts';
import {
  annexesChapter,
  correctionsChapter,
  methodChapter,
  sourcesChapter,
  suppressionChapter,
} from './report-method.ts';
import { actionsChapter } from './report-sheets.ts';

/** A document of the whole content. */
export type WholeDocument = 'report' | 'synthesis';
/** A document of one action or one indicator: it needs no more than the base. */
export type Fiche = { kind: 'action'; key: string } | { kind: 'indicator'; code: string };

/** What is asked of the process that makes files, as plain data. A content is laid out there too: whoever asks has only the figures to send. */
export type RenderJob =
  | { format: 'pdf' | 'docx'; document: ReportDocument }
  | { format: 'pdf' | 'docx'; content: ReportContent; asked: WholeDocument }
  | { format: 'pdf' | 'docx'; base: ReportBase; fiche: Fiche }
  | { format: 'xlsx' | 'csv'; content: ReportContent };

/** Chapters that open a page; those that follow the last one go on where it ends. */
const chapters = [
  openingBlocks,
  balanceChapter,
  actionsChapter,
  homelessnessChapter,
  evictionChapter,
  housingChapter,
  financeChapter,
  clawbackChapter,
  methodChapter,
  sourcesChapter,
  suppressionChapter,
];
const closing = [correctionsChapter, annexesChapter];

/** The yearly report laid out: the same content gives the same document. */
export function documentOf(content: ReportContent): ReportDocument {
  const newPage: Block = { kind: 'pageBreak' };
  return {
    meta: content.meta,
    body: [
      { kind: 'toc', title: 'Sommaire', depth: 2 },
      ...chapters.flatMap((chapter) => {
        const blocks = chapter(content);
        return blocks.length === 0 ? [] : [newPage, ...blocks];
      }),
      ...closing.flatMap((chapter) => chapter(content)),
    ],
  };
}

export const wholeDocuments: Record<WholeDocument, (content: ReportContent) => ReportDocument> = {
  report: documentOf,
  synthesis: synthesisOf,
};

/** The fiche asked for, or null when the year has no such action or indicator. */
export function ficheOf(base: ReportBase, fiche: Fiche): ReportDocument | null {
  if (fiche.kind === 'action') {
    const action = base.convention.actions.find(({ key }) => key === fiche.key);
    return action ? actionFiche(base, action) : null;
  }
  const figure = base.figures.find(({ code }) => code === fiche.code);
  return figure ? indicatorFiche(base, figure) : null;
}
