import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { refuse } from '../refusal.ts';
import type { Archive } from './zip.ts';

export interface XmlHandlers {
  open?: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/** The name of an element without its prefix: writers choose theirs. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
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

/** The text of pieces of bytes in UTF-8: a letter cut by the end of a piece is kept whole. */
export function* decoded(pieces: Iterable<Uint8Array>): Generator<string> {
  const decoder = new TextDecoder('utf-8');
  for (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** Walks an XML entry of an archive as it unfolds, and stops after each piece for what was found to be taken. */
export function* walkXmlByPieces(pieces: Iterable<Uint8Array>, handlers: XmlHandlers): Generator<void> {
  const parser = xmlParser(handlers);
  for (const text of decoded(pieces)) {
    parser.write(text);
    yield;
  }
  parser.close();
  yield;
}

/** Walks an XML entry of an archive from end to end. */
export function walkXml(archive: Archive, entry: string, handlers: XmlHandlers): void {
  for (const _ of walkXmlByPieces(archive.pieces(entry), handlers));
}
