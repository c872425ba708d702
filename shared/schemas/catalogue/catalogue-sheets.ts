import type { CatalogueSheet, EntryKind } from './sheet-columns.ts';
import { conventionSheets } from './sheets-of-convention.ts';
import { indicatorSheets } from './sheets-of-indicators.ts';
import { partnerSheets } from './sheets-of-partners.ts';

export { type CatalogueSheet, type EntryKind, entryKinds, type SheetColumn } from './sheet-columns.ts';

/**
 * What a catalogue is made of, kind by kind: one sheet of the workbook each, and the words in which a difference is told.
 * The columns are the keys of the JSON file, so that neither door knows more than the other.
 */

export const catalogueSheets: Readonly<Record<EntryKind, CatalogueSheet>> = {
  ...conventionSheets,
  ...indicatorSheets,
  ...partnerSheets,
};
