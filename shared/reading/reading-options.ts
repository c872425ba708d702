import type { IsoDate } from '../domain/month.ts';
import type { SourceName } from '../registers/register.ts';
import type { ColumnAnswers } from './column-questions.ts';
import type { Mapping } from './layout/kept-titles.ts';
import type { KnownIndicator } from './layout/month-line.ts';
import type { Commune } from './values/communes.ts';
import type { PrintOf } from './values/identity.ts';

export interface ReadingOptions {
  today: IsoDate;
  /** The communes of the territory; a row of any other is counted apart. */
  communes: Commune[];
  /** The indicators of the territory, which the lines of a monthly return are. */
  indicators: readonly KnownIndicator[];
  /** The source, when the sender says it; otherwise it is recognised. */
  source?: SourceName;
  /** The sheets to read, when others of the workbook are for other registers. */
  sheets?: string[];
  /** How columns are to be understood, for those that someone has said. */
  mapping?: Mapping;
  /** What someone answered to the questions of its columns. */
  answers?: ColumnAnswers;
  /** The key of the prints by which what was said of titles and places is found again; absent: nothing is remembered. */
  printKey?: string;
  /** Prints of people's identities are wanted: only once the data-protection assessment is recorded. */
  printOf?: PrintOf;
}
