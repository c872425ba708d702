import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isRefusal, type OpenedFile, openPartnerFile } from '../../../shared/reading/open-partner-file.ts';
import type { ReadRow } from '../../../shared/reading/partner-file.ts';
import { ROWS_AT_ONCE, type SentRow } from '../../../shared/schemas/import.ts';
import { type RefusedRow, refusedSheets } from '../refused-workbook.ts';
import { blobSource } from './blob-source.ts';
import type { Chunk, Opened, OpenOptions, Refused, RefusedWorkbook, Reply, Request } from './reading-protocol.ts';

/** Reads a file off the page's thread: what is nominative in it never leaves this computer. */

const PIECE = 4 * 1024 * 1024;

let last: { file: File; options: OpenOptions; opened: OpenedFile; rows: Generator<ReadRow> } | null = null;

function fingerprint(file: File): string {
  const source = blobSource(file);
  const hash = sha256.create();
  for (let at = 0; at < source.size; at += PIECE) hash.update(source.read(at, Math.min(PIECE, source.size - at)));
  return bytesToHex(hash.digest());
}

/** A print of an identity, which the server puts under its key: the name itself goes no further than this worker. */
const printOf = (words: string) => bytesToHex(sha256(new TextEncoder().encode(words)));

function open(file: File, options: OpenOptions): Opened | Refused {
  const { linking, ...reading } = options;
  const opened = openPartnerFile(blobSource(file), file.name, { ...reading, ...(linking && { printOf }) });
  if (isRefusal(opened)) return opened;
  last = { file, options, opened, rows: opened.rows() };
  const { rows: _rows, progress: _progress, ...said } = opened;
  return JSON.parse(JSON.stringify(said));
}

/** What may leave the computer: the kept cells, or why there are none. */
function toSend(read: ReadRow): SentRow {
  if (read.kind === 'row') {
    const { row, sheet, key, content, outside, identity } = read;
    const remarks = read.remarks.slice(0, 40);
    return { row, ...(sheet && { sheet }), key, content, outside, remarks, ...(identity && { identity }) };
  }
  const { remark } = read;
  const { row, sheet } = remark;
  return {
    row: Math.max(1, row),
    ...(sheet && { sheet }),
    key: null,
    content: null,
    outside: false,
    remarks: [remark],
  };
}

function next(): Chunk {
  if (!last) throw new Error('no file is open');
  const rows: SentRow[] = [];
  while (rows.length < ROWS_AT_ONCE) {
    const { value, done } = last.rows.next();
    if (done) return { rows, progress: 1, done: true };
    rows.push(toSend(value));
  }
  return { rows, progress: last.opened.progress(), done: false };
}

/** The refused rows as they are in the file, read again: their kept cells, and why. */
async function refusedRows(): Promise<RefusedWorkbook> {
  if (!last) throw new Error('no file is open');
  const again = openPartnerFile(blobSource(last.file), last.file.name, last.options);
  if (isRefusal(again)) throw new Error(again.code);
  const rows: RefusedRow[] = [];
  for (const read of again.rows()) {
    if (read.kind === 'row') continue;
    const { row, sheet, column, value, reason } = read.remark;
    rows.push({ row, sheet, cells: read.cells ?? { [column]: value }, reason });
  }
  const labels = again.columns.filter(({ how }) => how !== 'nominative').map(({ label }) => label);
  const { writeXlsx } = await import('hucre/xlsx');
  const bytes = await writeXlsx({ sheets: refusedSheets(rows, labels) });
  return { bytes: new Uint8Array(bytes), rows: rows.length };
}

function answerTo(request: Request) {
  if (request.kind === 'fingerprint') return fingerprint(request.file);
  if (request.kind === 'open') return open(request.file, request.options);
  return request.kind === 'next' ? next() : refusedRows();
}

self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  let reply: Reply;
  try {
    reply = { answer: await answerTo(data) };
  } catch (error) {
    reply = { failure: String(error) };
  }
  self.postMessage(reply);
});
