import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isRefusal, type OpenedFile, openPartnerFile } from '../../../shared/reading/open-partner-file.ts';
import type { CellRemark, ReadRow } from '../../../shared/reading/partner-file.ts';
import { droppedToSend, rowToSend, sheetPlace, toldBy } from '../../../shared/reading/to-send.ts';
import { ROWS_AT_ONCE, type SentRow } from '../../../shared/schemas/import.ts';
import { type RefusedRow, refusedSheets } from '../refused-workbook.ts';
import { blobSource } from './blob-source.ts';
import type {
  Chunk,
  Opened,
  OpenOptions,
  Place,
  Refused,
  RefusedWorkbook,
  Reply,
  Request,
} from './reading-protocol.ts';

/** Reads a file off the page's thread: what is nominative in it never leaves this computer. */

const PIECE = 4 * 1024 * 1024;

let last: { file: File; options: OpenOptions; opened: OpenedFile; rows: Generator<ReadRow> } | null = null;

/** The words of the file that remarks are about, by place. They are shown on this screen, and sent nowhere. */
let words = new Map<string, CellRemark[]>();
const MOST_WORDS = 100_000;

const placeKey = ({ row, sheet }: Place) => `${sheet ?? ''}|${row}`;

function keepWords(read: ReadRow, sheetNames: string[]): void {
  const remarks = read.kind === 'rejected' ? [read.remark] : read.remarks;
  const [first] = remarks;
  if (!first || words.size >= MOST_WORDS) return;
  words.set(placeKey({ row: first.row, ...sheetPlace(first.sheet, sheetNames) }), remarks);
}

const wordsOf = (places: Place[]) => places.map((place) => words.get(placeKey(place)) ?? []);

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
  words = new Map();
  // What is worked out while reading is no part of the answer: functions are left out of it.
  return JSON.parse(JSON.stringify({ ...opened, droppedToSend: droppedToSend(opened) }));
}

function next(): Chunk {
  if (!last) throw new Error('no file is open');
  const rows: SentRow[] = [];
  while (rows.length < ROWS_AT_ONCE) {
    const { value, done } = last.rows.next();
    if (done) return { rows, progress: 1, done: true, told: toldBy(last.opened) };
    keepWords(value, last.opened.sheetNames);
    rows.push(rowToSend(value, last.opened.sheetNames));
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
  if (request.kind === 'words') return wordsOf(request.places);
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
