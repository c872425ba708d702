import type { ConventionChange } from '../../shared/domain/report/convention-changes.ts';
import type { DocumentMeta } from '../../shared/domain/report/report-document.ts';
import type { Narratives } from '../../shared/domain/report/report-narratives.ts';
import type { ConventionRecord } from '../conventions/service.ts';
import type { PublishedFigure } from '../indicators/published.ts';
import type { Visibility } from '../platform/access.ts';
import type { CorrectedIndicator } from './report-corrections-repository.ts';
import type { EvictionPart, HomelessnessPart, HousingPart, ReportFinance } from './report-rooms.ts';

/**
 * Everything that a year's report says, before it is laid out: plain JSON, already suppressed for publication, so that it
 * can be kept, compared and laid out again years later without asking anything of the database.
 */

/** A figure as the report keeps it: what may be published of it, its last change as an ISO instant. */
export type ReportFigure = PublishedFigure;

/** Groups of communes, in their order. */
export type GroupNames = readonly { code: string; name: string }[] | undefined;

/** What a document may hold beside the figures: what people wrote and judged, and the money. */
export type DocumentPart = 'texts' | 'money';

/** What every document of a year starts from: the fiches need no more. */
export interface ReportBase {
  /** The form of this content: a later program knows by it how to read an older edition. */
  form: 1;
  meta: DocumentMeta;
  year: number;
  visibility: Visibility;
  convention: ConventionRecord;
  figures: ReportFigure[];
  narratives: Narratives;
  /** What changed in the year of who gives what; absent from the editions that were frozen before it was said. */
  changes?: ConventionChange[];
  /** The groups of communes, by their names; absent from the editions that were frozen before they were kept. */
  groups?: GroupNames;
  /** The publication that it is made of; absent of what is not published. */
  publication?: number;
  /** What is left out of it, and said to be; absent when it holds all. */
  without?: DocumentPart[];
}

/** An edition frozen although figures were not validated: why, and which. */
export interface UnvalidatedAct {
  reason: string;
  sentences: string[];
}

export interface ReportContent extends ReportBase {
  unvalidated?: UnvalidatedAct;
  homelessness: HomelessnessPart;
  evictions: EvictionPart;
  housing: HousingPart;
  /** Absent from the editions that were frozen before the finance room was, and where money is left out. */
  finance?: ReportFinance | undefined;
  /** Where money is left out: the conventions of the organisation that reads. */
  ownPartners?: ReportFinance['partners'];
  /** Validated values of the year that were changed afterwards. */
  corrections: CorrectedIndicator[];
}

export const isWithout = ({ without = [] }: Pick<ReportBase, 'without'>, part: DocumentPart) => without.includes(part);

export type ReportAction = ReportBase['convention']['actions'][number];

/** The figures of a line of the annex, in its order. */
export function figuresOfAction(action: ReportAction, figures: readonly ReportFigure[]): ReportFigure[] {
  return action.indicators.flatMap(({ indicator }) => figures.filter((figure) => figure.code === indicator.code));
}

/** « 18. Création du pôle ressource »; a line without a number in the annex has none here. */
export function actionName({ annexNumber, title }: Pick<ReportAction, 'annexNumber' | 'title'>): string {
  return annexNumber === null ? title : `${annexNumber}. ${title}`;
}
