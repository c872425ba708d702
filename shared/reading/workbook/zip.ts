import { Inflate } from 'fflate';
import type { ByteSource, OnRead } from '../byte-source.ts';
import { refuse } from '../refusal.ts';

/** Bounds above any workbook that a partner sends: 100 000 rows of 20 columns unfold to about 100 MB, ten to thirty times their file. */
const limits = { entries: 4000, total: 800_000_000, directory: 4_000_000, chunk: 16_384 };

/** An entry that unfolds too far to be a sheet: four hundred times, or a hundred times when it is large. */
function isBomb({ size, packed }: Entry): boolean {
  return (size > 5_000_000 && size > packed * 400) || (size > 60_000_000 && size > packed * 100);
}

interface Entry {
  method: number;
  packed: number;
  size: number;
  offset: number;
}

export interface Archive {
  has: (name: string) => boolean;
  /** The bytes that an entry takes in the file. */
  packedSize: (name: string) => number;
  /** Unfolds one entry piece by piece; nothing is kept, so that a workbook is never whole in memory. */
  pieces: (name: string, onRead?: OnRead) => Generator<Uint8Array>;
}

/** Names are compared as the format wants, whatever their case; some writers cut folders as Windows does. */
const nameKey = (name: string) => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The end record is looked for from the end: without it the file was cut. */
function findDirectory(source: ByteSource): { count: number; offset: number } {
  const length = Math.min(source.size, 65_557);
  const view = viewOf(source.read(source.size - length, length));
  for (let at = view.byteLength - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== 0xffff && offset !== 0xffffffff) return { count, offset };
    const locator = at - 20;
    if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) throw refuse('damaged');
    const record = viewOf(source.read(Number(view.getBigUint64(locator + 8, true)), 56));
    return { count: Number(record.getBigUint64(32, true)), offset: Number(record.getBigUint64(48, true)) };
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

function readDirectory(source: ByteSource): Map<string, Entry> {
  const { count, offset } = findDirectory(source);
  if (count > limits.entries) throw refuse('too-large');
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder();
  const bytes = source.read(offset, Math.min(source.size - offset, limits.directory));
  const view = viewOf(bytes);
  let at = 0;
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
    if (isBomb(entry) || total > limits.total) throw refuse('too-large');
    entries.set(nameKey(decoder.decode(bytes.subarray(at + 46, nameEnd))), entry);
    at = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}

/** Unfolds an entry and stops as soon as it gives more than its directory promised: a lying bomb goes no further. */
function* unfold(source: ByteSource, entry: Entry, onRead?: OnRead): Generator<Uint8Array> {
  const header = viewOf(source.read(entry.offset, 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) throw refuse('damaged');
  if (entry.method !== 8 && entry.method !== 0) throw refuse('damaged');
  const from = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const given: Uint8Array[] = [];
  let total = 0;
  const give = (piece: Uint8Array) => {
    total += piece.length;
    if (total > entry.size) throw refuse('too-large');
    given.push(piece);
  };
  const inflate = new Inflate(give);
  for (let at = 0; at < entry.packed; at += limits.chunk) {
    const packed = source.read(from + at, Math.min(limits.chunk, entry.packed - at));
    if (packed.length === 0) throw refuse('damaged');
    if (entry.method === 0) give(packed);
    else inflate.push(packed, at + limits.chunk >= entry.packed);
    onRead?.(packed.length);
    yield* given;
    given.length = 0;
  }
  if (total !== entry.size) throw refuse('damaged');
}

/** Opens a zip archive within bounds, or throws a refusal: cut, encrypted, or unfolding too far. */
export function openArchive(source: ByteSource): Archive {
  let entries: Map<string, Entry>;
  try {
    entries = readDirectory(source);
  } catch (error) {
    throw error instanceof RangeError ? refuse('damaged') : error;
  }
  const entryOf = (name: string) => {
    const entry = entries.get(nameKey(name));
    if (entry === undefined) throw refuse('damaged');
    return entry;
  };
  return {
    has: (name) => entries.has(nameKey(name)),
    packedSize: (name) => entryOf(name).packed,
    pieces: (name, onRead) => unfold(source, entryOf(name), onRead),
  };
}
