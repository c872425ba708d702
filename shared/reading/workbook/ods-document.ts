import type { OnRead } from '../byte-source.ts';
import { decoded, type XmlHandlers, xmlParser } from './xml.ts';
import type { Archive } from './zip.ts';

const CONTENT = 'content.xml';

/** The prefixes under which the format is known, and the namespaces that they stand for: a writer may choose others. */
const vocabularies = ['office', 'table', 'text', 'style', 'draw'];
const namespaceOf = (word: string) =>
  `urn:oasis:names:tc:opendocument:xmlns:${word}${word === 'draw' ? 'ing' : ''}:1.0`;

/** Characters in which the document declares its prefixes. */
const HEAD = 20_000;

/** The prefixes of a document that are not the usual ones, and what they stand for. */
function unusualPrefixes(archive: Archive): Map<string, string> {
  let head = '';
  for (const text of decoded(archive.pieces(CONTENT))) {
    head += text;
    if (head.length > HEAD) break;
  }
  const declared = [...head.matchAll(/\sxmlns:([\w.-]+)\s*=\s*["']([^"']+)["']/g)];
  const found = declared.flatMap(([, prefix = '', namespace = '']): [string, string][] => {
    const word = vocabularies.find((one) => namespaceOf(one) === namespace);
    return word === undefined || word === prefix ? [] : [[prefix, word]];
  });
  return new Map(found);
}

/** A piece of the document: of its table of that rank, or of what stands before, between and after them (−1). */
interface Segment {
  table: number;
  text: string;
  /** The last piece of its table. */
  ends: boolean;
}

/** Where a table opens in a text: `<table:table-row` opens none. */
function openingIn(text: string, opening: string): number {
  for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 1)) {
    const next = text.charCodeAt(at + opening.length);
    if (next === 62 || next === 47 || next <= 32) return at;
  }
  return -1;
}

/** Cuts the document at its tables, so that one is parsed without the others. The first piece of a table is its opening tag. */
function* segmentsOf(texts: Iterable<string>, prefix: string): Generator<Segment> {
  const opening = `<${prefix}:table`;
  const closing = `</${prefix}:table>`;
  let rest = '';
  let count = 0;
  let place: 'around' | 'title' | 'inside' = 'around';
  for (const text of texts) {
    rest += text;
    for (;;) {
      const mark: number =
        place === 'around' ? openingIn(rest, opening) : rest.indexOf(place === 'title' ? '>' : closing);
      if (mark < 0) break;
      const end = mark + (place === 'around' ? 0 : place === 'title' ? 1 : closing.length);
      const isEmpty: boolean = place === 'title' && rest.charCodeAt(mark - 1) === 47;
      const ends: boolean = place === 'inside' || isEmpty;
      yield { table: place === 'around' ? -1 : count - 1, text: rest.slice(0, end), ends };
      rest = rest.slice(end);
      if (place === 'around') count += 1;
      place = place === 'around' ? 'title' : ends ? 'around' : 'inside';
    }
    if (place === 'title') continue;
    const kept = Math.min(rest.length, closing.length);
    yield { table: place === 'around' ? -1 : count - 1, text: rest.slice(0, rest.length - kept), ends: false };
    rest = rest.slice(rest.length - kept);
  }
  yield { table: place === 'around' ? -1 : count - 1, text: rest, ends: false };
}

/** One way through the document, from its start to its end. */
interface Walk {
  segments: Generator<Segment>;
  /** The first table that it has not entered. */
  next: number;
  onRead: OnRead | undefined;
}

export interface OdsTable {
  name: string;
  hidden: boolean;
  /** The bytes of the file that hold it, as near as its letters tell. */
  size: number;
}

/**
 * The document of an OpenDocument workbook, which holds all its sheets. They are mostly read in their order: a walk that has
 * gone past one sheet waits for the next one, so that reading them all costs one walk and not one each.
 */
export class OdsDocument {
  private readonly prefixes: Map<string, string>;
  private readonly tablePrefix: string;
  private waiting: Walk | undefined;

  constructor(private readonly archive: Archive) {
    this.prefixes = unusualPrefixes(archive);
    this.tablePrefix = [...this.prefixes].find(([, word]) => word === 'table')?.[0] ?? 'table';
  }

  /** A parser that says the usual names, whatever the prefixes of the document. */
  parser(handlers: XmlHandlers) {
    if (this.prefixes.size === 0) return xmlParser(handlers);
    const usual = (name: string) => {
      const word = this.prefixes.get(name.slice(0, Math.max(0, name.indexOf(':'))));
      return word === undefined ? name : word + name.slice(name.indexOf(':'));
    };
    const { open, text, close } = handlers;
    return xmlParser({
      ...(open && {
        open: (name: string, attributes: Record<string, string>) =>
          open(usual(name), Object.fromEntries(Object.entries(attributes).map(([key, value]) => [usual(key), value]))),
      }),
      ...(text && { text }),
      ...(close && { close: (name: string) => close(usual(name)) }),
    });
  }

  /** Its tables. It is unfolded once for that: a file that was cut is found out before any row is given. */
  tables(): OdsTable[] {
    const tables: OdsTable[] = [];
    const hiddenStyles = new Set<string>();
    let style = '';
    let letters = 0;
    const open = (name: string, attributes: Record<string, string>) => {
      if (name === 'style:style') style = attributes['style:name'] ?? '';
      else if (name === 'style:table-properties' && attributes['table:display'] === 'false') hiddenStyles.add(style);
      else if (name === 'table:table') {
        const hidden = hiddenStyles.has(attributes['table:style-name'] ?? '');
        tables.push({ name: attributes['table:name'] ?? '', hidden, size: 0 });
      }
    };
    const around = this.parser({ open });
    for (const { table, text } of this.walk().segments) {
      letters += text.length;
      if (table < 0) around.write(text);
      else if (table === tables.length) this.parser({ open }).write(text);
      const found = tables[table];
      if (found) found.size += text.length;
    }
    around.close();
    const packed = this.archive.packedSize(CONTENT);
    return tables.map((table) => ({ ...table, size: Math.round((packed * table.size) / Math.max(1, letters)) }));
  }

  /** The text of one table, piece after piece. */
  *textOf(rank: number, onRead?: OnRead): Generator<string> {
    const walk = this.waiting !== undefined && this.waiting.next <= rank ? this.waiting : this.walk();
    this.waiting = undefined;
    walk.onRead = onRead;
    walk.next = rank + 1;
    let isBroken = true;
    try {
      for (let step = walk.segments.next(); !step.done; step = walk.segments.next()) {
        const { table, text, ends } = step.value;
        if (table !== rank) continue;
        isBroken = false;
        yield text;
        isBroken = true;
        if (ends) break;
      }
      isBroken = false;
    } finally {
      if (!isBroken) this.waiting = walk;
    }
  }

  private walk(): Walk {
    const walk: Walk = { segments: segmentsOf([], ''), next: 0, onRead: undefined };
    const pieces = this.archive.pieces(CONTENT, (bytes) => walk.onRead?.(bytes));
    walk.segments = segmentsOf(decoded(pieces), this.tablePrefix);
    return walk;
  }
}
