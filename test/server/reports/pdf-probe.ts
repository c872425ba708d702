import { inflateSync } from 'node:zlib';

/** What a screen reader finds in a PDF, read from its objects: a claim in the metadata proves nothing. */
export interface PdfProbe {
  lang: string | undefined;
  title: string | undefined;
  displaysTitle: boolean;
  /** 1 for PDF/UA-1, from the XMP metadata. */
  uaPart: string | undefined;
  pages: number;
  bookmarks: string[];
  /** How many structure elements of each role. */
  roles: Map<string, number>;
  /** The alternative texts of the figures; a figure without one counts as an empty string. */
  figureAlts: string[];
  /** How many header cells say what they are the header of. */
  headersWithScope: number;
  /** How many of them are the header of a row, first in it. */
  rowHeaders: number;
  /** Painting operators outside any marked content, of all pages. */
  untaggedPaint: number;
}

/** Every object by its number: as it is written, or out of an object stream; streams beside, inflated. */
export function readObjects(bytes: Buffer) {
  const objects = new Map<number, string>();
  const streams = new Map<number, Buffer>();
  const whole = bytes.toString('latin1');
  for (const match of whole.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
    const start = match.index + match[0].length;
    const end = whole.indexOf('endobj', start);
    const opening = whole.indexOf('stream\n', start);
    const number = Number(match[1]);
    if (opening < 0 || opening > end) {
      objects.set(number, whole.slice(start, end));
      continue;
    }
    const dictionary = whole.slice(start, opening);
    objects.set(number, dictionary);
    const length = Number(/\/Length (\d+)(?! 0 R)/.exec(dictionary)?.[1]);
    const raw = bytes.subarray(opening + 7, opening + 7 + length);
    streams.set(number, dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw);
  }
  for (const [number, stream] of streams) {
    const dictionary = objects.get(number) ?? '';
    if (!dictionary.includes('/ObjStm')) continue;
    const text = stream.toString('latin1');
    const first = Number(/\/First (\d+)/.exec(dictionary)?.[1]);
    const places = text.slice(0, first).trim().split(/\s+/).map(Number);
    for (let rank = 0; rank < places.length; rank += 2) {
      const next = places[rank + 3];
      const to = next === undefined ? undefined : first + next;
      objects.set(places[rank] ?? 0, text.slice(first + (places[rank + 1] ?? 0), to));
    }
  }
  return { objects, streams };
}

/** A PDF string, `(…)` or `<…>`, in PDFDocEncoding or UTF-16 with its mark. */
export function pdfString(source: string | undefined): string | undefined {
  if (source === undefined) return undefined;
  const bytes = source.startsWith('<')
    ? Buffer.from(source.slice(1, -1), 'hex')
    : Buffer.from(
        source
          .slice(1, -1)
          .replace(/\\([0-7]{3}|.)/gs, (_, code: string) =>
            code.length === 3
              ? String.fromCharCode(Number.parseInt(code, 8))
              : ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[code] ?? code),
          ),
        'latin1',
      );
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? bytes.subarray(2).swap16().toString('utf16le')
    : bytes.toString('latin1');
}

const stringAfter = (key: string, text: string) =>
  pdfString(new RegExp(`/${key}\\s*(\\((?:\\\\.|[^\\\\)])*\\)|<[0-9A-Fa-f]*>)`, 's').exec(text)?.[1]);

function untaggedPaint(content: string): number {
  const bare = content.replace(/\((?:\\.|[^\\)])*\)/gs, '()').replace(/<[0-9A-Fa-f\s]*>/g, '<>');
  let depth = 0;
  let untagged = 0;
  for (const [, operator = ''] of bare.matchAll(/(?<=^|[\s\])>])(BDC|BMC|EMC|Tj|TJ|Do|f\*?|S|B)(?=\s|$)/g)) {
    if (operator === 'BDC' || operator === 'BMC') depth += 1;
    else if (operator === 'EMC') depth -= 1;
    else if (depth <= 0) untagged += 1;
  }
  return untagged;
}

export function probePdf(bytes: Buffer): PdfProbe {
  const { objects, streams } = readObjects(bytes);
  const texts = [...objects.values()];
  const catalog = texts.find((text) => /\/Type\s*\/Catalog/.test(text)) ?? '';
  const elements = texts.filter((text) => /\/Type\s*\/StructElem|\/S\s*\/\w+[\s\S]*\/P \d+ 0 R/.test(text));
  const roleOf = (text: string) => /\/S\s*\/(\w+)/.exec(text)?.[1] ?? '';
  const roles = new Map<string, number>();
  const firstChild = (row: string) => objects.get(Number(/\/K\s*\[?(\d+) 0 R/.exec(row)?.[1])) ?? '';
  const isRowHeader = (cell: string) => roleOf(cell) === 'TH' && /\/Scope\s*\/Row/.test(cell);
  for (const element of elements) roles.set(roleOf(element), (roles.get(roleOf(element)) ?? 0) + 1);
  const pages = texts.filter((text) => /\/Type\s*\/Page\b(?!s)/.test(text));
  const contents = pages.map((page) => streams.get(Number(/\/Contents (\d+) 0 R/.exec(page)?.[1])));
  const metadata = streams.get(Number(/\/Metadata (\d+) 0 R/.exec(catalog)?.[1]))?.toString('utf8') ?? '';
  const hasTree = /\/StructTreeRoot \d+ 0 R/.test(catalog) && /\/Marked true/.test(catalog);
  return {
    lang: stringAfter('Lang', catalog),
    title: /<dc:title>[\s\S]*?<rdf:li[^>]*>([^<]*)</.exec(metadata)?.[1],
    displaysTitle: texts.some((text) => /\/DisplayDocTitle true/.test(text)),
    uaPart: /pdfuaid:part[>="']*\s*(\d)/.exec(metadata)?.[1],
    pages: pages.length,
    bookmarks: texts
      .filter((text) => /\/Title\s*[(<]/.test(text) && /\/Parent \d+ 0 R/.test(text) && text.includes('/Dest'))
      .map((text) => stringAfter('Title', text) ?? ''),
    roles: hasTree ? roles : new Map(),
    figureAlts: elements.filter((text) => roleOf(text) === 'Figure').map((text) => stringAfter('Alt', text) ?? ''),
    rowHeaders: elements.filter((text) => roleOf(text) === 'TR').filter((row) => isRowHeader(firstChild(row))).length,
    headersWithScope: elements.filter((text) => roleOf(text) === 'TH' && /\/Scope|\/Headers/.test(text)).length,
    untaggedPaint: contents.reduce((sum, content) => sum + untaggedPaint(content?.toString('latin1') ?? 'f'), 0),
  };
}
