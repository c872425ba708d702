import { type IsoDate, lastDayOf, type Month, monthOf } from '../domain/month.ts';
import { cellText, type Sheet } from './grid.ts';
import { fold } from './text.ts';
import { parseDate } from './values/read-date.ts';

/** The months that a file speaks for, and what says so. */
export interface FilePeriod {
  from: Month;
  to: Month;
  /**
   * `title`: it is written above the data; `extraction`: it ends with the day of the export; `answer`: somebody said so; `rows`: the
   * dates of its rows, and nobody says that they are all.
   */
  why: 'title' | 'extraction' | 'answer' | 'rows';
  /** The export was made before the end of its last month: that month is not whole. */
  partial?: boolean;
  /** The day at which the export was made. */
  day?: IsoDate;
}

const TITLE_ROWS = 8;
const dates = /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}/g;

const datesOf = (title: string): IsoDate[] => (title.match(dates) ?? []).flatMap((text) => parseDate(text) ?? []);

/** The two ends of a period that a title says; null: it says none. */
function spanIn(title: string): { from: IsoDate; to: IsoDate } | null {
  const [from, to, ...more] = datesOf(title);
  if (from === undefined || to === undefined || more.length > 0 || from > to) return null;
  return /\b(du|periode|entre)\b/.test(fold(title)) ? { from, to } : null;
}

/** The day that a title says the file was extracted on. */
function extractionDays(title: string): IsoDate[] {
  const isExtraction = /\b(extra\w*|export\w*|edit\w*|arret\w*)\b/.test(fold(title));
  return isExtraction && spanIn(title) === null ? datesOf(title).slice(0, 1) : [];
}

/** What the titles say, then the day of extraction, then the rows. */
export function periodOf(sheets: Sheet[], months: Set<Month>): FilePeriod | null {
  const titles = sheets.flatMap(({ rows }) =>
    rows
      .slice(0, TITLE_ROWS)
      .filter(({ cells }) => cells.filter(Boolean).length <= 2)
      .map(({ cells }) => cells.map(cellText).join(' ')),
  );
  const sorted = [...months].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  const day = titles.flatMap(extractionDays).find((one) => last === undefined || monthOf(one) >= last);
  const extracted = day === undefined ? {} : { day };
  for (const title of titles) {
    const span = spanIn(title);
    if (span) return { from: monthOf(span.from), to: monthOf(span.to), why: 'title', ...extracted };
  }
  if (first === undefined || last === undefined) return null;
  if (day !== undefined)
    return {
      ...{ from: first, to: monthOf(day), why: 'extraction', day },
      ...(day < lastDayOf(monthOf(day)) && { partial: true }),
    };
  return { from: first, to: last, why: 'rows' };
}
