import type { SheetSource } from '../grid.ts';
import { refuse } from '../refusal.ts';
import { cellLimits } from './workbook-cells.ts';
import { mergesOf, type NumberLook, sheetRows, type XlsxBook } from './workbook-xlsx-sheet.ts';
import { localName, walkXml } from './xml.ts';
import type { Archive } from './zip.ts';

const dateFormats = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 57]);

/** What a number format shows, once quoted text, colours and escapes are taken out. */
export function lookOfFormat(code: string): NumberLook {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').replace(/General|Standard/gi, '');
  if (/[dmyhs]/i.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'plain';
}

interface SheetList {
  sheets: { name: string; path: string; hidden: boolean }[];
  date1904: boolean;
}

function readSheetList(archive: Archive): SheetList {
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
  let total = 0;
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
      else if (local === 'si') {
        strings.push(current);
        total += current.length;
        if (total > cellLimits.strings) throw refuse('too-large');
      }
    },
  });
  return strings;
}

/** Every worksheet of an Excel workbook, its rows read as they are asked for. */
export function readXlsx(archive: Archive): SheetSource[] {
  const { sheets, date1904 } = readSheetList(archive);
  const book: XlsxBook = { date1904, strings: readStrings(archive), looks: readLooks(archive) };
  return sheets.map(({ name, path, hidden }) => {
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
