import type { Content, Register, RegisterColumn } from '../registers/register.ts';
import type { Cell, GridRow } from './grid.ts';
import type { KeptColumn, KnownText } from './layout/row-nature.ts';
import type { CellRemark } from './partner-file.ts';
import { type ReasonCode, reasonWith } from './reasons.ts';
import { type CellReading, type ReadingContext, readCell } from './values/cell-value.ts';

const TEXTS_KEPT = 20_000;
const LONGEST_KEPT = 200;

/** The same letters, held alone: a cell is a part of a piece of its file, and would keep that piece in memory. */
const alone = (text: string) => ` ${text}`.slice(1);

export function readKept(cell: Cell | undefined, kept: KeptColumn, context: ReadingContext): CellReading {
  const { column, label, known } = kept;
  if (typeof cell !== 'string' || known === null) return readCell(cell, column, context, label);
  const before = known.get(cell);
  if (before !== undefined) return before.reading;
  if (known.size >= TEXTS_KEPT || cell.length >= LONGEST_KEPT) return readCell(cell, column, context, label);
  const text = alone(cell);
  const reading = readCell(text, column, context, label);
  known.set(text, knownText(reading, column));
  return reading;
}

function knownText(reading: CellReading, { required }: RegisterColumn): KnownText {
  if ('problem' in reading) return { plain: false, value: null, reading };
  const { value, outside, asked, aside } = reading;
  return { plain: !outside && !asked && !aside && !(required && value === null), value, reading };
}

export interface Told {
  kept: KeptColumn;
  code: ReasonCode;
  reason: string;
  question?: CellRemark['question'];
  /** The cell could not be read: its row goes in without it. */
  aside?: boolean;
}

type RowOutcome = { content: Content; rawKey: string; outside: boolean; told: Told[] } | { rejected: Told };

/** What becomes of a row whose cell is unreadable, in words. */
function leavingOut({ column }: KeptColumn, { measurements }: Register): string {
  const isMeasured = measurements.some(({ months = [], values = [] }) => [...months, ...values].includes(column.field));
  return isMeasured
    ? ' La ligne est prise sans cette cellule, et ne compte pas dans les chiffres qui en dépendent.'
    : ' La ligne est prise sans cette cellule, dont aucun chiffre ne dépend.';
}

const blanks = new WeakMap<KeptColumn[], Content>();

/** The content of a row before anything is read, every kept field blank: copying it costs less than adding its fields one by one. */
function blankContent(kept: KeptColumn[]): Content {
  const known = blanks.get(kept);
  if (known) return known;
  const fields = kept.flatMap(({ column }) => (column.kind === 'key' ? [] : [[column.field, null] as const]));
  const content = Object.fromEntries(fields);
  blanks.set(kept, content);
  return content;
}

const isOptional = ({ required, field }: RegisterColumn, { monthField }: Register): boolean =>
  !required && field !== monthField;

export function readContent(row: GridRow, kept: KeptColumn[], register: Register, context: ReadingContext): RowOutcome {
  const content: Content = { ...blankContent(kept) };
  const told: Told[] = [];
  const unreadable: string[] = [];
  let rawKey = '';
  let outside = false;
  for (const one of kept) {
    const { column, position, known } = one;
    const cell = row.cells[position];
    const before = known !== null && typeof cell === 'string' ? known.get(cell) : undefined;
    // Nearly every cell of a large file: a text met before, of which there is nothing to say.
    if (before?.plain) {
      content[column.field] = before.value;
      continue;
    }
    const reading = before?.reading ?? readKept(cell, one, context);
    if ('problem' in reading) {
      const { code, problem } = reading;
      if (column.required || column.kind === 'key') return { rejected: { kept: one, code, reason: problem } };
      told.push({ kept: one, code, reason: problem + leavingOut(one, register), aside: true });
      unreadable.push(column.field);
      content[column.field] = null;
      continue;
    }
    if (reading.value === null && column.required)
      return { rejected: { kept: one, code: 'needed', reason: reasonWith('needed') } };
    const { asked } = reading;
    const confirmed = column.confirmed && asked?.code === 'number-words';
    if (asked && !asked.question.stands && !confirmed && isOptional(column, register)) {
      // Nobody said what it means: an optional cell keeps no row out, unless the people of the register are counted by it.
      told.push({ kept: one, code: asked.code, reason: asked.reason + leavingOut(one, register), aside: true });
      unreadable.push(column.field);
      content[column.field] = null;
      continue;
    }
    if (asked) told.push({ kept: one, ...asked });
    if (reading.aside) told.push({ kept: one, ...reading.aside, aside: true });
    if (reading.outside) outside = true;
    if (column.kind === 'key') rawKey = String(reading.value ?? '');
    else content[column.field] = reading.value;
  }
  if (unreadable.length > 0) content.unreadable = unreadable.sort().join(' ');
  return { content, rawKey, outside, told };
}
