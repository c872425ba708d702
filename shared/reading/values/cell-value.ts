import type { RegisterColumn } from '../../registers/register.ts';
import { type Cell, cellText, isBlank, UNCOMPUTED } from '../grid.ts';
import { codeOfError, reasonWith } from '../reasons.ts';
import { fold } from '../text.ts';
import { askedOf, blank, type CellReading, fault, isNotKnown, nothing, type ReadingContext } from './cell-reading.ts';
import { readDateCell } from './date-cell.ts';
import { knownWordsOf, looksLikeName, showsSomeone } from './known-words.ts';
import { readCount } from './read-count.ts';
import { type NumberStyle, parseNumber } from './read-number.ts';

export type { CellReading, ColumnAnswer, ReadingContext } from './cell-reading.ts';

/** A cell that says nothing: blank, a dash, a question mark. */
export function saysNothing(cell: Cell | undefined): boolean {
  return isBlank(cell) || (typeof cell === 'string' && /^[\s\-–—_./?*…]+$/.test(cell));
}

/** A number of any style, `undefined` when the cell holds something else; a blank or "NC" is null. */
export function numberOfCell(cell: Cell, style: NumberStyle = {}): number | null | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return undefined;
  const number = parseNumber(cell, style);
  if (number !== undefined) return number;
  if (nothing.has(fold(cell))) return 0;
  return isNotKnown(cell) ? null : undefined;
}

/** "NC" says that nothing is known, "néant" that there is none; undefined: the cell says something else. */
export function countWord(cell: Cell): 0 | null | undefined {
  if (typeof cell !== 'string') return undefined;
  if (nothing.has(fold(cell))) return 0;
  return isNotKnown(cell) ? null : undefined;
}

function readNumberCell(cell: Cell, column: RegisterColumn): CellReading {
  const word = countWord(cell);
  if (word !== undefined) return { value: word };
  // A measure has its unit; a count has none.
  const bare = column.decimal && typeof cell === 'string' ? cell.replace(/\s*(m²|m2)(?=\s|$)/i, '') : cell;
  const read = readCount(bare, !column.decimal);
  if ('code' in read) return fault(read.code, cellText(cell));
  const { value, doubt } = read;
  return { value, ...(doubt && { asked: askedOf(doubt.code, cellText(cell), doubt.read, doubt.stands) }) };
}

