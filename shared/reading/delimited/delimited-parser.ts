/** A quoted cell longer than this, or whose quotation mark never closes, was opened by a stray mark. */
const LONGEST_QUOTED = 65_536;

type Quoted = { text: string; next: number } | 'stray' | 'cut';

/**
 * Cuts a delimited text into rows as its pieces arrive. A line without a quotation mark, as nearly all are, is cut in one go.
 * A quotation mark opens a cell only at its start. A cell that keeps the rule (RFC 4180: marks inside are doubled, and what
 * follows the last one is the end of the cell) is read to the letter; of one that breaks it, what can be is saved, and a mark
 * that nothing closes is a plain character and swallows nothing.
 */
export class DelimitedParser {
  private rest = '';

  constructor(private readonly delimiter: string) {}

  /** Adds the rows that this piece completes; with `isLast`, what remains is a row too. */
  push(piece: string, rows: string[][], isLast = false): void {
    let text = piece;
    let at = 0;
    if (this.rest !== '') {
      const end = piece.indexOf('\n');
      // A line that began in the piece before: putting it together alone spares a copy of the whole piece.
      const line =
        end < 0 ? '' : this.rest + (piece.charCodeAt(end - 1) === 13 ? piece.slice(0, end - 1) : piece.slice(0, end));
      if (end > 0 && line.indexOf('"') < 0) {
        rows.push(line.split(this.delimiter));
        at = end + 1;
      } else {
        text = this.rest + piece;
      }
    }
    while (at < text.length) {
      const end = text.indexOf('\n', at);
      if (end < 0 && !isLast) break;
      const stop = end < 0 ? text.length : end;
      const line = text.slice(at, stop > at && text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop);
      if (line.indexOf('"') < 0) {
        rows.push(line.split(this.delimiter));
        at = stop + 1;
        continue;
      }
      const next = this.quotedRow(text, at, rows, isLast);
      if (next === undefined) break;
      at = next;
    }
    this.rest = at < text.length ? text.slice(at) : '';
  }

  /** One row that holds quotation marks, maybe over several lines; undefined when its end has not arrived. */
  private quotedRow(text: string, from: number, rows: string[][], isLast: boolean): number | undefined {
    const cells: string[] = [];
    let at = from;
    for (;;) {
      const quoted = text.charCodeAt(at) === 34 ? this.quotedCell(text, at, isLast) : 'stray';
      if (quoted === 'cut') return undefined;
      if (quoted !== 'stray') {
        cells.push(quoted.text);
        at = quoted.next;
      } else {
        const end = this.plainEnd(text, at);
        cells.push(text.slice(at, end));
        at = end;
      }
      if (text.startsWith(this.delimiter, at)) at += 1;
      else break;
    }
    // What ends with the piece may go on in the next one.
    if (!isLast && at + (text.charCodeAt(at) === 13 ? 1 : 0) >= text.length) return undefined;
    rows.push(cells);
    if (text.charCodeAt(at) === 13) at += 1;
    return text.charCodeAt(at) === 10 ? at + 1 : at;
  }

  private plainEnd(text: string, from: number): number {
    const delimiter = text.indexOf(this.delimiter, from);
    let line = text.indexOf('\n', from);
    if (line < 0) line = text.length;
    if (delimiter >= 0 && delimiter < line) return delimiter;
    return line > from && text.charCodeAt(line - 1) === 13 ? line - 1 : line;
  }

  private isEdge(text: string, at: number): boolean {
    const code = text.charCodeAt(at);
    return at >= text.length || code === 10 || code === 13 || text.startsWith(this.delimiter, at);
  }

  private quotedCell(text: string, from: number, isLast: boolean): Quoted {
    const strict = this.strictCell(text, from, isLast);
    return strict === 'stray' ? this.brokenCell(text, from, isLast) : strict;
  }

  /** A cell that keeps the rule, over as many lines as it wants; `stray` when it breaks it. */
  private strictCell(text: string, from: number, isLast: boolean): Quoted {
    let start = from + 1;
    let content = '';
    for (let at = text.indexOf('"', start); ; at = text.indexOf('"', start)) {
      if ((at < 0 ? text.length : at) - from > LONGEST_QUOTED) return 'stray';
      if (at < 0) return isLast ? 'stray' : 'cut';
      // A mark at the end of what arrived may be doubled by the next piece.
      if (at + 1 >= text.length && !isLast) return 'cut';
      content += text.slice(start, at);
      if (text.charCodeAt(at + 1) !== 34) return this.closed(text, at + 1, content, isLast);
      content += '"';
      start = at + 2;
    }
  }

  /** What follows the mark that closes: the end of the cell, maybe after blanks. */
  private closed(text: string, from: number, content: string, isLast: boolean): Quoted {
    let next = from;
    while (text.charCodeAt(next) === 32) next += 1;
    if (next >= text.length && !isLast) return 'cut';
    return this.isEdge(text, next) ? { text: content, next } : 'stray';
  }

  /** A cell whose marks are not doubled: it ends at the first one before an edge, on its own line or before any other cell opens. */
  private brokenCell(text: string, from: number, isLast: boolean): Quoted {
    let start = from + 1;
    let content = '';
    const line = text.indexOf('\n', from);
    for (let at = text.indexOf('"', start); ; at = text.indexOf('"', at + 1)) {
      const far = at < 0 ? text.length : at;
      if (far - from > LONGEST_QUOTED) return 'stray';
      if (at < 0) return isLast ? 'stray' : 'cut';
      if (at + 1 >= text.length && !isLast) return 'cut';
      // Below the line that opened, a mark that opens a cell tells that ours was never meant to open one.
      if (line >= 0 && at > line && this.isEdge(text, at - 1) && !this.isEdge(text, at + 1)) return 'stray';
      if (text.charCodeAt(at + 1) === 34) {
        content += text.slice(start, at + 1);
        at += 1;
        start = at + 1;
      } else if (this.isEdge(text, at + 1)) {
        return { text: content + text.slice(start, at), next: at + 1 };
      }
    }
  }
}
