import type { ByteSource } from '../../../shared/reading/byte-source.ts';

/** A file of the computer, read where it is asked for: only a worker may read synchronously. */
export function blobSource(file: Blob): ByteSource {
  const reader = new FileReaderSync();
  return {
    size: file.size,
    read: (offset, length) => new Uint8Array(reader.readAsArrayBuffer(file.slice(offset, offset + length))),
  };
}
