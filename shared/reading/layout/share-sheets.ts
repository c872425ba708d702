import { allRegisters } from '../../registers/all-registers.ts';
import type { Register } from '../../registers/register.ts';
import type { Sheet } from '../grid.ts';
import type { ReasonCode } from '../reasons.ts';
import { findHeader, type Header } from './header.ts';
import { findMonthGrid } from './month-grid.ts';
import { isOfPlan, type MonthGrid } from './month-line.ts';
import { type Look, type Match, matchesOf } from './recognise.ts';
import { refusedLayout } from './refused-layouts.ts';

/** How the sheets of a workbook are shared between the register that it is for, others that it feeds too, and nobody. */
export interface Share {
  match: Match;
  others: Match[];
  left: { sheet: Sheet; code: ReasonCode; of?: Register }[];
}

/** A sheet is for another register when that one fits it this much better. */
const CLEARLY = 0.7;
/** Under this, a sheet is for nobody. */
const ENOUGH = 0.35;
/** Titles that are these words, or nearly. */
const NAMED = 0.8;

function gridScore({ lines }: MonthGrid): number {
  return (0.85 * lines.filter(({ identity }) => identity !== undefined).length) / Math.max(1, lines.length);
}

function scoreIn({ headers, grids }: Match, sheet: Sheet): number {
  const header = headers.find((one) => one.sheet === sheet)?.header;
  if (header) return header.score;
  const grid = grids.find((one) => one.sheet.name === sheet.name)?.grid;
  return grid ? gridScore(grid) : 0;
}

/** Every group of columns that the register needs is there under its own words: the sheet is of this register, however poor. */
function isSurelyNamed({ register, columns, sureness }: Header): boolean {
  const named = new Set(columns.flatMap((one, at) => (one && (sureness[at] ?? 0) >= NAMED ? [one.field] : [])));
  const required = register.columns.filter((one) => one.required).map(({ field }) => field);
  return (
    register.needs.every((group) => group.some((field) => named.has(field))) &&
    required.every((field) => named.has(field))
  );
}

function isOf(match: Match, sheet: Sheet, best: number): boolean {
  const own = scoreIn(match, sheet);
  if (own === 0 || own < best * CLEARLY) return false;
  const header = match.headers.find((one) => one.sheet === sheet)?.header;
  return header === undefined || header.score >= match.score * CLEARLY || isSurelyNamed(header);
}

function only(match: Match, sheets: Set<string>): Match {
  return {
    ...match,
    headers: match.headers.filter(({ sheet }) => sheets.has(sheet.name)),
    grids: match.grids.filter(({ sheet }) => sheets.has(sheet.name)),
  };
}

/** Only the month is missing: no column says it, and neither does the sheet. */
function isWanting({ register, columns }: Header): boolean {
  const fields = new Set(columns.map((one) => one?.field));
  const others = register.needs.filter((group) => group[0] !== register.monthField);
  return !fields.has(register.monthField ?? '') && others.every((group) => group.some((field) => fields.has(field)));
}

function codeOf(sheet: Sheet, { register }: Match, look: Look): ReasonCode {
  if (isOfPlan(sheet)) return 'unread-planned';
  const layout = refusedLayout(sheet, look.identify);
  if (layout) return layout;
  if (findMonthGrid(sheet, { year: 2000, month: '2000-01', identify: look.identify }) !== undefined)
    return 'unread-month';
  const hints = { monthKnown: true, hinted: false, mapping: look.mapping, partial: true };
  const near = register.layout === 'rows' ? findHeader(sheet, register, hints) : undefined;
  if (register.sheetMonth && near && isWanting(near)) return 'unread-month';
  return near && near.columns.filter(Boolean).length > 1 ? 'unread-titles' : 'unread-no-table';
}

/**
 * Shares the sheets of a workbook. `asked`: the sender says which register it is for; the others are then only named.
 * Undefined when no register fits.
 */
export function shareSheets(every: Sheet[], look: Look, asked: Register | undefined): Share | undefined {
  const sheets = every.filter((sheet) => !isOfPlan(sheet));
  const all = matchesOf(allRegisters, sheets, look);
  const match = asked ? all.find(({ register }) => register === asked) : all[0];
  if (match === undefined) return undefined;
  const read = new Set<string>();
  const elsewhere = new Map<Register, Set<string>>();
  for (const sheet of sheets) {
    const best = all.map((one) => ({ one, score: scoreIn(one, sheet) })).sort((a, b) => b.score - a.score)[0];
    if (isOf(match, sheet, asked ? 0 : (best?.score ?? 0))) read.add(sheet.name);
    else if (best && best.score >= ENOUGH && best.one !== match) {
      const own = elsewhere.get(best.one.register) ?? new Set();
      elsewhere.set(best.one.register, own.add(sheet.name));
    }
  }
  if (read.size === 0) return undefined;
  const others = [...elsewhere].flatMap(([register, names]) => {
    const other = all.find((one) => one.register === register);
    return other ? [only(other, names)] : [];
  });
  const left = every
    .filter((sheet) => sheet.rows.length > 0 && !read.has(sheet.name))
    .map((sheet) => {
      const of = [...elsewhere].find(([, names]) => names.has(sheet.name))?.[0];
      return of ? { sheet, code: 'unread-other' as const, of } : { sheet, code: codeOf(sheet, match, look) };
    });
  return { match: only(match, read), others, left };
}
