import type { Month } from '../domain/month.ts';
import type { Sheet } from './grid.ts';
import type { Header } from './layout/header.ts';
import type { ReadRow } from './partner-file.ts';

/** A recap is short: a longer sheet is read as it is. */
const MOST_ROWS = 20_000;

interface Titled {
  sheet: Sheet;
  header: Header;
}

interface Printed {
  sheet: Sheet;
  rows: Extract<ReadRow, { kind: 'row' }>[];
  prints: string[];
}

function keptFields({ columns }: Header): string[] {
  return columns.flatMap((column) =>
    column && column.kind !== 'nominative' && column.kind !== 'key' ? [column.field] : [],
  );
}

/** Every row of the sheet is a row of the others, which have no number to tell them apart. */
function isRepeat({ prints }: Printed, others: Printed[]): boolean {
  const known = new Set(others.flatMap((one) => one.prints));
  return prints.length > 1 && prints.every((print) => known.has(print));
}

/** The sheet holds the rows of two others or more, all of them and no other, under numbers of its own. */
function isRenumbered({ prints, rows }: Printed, others: Printed[]): boolean {
  const known = new Set(others.flatMap((one) => one.rows.map(({ key }) => key)));
  if (others.length < 2 || prints.length < 3 || rows.every(({ key }) => known.has(key))) return false;
  const all = others.flatMap((one) => one.prints).sort();
  const own = [...prints].sort();
  return all.length === own.length && all.every((print, at) => print === own[at]);
}

/** One row a month, which says how many people the other sheets add up to in that month. */
function isSum({ rows }: Printed, others: Printed[], field: string | undefined): boolean {
  const months = new Set(rows.map(({ month }) => month));
  if (field === undefined || rows.length < 2 || months.size !== rows.length) return false;
  const sums = new Map<Month | undefined, number>();
  const theirs = others.flatMap((one) => one.rows);
  for (const { month, content } of theirs) sums.set(month, (sums.get(month) ?? 0) + Number(content[field] ?? 0));
  return (
    theirs.filter(({ month }) => months.has(month)).length > rows.length &&
    rows.every(({ month, content }) => sums.get(month) === content[field])
  );
}

/** Rows that two sheets share by chance are few. */
const BY_CHANCE = 2;

/** The sheet is in part a copy of another: most of its rows are there too. */
function overlaps({ prints }: Printed, others: Printed[]): boolean {
  const known = new Set(others.flatMap((one) => one.prints));
  const shared = prints.filter((print) => known.has(print)).length;
  return shared >= BY_CHANCE && 2 * shared >= prints.length;
}

export interface Repeats {
  /** Recaps and copies, which are not read. */
  repeating: Sheet[];
  /** Sheets that are read, though in part they say again what one before them says. */
  overlapping: Sheet[];
}

/**
 * The sheets that only say again what the others say: recaps, which would count everything twice. Where rows have a number of
 * their own, they are told apart or together by it, unless the recap numbers them anew.
 */
export function repeatingSheets(
  titled: Titled[],
  rowsOf: (sheet: Sheet, header: Header) => Generator<ReadRow>,
): Repeats {
  const none = { repeating: [], overlapping: [] };
  if (titled.length < 2) return none;
  const isNumbered = titled.some(({ header }) => header.columns.some((column) => column?.kind === 'key'));
  const [first, ...others] = titled.map(({ header }) => keptFields(header));
  const shared = (first ?? []).filter((field) => others.every((fields) => fields.includes(field)));
  if (shared.length < 2) return none;
  const people = titled[0]?.header.register.columns.find(({ countsPeople }) => countsPeople)?.field;
  const printed = titled.map(({ sheet, header }) => printedOf(sheet, rowsOf(sheet, header), shared));
  const repeating: Sheet[] = [];
  for (const one of [...printed].sort((a, b) => b.prints.length - a.prints.length)) {
    const rest = printed.filter((other) => other !== one && !repeating.includes(other.sheet));
    if (rest.length === 0 || one.rows.length >= MOST_ROWS) continue;
    const repeats = isNumbered ? isRenumbered(one, rest) : isRepeat(one, rest) || isSum(one, rest, people);
    if (repeats) repeating.push(one.sheet);
  }
  const read = printed.filter(({ sheet }) => !repeating.includes(sheet));
  const overlapping = isNumbered ? [] : read.filter((one, rank) => overlaps(one, read.slice(0, rank)));
  return { repeating, overlapping: overlapping.map(({ sheet }) => sheet) };
}

function printedOf(sheet: Sheet, read: Generator<ReadRow>, fields: string[]): Printed {
  const rows: Printed['rows'] = [];
  for (const row of read) {
    if (rows.length >= MOST_ROWS) break;
    if (row.kind === 'row') rows.push(row);
  }
  return {
    sheet,
    rows,
    prints: rows.map(({ month, content }) => JSON.stringify([month, ...fields.map((at) => content[at] ?? null)])),
  };
}
