import { type Cell, type GridRow, type Merge, UNCOMPUTED } from '../grid.ts';
import { refuse } from '../refusal.ts';
import { MergeFiller } from './merge-filler.ts';
import { type NumberLook, shownAs } from './number-look.ts';
import { cellLimits, dateCell } from './workbook-cells.ts';
import { decoded, walkXmlByPieces } from './xml.ts';
import type { Archive } from './zip.ts';

/** What the sheets of a workbook share. */
export interface XlsxBook {
  date1904: boolean;
  strings: string[];
  looks: NumberLook[];
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

/** Merges are written after the rows, where the last bytes of a sheet hold them all. */
const TAIL = 400_000;

/**
 * The merged cells of a sheet, which its rows need and which are written after them: the entry is unfolded once for its end, and
 * a sheet that was cut or that lies about its size is found out before any row is given.
 */
export function mergesOf(archive: Archive, path: string): Merge[] {
  const last: Uint8Array[] = [];
  let held = 0;
  for (const piece of archive.pieces(path)) {
    last.push(piece);
    held += piece.length;
    while (held - (last[0]?.length ?? held) >= TAIL) held -= last.shift()?.length ?? 0;
  }
  const tail = [...decoded(last)].join('');
  const after = Math.max(0, tail.lastIndexOf('sheetData>'));
  const found = tail.slice(after).matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+(?::[A-Z]+\d+)?)"/g);
  return [...found].map((match) => mergeOf(match[1] ?? '')).slice(0, 10_000);
}

/** Characters that XML cannot hold are written by their code. Example: `_x000D_` is a carriage return, `_x005F_` an underscore. */
export function unescapedText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

interface WrittenCell {
  type: string;
  style: number;
  text: string;
  isFormula: boolean;
}

function cellValue(book: XlsxBook, { type, style, text, isFormula }: WrittenCell): Cell {
  if (type === 'str' || type === 'inlineStr') return unescapedText(text);
  if (text === '') return isFormula ? { error: UNCOMPUTED } : null;
  if (type === 's') return book.strings[Number(text)] ?? null;
  if (type === 'b') return text === '1' || text === 'true';
  if (type === 'e') return { error: text };
  if (type === 'd') return dateCell(text);
  const number = Number(text);
  return Number.isNaN(number) ? text : shownAs(number, book.looks[style] ?? 'plain', book.date1904);
}

/** The last row that a sheet may have. */
const LAST_ROW = 1_048_576;

/** Builds rows from the elements of a sheet as they go by; blank rows and the cells of far columns are left out. */
class RowBuilder {
  readonly ready: GridRow[] = [];
  private number = 0;
  private column = -1;
  private style = 0;
  private type = 'n';
  private value = '';
  private isFormula = false;
  private inValue = false;
  private inInline = false;
  private hasInline = false;
  private phonetic = 0;
  private count = 0;
  private cells: Cell[] = [];
  private isHidden = false;

  constructor(
    private readonly book: XlsxBook,
    private readonly filler: MergeFiller,
  ) {}

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'c') {
      this.column = attributes.r ? columnOf(attributes.r) : this.column + 1;
      this.type = attributes.t ?? 'n';
      this.style = Number(attributes.s ?? 0);
      this.value = '';
      this.isFormula = false;
      this.hasInline = false;
    } else if (name === 'v') this.inValue = !this.hasInline;
    else if (name === 't') this.inValue = this.inInline && this.phonetic === 0;
    else if (name === 'f') this.isFormula = true;
    else if (name === 'is') this.openInline();
    else if (name === 'rPh') this.phonetic += 1;
    else if (name === 'row') {
      const said = Number(attributes.r ?? 0);
      this.number = said >= 1 && said <= LAST_ROW ? said : this.number + 1;
      this.column = -1;
      this.cells = [];
      this.isHidden = attributes.hidden !== undefined && /^(1|true|on)$/.test(attributes.hidden);
    }
  }

  text(piece: string): void {
    if (!this.inValue) return;
    this.value += piece;
    if (this.value.length > cellLimits.length) throw refuse('too-large');
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false;
    else if (name === 'is') this.inInline = false;
    else if (name === 'rPh') this.phonetic -= 1;
    else if (name === 'c') this.closeCell();
    else if (name === 'row' && this.cells.length > 0) {
      const row: GridRow = { number: this.number, cells: this.cells };
      if (this.isHidden) row.hidden = true;
      this.ready.push(this.filler.fill(row));
    }
  }

  /** The text that stands in a cell is its value, whatever else a writer put beside it. */
  private openInline(): void {
    this.inInline = true;
    this.hasInline = true;
    this.value = '';
  }

  private closeCell(): void {
    if (this.column < 0 || this.column >= cellLimits.columns) return;
    const value = cellValue(this.book, {
      type: this.type,
      style: this.style,
      text: this.value,
      isFormula: this.isFormula,
    });
    if (value === null || value === '') return;
    while (this.cells.length < this.column) this.cells.push(null);
    this.cells[this.column] = value;
    this.count += 1;
    if (this.count > cellLimits.cells) throw refuse('too-large');
  }
}

/** Rows of one sheet as it unfolds, hidden rows and columns included: what was typed counts, not what is shown. */
export function* sheetRows(pieces: Iterable<Uint8Array>, book: XlsxBook, merges: Merge[]): Generator<GridRow> {
  const builder = new RowBuilder(book, new MergeFiller(merges));
  const walk = walkXmlByPieces(pieces, {
    open: (name, attributes) => builder.open(name, attributes),
    text: (text) => builder.text(text),
    close: (name) => builder.close(name),
  });
  for (const _ of walk) {
    yield* builder.ready;
    builder.ready.length = 0;
  }
}
