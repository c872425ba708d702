import type { GridRow, Sheet } from './grid.ts';
import { type Header, headerAgain } from './layout/header.ts';
import type { SaidOfTitles } from './layout/kept-titles.ts';
import { ColumnSums, type KeptColumn, keptColumns, natureOf, type RowSigns } from './layout/row-nature.ts';

/** What is below one header of a sheet, until the next one. */
export interface Section {
  header: Header;
  kept: KeptColumn[];
  /** Rows of data, of those that were looked at. */
  rows: GridRow[];
}

export function signsOf(kept: KeptColumn[], { register }: Header): RowSigns {
  const at = (wanted: (one: KeptColumn) => boolean) => kept.find(wanted)?.position;
  return {
    kept,
    required: kept.filter(({ column }) => column.required),
    keyPosition: at(({ column }) => column.kind === 'key'),
    datePosition: at(({ column }) => column.field === register.monthField),
    sums: new ColumnSums(),
  };
}

/** The tables of a sheet, one under the other, as its first rows show them. */
export function sectionsOf(sheet: Sheet, looked: GridRow[], first: Header, mapping: SaidOfTitles): Section[] {
  const sections: Section[] = [];
  let signs: RowSigns | undefined;
  const open = (header: Header) => {
    const kept = keptColumns(header);
    signs = signsOf(kept, header);
    const opened: Section = { header, kept, rows: [] };
    sections.push(opened);
    return opened;
  };
  let section = open(first);
  looked.forEach((row, index) => {
    if (index <= first.index || !signs) return;
    const nature = natureOf(row, signs);
    if (nature !== 'data' && nature !== 'header') return;
    const again = headerAgain(sheet, row, section.header, mapping);
    if (again) section = open({ ...again, index });
    else if (nature === 'data') section.rows.push(row);
  });
  return sections;
}
