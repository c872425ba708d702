import type { OnRead } from '../byte-source.ts';
import { type Cell, type GridRow, type Merge, type SheetSource, UNCOMPUTED } from '../grid.ts';
import { refuse } from '../refusal.ts';
import { MergeFiller } from './merge-filler.ts';
import { hoursText } from './number-look.ts';
import { OdsDocument } from './ods-document.ts';
import { cellLimits, dateCell, percentText } from './workbook-cells.ts';
import type { Archive } from './zip.ts';

interface OpenCell {
  attributes: Record<string, string>;
  text: string;
  paragraphs: number;
}

/** A duration as the format writes it. Example: `PT36H05M00S` is `36:05`. */
function hoursIn(duration: string): string | undefined {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.,]+)S)?$/.exec(duration);
  if (!match) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number((part ?? '0').replace(',', '.')));
  return hoursText((hours * 3600 + minutes * 60 + seconds) / 86_400);
}

function cellValue({ attributes, text }: OpenCell): Cell {
  const type = attributes['office:value-type'];
  const number = Number(attributes['office:value'] ?? Number.NaN);
  if (type === 'date') return dateCell(attributes['office:date-value'] ?? text);
  if (type === 'time') return hoursIn(attributes['office:time-value'] ?? '') ?? text;
  if (type === 'boolean') return attributes['office:boolean-value'] === 'true';
  if (type === 'percentage' && !Number.isNaN(number)) return percentText(number);
  if ((type === 'float' || type === 'currency') && !Number.isNaN(number)) return number;
  if (/^(#|Err:)/.test(text) && attributes['table:formula']) return { error: text };
  if (type === undefined && text === '') return attributes['table:formula'] ? { error: UNCOMPUTED } : null;
  return attributes['office:string-value'] ?? text;
}

const isHanging = (name: string) => name === 'office:annotation' || name.startsWith('draw:');

/** Builds the rows of one table as its elements go by; repeated blank rows only move the row number. */
class RowBuilder {
  readonly ready: GridRow[] = [];
  private readonly filler = new MergeFiller();
  private number = 0;
  private rowRepeat = 1;
  private cells: Cell[] = [];
  private isHidden = false;
  private cell: OpenCell | undefined;
  /** Notes and drawings that hang on a cell: their text is not the cell's. */
  private hanging = 0;
  private inParagraph = 0;
  private count = 0;

  constructor(private readonly merges: Merge[]) {}

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'table:table-row') this.openRow(attributes);
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.openCell(attributes);
    else if (isHanging(name)) this.hanging += 1;
    else if (name === 'text:p' && this.cell && this.hanging === 0) {
      if (this.cell.paragraphs > 0) this.cell.text += '\n';
      this.cell.paragraphs += 1;
      this.inParagraph += 1;
    } else if (name === 'text:s' && this.inParagraph > 0)
      this.write(' '.repeat(Math.min(100, Number(attributes['text:c'] ?? 1))));
    else if ((name === 'text:tab' || name === 'text:line-break') && this.inParagraph > 0) this.write(' ');
  }

  write(text: string): void {
    if (this.inParagraph === 0 || this.hanging > 0 || !this.cell) return;
    this.cell.text += text;
    if (this.cell.text.length > cellLimits.length) throw refuse('too-large');
  }

  close(name: string): void {
    if (isHanging(name)) this.hanging -= 1;
    else if (name === 'text:p' && this.inParagraph > 0 && this.hanging === 0) this.inParagraph -= 1;
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.closeCell();
    else if (name === 'table:table-row') this.closeRow();
  }

  private openRow(attributes: Record<string, string>): void {
    this.rowRepeat = Number(attributes['table:number-rows-repeated'] ?? 1);
    this.cells = [];
    this.isHidden = /^(collapse|filter)$/.test(attributes['table:visibility'] ?? '');
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
      const row: GridRow = { number: this.number + 1 + index, cells: [...this.cells] };
      if (this.isHidden) row.hidden = true;
      this.ready.push(this.filler.fill(row));
      this.count += this.cells.length;
    }
    if (this.count > cellLimits.cells) throw refuse('too-large');
    this.number += this.rowRepeat;
  }
}

function* tableRows(document: OdsDocument, rank: number, merges: Merge[], onRead?: OnRead): Generator<GridRow> {
  merges.length = 0;
  const builder = new RowBuilder(merges);
  const parser = document.parser({
    open: (name, attributes) => builder.open(name, attributes),
    text: (text) => builder.write(text),
    close: (name) => builder.close(name),
  });
  for (const text of document.textOf(rank, onRead)) {
    parser.write(text);
    yield* builder.ready;
    builder.ready.length = 0;
  }
}

/** Every sheet of an OpenDocument workbook, its rows read as they are asked for. */
export function readOds(archive: Archive): SheetSource[] {
  const document = new OdsDocument(archive);
  return document.tables().map(({ name, hidden, size }, rank) => {
    const merges: Merge[] = [];
    return { name, hidden, merges, size, rows: (onRead) => tableRows(document, rank, merges, onRead) };
  });
}
