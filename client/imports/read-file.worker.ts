import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { readPartnerFile } from '../../shared/reading/read-partner-file.ts';
import type { ReadRequest, ReadResponse } from './read-file.ts';

/** Reads a file off the page's thread: what is nominative in it never leaves this computer. */
self.addEventListener('message', async ({ data }: MessageEvent<ReadRequest>) => {
  const bytes = new Uint8Array(await data.file.arrayBuffer());
  const read = readPartnerFile(bytes, data.file.name, {
    today: data.today,
    communes: data.communes,
    ...(data.source && { source: data.source }),
  });
  const response: ReadResponse = { read, fileHash: bytesToHex(sha256(bytes)) };
  self.postMessage(response);
});
