import { addMonths } from '../../../shared/domain/month.ts';
import {
  catalogueSheets,
  type EntryKind,
  type SheetColumn,
} from '../../../shared/schemas/catalogue/catalogue-sheets.ts';
import type { ConventionEdit } from '../../../shared/schemas/catalogue/convention-act.ts';
import { typedMonth, typedNumber } from '../../../shared/schemas/catalogue/typed-words.ts';

/** A form of a sheet's columns, as it is typed, and the entry that it makes. */

export type Typed = Readonly<Record<string, string>>;
type Entry = Extract<ConventionEdit, { edit: 'entries' }>['entries'][number];

/** What a field shows of a value. */
function shownValue({ kind }: SheetColumn, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (kind === 'yes-no') return value === true ? 'true' : '';
  if (kind === 'number' && typeof value === 'number') return String(value).replace('.', ',');
  return Array.isArray(value) ? value.join(', ') : String(value);
}

export function typedOf(kind: EntryKind, value: Readonly<Record<string, unknown>>): Typed {
  return Object.fromEntries(
    catalogueSheets[kind].columns.map((column) => [column.field, shownValue(column, value[column.field])]),
  );
}

function readValue({ kind, choices }: SheetColumn, text: string): unknown {
  const typed = text.trim();
  if (kind === 'yes-no') return typed === 'true';
  if (kind === 'codes')
    return typed
      .split(/[,;]/u)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  if (kind === 'numbers')
    return typed
      .split(/[;]/u)
      .filter((one) => one.trim() !== '')
      .map(typedNumber);
  if (typed === '') return null;
  if (choices) return typed;
  if (kind === 'month') return typedMonth(typed);
  return kind === 'number' || kind === 'integer' ? typedNumber(typed) : typed;
}

const supposed = ['window', 'profile', 'compositions'];

/** The entry of a form; what the form does not show stays as it was. */
export function entryOfTyped(kind: EntryKind, typed: Typed, before: Readonly<Record<string, unknown>> | null): Entry {
  const value = Object.fromEntries(
    catalogueSheets[kind].columns.flatMap((column) => {
      const { field } = column;
      if (!(field in typed)) return before && field in before ? [[field, before[field]]] : [];
      const read = readValue(column, typed[field] ?? '');
      return read === null && supposed.includes(field) ? [] : [[field, read]];
    }),
  );
  return { kind, value };
}

/** Columns that the form leaves out: worked out by the house, or brought by the act that is signed. */
const hidden = ['supersededAt', 'act', 'actDate', 'compositions', 'toConfirm', 'weights'];

export const formColumns = (kind: EntryKind): SheetColumn[] =>
  catalogueSheets[kind].columns.filter(
    ({ field }) => !hidden.includes(field) && !(field === 'reason' && kind === 'target'),
  );

export const missingColumns = (kind: EntryKind, typed: Typed): string[] =>
  formColumns(kind).flatMap(({ field, label, required }) =>
    required && (typed[field] ?? '').trim() === '' ? [label] : [],
  );

/** The same target for the years that follow, its months moved with it. */
export function targetsUntil(entry: Entry, until: number): Entry[] {
  const year = Number(entry.value.year);
  const moved = (value: unknown, years: number) => (typeof value === 'string' ? addMonths(value, 12 * years) : value);
  return Array.from({ length: Math.max(1, until - year + 1) }, (_, rank) => ({
    kind: entry.kind,
    value: {
      ...entry.value,
      year: year + rank,
      startMonth: moved(entry.value.startMonth, rank),
      endMonth: moved(entry.value.endMonth, rank),
      dueMonth: moved(entry.value.dueMonth, rank),
    },
  }));
}
