import { lastDayOf, type Month, monthOf } from '../domain/month.ts';
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
}

const TITLE_ROWS = 8;
const dates = /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}/g;

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
  for (const title of titles) {
    const found = (title.match(dates) ?? []).flatMap((text) => parseDate(text) ?? []);
    const [from, to] = found;
    if (
      found.length === 2 &&
      from !== undefined &&
      to !== undefined &&
      from <= to &&
      /\b(du|periode|entre)\b/.test(fold(title))
    )
      return { from: monthOf(from), to: monthOf(to), why: 'title' };
  }
  if (first === undefined || last === undefined) return null;
  for (const title of titles) {
    const [day] = (title.match(dates) ?? []).flatMap((text) => parseDate(text) ?? []);
    const isExtraction = /\b(extra\w*|export\w*|edit\w*|arret\w*)\b/.test(fold(title));
    if (day !== undefined && isExtraction && monthOf(day) >= last)
      return {
        ...{ from: first, to: monthOf(day), why: 'extraction' },
        ...(day < lastDayOf(monthOf(day)) && { partial: true }),
      };
  }
  return { from: first, to: last, why: 'rows' };
}
