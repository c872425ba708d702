import { type Published, type PublishedCount, publishSeries, publishTable } from '../secrecy/suppression.ts';

/** The funnel as anyone may see it: whole years, each stage protected across the years, the months and the parts. */

/** What anyone may know of one stage, year by year. */
export interface PublishedStage {
  /** By year, in the order given. */
  totals: PublishedCount[];
  /** By year, then by part. */
  parts: PublishedCount[][];
}

/**
 * One stage passed, by year and by part (stock, commune group). `months[year]` are the months of that year: they are
 * published elsewhere, so a total that would give one of them away is hidden too. A total hidden for one reason is hidden
 * in every table; the parts of a hidden total are all hidden.
 * Example: 30 and 4 commandements by stock of one year: both are hidden, the total 34 is said.
 */
export function publishStage(
  parts: readonly (readonly number[])[],
  months: readonly (readonly number[])[],
  threshold?: number,
): Published<PublishedStage> {
  const table = publishTable(parts, threshold);
  const given = (year: number): PublishedCount => {
    const cells = months[year] ?? [];
    const total = cells.reduce((sum, count) => sum + count, 0);
    return publishSeries({ cells, total, ...(threshold !== undefined && { threshold }) }).total;
  };
  const totals = table.rowTotals.map((total, year) => (given(year) === 'hidden' ? 'hidden' : total));
  return {
    totals,
    parts: table.rows.map((row, year) => (totals[year] === 'hidden' ? row.map(() => 'hidden' as const) : row)),
  } as Published<PublishedStage>;
}

/**
 * How far each year's procedures went, as anyone may see it. The last stages reached share the procedures out: they are
 * protected as a table of years and stages, and a stage is said to be reached by so many only where that follows from
 * what is shown. Example: last stages 60, 30, 12 and 3 hide 12 and 3: reached 105, 45, 15 and a hidden count.
 */
export function publishCohorts(
  furthest: readonly (readonly number[])[],
  threshold?: number,
): Published<{ furthest: PublishedCount[]; reached: PublishedCount[] }>[] {
  const { rows, rowTotals } = publishTable(furthest, threshold);
  return rows.map((row, year) => {
    const counts = furthest[year] ?? [];
    const isSaid = (index: number) => {
      const open = (cells: PublishedCount[]) => cells.every((cell) => cell !== 'hidden');
      return open(row.slice(index)) || (rowTotals[year] !== 'hidden' && open(row.slice(0, index)));
    };
    const after = (index: number) => counts.slice(index).reduce((sum, count) => sum + count, 0);
    const reached = row.map((_, index): PublishedCount => (isSaid(index) ? after(index) : 'hidden'));
    return { furthest: row, reached } as Published<{ furthest: PublishedCount[]; reached: PublishedCount[] }>;
  });
}
