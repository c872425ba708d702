/**
 * The bytes of a file, read where they are asked for and never held whole. Reading is synchronous, so that the same code runs on
 * a file descriptor under Node and on a `FileReaderSync` in a browser's worker.
 */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `offset` on; fewer than `length` at the end of the file. */
  read(offset: number, length: number): Uint8Array;
}

/** Bytes that are already in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** Says how many more bytes of the file were read. */
export type OnRead = (bytes: number) => void;

/** How the letters of a text are written in its bytes. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh';
