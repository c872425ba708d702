import type { SheetSource } from '../grid.ts';
import { refuse } from '../refusal.ts';
import { lookOfFormat, lookOfNumber, type NumberLook } from './number-look.ts';
import { mainPart, type Relation, relationsOf } from './package-parts.ts';
import { cellLimits } from './workbook-cells.ts';
import { mergesOf, sheetRows, unescapedText, type XlsxBook } from './workbook-xlsx-sheet.ts';
import { walkXml } from './xml.ts';
import type { Archive } from './zip.ts';

interface SheetList {
  /** `path` is undefined where the part of a sheet is not in the archive. */
  sheets: { name: string; path: string | undefined; hidden: boolean }[];
  date1904: boolean;
}

/** Kinds of sheets that hold no cells. */
const withoutCells = new Set(['chartsheet', 'dialogsheet', 'xlMacrosheet', 'xlIntlMacrosheet']);

function readSheetList(archive: Archive, main: string, relations: Relation[]): SheetList {
  const sheets: SheetList['sheets'] = [];
  let date1904 = false;
  walkXml(archive, main, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = /^(1|true|on)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const link = relations.find((relation) => relation.id === id);
      if (link && withoutCells.has(link.type)) return;
      const path = link && archive.has(link.target) ? link.target : undefined;
      const hidden = /^(very)?hidden$/i.test(attributes.state ?? '');
      sheets.push({ name: attributes.name ?? '', path, hidden });
    },
  });
  return { sheets, date1904 };
}

function readLooks(archive: Archive, part: string | undefined): NumberLook[] {
  const looks: NumberLook[] = [];
  const custom = new Map<number, NumberLook>();
  let inCells = false;
  if (part === undefined) return looks;
  walkXml(archive, part, {
    open: (name, attributes) => {
      const id = Number(attributes.numFmtId ?? 0);
      if (name === 'numFmt') custom.set(id, lookOfFormat(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) looks.push(custom.get(id) ?? lookOfNumber(id));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return looks;
}

/** Memory that a text takes beyond its letters: a bomb may be made of very small texts. */
const TEXT_OVERHEAD = 24;

function readStrings(archive: Archive, part: string | undefined): string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = 0;
  let total = 0;
  if (part === undefined) return strings;
  walkXml(archive, part, {
    open: (name) => {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic += 1;
      else if (name === 't' && phonetic === 0) inText = true;
    },
    text: (text) => {
      if (inText) current += text;
      if (current.length > cellLimits.length) throw refuse('too-large');
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') {
        strings.push(unescapedText(current));
        total += current.length + TEXT_OVERHEAD;
        if (total > cellLimits.strings) throw refuse('too-large');
      }
    },
  });
  return strings;
}

/** Every worksheet of an Excel workbook, its rows read as they are asked for. Parts are found by their links, not by their names. */
export function readXlsx(archive: Archive): SheetSource[] {
  const main = mainPart(archive);
  if (main === undefined) throw refuse('damaged');
  const relations = relationsOf(archive, main);
  const partOf = (type: string, usual: string) =>
    [...relations.filter((relation) => relation.type === type).map(({ target }) => target), usual].find(archive.has);
  const { sheets, date1904 } = readSheetList(archive, main, relations);
  const book: XlsxBook = {
    date1904,
    strings: readStrings(archive, partOf('sharedStrings', 'xl/sharedStrings.xml')),
    looks: readLooks(archive, partOf('styles', 'xl/styles.xml')),
  };
  return sheets.map(({ name, path, hidden }) => {
    if (path === undefined) return { name, hidden, missing: true, merges: [], size: 0, *rows() {} };
    const merges = mergesOf(archive, path);
    return {
      name,
      hidden,
      date1904,
      merges,
      size: archive.packedSize(path),
      rows: (onRead) => sheetRows(archive.pieces(path, onRead), book, merges),
    };
  });
}
