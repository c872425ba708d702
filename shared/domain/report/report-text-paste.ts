import { type HtmlToken, htmlTokens } from './html-tokens.ts';
import type { ReportText, TextBlock, TextInline } from './report-text.ts';
import { addRemovals, cleanReportText, type Removals } from './report-text-cleaning.ts';

/**
 * What a clipboard brings, as a text of the report: headings, paragraphs, lists, bold, italic, links and our own figures
 * stay; the rest of Word's, LibreOffice's or a web page's HTML goes, and is told.
 */

export interface Pasted {
  text: ReportText;
  removed: Removals;
}

interface Open {
  name: string;
  bold: boolean;
  italic: boolean;
  href: string | undefined;
  /** Inside one of our own figures: its words are said again from its token. */
  figure: boolean;
}

const OUTSIDE: Open = { name: '', bold: false, italic: false, href: undefined, figure: false };

type Kind = { kind: 'para' } | { kind: 'heading'; rank: number } | { kind: 'item'; ordered: boolean };
type RawBlock = Kind & { content: TextInline[] };

const BLOCKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tr blockquote pre section article header footer main figure figcaption hr body html center'.split(
    ' ',
  ),
);
const EMBEDDED = new Set([
  'iframe',
  'object',
  'embed',
  'form',
  'input',
  'button',
  'video',
  'audio',
  'svg',
  'math',
  'select',
  'textarea',
  'canvas',
]);
const IMAGES = new Set(['img', 'picture', 'v:imagedata', 'v:shape']);

function marksOf(name: string, attributes: Record<string, string>, above: Open | undefined): Open {
  const style = (attributes.style ?? '').replace(/\s+/g, '').toLowerCase();
  const weight = /(?:^|;)font-weight:(bold|normal|\d+)/.exec(style)?.[1];
  const slant = /(?:^|;)font-style:(italic|oblique|normal)/.exec(style)?.[1];
  const bold = weight
    ? weight === 'bold' || Number(weight) >= 600
    : name === 'b' || name === 'strong' || (above?.bold ?? false);
  const italic = slant ? slant !== 'normal' : name === 'i' || name === 'em' || (above?.italic ?? false);
  // A heading is bold by itself.
  if (/^h[1-6]$/.test(name)) return { name, bold: false, italic, href: undefined, figure: false };
  const href = name === 'a' && attributes.href ? attributes.href.trim() : above?.href;
  return { name, bold, italic, href, figure: above?.figure || attributes['data-figure'] !== undefined };
}

/** Reads tokens one after the other; `blocks` is what they make. */
class Reader {
  readonly blocks: RawBlock[] = [];
  readonly removed: Removals = {};
  private readonly stack: Open[] = [];
  private readonly lists: boolean[] = [];
  private kind: Kind = { kind: 'para' };
  private content: TextInline[] = [];
  private label: string | null = null;

  read(token: HtmlToken): void {
    if (token.kind === 'text') this.words(token.text);
    else if (token.kind === 'label') this.wordLabel(token.on);
    else if (token.kind === 'open') this.open(token.name, token.attributes);
    else this.close(token.name);
  }

  flush(next: Kind = { kind: 'para' }): void {
    const content = trimmed(this.content);
    if (content.length > 0) this.blocks.push({ ...this.kind, content });
    this.content = [];
    this.kind = next;
  }

  private words(text: string): void {
    if (this.label !== null) {
      this.label += text;
      return;
    }
    const { bold, italic, href, figure } = this.stack.at(-1) ?? OUTSIDE;
    if (figure) return;
    const words = text.replace(/[ \t\r\n\f]+/g, ' ');
    this.content.push({
      kind: 'text',
      text: words,
      ...(bold && { bold }),
      ...(italic && { italic }),
      ...(href && { href }),
    });
  }

  /** Word writes the bullet as words: they say whether the list is numbered, and go. */
  private wordLabel(on: boolean): void {
    if (on) this.label = '';
    else if (this.label !== null) {
      if (this.kind.kind === 'item') this.kind = { kind: 'item', ordered: /^\s*\(?\w{1,4}[.)°]/.test(this.label) };
      this.label = null;
    }
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (name === 'script') addRemovals(this.removed, { script: 1 });
    else if (EMBEDDED.has(name)) addRemovals(this.removed, { embedded: 1 });
    else if (IMAGES.has(name)) addRemovals(this.removed, { image: 1 });
    else if (name === 'table') addRemovals(this.removed, { table: 1 });
    if (attributes.style || attributes.class?.startsWith('Mso')) this.removed.formatting = 1;
    if (Object.keys(attributes).some((one) => one.startsWith('on'))) addRemovals(this.removed, { script: 1 });
    if (name === 'br') this.content.push({ kind: 'text', text: '\n' });
    if (name === 'td' || name === 'th') this.cell();
    if (attributes['data-figure']) this.content.push({ kind: 'figure', token: attributes['data-figure'] });
    if (BLOCKS.has(name)) this.block(name, attributes);
    if (UNCLOSED.has(name) && this.stack.at(-1)?.name === name) this.stack.pop();
    if (!VOID.has(name) && this.stack.length < DEEPEST) this.stack.push(marksOf(name, attributes, this.stack.at(-1)));
  }

