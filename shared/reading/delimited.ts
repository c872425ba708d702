import { parse } from 'csv-parse/browser/esm/sync';
import type { Sheet } from './grid.ts';

const delimiters = [';', '\t', '|', ','];

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
  const lines = text
    .slice(0, 200_000)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 60);
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

/** The parser is given bytes: its browser edition, which runs everywhere, is three times slower on a string. */
function records(text: string, delimiter: string, quote: '"' | false): string[][] {
  return parse(new TextEncoder().encode(text), {
    delimiter,
    quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: 1 << 20,
  });
}

/** A text file as one sheet. A quotation mark that is never closed is read as a plain character instead of swallowing the rest. */
export function readDelimited(text: string, name: string): Sheet {
  const declared = /^sep=(.)\r?\n/i.exec(text);
  const body = declared ? text.slice(declared[0].length) : text;
  const delimiter = declared?.[1] ?? detectDelimiter(body);
  let lines: string[][];
  try {
    lines = records(body, delimiter, '"');
  } catch {
    lines = records(body, delimiter, false);
  }
  return {
    name,
    delimited: true,
    merges: [],
    rows: lines.map((cells, index) => ({ number: index + 1, cells })),
  };
}
