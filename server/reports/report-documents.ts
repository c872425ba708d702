import type { Block, ReportDocument } from '../../shared/domain/report-document.ts';
import { balanceChapter } from './report-balance.ts';
import type { ReportContent } from './report-content.ts';
import { evictionChapter } from './report-evictions.ts';
import { actionFiche, indicatorFiche } from './report-fiches.ts';
import { financeChapter } from './report-finance.ts';
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
import { synthesisOf } from './report-synthesis.ts';

/** Which document is made of a content. */
export type DocumentKind =
  | { kind: 'report' | 'synthesis' }
  | { kind: 'action'; key: string }
  | { kind: 'indicator'; code: string };

/** Chapters that open a page; those that follow the last one go on where it ends. */
const chapters = [
  balanceChapter,
  actionsChapter,
  homelessnessChapter,
  evictionChapter,
  housingChapter,
  financeChapter,
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
      ...chapters.flatMap((chapter) => [newPage, ...chapter(content)]),
      ...closing.flatMap((chapter) => chapter(content)),
    ],
  };
}

/** The document asked for, or null when the year has no such action or indicator. */
export function documentOfKind(content: ReportContent, asked: DocumentKind): ReportDocument | null {
  switch (asked.kind) {
    case 'report':
      return documentOf(content);
    case 'synthesis':
      return synthesisOf(content);
    case 'action': {
      const action = content.convention.actions.find(({ key }) => key === asked.key);
      return action ? actionFiche(content, action) : null;
    }
    case 'indicator': {
      const figure = content.figures.find(({ code }) => code === asked.code);
      return figure ? indicatorFiche(content, figure) : null;
    }
  }
}
