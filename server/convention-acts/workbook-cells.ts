import { type Cell, cellText } from '../../shared/reading/grid.ts';
import { fold } from '../../shared/reading/text.ts';
import type { SheetColumn } from '../../shared/schemas/catalogue/catalogue-sheets.ts';
import { typedDay, typedMonth, typedNumber } from '../../shared/schemas/catalogue/typed-words.ts';

/** A value of the catalogue as a cell of the workbook writes it, and back. */

interface Part {
  code: string;
  term: string;
}
interface Composition {
  rule: string;
  parts: Part[];
}

const terms: Record<string, string> = { value: '', numerator: ' (numérateur)', denominator: ' (dénominateur)' };

const isComposition = (value: unknown): value is Composition =>
  typeof value === 'object' && value !== null && 'rule' in value && 'parts' in value && Array.isArray(value.parts);

/** Example: « somme : A + B (numérateur) ; dont : C ». */
function compositionWords(value: unknown): string {
  if (!Array.isArray(value)) return '';
  return value
    .filter(isComposition)
    .map(
      ({ rule, parts }) =>
        `${rule === 'among' ? 'dont' : 'somme'} : ${parts.map(({ code, term }) => `${code}${terms[term] ?? ''}`).join(' + ')}`,
    )
    .join(' ; ');
}

function compositionsOf(text: string): Composition[] {
  return text.split(';').flatMap((piece) => {
    const [, rule = '', parts = ''] = /^\s*(somme|dont)\s*:\s*(.+)$/iu.exec(piece) ?? [];
    if (parts === '') return piece.trim() === '' ? [] : [{ rule: piece.trim(), parts: [] }];
    return [
      {
        rule: rule.toLowerCase() === 'dont' ? 'among' : 'adds-up',
        parts: parts.split('+').map((one) => {
          const [, code = '', term = ''] = /^\s*([^(]+?)\s*(?:\(([^)]*)\))?\s*$/u.exec(one) ?? [];
          const known = fold(term).startsWith('num')
            ? 'numerator'
            : fold(term).startsWith('den')
              ? 'denominator'
              : 'value';
          return { code, term: known };
        }),
      },
    ];
  });
}

export type WrittenCell = string | number | { date: string } | null;

export function writtenCell(column: SheetColumn, value: unknown): WrittenCell {
  if (value === null || value === undefined) return null;
  if (column.field === 'compositions') return compositionWords(value) || null;
  if (column.choices) return column.choices[String(value)] ?? String(value);
  switch (column.kind) {
    case 'yes-no':
      return value === true ? 'oui' : 'non';
    case 'month':
      return { date: `${String(value)}-01` };
    case 'date':
      return { date: String(value) };
    case 'day':
      return String(value).split('-').reverse().join('/');
    case 'codes':
      return Array.isArray(value) && value.length > 0 ? value.join(', ') : null;
    case 'numbers':
      return Array.isArray(value) && value.length > 0
        ? value.map((one) => String(one).replace('.', ',')).join(' ; ')
        : null;
    case 'json':
      return typeof value === 'number' ? value : JSON.stringify(value);
    default:
      return typeof value === 'number' ? value : String(value);
  }
}

/** `2026-03` of a cell: a date, or what somebody types. */
const monthOfCell = (cell: Cell, text: string): string =>
  typeof cell === 'object' && cell !== null && 'date' in cell ? cell.date.slice(0, 7) : typedMonth(text);

function dateOfCell(cell: Cell, text: string): string {
  if (typeof cell === 'object' && cell !== null && 'date' in cell) return cell.date;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(text) ?? [];
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `09-30` of « 30/09 », « 30/9 », « 30 septembre », or of a whole date. */
function dayOfCell(cell: Cell, text: string): string {
  if (typeof cell === 'object' && cell !== null && 'date' in cell) return cell.date.slice(5);
  return typedDay(text);
}

function choiceOf(choices: Readonly<Record<string, string>>, text: string): string {
  const wanted = fold(text);
  const found = Object.entries(choices).find(([value, words]) => fold(words) === wanted || fold(value) === wanted);
  // A word of the list that is not there is refused with the values that are.
  return found?.[0] ?? text;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(',', '.'));
  } catch {
    return text;
  }
}

/** What a blank cell says: nothing is known (null), or what the catalogue supposes where nothing is said (undefined). */
function blank({ kind, field, required }: SheetColumn): null | undefined {
  const isSupposed =
    ['yes-no', 'codes', 'numbers', 'json', 'day'].includes(kind) ||
    ['window', 'profile', 'compositions'].includes(field);
  return required || isSupposed ? undefined : null;
}

/** What a cell says, in the form of the catalogue; undefined: blank. */
export function readCell(column: SheetColumn, cell: Cell | undefined): unknown {
  const text = cellText(cell).trim();
  if (cell === undefined || cell === null || text === '') return blank(column);
  if (column.field === 'compositions') return compositionsOf(text);
  if (column.choices) return choiceOf(column.choices, text);
  switch (column.kind) {
    case 'yes-no':
      return ['oui', 'o', 'vrai', 'true', 'x', '1'].includes(fold(text))
        ? true
        : ['non', 'n', 'faux', 'false', '0'].includes(fold(text))
          ? false
          : text;
    case 'month':
      return monthOfCell(cell, text);
    case 'date':
      return dateOfCell(cell, text);
    case 'day':
      return dayOfCell(cell, text);
    case 'codes':
      return text
        .split(/[,;]/u)
        .map((one) => one.trim())
        .filter((one) => one !== '');
    case 'numbers':
      return text.split(';').map((one) => typedNumber(one));
    case 'integer':
    case 'number':
      return typeof cell === 'number' ? cell : typedNumber(text);
    case 'json':
      return typeof cell === 'number' ? cell : jsonOf(text);
    case 'code':
      return column.field === 'inseeCode' && /^\d{4}$/u.test(text) ? `0${text}` : text;
    default:
      // As it is written, spaces that do not break included.
      return typeof cell === 'string' ? cell.replaceAll('\r\n', '\n').trim() : text;
  }
}

/** The cell of an Excel month or day. */
export const excelDate = (date: string): Date => new Date(`${date}T00:00:00Z`);
