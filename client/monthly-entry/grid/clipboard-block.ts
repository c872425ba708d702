import { parseFrenchNumber } from '../../../shared/domain/entry/typed-figure.ts';

/** What a spreadsheet leaves in the clipboard: the same block twice, as text and as a web page. */
export interface ClipboardTexts {
  text: string;
  html: string;
}

/** A block copied as text: tabs between columns, lines between rows; a quoted cell may hold both, and doubled quotes. */
export function readTabbedText(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell.trim());
    cell = '';
  };
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at];
    if (quoted && sign === '"' && plain[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (quoted || (cell === '' && closesCell(plain, at)))) quoted = !quoted;
    else if (!quoted && sign === '\t') endCell();
    else if (!quoted && sign === '\n') {
      endCell();
      rows.push([]);
    } else cell += sign;
  }
  endCell();
  return rows;
}

/** True when the quote that opens at `from` is closed at the end of a cell: elsewhere it is a sign like another. */
function closesCell(text: string, from: number): boolean {
  return /^"(?:[^"]|"")*"(?=[\t\n]|$)/.test(text.slice(from));
}

/** A cell as it is shown, and the number under it when the page gives it. */
interface WrittenCell {
  shown: string;
  exact: number | null;
}

/** LibreOffice writes `sdval`, Excel `x:num`; both in the English way, whatever the screen shows. */
function exactOf(cell: Element): number | null {
  const raw = cell.getAttribute('sdval') ?? cell.getAttribute('x:num');
  return raw === null || raw.trim() === '' || !Number.isFinite(Number(raw)) ? null : Number(raw);
}

function shownIn(cell: Element): string {
  for (const mark of cell.querySelectorAll('br')) mark.replaceWith('\n');
  return (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The exact number where it only adds decimals to the one that is shown: a date or a percentage is taken as it is read. */
function textOf({ shown, exact }: WrittenCell): string {
  const read = parseFrenchNumber(shown);
  if (exact === null || read.kind !== 'number' || /%/.test(shown)) return shown;
  const decimals = /[.,](\d+)$/.exec(shown.replace(/\s|€/g, ''))?.[1]?.length ?? 0;
  return Math.abs(exact - read.value) <= 0.5 * 10 ** -decimals ? String(exact).replace('.', ',') : shown;
}

const isHidden = (element: Element) => /display\s*:\s*none/i.test(element.getAttribute('style') ?? '');
const spanOf = (cell: Element, name: string) => Math.min(100, Math.max(1, Number(cell.getAttribute(name)) || 1));

/** The first table of a copied page, merged cells opened up: their text stands in the first one. */
export function readHtmlTable(html: string): string[][] {
  if (!/<table/i.test(html)) return [];
  // The page's style sheet is left out: our content policy would refuse it aloud.
  const bare = html.replace(/<style[\s\S]*?<\/style>/gi, '');
  const table = new DOMParser().parseFromString(bare, 'text/html').querySelector('table');
  const block: string[][] = [];
  for (const [rank, row] of [...(table?.querySelectorAll('tr') ?? [])].filter((one) => !isHidden(one)).entries()) {
    block[rank] ??= [];
    let column = 0;
    for (const cell of [...row.children].filter((one) => /^t[dh]$/i.test(one.tagName) && !isHidden(one))) {
      while (block[rank][column] !== undefined) column += 1;
      const text = textOf({ exact: exactOf(cell), shown: shownIn(cell) });
      layCell(block, { rank, column, text, down: spanOf(cell, 'rowspan'), across: spanOf(cell, 'colspan') });
    }
  }
  return block.map((row) => Array.from(row, (text) => text ?? ''));
}

interface LaidCell {
  rank: number;
  column: number;
  text: string;
  down: number;
  across: number;
}

function layCell(block: string[][], { rank, column, text, down, across }: LaidCell): void {
  for (let line = rank; line < rank + down; line += 1) {
    block[line] ??= [];
    const row = block[line] as string[];
    for (let place = column; place < column + across; place += 1)
      row[place] = line === rank && place === column ? text : '';
  }
}

const sameShape = (a: string[][], b: string[][]) =>
  a.length === b.length && a.every((row, rank) => row.length === b[rank]?.length);

/** The block of the clipboard: the web page when it has the same cells as the text, for its exact numbers; else the text. */
export function readBlock({ text, html }: ClipboardTexts): string[][] {
  const tabbed = readTabbedText(text);
  const table = readHtmlTable(html);
  if (table.length === 0) return tabbed;
  return text.trim() === '' || sameShape(table, tabbed) ? table : tabbed;
}
