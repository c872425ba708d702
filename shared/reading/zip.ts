import { Inflate } from 'fflate';
import { refuse } from './refusal.ts';

/** Bounds above any workbook that a partner sends: 100 000 rows of 20 columns unfold to about 100 MB. */
const limits = { entries: 4000, total: 800_000_000, ratio: 400, ratioFrom: 5_000_000, chunk: 16_384 };

interface Entry {
  method: number;
  packed: number;
  size: number;
  offset: number;
}

export interface Archive {
  has: (name: string) => boolean;
  /** Unfolds one entry piece by piece; nothing is kept, so that a workbook is never whole in memory. */
  read: (name: string, onPiece: (bytes: Uint8Array) => void) => void;
}

/** The end record is looked for from the end: without it the file was cut. */
function findDirectory(view: DataView): { count: number; offset: number } {
  const last = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= last; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== 0xffff && offset !== 0xffffffff) return { count, offset };
    const locator = at - 20;
    if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) throw refuse('damaged');
    const record = Number(view.getBigUint64(locator + 8, true));
    return {
      count: Number(view.getBigUint64(record + 32, true)),
      offset: Number(view.getBigUint64(record + 48, true)),
    };
  }
  throw refuse('damaged');
}

/** The 64-bit sizes of an entry that overflow its 32-bit fields, in the order in which the format writes them. */
function widen(view: DataView, entry: Entry, from: number, length: number): void {
  let at = from;
  while (at + 4 <= from + length) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let value = at + 4;
      for (const field of ['size', 'packed', 'offset'] as const) {
        if (entry[field] !== 0xffffffff) continue;
        entry[field] = Number(view.getBigUint64(value, true));
        value += 8;
      }
    }
    at += 4 + size;
  }
}

function readDirectory(view: DataView, bytes: Uint8Array): Map<string, Entry> {
  const { count, offset } = findDirectory(view);
  if (count > limits.entries) throw refuse('too-large');
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder();
  let at = offset;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw refuse('damaged');
    if (view.getUint16(at + 8, true) & 1) throw refuse('password');
    const entry: Entry = {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const nameEnd = at + 46 + (nameLength ?? 0);
    widen(view, entry, nameEnd, extraLength ?? 0);
    total += entry.size;
    const unfolds = entry.size > limits.ratioFrom && entry.size > entry.packed * limits.ratio;
    if (unfolds || total > limits.total) throw refuse('too-large');
    entries.set(decoder.decode(bytes.subarray(at + 46, nameEnd)).replace(/^\//, ''), entry);
    at = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}

/** Unfolds an entry and stops as soon as it gives more than its directory promised: a lying bomb goes no further. */
function unfold(view: DataView, bytes: Uint8Array, entry: Entry, onPiece: (bytes: Uint8Array) => void): void {
  if (view.getUint32(entry.offset, true) !== 0x04034b50) throw refuse('damaged');
  const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(from, from + entry.packed);
  if (packed.length !== entry.packed) throw refuse('damaged');
  if (entry.method === 0) {
    onPiece(packed);
    return;
  }
  if (entry.method !== 8) throw refuse('damaged');
  let given = 0;
  const inflate = new Inflate((piece) => {
    given += piece.length;
    if (given > entry.size) throw refuse('too-large');
    onPiece(piece);
  });
  for (let at = 0; at < packed.length; at += limits.chunk) {
    inflate.push(packed.subarray(at, at + limits.chunk), at + limits.chunk >= packed.length);
  }
  if (given !== entry.size) throw refuse('damaged');
}

/** Opens a zip archive within bounds, or throws a refusal: cut, encrypted, or unfolding too far. */
export function openArchive(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let entries: Map<string, Entry>;
  try {
    entries = readDirectory(view, bytes);
  } catch (error) {
    throw error instanceof RangeError ? refuse('damaged') : error;
  }
  return {
    has: (name) => entries.has(name),
    read: (name, onPiece) => {
      const entry = entries.get(name);
      if (entry === undefined) throw refuse('damaged');
      unfold(view, bytes, entry, onPiece);
    },
  };
}
