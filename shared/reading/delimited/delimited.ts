import type { ByteSource, Encoding } from '../byte-source.ts';
import type { SheetSource } from '../grid.ts';
import { DelimitedParser } from './delimited-parser.ts';
import { textOf } from './encoding.ts';

const delimiters = [';', '\t', '|', ','];

/** Characters of the head that are looked at to tell how a text is cut, and the lines of them that vote. */
const HEAD = 200_000;
const VOTING_LINES = 60;
/** Lines that one quoted cell may take before its mark is held for a stray one. */
const LINES_IN_A_CELL = 50;

const marksIn = (line: string) => line.split('"').length - 1;

/** The lines of a text, those of one quoted cell taken together. */
function votingLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const voting: string[] = [];
  for (let at = 0; at < lines.length && voting.length < VOTING_LINES; at += 1) {
    let line = lines[at] ?? '';
    let end = at;
    while (marksIn(line) % 2 === 1 && end - at < LINES_IN_A_CELL && end + 1 < lines.length) {
      end += 1;
      line += `\n${lines[end]}`;
    }
    const isWhole = marksIn(line) % 2 === 0;
    if (isWhole) at = end;
    else line = lines[at] ?? '';
    if (line.trim() !== '') voting.push(line);
  }
  return voting;
}

/** How many times a delimiter stands outside quotation marks in a line. */
function occurrences(line: string, delimiter: string): number {
  let count = 0;
  let inQuotes = false;
  for (const character of line) {
    if (character === '"') inQuotes = !inQuotes;
    else if (character === delimiter && !inQuotes) count += 1;
  }
  return count;
}

/** The delimiter that cuts the most lines in the same number of cells: title lines above the header do not vote. */
function detectDelimiter(text: string): string {
  const lines = votingLines(text.slice(0, HEAD));
  let best = { delimiter: ';', score: 0 };
  for (const delimiter of delimiters) {
    const votes = new Map<number, number>();
    for (const line of lines) {
      const count = occurrences(line, delimiter);
      if (count > 0) votes.set(count, (votes.get(count) ?? 0) + 1);
    }
    const score = Math.max(0, ...[...votes].map(([count, lineCount]) => lineCount * (1 + Math.min(count, 20) / 4)));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** True for a text whose lines end by a lone return, as on an old Mac; one in a cell of another text is a part of the cell. */
function endsLikeOldMac(text: string): boolean {
  const lone = text.split(/\r(?!\n|$)/).length - 1;
  return lone > 0 && lone > text.split('\n').length - 1;
}

/** Lines that end as on an old Mac end as elsewhere; a return that closes a piece waits for the next one. */
function* withNewlines(pieces: Iterable<string>): Generator<string> {
  let held = '';
  for (const piece of pieces) {
    const text = held + piece;
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n');
  }
  yield held === '' ? '' : '\n';
}

/** A text file as one sheet, read from its start each time that its rows are asked for. Blank lines are counted, not given. */
export function delimitedSheet(source: ByteSource, encoding: Encoding, name: string): SheetSource {
  const head = textOf(source, encoding).next().value ?? '';
  const declared = /^sep=(.)(\r\n|\n|\r)/i.exec(head);
  const skipped = declared?.[0].length ?? 0;
  const delimiter = declared?.[1] ?? detectDelimiter(head);
  const isOldMac = endsLikeOldMac(head.slice(0, HEAD));
  return {
    name,
    delimited: true,
    merges: [],
    size: source.size,
    *rows(onRead) {
      const parser = new DelimitedParser(delimiter);
      const ready: string[][] = [];
      let number = 0;
      let toSkip = skipped;
      const texts = textOf(source, encoding, onRead);
      const pieces = isOldMac ? withNewlines(texts) : texts;
      for (let isLast = false; !isLast; ready.length = 0) {
        const { value: text = '', done = false } = pieces.next();
        isLast = done;
        // A return and its line feed are one character once the lines end as elsewhere.
        const bare = toSkip === 0 ? text : text.slice(isOldMac ? text.indexOf('\n') + 1 : toSkip);
        toSkip = 0;
        parser.push(bare, ready, isLast);
        for (const cells of ready) {
          number += 1;
          if (cells.length > 1 || cells[0] !== '') yield { number, cells };
        }
      }
    },
  };
}
