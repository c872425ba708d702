import type { Cell, GridRow, Merge, SheetSource } from '../grid.ts';
import { refuse } from '../refusal.ts';
import { MergeFiller } from './merge-filler.ts';
import { cellLimits, percentText } from './workbook-cells.ts';
import { decoded, xmlParser } from './xml.ts';
import type { Archive } from './zip.ts';

interface OpenCell {
  attributes: Record<string, string>;
  text: string;
  paragraphs: number;
}

function cellValue({ attributes, text }: OpenCell): Cell {
  const type = attributes['office:value-type'];
  if (type === 'date') return { date: (attributes['office:date-value'] ?? '').slice(0, 10) };
  if (type === 'boolean') return attributes['office:boolean-value'] === 'true';
  if (type === 'percentage') return percentText(Number(attributes['office:value']));
  if (type === 'float' || type === 'currency') return Number(attributes['office:value']);
  if (/^(#|Err:)/.test(text) && attributes['table:formula']) return { error: text };
  return type === undefined && text === '' ? null : (attributes['office:string-value'] ?? text);
}

/** Builds the rows of one table as its elements go by; repeated blank rows only move the row number. */
class RowBuilder {
  readonly ready: GridRow[] = [];
  private readonly filler = new MergeFiller();
  private number = 0;
  private rowRepeat = 1;
  private cells: Cell[] = [];
  private cell: OpenCell | undefined;
  private annotations = 0;
  private inParagraph = 0;
  private count = 0;

  constructor(private readonly merges: Merge[]) {}

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'table:table-row') this.openRow(attributes);
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.openCell(attributes);
    else if (name === 'office:annotation') this.annotations += 1;
    else if (name === 'text:p' && this.cell && this.annotations === 0) {
      if (this.cell.paragraphs > 0) this.cell.text += '\n';
      this.cell.paragraphs += 1;
      this.inParagraph += 1;
    } else if (name === 'text:s' && this.inParagraph > 0)
      this.write(' '.repeat(Math.min(100, Number(attributes['text:c'] ?? 1))));
    else if ((name === 'text:tab' || name === 'text:line-break') && this.inParagraph > 0) this.write(' ');
  }

  write(text: string): void {
    if (this.inParagraph === 0 || this.annotations > 0 || !this.cell) return;
    this.cell.text += text;
    if (this.cell.text.length > cellLimits.length) throw refuse('too-large');
  }

  close(name: string): void {
    if (name === 'office:annotation') this.annotations -= 1;
    else if (name === 'text:p' && this.inParagraph > 0 && this.annotations === 0) this.inParagraph -= 1;
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.closeCell();
    else if (name === 'table:table-row') this.closeRow();
  }

  private openRow(attributes: Record<string, string>): void {
    this.rowRepeat = Number(attributes['table:number-rows-repeated'] ?? 1);
    this.cells = [];
  }

  private openCell(attributes: Record<string, string>): void {
    this.cell = { attributes, text: '', paragraphs: 0 };
    const rows = Number(attributes['table:number-rows-spanned'] ?? 1);
    const columns = Number(attributes['table:number-columns-spanned'] ?? 1);
    if (rows === 1 && columns === 1) return;
    const [firstRow, firstColumn] = [this.number + 1, this.cells.length];
    const merge = { firstRow, firstColumn, lastRow: firstRow + rows - 1, lastColumn: firstColumn + columns - 1 };
    if (this.merges.length < 10_000) this.merges.push(merge);
    this.filler.add(merge);
  }

  private closeCell(): void {
    if (!this.cell) return;
    const value = cellValue(this.cell);
    const repeat = Number(this.cell.attributes['table:number-columns-repeated'] ?? 1);
    const room = cellLimits.columns - this.cells.length;
    for (let index = 0; index < Math.min(repeat, room); index += 1) this.cells.push(value);
    this.cell = undefined;
  }

  private closeRow(): void {
    while (this.cells.length > 0 && (this.cells.at(-1) === null || this.cells.at(-1) === '')) this.cells.pop();
    const filled = this.cells.length > 0 ? this.rowRepeat : 0;
    if (filled > cellLimits.repeatedRows) throw refuse('too-large');
    for (let index = 0; index < filled; index += 1) {
      this.ready.push(this.filler.fill({ number: this.number + 1 + index, cells: [...this.cells] }));
      this.count += this.cells.length;
    }
    if (this.count > cellLimits.cells) throw refuse('too-large');
    this.number += this.rowRepeat;
  }
}

