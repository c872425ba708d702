import type { ByteSource, Encoding, OnRead } from '../byte-source.ts';
import { Refused } from '../refusal.ts';

const PIECE = 32_768;
/** A line of a text file beyond this is no row of a table. */
const LONGEST_LINE = 1 << 20;

/** The bytes of a file, piece after piece. */
function* pieces(source: ByteSource, end = source.size): Generator<Uint8Array> {
  for (let offset = 0; offset < end; offset += PIECE) yield source.read(offset, Math.min(PIECE, end - offset));
}

/** UTF-16 without a mark: in French text nearly one byte in two is zero, always on the same side. */
function utf16WithoutMark(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length, 2048) & ~1;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  if (length >= 4 && odd > length * 0.35 && even < length * 0.05) return 'utf-16le';
  if (length >= 4 && even > length * 0.35 && odd < length * 0.05) return 'utf-16be';
  return undefined;
}

/** Text that is UTF-8 but for a byte or two (a cut end, a pasted character) is still UTF-8; its first megabytes tell. */
function isNearlyUtf8(source: ByteSource): boolean {
  const decoder = new TextDecoder('utf-8');
  let broken = 0;
  let wide = 0;
  for (const piece of pieces(source, Math.min(source.size, PIECE * 64))) {
    const text = decoder.decode(piece, { stream: true });
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === 0xfffd) broken += 1;
      else if (code > 0x7f) wide += 1;
    }
  }
  return wide > 0 && wide >= broken * 20;
}

function isUtf8(source: ByteSource): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const piece of pieces(source)) decoder.decode(piece, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** Letters of French in an old Mac's bytes (ç é è ê à ù), which in windows-1252 are no letters of French, or nothing. */
const MAC_LETTERS = new Set([0x8d, 0x8e, 0x8f, 0x90, 0x88, 0x9d]);

/** An old Mac wrote it: its accents are where windows-1252 has none, and none is where windows-1252 has its own. */
function isMacintosh(source: ByteSource): boolean {
  let mac = 0;
  let windows = 0;
  for (const piece of pieces(source, Math.min(source.size, PIECE * 64))) {
    for (const byte of piece) {
      if (MAC_LETTERS.has(byte)) mac += 1;
      else if (byte >= 0xe0) windows += 1;
    }
  }
  return mac > windows;
}

/** The encoding of a text file: its mark, else strict UTF-8 over the whole file, else windows-1252 as Excel writes it in France. */
export function detectEncoding(source: ByteSource): Encoding {
  const head = source.read(0, 2048);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const wide = utf16WithoutMark(head);
  if (wide || isUtf8(source) || isNearlyUtf8(source)) return wide ?? 'utf-8';
  return isMacintosh(source) ? 'macintosh' : 'windows-1252';
}

/** Refuses a text whose lines never end before it is read: one of its cells would fill the memory. */
export function refuseEndlessLines(source: ByteSource): void {
  let since = 0;
  for (const piece of pieces(source)) {
    const last = Math.max(piece.lastIndexOf(10), piece.lastIndexOf(13));
    const first = last < 0 ? piece.length : piece.findIndex((byte) => byte === 10 || byte === 13);
    if (since + first > LONGEST_LINE) {
      throw new Refused({
        code: 'too-large',
        message:
          'Une ligne de ce fichier est trop longue pour être celle d’un tableau\u00a0: exportez-le de nouveau depuis votre logiciel, puis redéposez-le.',
      });
    }
    since = last < 0 ? since + piece.length : piece.length - last - 1;
  }
}

/**
 * The text of a file, piece after piece, without its mark. The streaming form is used on purpose: in one shot, Node 20 reads the
 * bytes 80–9F of windows-1252 as control characters and loses € œ ’ (nodejs/node#56542).
 */
export function* textOf(source: ByteSource, encoding: Encoding, onRead?: OnRead): Generator<string> {
  const decoder = new TextDecoder(encoding);
  let isFirst = true;
  for (const piece of pieces(source)) {
    const text = decoder.decode(piece, { stream: true });
    onRead?.(piece.length);
    yield isFirst && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    isFirst = false;
  }
  yield decoder.decode();
}
