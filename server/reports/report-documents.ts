import type { Block, ReportDocument } from '../../shared/domain/report/report-document.ts';
import { ledgerChapter } from './annexes/ledger.ts';
import {
  annexesChapter,
  correctionsChapter,
  methodChapter,
  sourcesChapter,
  suppressionChapter,
} from './annexes/method.ts';
import { seriesChapter } from './annexes/series.ts';
import { linesChapter } from './lines/line-sheet.ts';
import { openingBlocks, synthesisOf } from './opening/report-opening.ts';
import { balanceChapter } from './report-balance.ts';
import { heading } from './report-blocks.ts';
import type { ReportBase, ReportContent } from './report-content.ts';
import { councilChapter } from './report-council.ts';
import { evictionChapter } from './report-evictions.ts';
import { actionFiche, indicatorFiche } from './report-fiches.ts';
import { clawbackChapter, financeChapter } from './report-finance.ts';
import { homelessnessChapter } from './report-homelessness.ts';
import { housingChapter } from './report-housing.ts';

/** A document of the whole content. */
export type WholeDocument = 'report' | 'synthesis';
/** A document of one action or one indicator: it needs no more than the base. */
export type Fiche = { kind: 'action'; key: string } | { kind: 'indicator'; code: string };

/** What is asked of the process that makes files, as plain data. A content is laid out there too: whoever asks has only the figures to send. */
export type RenderJob =
  | { format: 'pdf' | 'docx'; document: ReportDocument }
  | { format: 'pdf' | 'docx'; content: ReportContent; asked: WholeDocument }
  | { format: 'pdf' | 'docx'; base: ReportBase; fiche: Fiche }
  | { format: 'pdf' | 'docx'; content: ReportContent; partner: string }
  | { format: 'xlsx' | 'csv' | 'pptx'; content: ReportContent };

type Chapter = (content: ReportContent) => Block[];

/** What stands behind the answer: how figures are made, what they are made of, what is not said. */
const annexes: Chapter = (content) => [
  heading(1, 'annexes', 'Annexes'),
  ...[
    methodChapter,
    seriesChapter,
    ledgerChapter,
    sourcesChapter,
    suppressionChapter,
    correctionsChapter,
    annexesChapter,
  ].flatMap((chapter) => chapter(content)),
];

const contents: Chapter = () => [{ kind: 'toc', title: 'Sommaire', depth: 1 }];

/** The parts of the report: each opens a page, and its chapters follow one another without a break. */
const parts: Chapter[][] = [
  [openingBlocks],
  [
    contents,
    councilChapter,
    balanceChapter,
    linesChapter,
    homelessnessChapter,
    evictionChapter,
    housingChapter,
    financeChapter,
    clawbackChapter,
  ],
  [annexes],
];

/** The yearly report laid out: the same content gives the same document. */
export function documentOf(content: ReportContent): ReportDocument {
  const newPage: Block = { kind: 'pageBreak' };
  const body = parts
    .map((part) => part.flatMap((chapter) => chapter(content)))
    .filter((blocks) => blocks.length > 0)
    .flatMap((blocks, rank) => (rank === 0 ? blocks : [newPage, ...blocks]));
  return { meta: { ...content.meta, cover: 'band' }, body };
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
