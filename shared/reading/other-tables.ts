import { allRegisters } from '../registers/all-registers.ts';
import { everyRow, isBlank, type Sheet } from './grid.ts';
import { labelKey } from './layout/column-names.ts';
import { findHeader, type Header } from './layout/header.ts';
import { nothingSaid } from './layout/kept-titles.ts';

const MOST_COUNTED = 200_000;
/** Titles that fit a register less than this are none of its own. */
const ENOUGH = 0.35;

/** Columns whose titles are those of the table again: a second table stands beside the first. A merged title is one. */
function besides({ rows }: Sheet, { columns, labels, index }: Header): number[] {
  const own = rows[index]?.cells ?? [];
  const read = new Set(labels.flatMap((label, at) => (columns[at] ? [labelKey(label)] : [])));
  const again = labels.flatMap((label, at) =>
    label !== '' && !isBlank(own[at]) && columns[at] === undefined && read.has(labelKey(label)) ? [at] : [],
  );
  return again.length > 1 ? again : [];
}

/** The rows above the titles that are read which have titles of their own. */
function rowsAbove(sheet: Sheet, { index }: Header): number {
  const above = { ...sheet, rows: sheet.rows.slice(0, index) };
  if (above.rows.length < 2) return 0;
  const hints = { monthKnown: true, hinted: false, mapping: nothingSaid };
  const titles = allRegisters.flatMap((register) => {
    const found = register.layout === 'rows' ? findHeader(above, register, hints) : undefined;
    return found && found.score >= ENOUGH ? [found.index] : [];
  });
  if (titles.length === 0) return 0;
  const below = above.rows.slice(Math.min(...titles) + 1);
  return below.filter(({ cells }) => cells.filter((cell) => !isBlank(cell)).length > 1).length;
}

/** Rows of a sheet that is read which belong to another table of it, above or beside: they are not read. */
export function rowsOfOtherTables(sheet: Sheet, header: Header): number {
  const positions = besides(sheet, header);
  let rows = rowsAbove(sheet, header);
  if (positions.length === 0) return rows;
  let index = -1;
  for (const { cells } of everyRow(sheet)) {
    index += 1;
    if (index > header.index && positions.some((at) => !isBlank(cells[at]))) rows += 1;
    if (rows >= MOST_COUNTED) break;
  }
  return rows;
}