  private block(name: string, attributes: Record<string, string>): void {
    const heading = /^h([1-6])$/.exec(name);
    const ofWord = /MsoListParagraph/.test(attributes.class ?? '') || /mso-list:\s*l\d/.test(attributes.style ?? '');
    if (name === 'ul' || name === 'ol') this.lists.push(name === 'ol');
    if (heading) this.flush({ kind: 'heading', rank: Number(heading[1]) });
    else if (name === 'li') this.flush({ kind: 'item', ordered: this.lists[0] ?? false });
    else if (ofWord) this.flush({ kind: 'item', ordered: false });
    // A paragraph inside an item is the item's.
    else if (this.kind.kind === 'item' && this.content.every(isBlank) && (name === 'p' || name === 'div')) return;
    else this.flush(this.lists.length > 0 && name === 'p' ? this.kind : undefined);
  }

  private cell(): void {
    if (this.content.some((one) => !isBlank(one))) this.content.push({ kind: 'text', text: ' – ' });
  }

  private close(name: string): void {
    const at = this.stack.findLastIndex((one) => one.name === name);
    if (at >= 0) this.stack.length = at;
    if (name === 'ul' || name === 'ol') this.lists.pop();
    if (BLOCKS.has(name)) this.flush();
  }
}

/** Elements that often lack their closing tag: the next of the same name closes them. */
const UNCLOSED = new Set(['p', 'li', 'td', 'th', 'tr', 'dt', 'dd']);
/** No text that somebody wrote is nested deeper; each closing tag looks through what is open. */
const DEEPEST = 200;
const VOID = new Set([
  'br',
  'img',
  'hr',
  'input',
  'meta',
  'link',
  'col',
  'embed',
  'wbr',
  'base',
  'area',
  'source',
  'v:imagedata',
]);

const isBlank = (one: TextInline) => one.kind === 'text' && one.text.trim() === '';

/** A block's stretches without the spaces that the source's layout put around them, and with one space between words. */
function trimmed(content: TextInline[]): TextInline[] {
  if (content.every(isBlank)) return [];
  const kept: TextInline[] = [];
  let ending = '\n';
  for (const one of content) {
    if (one.kind === 'figure') {
      kept.push(one);
      ending = '.';
      continue;
    }
    const text = /[ \n]$/.test(ending) ? one.text.replace(/^ +/, '') : one.text;
    if (text === '') continue;
    kept.push({ ...one, text });
    ending = text;
  }
  const last = kept.at(-1);
  if (last?.kind === 'text') last.text = last.text.replace(/(?<![ \n])[ \n]+$/, '');
  return kept;
}

/** The highest heading takes level 3, every other level 4; items that follow each other are one list. */
function blocksOf(raw: RawBlock[]): TextBlock[] {
  const highest = Math.min(...raw.map((one) => (one.kind === 'heading' ? one.rank : 9)));
  const blocks: TextBlock[] = [];
  for (const one of raw) {
    const last = blocks.at(-1);
    if (one.kind === 'para') blocks.push({ kind: 'para', content: one.content });
    else if (one.kind === 'heading')
      blocks.push({ kind: 'heading', level: one.rank === highest ? 3 : 4, content: one.content });
    else if (last?.kind === 'list' && last.ordered === one.ordered) last.items.push(one.content);
    else blocks.push({ kind: 'list', ordered: one.ordered, items: [one.content] });
  }
  return blocks;
}

/**
 * HTML from a clipboard as a text of the report. Example: Word's `<p class=MsoNormal><b>Bilan</b><o:p></o:p></p><script>…`
 * gives one paragraph with « Bilan » in bold, and tells one script and the formatting.
 */
export function cleanPastedHtml(html: string): Pasted {
  const reader = new Reader();
  for (const token of htmlTokens(html)) reader.read(token);
  reader.flush();
  const clean = cleanReportText({ blocks: blocksOf(reader.blocks) });
  return { text: clean.text, removed: addRemovals(reader.removed, clean.removed) };
}

/** Words without markup: a paragraph a line, or a paragraph between two empty lines when there are some. */
export function cleanPastedPlain(plain: string): Pasted {
  const lines = plain.replace(/\r\n?/g, '\n').trim();
  const parts = /\n[ \t]*\n/.test(lines) ? lines.split(/\n[ \t]*\n\s*/) : lines.split('\n');
  const blocks = parts
    .filter((part) => part.trim() !== '')
    .map((part): TextBlock => ({ kind: 'para', content: [{ kind: 'text', text: part }] }));
  const clean = cleanReportText({ blocks });
  return { text: clean.text, removed: clean.removed };
}

/** What a clipboard holds, its markup first. */
export function cleanPastedText({ html, plain }: { html?: string; plain: string }): Pasted {
  return html?.trim() ? cleanPastedHtml(html) : cleanPastedPlain(plain);
}
