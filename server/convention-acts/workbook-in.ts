import { bytesSource } from '../../shared/reading/byte-source.ts';
import { type Cell, isBlank, type SheetSource } from '../../shared/reading/grid.ts';
import { sniff } from '../../shared/reading/layout/sniff.ts';
import { Refused, refuse } from '../../shared/reading/refusal.ts';
import { fold } from '../../shared/reading/text.ts';
import { readOds } from '../../shared/reading/workbook/workbook-ods.ts';
import { readXlsx } from '../../shared/reading/workbook/workbook-xlsx.ts';
import { entryId, entryKey } from '../../shared/schemas/catalogue/catalogue-entries.ts';
import {
  catalogueSheets,
  type EntryKind,
  entryKinds,
  type SheetColumn,
} from '../../shared/schemas/catalogue/catalogue-sheets.ts';
import { AppError } from '../platform/errors.ts';
import type { Located } from './faults.ts';
import { readCell } from './workbook-cells.ts';

/** What a workbook asks for: its rows as entries, with what of it was not read and why. */
export interface ReadWorkbook {
  entries: (Located & { row: number })[];
  /** Columns that a sheet does not have: what is known there stays. */
  absent: ReadonlyMap<EntryKind, readonly string[]>;
  notes: string[];
}

const MOST_ROWS = 20_000;
const HEAD_ROWS = 15;

/** The words of a column's title, without its star and its hint. */
const titleOf = (cell: Cell | undefined) =>
  typeof cell === 'string' ? fold((cell.split('\n')[0] ?? '').replace(/\*/gu, '')) : '';

interface Head {
  places: Map<number, SheetColumn>;
  unread: string[];
}

function headOf(kind: EntryKind, cells: readonly Cell[]): Head | null {
  const { columns, keys } = catalogueSheets[kind];
  const places = new Map<number, SheetColumn>();
  const unread: string[] = [];
  for (const [place, cell] of cells.entries()) {
    const words = titleOf(cell);
    const column = columns.find(({ label }) => fold(label) === words);
    if (column && ![...places.values()].includes(column)) places.set(place, column);
    else if (words !== '') unread.push(String(cell).split('\n')[0] ?? '');
  }
  const named = [...places.values()].map(({ field }) => field);
  return keys.filter((key) => key !== 'supersededAt').every((key) => named.includes(key)) ? { places, unread } : null;
}

function readSheet(
  kind: EntryKind,
  sheet: SheetSource,
  into: { entries: ReadWorkbook['entries']; notes: string[] },
): string[] | null {
  let head: Head | null = null;
  let looked = 0;
  for (const { number: row, cells } of sheet.rows()) {
    if (!head) {
      head = headOf(kind, cells.slice(0, 60));
      looked += 1;
      if (!head && looked >= HEAD_ROWS) break;
      continue;
    }
    const { places } = head;
    if ([...places.keys()].every((place) => isBlank(cells[place]))) continue;
    const value = Object.fromEntries(
      [...places].flatMap(([place, column]) => {
        const read = readCell(column, cells[place]);
        return read === undefined ? [] : [[column.field, read]];
      }),
    );
    into.entries.push({ kind, key: entryKey(kind, value), value, row });
    if (into.entries.length > MOST_ROWS) throw refuse('too-large');
  }
  if (!head) {
    into.notes.push(
      `Feuille «\u00a0${sheet.name}\u00a0»\u00a0: ses titres de colonnes ne sont plus là, elle n’est pas lue.`,
    );
    return null;
  }
  const { places, unread } = head;
  for (const name of unread)
    into.notes.push(
      `Feuille «\u00a0${sheet.name}\u00a0»\u00a0: la colonne «\u00a0${name}\u00a0» n’est pas connue, elle n’est pas lue.`,
    );
  const found = [...places.values()].map(({ field }) => field);
  const absent = catalogueSheets[kind].columns.filter(({ field }) => !found.includes(field));
  for (const { label } of absent)
    into.notes.push(
      `Feuille «\u00a0${sheet.name}\u00a0»\u00a0: la colonne «\u00a0${label}\u00a0» manque, ce qui est connu reste.`,
    );
  return absent.map(({ field }) => field);
}

/** Rows of one key: the first stands, and the other is a fault that says where. */
function refuseTwins(entries: ReadWorkbook['entries']): void {
  const rows = new Map<string, number>();
  const faults = entries.flatMap((one) => {
    const before = rows.get(entryId(one));
    if (before === undefined) {
      rows.set(entryId(one), one.row);
      return [];
    }
    const { title } = catalogueSheets[one.kind];
    return [
      `feuille «\u00a0${title}\u00a0», ligne ${one.row}\u00a0: «\u00a0${one.key || 'sans code'}\u00a0» y est déjà, ligne ${before}.`,
    ];
  });
  if (faults.length > 0) throw new AppError('INVALID', { faults });
}

const sheetsOf = (bytes: Uint8Array): SheetSource[] => {
  const file = sniff(bytesSource(bytes));
  if (file.kind === 'text')
    throw new Refused({
      code: 'not-a-table',
      message: 'Ce fichier est un texte\u00a0: il faut le classeur (.xlsx ou .ods), ou le catalogue en JSON.',
    });
  return file.kind === 'xlsx' ? readXlsx(file.archive) : readOds(file.archive);
};

/** Sheets of the workbook that hold nothing of the catalogue, shown or hidden. */
const ownSheets = ['Lisez-moi', 'Listes'].map(fold);

/** Reads a workbook of the catalogue; what cannot be read at all is refused with INVALID, in French. */
export function readCatalogueWorkbook(bytes: Uint8Array): ReadWorkbook {
  const into: Pick<ReadWorkbook, 'entries' | 'notes'> = { entries: [], notes: [] };
  const absent = new Map<EntryKind, string[]>();
  try {
    for (const sheet of sheetsOf(bytes)) {
      const kind = entryKinds.find((one) => fold(catalogueSheets[one].title) === fold(sheet.name));
      if (kind) absent.set(kind, readSheet(kind, sheet, into) ?? []);
      else if (!sheet.hidden && !ownSheets.includes(fold(sheet.name)))
        into.notes.push(`Feuille «\u00a0${sheet.name}\u00a0»\u00a0: elle n’est pas du catalogue, elle n’est pas lue.`);
    }
  } catch (error) {
    if (error instanceof Refused) throw new AppError('INVALID', { faults: [error.message] });
    throw error;
  }
  if (absent.size === 0)
    throw new AppError('INVALID', {
      faults: ['Aucune feuille de ce classeur n’est du catalogue\u00a0: téléchargez le classeur, puis remplissez-le.'],
    });
  refuseTwins(into.entries);
  return { ...into, absent };
}
