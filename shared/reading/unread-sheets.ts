import { everyRow, isBlank, type Sheet } from './grid.ts';
import type { Share } from './layout/share-sheets.ts';
import { rowsOfOtherTables } from './other-tables.ts';
import type { UnreadSheet } from './partner-file.ts';
import { type ReasonCode, reasonWith } from './reasons.ts';

const MOST_COUNTED = 200_000;

function countRows(sheet: Sheet): number {
  let count = 0;
  for (const { cells } of everyRow(sheet)) {
    if (cells.some((cell) => !isBlank(cell))) count += 1;
    if (count >= MOST_COUNTED) break;
  }
  return count;
}

/** Every sheet, or table of a sheet, that is not read, with its rows and why: none is passed over in silence. */
export function unreadSheets(
  sheets: Sheet[],
  { match, left }: Share,
  repeating: Sheet[],
): Omit<UnreadSheet, 'position'>[] {
  const named = (sheet: Sheet, code: ReasonCode, of = '') => ({
    sheet: sheet.name,
    rows: countRows(sheet),
    code,
    reason: reasonWith(code, of),
  });
  const read = new Set([...match.headers, ...match.grids].map(({ sheet }) => sheet.name));
  const told = new Set([...left.map(({ sheet }) => sheet.name), ...repeating.map(({ name }) => name)]);
  const hidden = sheets.filter(
    ({ name, hidden: away, rows }) => away && rows.length > 0 && !read.has(name) && !told.has(name),
  );
  const others = match.headers.flatMap(({ sheet, header }) => {
    const rows = rowsOfOtherTables(sheet, header);
    return rows === 0 ? [] : [{ ...named(sheet, 'unread-table'), rows }];
  });
  return [
    ...others,
    ...left.map(({ sheet, code, of }) => named(sheet, code, of?.label)),
    ...repeating.map((sheet) => named(sheet, 'unread-repeats')),
    ...sheets.flatMap((sheet) => (sheet.missing ? [named(sheet, 'unread-missing')] : [])),
    ...hidden.map((sheet) => named(sheet, 'unread-hidden')),
  ];
}
