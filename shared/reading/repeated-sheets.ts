import type { Sheet } from './grid.ts';
import type { Header } from './layout/header.ts';
import type { ReadRow } from './partner-file.ts';

/** A recap is short: a longer sheet is read as it is. */
const MOST_ROWS = 20_000;

interface Titled {
  sheet: Sheet;
  header: Header;
}

function keptFields({ columns }: Header): string[] {
  return columns.flatMap((column) =>
    column && column.kind !== 'nominative' && column.kind !== 'key' ? [column.field] : [],
  );
}

/**
 * The sheets whose every row is a row of the other sheets: recaps, which would count everything twice. Only where rows have no
 * number of their own: with one, they are told apart or together by it.
 */
export function repeatingSheets(
  titled: Titled[],
  rowsOf: (sheet: Sheet, header: Header) => Generator<ReadRow>,
): Sheet[] {
  const isNumbered = titled.some(({ header }) => header.columns.some((column) => column?.kind === 'key'));
  if (titled.length < 2 || isNumbered) return [];
  const [first, ...others] = titled.map(({ header }) => keptFields(header));
  const shared = (first ?? []).filter((field) => others.every((fields) => fields.includes(field)));
  if (shared.length < 2) return [];
  const printed = titled.map(({ sheet, header }) => ({ sheet, prints: printsOf(rowsOf(sheet, header), shared) }));
  const repeating: Sheet[] = [];
  for (const { sheet, prints } of [...printed].sort((a, b) => b.prints.length - a.prints.length)) {
    const rest = printed.filter((one) => one.sheet !== sheet && !repeating.includes(one.sheet));
    const known = new Set(rest.flatMap((one) => one.prints));
    if (prints.length > 1 && rest.length > 0 && prints.every((print) => known.has(print))) repeating.push(sheet);
  }
  return repeating;
}

function printsOf(rows: Generator<ReadRow>, fields: string[]): string[] {
  const prints: string[] = [];
  for (const row of rows) {
    if (prints.length >= MOST_ROWS) break;
    if (row.kind === 'row') prints.push(JSON.stringify(fields.map((field) => row.content[field] ?? null)));
  }
  return prints;
}