/** A piece of the document: of its table of that rank, or of what stands before, between and after them (−1). */
interface Segment {
  table: number;
  text: string;
}

const opening = '<table:table ';
const closing = '</table:table>';

/** Cuts the document at its tables, so that one is parsed without the others. */
function* segmentsOf(texts: Iterable<string>): Generator<Segment> {
  let rest = '';
  let count = 0;
  let inside = false;
  for (const text of texts) {
    rest += text;
    for (;;) {
      const mark = inside ? closing : opening;
      const at = rest.indexOf(mark);
      if (at < 0) break;
      const end = inside ? at + mark.length : at;
      yield { table: inside ? count - 1 : -1, text: rest.slice(0, end) };
      rest = rest.slice(end);
      inside = !inside;
      if (inside) count += 1;
    }
    const kept = Math.min(rest.length, closing.length - 1);
    yield { table: inside ? count - 1 : -1, text: rest.slice(0, rest.length - kept) };
    rest = rest.slice(rest.length - kept);
  }
  yield { table: inside ? count - 1 : -1, text: rest };
}

interface Table {
  name: string;
  hidden: boolean;
}

/** The tables of the document. It is unfolded once for that: a file that was cut is found out before any row is given. */
function tablesOf(archive: Archive): Table[] {
  const tables: Table[] = [];
  const hiddenStyles = new Set<string>();
  let style = '';
  const open = (name: string, attributes: Record<string, string>) => {
    if (name === 'style:style') style = attributes['style:name'] ?? '';
    else if (name === 'style:table-properties' && attributes['table:display'] === 'false') hiddenStyles.add(style);
    else if (name === 'table:table') {
      const hidden = hiddenStyles.has(attributes['table:style-name'] ?? '');
      tables.push({ name: attributes['table:name'] ?? '', hidden });
    }
  };
  const around = xmlParser({ open });
  let title = '';
  for (const { table, text } of segmentsOf(decoded(archive.pieces('content.xml')))) {
    if (table < 0) around.write(text);
    else if (table === tables.length) {
      title += text;
      const end = title.indexOf('>');
      if (end < 0) continue;
      xmlParser({ open }).write(title.slice(0, end + 1));
      title = '';
    }
  }
  around.close();
  return tables;
}

function* tableRows(pieces: Iterable<Uint8Array>, rank: number, merges: Merge[]): Generator<GridRow> {
  merges.length = 0;
  const builder = new RowBuilder(merges);
  const parser = xmlParser({
    open: (name, attributes) => builder.open(name, attributes),
    text: (text) => builder.write(text),
    close: (name) => builder.close(name),
  });
  for (const { table, text } of segmentsOf(decoded(pieces))) {
    if (table > rank) return;
    if (table !== rank) continue;
    parser.write(text);
    yield* builder.ready;
    builder.ready.length = 0;
  }
}

/** Every sheet of an OpenDocument workbook, its rows read as they are asked for. */
export function readOds(archive: Archive): SheetSource[] {
  return tablesOf(archive).map(({ name, hidden }, rank) => {
    const merges: Merge[] = [];
    return {
      name,
      hidden,
      merges,
      size: archive.packedSize('content.xml'),
      rows: (onRead) => tableRows(archive.pieces('content.xml', onRead), rank, merges),
    };
  });
}
