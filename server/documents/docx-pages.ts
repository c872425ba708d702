import { headingsOf, type ReportDocument } from '../../shared/domain/report/report-document.ts';
import { type Box, boxesOf } from './docx-boxes.ts';

/** Height of the text on a page, and the line that stands above its first note, in points. */
const PAGE = 714.35;
const SEPARATOR = 15;

/** Pages as they fill. */
class Pages {
  page = 1;
  private used = 0;
  private notes = 0;
  private lastAfter = 0;

  next(): void {
    this.page += 1;
    this.used = 0;
    this.notes = 0;
    this.lastAfter = 0;
  }

  get isEmpty(): boolean {
    return this.used === 0;
  }

  private gap({ before }: Box): number {
    // Word takes the larger of the two spaces, and none above the first paragraph of a page that it cut itself.
    return this.isEmpty ? 0 : Math.max(this.lastAfter, before);
  }

  private noteRoom(more: number): number {
    const all = this.notes + more;
    return all === 0 ? 0 : all + SEPARATOR;
  }

  /** Lines of a box that still fit, without the space below it. */
  fitting(one: Box): number {
    const room = PAGE - this.noteRoom(one.notes) - this.used - this.gap(one);
    return Math.floor((room + 0.5) / one.lineHeight);
  }

  put(one: Box, lines: number, isEnd: boolean): void {
    this.used += this.gap(one) + lines * one.lineHeight;
    this.notes += isEnd ? one.notes : 0;
    this.lastAfter = isEnd ? one.after : 0;
  }

  /** Height of boxes one under the other, from here. */
  holds(chain: readonly Box[]): boolean {
    let height = 0;
    let after = this.lastAfter;
    let notes = 0;
    for (const [rank, one] of chain.entries()) {
      const isLast = rank === chain.length - 1;
      const lines = isLast && !one.whole ? Math.min(one.lines, 2) : one.lines;
      height += (this.isEmpty && rank === 0 ? 0 : Math.max(after, one.before)) + lines * one.lineHeight;
      after = one.after;
      notes += one.notes;
    }
    return this.used + height <= PAGE - this.noteRoom(notes) + 0.5;
  }
}

/** Pours a box, cut between its lines when it may be; two lines at least stay together on each side. */
function pour(pages: Pages, one: Box): void {
  let left = one.lines;
  while (left > 0) {
    const fits = pages.fitting(one);
    if (fits >= left || (pages.isEmpty && (one.whole || fits < 1))) {
      pages.put(one, left, true);
      return;
    }
    const some = one.whole ? 0 : Math.min(fits, left - 2);
    if (some >= 2) {
      pages.put(one, some, false);
      left -= some;
    }
    pages.next();
    if (one.repeated > 0) pages.put({ ...one, lineHeight: one.repeated, notes: 0, before: 0 }, 1, false);
  }
}

/** The boxes of the body with the page breaks that the document asks for: Word puts them on the heading that follows. */
function boxesWithBreaks({ body }: ReportDocument, headings: ReturnType<typeof headingsOf>): Box[] {
  let breakDue = false;
  return body.flatMap((block) => {
    if (block.kind === 'pageBreak') {
      breakDue = true;
      return [];
    }
    const boxes = boxesOf(block, headings);
    if (block.kind !== 'heading' || !breakDue) return boxes;
    breakDue = false;
    return boxes.map((one) => ({ ...one, pageBreak: true }));
  });
}

/**
 * The page on which each heading of a document falls in Word, worked out with the widths of its font: the contents have
 * their numbers before anybody opens the file. `first`: the page of the first block. The library lays pages out more
 * exactly, ten times slower; a test holds one against the other, and against what LibreOffice prints.
 */
export function pagesOf(document: ReportDocument, first: number): Map<string, number> {
  const boxes = boxesWithBreaks(document, headingsOf(document));
  const pages = new Pages();
  const found = new Map<string, number>();
  for (const [index, one] of boxes.entries()) {
    if (one.pageBreak && !pages.isEmpty) pages.next();
    if (!pages.isEmpty && one.keepNext && !(index > 0 && boxes[index - 1]?.keepNext)) {
      let end = index;
      while (boxes[end]?.keepNext && end + 1 < boxes.length) end += 1;
      if (!pages.holds(boxes.slice(index, end + 1))) pages.next();
    }
    pour(pages, one);
    if (one.heading !== null) found.set(one.heading, first + pages.page - 1);
  }
  return found;
}