/** Amounts in thousands or millions, said by the cell or by the title of its column. Example: `2,2 M€` is 2 200 000. */
function scaleOf(text: string): number {
  if (/(^|[\s(\d])(M€|millions?)/.test(text)) return 1_000_000;
  return /(^|[\s(\d])([kK]€|milliers?)/.test(text) ? 1000 : 1;
}

/** A question mark between groups of three digits stands for a space that an export lost. */
const lostSpaces = /\d\?\d{3}(?!\d)/;

/** True when a text may have lost its spaces. Example: `7?637,03`. */
export const hasLostSpaces = (text: string): boolean => lostSpaces.test(text);

function readEuros(
  written: Cell,
  { field, label: own }: RegisterColumn,
  context: ReadingContext,
  label = own,
): CellReading {
  const lost = typeof written === 'string' && hasLostSpaces(written);
  if (lost && context.answers?.get(field) === null) return fault('waits-for-answer', cellText(written));
  const cell =
    typeof written === 'string' && context.answers?.get(field) === 'lost-spaces'
      ? written.replaceAll('?', ' ')
      : written;
  const scale = scaleOf(cellText(cell)) * scaleOf(label);
  const bare =
    typeof cell === 'string' ? cell.replace(/\s*(M€|[kK]€|(millions?|milliers?)( d[’']euros| €)?)\s*$/, '') : cell;
  const euros = numberOfCell(bare, { money: scale === 1 });
  if (euros === null) return blank;
  if (euros === undefined)
    return fault(/^<|^moins de/i.test(cellText(cell)) ? 'number-masked' : 'number-text', cellText(cell));
  const cents = Math.round(Number((euros * scale * 100).toPrecision(15)));
  return Number.isSafeInteger(cents) ? { value: cents } : fault('number-large', cellText(cell));
}

/** Percent points: `46 %` and 0.46 are both 46. */
function readPercent(cell: Cell): CellReading {
  const number = numberOfCell(cell);
  if (number === null) return blank;
  if (number === undefined) return fault('number-text', cellText(cell));
  const isShare = number > 0 && number < 1 && !cellText(cell).includes('%');
  return { value: Number((isShare ? number * 100 : number).toPrecision(12)) };
}

function readCommune(cell: Cell, context: ReadingContext): CellReading {
  const text = typeof cell === 'number' ? String(cell) : cellText(cell);
  if (isNotKnown(text) || nothing.has(fold(text))) return blank;
  const found = context.findCommune(text);
  if ('inseeCode' in found) return { value: found.inseeCode };
  if ('outside' in found) return { value: null, outside: true };
  if ('nothing' in found) return blank;
  if ('postalCode' in found) return fault('commune-postal', text);
  return 'suggestion' in found ? fault('commune-typo', text, found.suggestion) : fault('commune-unknown', text);
}

const choiceKeys = new WeakMap<RegisterColumn, Map<string, string>>();

/** The canonical label of a choice; what is none of them keeps its known words, and a name is none. */
function readChoice(column: RegisterColumn, text: string, placeWords: Set<string> | undefined): CellReading {
  let keys = choiceKeys.get(column);
  if (keys === undefined) {
    keys = new Map();
    for (const [label, others] of Object.entries(column.choices ?? {})) {
      for (const other of [label, ...others]) keys.set(choiceKey(other), label);
    }
    choiceKeys.set(column, keys);
  }
  const known = keys.get(choiceKey(text));
  if (known !== undefined) return { value: known };
  const { words, whole } = knownWordsOf(text, placeWords);
  if (whole) return { value: words.slice(0, 120) };
  const opening = keys.get(choiceKey(words));
  if (opening !== undefined) return { value: opening, aside: { code: 'words-only', reason: reasonWith('words-only') } };
  return fault('choice-unknown', text);
}

/** A free text of which only the known words are kept: the others may be somebody's name. */
function readText(text: string, { mayNameSomeone }: RegisterColumn, placeWords: Set<string> | undefined): CellReading {
  const { words, whole } = knownWordsOf(text.slice(0, 200), placeWords);
  if (whole || !(mayNameSomeone || showsSomeone(text) || looksLikeName(text))) return { value: text.slice(0, 200) };
  return { value: words === '' ? null : words, aside: { code: 'words-only', reason: reasonWith('words-only') } };
}

/** What is left in a text of « 1-24 » or « 3-5 » that became a date: « janv-24 », « 05-mars ». */
const becameDate =
  /^(\d{1,2}[- ])?(janv|f[ée]vr|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c)\.?([- ]\d{2,4})?$|^\d{1,2}\/\d{1,2}\/\d{4}$/i;

/** What a spreadsheet makes of a long number: its last digits are lost, and rows that were apart become one. */
export function isSpoiltNumber(cell: Cell): boolean {
  if (typeof cell === 'number') return !Number.isSafeInteger(cell) && Math.abs(cell) >= 1e11;
  // « 1-24 » that became January 2024.
  if (cell !== null && typeof cell === 'object') return true;
  const text = cellText(cell).trim();
  if (!/[^\d._ -]/.test(text)) return false;
  if (becameDate.test(text)) return true;
  return /^[-+]?\d+([.,]\d+)?\s*E\s*\+?\d+$/i.test(text) || /^#+$|^#[\p{Lu}0-9/]+[!?]?$/u.test(text);
}

/** A spreadsheet takes the zeros away that open a number: `0012` and `12` are one file, whichever program wrote the export. */
const withoutZeros = (text: string) => (/^0+\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text);

function readKey(cell: Cell): CellReading {
  if (isSpoiltNumber(cell)) return fault('number-spoilt', cellText(cell));
  return { value: typeof cell === 'number' ? String(cell) : withoutZeros(cellText(cell)) };
}

/** Plurals, link words and punctuation do not make another choice. */
function choiceKey(text: string): string {
  return fold(text.replace(/\((e|s|es)\)/gi, ''))
    .split(' ')
    .map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word))
    .filter((word) => !['de', 'd', 'du', 'des', 'la', 'le', 'les', 'l', 's'].includes(word))
    .join(' ');
}

function readYesNo(cell: Cell): CellReading {
  const text = fold(cellText(cell));
  if (['oui', 'o', 'yes', 'y', 'vrai', 'true', 'x', '1'].includes(text)) return { value: 'oui' };
  if (['non', 'n', 'no', 'faux', 'false', '0'].includes(text)) return { value: 'non' };
  return fault('yes-no', cellText(cell));
}

/** Signs that nobody sees, left in a text by a web page or another program. */
const unseen = /[\u200b-\u200f\u2060\ufeff]/g;

/** A number keeps them: it is known by them since the first file that held them. */
const withoutUnseen = (cell: Cell | undefined, { kind }: RegisterColumn): Cell | undefined =>
  typeof cell === 'string' && kind !== 'key' ? cell.replace(unseen, '') : cell;

/** The value of a cell in a column of a register: a value, null for nothing, or a French sentence that says what is wrong. */
export function readCell(
  written: Cell | undefined,
  column: RegisterColumn,
  context: ReadingContext,
  label = column.label,
): CellReading {
  const cell = withoutUnseen(written, column);
  if (cell === undefined || cell === null || saysNothing(cell)) return blank;
  if (typeof cell === 'object' && 'error' in cell) {
    if (column.kind === 'text' && cell.error !== UNCOMPUTED) return blank;
    const code = column.kind === 'key' ? 'number-spoilt' : codeOfError(cell.error);
    return fault(code, cell.error);
  }
  switch (column.kind) {
    case 'date':
      return readDateCell(cell, column, context);
    case 'number':
      return readNumberCell(cell, column);
    case 'euros':
      return readEuros(cell, column, context, label);
    case 'percent':
      return readPercent(cell);
    case 'commune':
      return readCommune(cell, context);
    case 'yes-no':
      return readYesNo(cell);
    case 'choice':
      return isNotKnown(cellText(cell)) ? blank : readChoice(column, cellText(cell), context.placeWords);
    case 'key':
      return readKey(cell);
    default:
      return readText(cellText(cell), column, context.placeWords);
  }
}
