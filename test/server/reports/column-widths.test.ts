import { describe, expect, it } from 'vitest';
import { columnWidths, TEXT_WIDTH } from '../../../server/documents/docx-column-widths.ts';
import type { TableBlock } from '../../../shared/domain/report/report-document.ts';

/** No word is cut in a narrow column of a Word table, as long as the table has room for it. */

const letters = { halfPoints: 18, padding: 150 };
const tableOf = (widths: number[], labels: string[], ...rows: string[][]): TableBlock => ({
  kind: 'table',
  caption: 'Essai',
  columns: widths.map((width, index) => ({ width, label: labels[index] ?? '' })),
  rows,
});

describe('the columns of a Word table', () => {
  it('keep their shares where every word has room', () => {
    expect(columnWidths(tableOf([3, 1], ['Étape', 'Nombre'], ['Jugement', '12']), letters)).toEqual([7229, 2410]);
  });

  it('are as wide as their longest word, taken from those that have more than they need', () => {
    const table = tableOf([50, 2, 48], ['Étape', 'Commandements', 'Suite'], ['a', '12', 'b']);
    const [first = 0, narrow = 0, last = 0] = columnWidths(table, letters);
    expect(narrow).toBeGreaterThan(1200);
    expect(Math.abs(first + narrow + last - TEXT_WIDTH)).toBeLessThan(3);
    expect(first).toBeGreaterThan(last);
  });

  it('count an amount as one word: its spaces are bound', () => {
    const table = (amount: string) => tableOf([40, 1], ['Étape', 'Prix'], ['a', amount]);
    const bound = columnWidths(table('439\u202f930\u00a0€'), letters)[1] ?? 0;
    expect(bound).toBeGreaterThan(columnWidths(table('439 930 €'), letters)[1] ?? 0);
  });

  it('keep their shares where nothing can hold all words', () => {
    const labels = Array.from({ length: 20 }, () => 'Incompressible');
    const widths = columnWidths(
      tableOf(
        labels.map(() => 1),
        labels,
        labels,
      ),
      letters,
    );
    expect(new Set(widths)).toEqual(new Set([482]));
  });
});
