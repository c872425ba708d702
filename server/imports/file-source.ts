import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '../../shared/reading/byte-source.ts';

/** A file of this machine as the reader asks for it: a piece at a time. */
export interface FileSource extends ByteSource {
  close(): void;
}

/** Opens a file for reading; throws as the system does when there is none. */
export function openFileSource(file: string): FileSource {
  const descriptor = openSync(file, 'r');
  const kind = fstatSync(descriptor);
  if (!kind.isFile()) {
    closeSync(descriptor);
    throw new Error('not a file');
  }
  const { size } = kind;
  return {
    size,
    read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      let filled = 0;
      while (filled < bytes.length) {
        const read = readSync(descriptor, bytes, filled, bytes.length - filled, offset + filled);
        if (read === 0) break;
        filled += read;
      }
      return bytes.subarray(0, filled);
    },
    close: () => closeSync(descriptor),
  };
}

/** SHA-256 of a text, in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const PIECE = 1 << 20;

/** SHA-256 of a source, in hexadecimal. */
export function hashOf(source: ByteSource): string {
  const hash = createHash('sha256');
  for (let offset = 0; offset < source.size; offset += PIECE) hash.update(source.read(offset, PIECE));
  return hash.digest('hex');
}
