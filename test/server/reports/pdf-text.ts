import { readObjects } from './pdf-probe.ts';

/** The words of a PDF, page after page in the order in which they are painted, without any space: what is compared. */

type Glyphs = Map<number, string>;

/** The letters that a font's glyphs stand for, from its ToUnicode map. */
function glyphsOf(map: string): Glyphs {
  const glyphs: Glyphs = new Map();
  const letters = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', hex = ''] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi))
      glyphs.set(Number.parseInt(code, 16), letters(hex));
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', hex = ''] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi)) {
      const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      const start = Number.parseInt(hex, 16);
      for (let code = first; code <= last; code += 1) glyphs.set(code, String.fromCodePoint(start + code - first));
    }
  }
  return glyphs;
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** A literal string from its opening parenthesis: its bytes, and where it ends. Parentheses inside may be balanced. */
function literal(content: string, start: number): { bytes: string; end: number } {
  let bytes = '';
  let depth = 0;
  for (let at = start; at < content.length; at += 1) {
    const sign = content[at] ?? '';
    if (sign === '\\') {
      const [, octal, other = ''] = /^\\(?:([0-7]{1,3})|([\s\S]))/.exec(content.slice(at, at + 4)) ?? [];
      bytes += octal === undefined ? (ESCAPES[other] ?? other) : String.fromCharCode(Number.parseInt(octal, 8));
      at += octal === undefined ? 1 : octal.length;
      continue;
    }
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth === 0) return { bytes, end: at + 1 };
    if (at > start) bytes += sign;
  }
  return { bytes, end: content.length };
}

function painted(content: string, fonts: Map<string, Glyphs>): string {
  let glyphs: Glyphs = new Map();
  let words = '';
  const say = (bytes: Buffer) => {
    for (let at = 0; at + 1 < bytes.length; at += 2) words += glyphs.get(bytes.readUInt16BE(at)) ?? '';
  };
  const next = /\/(\w+)\s+[\d.]+\s+Tf|\(|<([0-9A-Fa-f\s]+)>(?!>)/g;
  for (let found = next.exec(content); found; found = next.exec(content)) {
    const [token, font, hex] = found;
    // What a reader is told instead of a glyph: the glyph's own letters say the same.
    const isTold = /\/ActualText\s*$/.test(content.slice(Math.max(0, found.index - 20), found.index));
    if (font !== undefined) glyphs = fonts.get(font) ?? new Map();
    else if (hex !== undefined) say(isTold ? Buffer.alloc(0) : Buffer.from(hex.replace(/\s/g, ''), 'hex'));
    else if (token === '(') {
      const { bytes, end } = literal(content, found.index);
      next.lastIndex = end;
      if (!isTold) say(Buffer.from(bytes, 'latin1'));
    }
  }
  return words;
}

export const bare = (words: string) => words.replace(/[\s\u00a0\u202f\u200b\u00ad]/gu, '');

export function pdfText(file: Buffer): string[] {
  const { objects, streams } = readObjects(file);
  const ref = (text: string, key: string) => Number(new RegExp(`/${key}\\s+(\\d+) 0 R`).exec(text)?.[1]);
  const inflated = (number: number) => streams.get(number)?.toString('latin1') ?? '';
  const known = new Map<number, Glyphs>();
  const glyphsAt = (font: number) => {
    const found = known.get(font) ?? glyphsOf(inflated(ref(objects.get(font) ?? '', 'ToUnicode')));
    known.set(font, found);
    return found;
  };
  const pages = [...objects].filter(([, text]) => /\/Type\s*\/Page\b(?!s)/.test(text)).sort(([a], [b]) => a - b);
  return pages.map(([, page]) => {
    const resources = ref(page, 'Resources');
    const around = Number.isNaN(resources) ? page : (objects.get(resources) ?? '');
    const listed = /\/Font\s*<<([\s\S]*?)>>/.exec(around)?.[1] ?? '';
    const fonts = new Map(
      [...listed.matchAll(/\/(\w+)\s+(\d+) 0 R/g)].map(([, name = '', number]) => [name, glyphsAt(Number(number))]),
    );
    return bare(painted(inflated(ref(page, 'Contents')), fonts));
  });
}
