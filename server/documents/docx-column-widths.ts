import { type Cell, type TableBlock, TONE_MARKS } from '../../shared/domain/report/report-document.ts';

/** How wide the columns of a Word table are, so that no word is cut in a narrow one. */

/** In twips: an A4 page less its margins. */
export const TEXT_WIDTH = 9638;

/** The share of its height that a letter takes, on the side of caution: bold Calibri, and what stands in for it. */
const WIDE = /[mwMW%€@—…]/u;
const NARROW = /[ijlftrI.,;:'’()|\u00a0\u202f]/u;
const widthOf = (letter: string) => (WIDE.test(letter) ? 0.86 : NARROW.test(letter) ? 0.36 : 0.57);

const wordWidth = (word: string) => [...word].reduce((sum, letter) => sum + widthOf(letter), 0);

function wordsOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell.kind === 'rich') return cell.content.map((one) => (one.kind === 'note' ? '' : one.text)).join(' ');
  return `${TONE_MARKS[cell.tone]} ${cell.text}`;
}

/** Where a line may end: at a space that is not bound, after a hyphen. A word of a hand's length may be cut. */
const LONGEST_WORD = 26;
const wordsIn = (text: string) => text.split(/[ \n\t]|(?<=-)(?=\p{L})/u).map((word) => word.slice(0, LONGEST_WORD));

/** The narrowest that a column can be without cutting a word, in twips. */
function narrowest(texts: readonly string[], { halfPoints, padding }: Letters): number {
  const widest = texts.flatMap(wordsIn).reduce((most, word) => Math.max(most, wordWidth(word)), 0);
  return Math.ceil(widest * halfPoints * 10) + padding;
}

interface Letters {
  /** Their height, as Word counts it. */
  halfPoints: number;
  /** What a cell keeps free on its two sides, in twips. */
  padding: number;
}

/**
 * The widths of the columns: their shares of the line, but that none is narrower than its longest word; what that takes is taken
 * from those that have more than they need. Where all cannot have what they need, the shares stand.
 */
export function columnWidths({ columns, rows }: TableBlock, letters: Letters): number[] {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const shares = columns.map(({ width }) => (TEXT_WIDTH * width) / total);
  const least = columns.map(({ label }, index) =>
    narrowest([label, ...rows.map((row) => wordsOf(row[index] ?? ''))], letters),
  );
  const lacking = shares.reduce((sum, share, index) => sum + Math.max(0, (least[index] ?? 0) - share), 0);
  const spare = shares.reduce((sum, share, index) => sum + Math.max(0, share - (least[index] ?? 0)), 0);
  if (lacking === 0 || lacking > spare) return shares.map(Math.round);
  return shares.map((share, index) => {
    const own = least[index] ?? 0;
    return Math.round(share < own ? own : share - ((share - own) * lacking) / spare);
  });
}
