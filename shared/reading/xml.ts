import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { refuse } from './refusal.ts';
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

/** Walks an XML entry of an archive as it unfolds. A document type declaration is refused: it is how entity bombs enter. */
export function walkXml(archive: Archive, entry: string, { open, text, close }: XmlHandlers): void {
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
  const decoder = new TextDecoder('utf-8');
  archive.read(entry, (piece) => parser.write(decoder.decode(piece, { stream: true })));
  parser.write(decoder.decode()).close();
}
