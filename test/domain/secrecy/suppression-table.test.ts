import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PublishedCount, type PublishedTable, publishTable } from '../../../shared/domain/secrecy/suppression.ts';

/** Every table of two columns, each count under `most`, that agrees with everything published. */
function worlds({ rows, rowTotals, columnTotals, total }: PublishedTable, most: number): number[][][] {
  const agrees = (published: PublishedCount, sum: number) =>
    published === 'hidden' ? sum > 0 : (published ?? 0) === sum;
  const counts = (cell: PublishedCount | undefined) =>
    cell === 'hidden' ? Array.from({ length: most }, (_, count) => count + 1) : [cell ?? 0];
  const lines = rows.map(([a, b], row) =>
    counts(a).flatMap((x) =>
      counts(b)
        .filter((y) => agrees(rowTotals[row] ?? null, x + y))
        .map((y) => [x, y]),
    ),
  );
  const tables = lines.reduce<number[][][]>(
    (all, line) => all.flatMap((past) => line.map((row) => [...past, row])),
    [[]],
  );
  const column = (table: number[][], index: number) => table.reduce((sum, row) => sum + (row[index] ?? 0), 0);
  return tables.filter(
    (table) =>
      agrees(columnTotals[0] ?? null, column(table, 0)) &&
      agrees(columnTotals[1] ?? null, column(table, 1)) &&
      agrees(total, column(table, 0) + column(table, 1)),
  );
}

describe('a table of counts of people', () => {
  it('protects a small cell by its row and its column, and keeps the totals', () => {
    expect(
      publishTable([
        [20, 4],
        [15, 30],
      ]),
    ).toEqual({
      rows: [
        ['hidden', 'hidden'],
        ['hidden', 'hidden'],
      ],
      rowTotals: [24, 45],
      columnTotals: [35, 34],
      total: 69,
    });
  });

  it('leaves large counts, zeros and what is missing alone', () => {
    expect(
      publishTable([
        [20, 0],
        [null, 30],
      ]),
    ).toEqual({
      rows: [
        [20, 0],
        [null, 30],
      ],
      rowTotals: [20, 30],
      columnTotals: [20, 30],
      total: 50,
    });
  });

  it('hides the cheapest entries: the smallest rectangle around a small cell', () => {
    const { rows, ...totals } = publishTable([
      [20, 4, 50],
      [15, 30, 60],
    ]);
    expect(rows).toEqual([
      ['hidden', 'hidden', 50],
      ['hidden', 'hidden', 60],
    ]);
    expect(totals).toEqual({ rowTotals: [74, 105], columnTotals: [35, 34, 110], total: 179 });
  });

  it('moves a lone person with the totals, which can only be more: one cannot be none', () => {
    expect(
      publishTable([
        [0, 1],
        [15, 30],
      ]),
    ).toEqual({
      rows: [
        [0, 'hidden'],
        [15, 'hidden'],
      ],
      rowTotals: ['hidden', 'hidden'],
      columnTotals: [15, 31],
      total: 46,
    });
  });

  it('protects a lone person by a count that may be less, for whoever knows that eleven is not small', () => {
    const { rows } = publishTable([
      [1, 11, 40],
      [20, 30, 50],
    ]);
    expect(rows).toEqual([
      ['hidden', 11, 'hidden'],
      ['hidden', 30, 'hidden'],
    ]);
  });

  it('has no total of a row or a column of which nothing is known, and nothing of an empty table', () => {
    expect(
      publishTable([
        [null, 20],
        [null, null],
      ]),
    ).toEqual({
      rows: [
        [null, 20],
        [null, null],
      ],
      rowTotals: [20, null],
      columnTotals: [null, 20],
      total: 20,
    });
    expect(publishTable([])).toEqual({ rows: [], rowTotals: [], columnTotals: [], total: null });
  });

  it('hides a total whose only cell is small', () => {
    const table = publishTable([[4], [0]]);
    expect(table).toEqual({
      rows: [['hidden'], [0]],
      rowTotals: ['hidden', 0],
      columnTotals: ['hidden'],
      total: 'hidden',
    });
  });

  it('leaves two values at least to every hidden cell and hides every small one, whatever the table', () => {
    const count = fc.oneof({ weight: 2, arbitrary: fc.nat(3) }, fc.nat(13));
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 2 }), (rows) => {
        const table = publishTable(rows);
        const possible = worlds(table, 14);
        table.rows.forEach((row, i) => {
          row.forEach((cell, j) => {
            const value = rows[i]?.[j] ?? 0;
            if (value >= 1 && value <= 10) expect(cell).toBe('hidden');
            if (cell !== 'hidden') expect(cell).toBe(value);
            else expect(new Set(possible.map((world) => world[i]?.[j])).size).toBeGreaterThanOrEqual(2);
          });
        });
      }),
      { seed: 90, numRuns: 80 },
    );
  });
});
