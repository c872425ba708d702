import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PublishedCount,
  type PublishedTable,
  publishSeries,
  publishTable,
} from '../../../shared/domain/secrecy/suppression.ts';

type Counts = number[][];

const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
const columnsOf = (rows: Counts) => (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));
/** A hidden count is 1 at least; a shown one is what it is. */
const agrees = (shown: PublishedCount, count: number) => (shown === 'hidden' ? count > 0 : count === (shown ?? 0));

/** Every table that differs from the truth by one unit a cell at most, and that agrees with all that is published. */
function* worlds(truth: Counts, table: PublishedTable): Generator<Counts> {
  const hidden = table.rows.flatMap((row, r) => row.flatMap((cell, c) => (cell === 'hidden' ? [[r, c] as const] : [])));
  for (let guess = 0; guess < 3 ** hidden.length; guess += 1) {
    const world = truth.map((row) => [...row]);
    for (const [rank, [r, c]] of hidden.entries()) world[r]![c]! += (Math.floor(guess / 3 ** rank) % 3) - 1;
    const holds =
      world.every((row, r) => row.every((count, c) => agrees(table.rows[r]![c]!, count))) &&
      world.every((row, r) => agrees(table.rowTotals[r]!, total(row))) &&
      columnsOf(world).every((column, c) => agrees(table.columnTotals[c]!, total(column))) &&
      agrees(table.total, total(world.map(total)));
    if (holds) yield world;
  }
}

/** The hidden counts, totals included, that have one possible value only. */
function pinned(truth: Counts, table: PublishedTable): string[] {
  const values = new Map<string, Set<number>>();
  const note = (name: string, shown: PublishedCount | undefined, count: number) => {
    if (shown === 'hidden') values.set(name, (values.get(name) ?? new Set()).add(count));
  };
  for (const world of worlds(truth, table)) {
    for (const [r, row] of world.entries()) {
      for (const [c, count] of row.entries()) note(`cell ${r} ${c}`, table.rows[r]?.[c], count);
      note(`row ${r}`, table.rowTotals[r], total(row));
    }
    for (const [c, column] of columnsOf(world).entries()) note(`column ${c}`, table.columnTotals[c], total(column));
    note('total', table.total, total(world.map(total)));
  }
  return [...values].filter(([, set]) => set.size < 2).map(([name]) => name);
}

const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 40 }));
const side = fc.integer({ min: 1, max: 3 });
const tables = fc
  .tuple(side, side)
  .chain(([rows, columns]) =>
    fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

describe('an attack by subtraction on all that is published', () => {
  it('succeeds against a suppression that hides the small cells only', () => {
    const naive = {
      rows: [
        ['hidden', 30],
        [25, 40],
      ],
      rowTotals: [34, 65],
      columnTotals: [29, 70],
      total: 99,
    };
    const truth = [
      [4, 30],
      [25, 40],
    ];
    expect(pinned(truth, naive as PublishedTable)).toEqual(['cell 0 0']);
  });

  it('pins no cell and no total of a table', () => {
    fc.assert(
      fc.property(tables, (truth) => {
        expect(pinned(truth, publishTable(truth))).toEqual([]);
      }),
      { seed: 20231221, numRuns: 400 },
    );
  });

  it('pins no month of a series beside its total', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 7 }), (months) => {
        const published = publishSeries({ cells: months, total: total(months) });
        const asTable = {
          rows: [published.cells],
          rowTotals: [published.total],
          columnTotals: published.cells,
          total: published.total,
        };
        expect(pinned([months], asTable as PublishedTable)).toEqual([]);
      }),
      { seed: 20231221, numRuns: 300 },
    );
  });

  it('hides every small count and no zero', () => {
    fc.assert(
      fc.property(tables, (truth) => {
        const { rows, rowTotals, columnTotals, total: sum } = publishTable(truth);
        const shown = [...rows.flat(), ...rowTotals, ...columnTotals, sum].filter((one) => typeof one === 'number');
        expect(shown.filter((one) => one >= 1 && one <= 10)).toEqual([]);
        expect(truth.flat().filter((one, index) => one === 0 && rows.flat()[index] === 'hidden')).toEqual([]);
      }),
      { seed: 20231221 },
    );
  });
});
