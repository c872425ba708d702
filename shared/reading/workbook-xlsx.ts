import type { Cell, Merge, Sheet } from './grid.ts';
import { refuse } from './refusal.ts';
import { cellLimits, dateOfSerial, percentText } from './workbook-cells.ts';
import { localName, walkXml } from './xml.ts';
import type { Archive } from './zip.ts';

type NumberLook = 'plain' | 'date' | 'percent';

const dateFormats = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 57]);

/** What a number format shows, once quoted text, colours and escapes are taken out. */
export function lookOfFormat(code: string): NumberLook {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').replace(/General|Standard/gi, '');
  if (/[dmyhs]/i.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'plain';
}

interface Book {
  sheets: { name: string; path: string; hidden: boolean }[];
  date1904: boolean;
  strings: string[];
  looks: NumberLook[];
}

function readSheetList(archive: Archive): Pick<Book, 'sheets' | 'date1904'> {
  const found: { name: string; id: string; hidden: boolean }[] = [];
  const targets = new Map<string, string>();
  let date1904 = false;
  walkXml(archive, 'xl/workbook.xml', {
    open: (name, attributes) => {
      const local = localName(name);
      if (local === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (local !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      found.push({ name: attributes.name ?? '', id, hidden: (attributes.state ?? 'visible') !== 'visible' });
    },
  });
  walkXml(archive, 'xl/_rels/workbook.xml.rels', {
    open: (name, { Id = '', Target = '' }) => {
      if (localName(name) === 'Relationship')
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets = found.flatMap(({ name, id, hidden }) => {
    const path = targets.get(id);
    return path?.includes('worksheets') && archive.has(path) ? [{ name, path, hidden }] : [];
  });
  return { sheets, date1904 };
}

function readLooks(archive: Archive): NumberLook[] {
  const looks: NumberLook[] = [];
  const custom = new Map<number, NumberLook>();
  let inCells = false;
  if (!archive.has('xl/styles.xml')) return looks;
  walkXml(archive, 'xl/styles.xml', {
    open: (name, attributes) => {
      const local = localName(name);
      const id = Number(attributes.numFmtId ?? 0);
      if (local === 'numFmt') custom.set(id, lookOfFormat(attributes.formatCode ?? ''));
      else if (local === 'cellXfs') inCells = true;
      else if (local === 'xf' && inCells) {
        looks.push(custom.get(id) ?? (dateFormats.has(id) ? 'date' : id === 9 || id === 10 ? 'percent' : 'plain'));
      }
    },
    close: (name) => {
      if (localName(name) === 'cellXfs') inCells = false;
    },
  });
  return looks;
}

function readStrings(archive: Archive): string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = 0;
  if (!archive.has('xl/sharedStrings.xml')) return strings;
  walkXml(archive, 'xl/sharedStrings.xml', {
    open: (name) => {
      const local = localName(name);
      if (local === 'si') current = '';
      else if (local === 'rPh') phonetic += 1;
      else if (local === 't' && phonetic === 0) inText = true;
    },
    text: (text) => {
      if (inText) current += text;
      if (current.length > cellLimits.length) throw refuse('too-large');
    },
    close: (name) => {
      const local = localName(name);
      if (local === 't') inText = false;
      else if (local === 'rPh') phonetic -= 1;
      else if (local === 'si') strings.push(current);
    },
  });
  return strings;
}

/** Column of a reference, from 0. Example: `AB12` is 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const code = reference.charCodeAt(index);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

function mergeOf(reference: string): Merge {
  const [from = '', to = from] = reference.split(':');
  const rowOf = (text: string) => Number(/\d+/.exec(text)?.[0] ?? 0);
  return { firstRow: rowOf(from), lastRow: rowOf(to), firstColumn: columnOf(from), lastColumn: columnOf(to) };
}

function cellValue(book: Book, type: string, style: number, text: string): Cell {
  if (type === 's') return book.strings[Number(text)] ?? null;
  if (type === 'str' || type === 'inlineStr') return text;
  if (text === '') return null;
  if (type === 'b') return text === '1' || text === 'true';
  if (type === 'e') return { error: text };
  if (type === 'd') return { date: text.slice(0, 10) };
  const number = Number(text);
  if (Number.isNaN(number)) return text;
  const look = book.looks[style] ?? 'plain';
  if (look === 'percent') return percentText(number);
  if (look !== 'date' || number < 1) return number;
  const date = dateOfSerial(number, book.date1904);
  return date === undefined ? { error: text } : { date };
}

/** Rows of one sheet, hidden rows and columns included: what was typed counts, not what is shown. */
function readSheet(archive: Archive, book: Book, path: string): Pick<Sheet, 'rows' | 'merges'> {
  const rows: Sheet['rows'] = [];
  const merges: Merge[] = [];
  let [number, column, style, type, text, inValue, inInline, count] = [0, -1, 0, 'n', '', false, false, 0];
  let cells: Cell[] = [];
  walkXml(archive, path, {
    open: (name, attributes) => {
      const local = localName(name);
      if (local === 'row') {
        number = attributes.r ? Number(attributes.r) : number + 1;
        column = -1;
        cells = [];
      } else if (local === 'c') {
        column = attributes.r ? columnOf(attributes.r) : column + 1;
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        text = '';
      } else if (local === 'v' || (local === 't' && inInline)) inValue = true;
      else if (local === 'is') inInline = true;
      else if (local === 'mergeCell' && merges.length < 10_000) merges.push(mergeOf(attributes.ref ?? ''));
    },
    text: (piece) => {
      if (inValue) text += piece;
      if (text.length > cellLimits.length) throw refuse('too-large');
    },
    close: (name) => {
      const local = localName(name);
      if (local === 'v' || local === 't') inValue = false;
      else if (local === 'is') inInline = false;
      else if (local === 'c' && column >= 0 && column < cellLimits.columns) {
        const value = cellValue(book, type, style, text);
        if (value === null || value === '') return;
        while (cells.length < column) cells.push(null);
        cells[column] = value;
        count += 1;
        if (count > cellLimits.cells) throw refuse('too-large');
      } else if (local === 'row' && cells.length > 0) rows.push({ number, cells });
    },
  });
  return { rows, merges };
}

/** Every worksheet of an Excel workbook. */
export function readXlsx(archive: Archive): Sheet[] {
  const { sheets, date1904 } = readSheetList(archive);
  const book: Book = { sheets, date1904, strings: readStrings(archive), looks: readLooks(archive) };
  return sheets.map(({ name, path, hidden }) => ({ name, hidden, date1904, ...readSheet(archive, book, path) }));
}
