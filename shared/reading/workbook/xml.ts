import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { refuse } from '../refusal.ts';
import type { Archive } from './zip.ts';

export interface XmlHandlers {
  open?: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/** A parser of pieces of XML. A document type declaration is refused: it is how entity bombs enter. */
export function xmlParser({ open, text, close }: XmlHandlers): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw refuse('damaged');
  });
  parser.on('error', (error) => {
    throw error;
  });
  if (open) parser.on('opentag', (tag: SaxesTagPlain) => open(tag.name, tag.attributes));
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  if (close) parser.on('closetag', (tag) => close(tag.name));
  return parser;
}

/**
 * The names of a document's elements. Those of its own vocabulary, which is the namespace of its root, lose the prefix that its
 * writer chose; one that an extension brings keeps a colon in front and is never taken for them: `x15:workbookPr` says nothing
 * of the calendar.
 */
class Vocabulary {
  private readonly namespaces = new Map<string, string>();
  private readonly hidden: { depth: number; prefix: string; namespace: string | undefined }[] = [];
  private readonly known = new Map<string, string>();
  private own: string | undefined;
  private depth = 0;

  open(name: string, attributes: Record<string, string>): string {
    this.depth += 1;
    for (const key in attributes) if (key.startsWith('xmlns')) this.declare(key, attributes[key] ?? '');
    if (this.depth === 1) this.own = this.namespaceOf(name);
    return this.nameOf(name);
  }

  close(name: string): string {
    const said = this.nameOf(name);
    while (this.hidden.at(-1)?.depth === this.depth) {
      const { prefix, namespace } = this.hidden.pop() ?? { prefix: '', namespace: undefined };
      if (namespace === undefined) this.namespaces.delete(prefix);
      else this.namespaces.set(prefix, namespace);
      this.known.clear();
    }
    this.depth -= 1;
    return said;
  }

  private declare(attribute: string, namespace: string): void {
    const prefix = attribute.slice('xmlns:'.length);
    this.hidden.push({ depth: this.depth, prefix, namespace: this.namespaces.get(prefix) });
    this.namespaces.set(prefix, namespace);
    this.known.clear();
  }

  private namespaceOf(name: string): string | undefined {
    return this.namespaces.get(name.slice(0, Math.max(0, name.indexOf(':'))));
  }

  private nameOf(name: string): string {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const said = this.namespaceOf(name) === this.own ? name.slice(name.indexOf(':') + 1) : `:${name}`;
    this.known.set(name, said);
    return said;
  }
}

/** How the letters of an XML part are written: its mark, its first bytes, or what its declaration says. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  const declaration = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(declaration)?.[1] ?? 'utf-8';
  return /^(utf-?16|ucs)/i.test(declared) ? 'utf-8' : declared;
}

function decoderOf(bytes: Uint8Array): TextDecoder {
  try {
    return new TextDecoder(encodingOf(bytes));
  } catch {
    return new TextDecoder('utf-8');
  }
}

/** The text of pieces of bytes: a letter cut by the end of a piece is kept whole. */
export function* decoded(pieces: Iterable<Uint8Array>): Generator<string> {
  let decoder: TextDecoder | undefined;
  for (const piece of pieces) {
    if (piece.length === 0) continue;
    decoder ??= decoderOf(piece);
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

/** Walks an XML entry of an archive as it unfolds, and stops after each piece for what was found to be taken. */
export function* walkXmlByPieces(pieces: Iterable<Uint8Array>, { open, text, close }: XmlHandlers): Generator<void> {
  const names = new Vocabulary();
  const parser = xmlParser({
    open: (name, attributes) => {
      const said = names.open(name, attributes);
      open?.(said, attributes);
    },
    ...(text && { text }),
    close: (name) => {
      const said = names.close(name);
      close?.(said);
    },
  });
  for (const piece of decoded(pieces)) {
    parser.write(piece);
    yield;
  }
  parser.close();
  yield;
}

/** Walks an XML entry of an archive from end to end. */
export function walkXml(archive: Archive, entry: string, handlers: XmlHandlers): void {
  for (const _ of walkXmlByPieces(archive.pieces(entry), handlers));
}
