import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { actions } from '../../prisma/seed/seed-actions.ts';

const ANNEX = path.resolve(import.meta.dirname, '../../../shared/seeds/annexe-1.tsv');

/** The amount of a cell, in cents: « 15 000,00 € ». */
const cents = (cell: string) => Math.round(Number(cell.replace(/[\s€]/gu, '').replace(',', '.')) * 100);

describe('the annex of the convention that ships', () => {
  const lines = readFileSync(ANNEX, 'utf8').split('\n').slice(1);
  const printed = lines.map((line) => line.split('\t')).filter(([, territory]) => territory);

  it('is the public document, cell by cell, blanks blank', () => {
    const shipped = actions.map(({ annexNumber, title, description, objectiveText, expectedText, requestedCents }) => ({
      number: annexNumber === null ? '' : String(annexNumber),
      title,
      description: description ?? '',
      objective: objectiveText ?? '',
      expected: expectedText ?? '',
      requestedCents,
    }));
    const cells = printed.map(([number, , title, description, objective, expected, amount]) => ({
      ...{ number, title, description, objective, expected },
      requestedCents: cents(amount ?? ''),
    }));
    expect(shipped).toEqual(cells);
  });
});

describe('the table of quotations', () => {
  const seeds = path.dirname(ANNEX);
  const table: { quote: string; file: string; line: number }[] = JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../fixtures/quotations.json'), 'utf8'),
  );
  const plain = (text: string) => text.replaceAll('**', '').replace(/[\s\u00a0\u202f]+/gu, ' ');

  it.each(table)('$file, line $line: $quote', ({ quote, file, line }) => {
    const lines = readFileSync(path.join(seeds, file), 'utf8').split('\n');
    // A sentence may run over the lines that follow.
    const from = plain(lines.slice(line - 1, line + 8).join('\n'));
    expect(from).toContain(quote);
    expect(plain(lines[line - 1] ?? '')).toContain(quote.split(' ')[0]);
  });
});
