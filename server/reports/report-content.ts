import type { DocumentMeta } from '../../shared/domain/report-document.ts';
import type { ConventionRecord } from '../catalogue/service.ts';
import type { CatalogueFigure } from '../indicators/service.ts';
import type { Audience } from '../platform/access.ts';

/**
 * Everything that a year's report says, before it is laid out: plain JSON, already suppressed for publication, so that it
 * can be kept, compared and laid out again years later without asking anything of the database.
 */

/** A figure as the report keeps it: what may be published of it, its last change as an ISO instant. */
export type ReportFigure = Omit<CatalogueFigure, 'updatedAt'> & { updatedAt: string | null };

export interface ReportContent {
  /** The form of this content: a later program knows by it how to read an older edition. */
  form: 1;
  meta: DocumentMeta;
  year: number;
  audience: Audience;
  convention: ConventionRecord;
  figures: ReportFigure[];
}

export type ReportAction = ReportContent['convention']['actions'][number];

/** The figures of a line of the annex, in its order. */
export function figuresOfAction(action: ReportAction, figures: readonly ReportFigure[]): ReportFigure[] {
  return action.indicators.flatMap(({ indicator }) => figures.filter((figure) => figure.code === indicator.code));
}
