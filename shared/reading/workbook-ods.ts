import type { Cell, Sheet } from './grid.ts';
import { refuse } from './refusal.ts';
import { cellLimits, percentText } from './workbook-cells.ts';
import { walkXml } from './xml.ts';
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

/** Collects the rows of the sheets as their elements go by; repeated blank rows only move the row number. */
class OdsSheets {
  readonly sheets: Sheet[] = [];
  private readonly hiddenStyles = new Set<string>();
  private style = '';
  private number = 0;
  private rowRepeat = 1;
  private cells: Cell[] = [];
  private cell: OpenCell | undefined;
  private annotations = 0;
  private inParagraph = 0;
  private count = 0;

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'style:style') this.style = attributes['style:name'] ?? '';
    else if (name === 'style:table-properties' && attributes['table:display'] === 'false')
      this.hiddenStyles.add(this.style);
    else if (name === 'table:table') this.openSheet(attributes);
    else if (name === 'table:table-row') this.openRow(attributes);
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

  private openSheet(attributes: Record<string, string>): void {
    const hidden = this.hiddenStyles.has(attributes['table:style-name'] ?? '');
    this.sheets.push({ name: attributes['table:name'] ?? '', hidden, rows: [], merges: [] });
    this.number = 0;
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
    this.sheets.at(-1)?.merges.push({
      firstRow,
      firstColumn,
      lastRow: firstRow + rows - 1,
      lastColumn: firstColumn + columns - 1,
    });
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
      this.sheets.at(-1)?.rows.push({ number: this.number + 1 + index, cells: [...this.cells] });
      this.count += this.cells.length;
    }
    if (this.count > cellLimits.cells) throw refuse('too-large');
    this.number += this.rowRepeat;
  }
}

/** Every sheet of an OpenDocument workbook. */
export function readOds(archive: Archive): Sheet[] {
  const collector = new OdsSheets();
  walkXml(archive, 'content.xml', {
    open: (name, attributes) => collector.open(name, attributes),
    text: (text) => collector.write(text),
    close: (name) => collector.close(name),
  });
  return collector.sheets;
}
