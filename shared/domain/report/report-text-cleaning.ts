import { cleanText } from './clean-text.ts';
import {
  inlinesOf,
  longestReportText,
  plainWords,
  type ReportText,
  safeHref,
  type TextBlock,
  type TextInline,
  wordCount,
} from './report-text.ts';
import { partsOfToken } from './report-text-tokens.ts';

/** What is taken out of a text before it is kept, and how it is said: nothing disappears in silence. */

export const removalKinds = [
  'control',
  'direction',
  'half',
  'private',
  'script',
  'embedded',
  'image',
  'table',
  'link',
  'formatting',
] as const;
export type RemovalKind = (typeof removalKinds)[number];
/** How many times each kind was found. */
export type Removals = Partial<Record<RemovalKind, number>>;

const words: Record<RemovalKind, [one: string, many: string]> = {
  control: ['caractère invisible ou de commande', 'caractères invisibles ou de commande'],
  direction: ['marque de sens d’écriture', 'marques de sens d’écriture'],
  half: ['moitié de caractère', 'moitiés de caractères'],
  private: ['signe propre à une police', 'signes propres à une police'],
  script: ['programme (script)', 'programmes (scripts)'],
  embedded: ['objet incorporé', 'objets incorporés'],
  image: ['image', 'images'],
  table: ['tableau, ramené à ses mots', 'tableaux, ramenés à leurs mots'],
  link: ['adresse de lien refusée (ses mots sont gardés)', 'adresses de lien refusées (leurs mots sont gardés)'],
  formatting: ['mise en forme (polices, couleurs, tailles)', 'mises en forme (polices, couleurs, tailles)'],
};

/** What was removed, in words. Example: `{ image: 2, script: 1 }` → `['1 programme (script)', '2 images']`. */
export function removalWords(removals: Removals): string[] {
  return removalKinds.flatMap((kind) => {
    const count = removals[kind] ?? 0;
    const [one, many] = words[kind];
    return count === 0 ? [] : [`${count}\u00a0${count === 1 ? one : many}`];
  });
}

/** Adds what a second cleaning took out to what a first one did. */
export function addRemovals(into: Removals, more: Removals): Removals {
  for (const kind of removalKinds) if (more[kind]) into[kind] = (into[kind] ?? 0) + more[kind];
  return into;
}

/** Overrides and marks that make a text read otherwise than it is written (Unicode, « bidirectional controls », UAX 9). */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// Letters of Arabic and Persian names need U+200C and U+200D: they stay.
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0009\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u180e\u200b\u2060-\u2065\ufeff\ufff9-\uffff\ufdd0-\ufdef]|[\u{e0000}-\u{e007f}]/gu;
const PRIVATE = /\p{Co}/gu;
const HALF = /\p{Cs}/gu;

/**
 * Words as they may be kept: composed accents, `\n` for every kind of line end, a space for a tab; no control character, no
 * half of a surrogate pair, no mark that turns the reading direction. Formulas, source code and markup are words like any
 * other. Letters that the documents' fonts do not draw stay: see `unprintedCharacters`.
 * Example: `a\u202eb` gives `ab` and one `direction`.
 */
export function cleanWords(text: string): { text: string; removed: Removals } {
  const removed: Removals = {};
  const without = (input: string, pattern: RegExp, kind: RemovalKind) =>
    input.replace(pattern, () => {
      removed[kind] = (removed[kind] ?? 0) + 1;
      return '';
    });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: vertical tabs and form feeds are Word's line ends
  const lines = text.replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, '\n').replace(/\t/g, ' ');
  const whole = without(lines, HALF, 'half');
  const seen = without(without(whole, DIRECTION, 'direction'), CONTROL, 'control');
  return { text: without(seen, PRIVATE, 'private').normalize('NFC'), removed };
}

const TOKEN = /\{\{\s*([^{}\s]{3,60})\s*\}\}/g;

/** Words in which `{{IND-23.annee}}` is the figure that it names. */
function withTokens(inline: TextInline & { kind: 'text' }): TextInline[] {
  if (!inline.text.includes('{{')) return [inline];
  const { href: _, ...style } = inline;
  const found: TextInline[] = [];
  let from = 0;
  for (const match of inline.text.matchAll(TOKEN)) {
    const token = match[1] ?? '';
    if (!partsOfToken(token)) continue;
    found.push({ ...inline, text: inline.text.slice(from, match.index) });
    found.push({ ...(style.bold && { bold: true }), ...(style.italic && { italic: true }), kind: 'figure', token });
    from = match.index + match[0].length;
  }
  return [...found, { ...inline, text: inline.text.slice(from) }];
}

const alike = (a: TextInline, b: TextInline) =>
  a.kind === 'text' && b.kind === 'text' && a.bold === b.bold && a.italic === b.italic && a.href === b.href;

function cleanInline(inline: TextInline, removed: Removals): TextInline[] {
  const style = { ...(inline.bold && { bold: true }), ...(inline.italic && { italic: true }) };
  if (inline.kind === 'figure') return [{ kind: 'figure', token: inline.token, ...style }];
  const clean = cleanWords(inline.text);
  addRemovals(removed, clean.removed);
  const linked = inline.href !== undefined && safeHref.test(inline.href);
  if (inline.href !== undefined && !linked) addRemovals(removed, { link: 1 });
  return withTokens({ kind: 'text', text: clean.text, ...style, ...(linked && { href: inline.href }) });
}

/** Clean stretches, those of one style put together, without the empty ones. */
function cleanInlines(inlines: readonly TextInline[], removed: Removals): TextInline[] {
  const all: TextInline[] = [];
  for (const inline of inlines.flatMap((one) => cleanInline(one, removed))) {
    const last = all.at(-1);
    if (inline.kind === 'text' && inline.text === '') continue;
    if (last?.kind === 'text' && inline.kind === 'text' && alike(last, inline)) last.text += inline.text;
    else all.push({ ...inline });
  }
  return all;
}

function cleanBlock(block: TextBlock, removed: Removals): TextBlock[] {
  if (block.kind !== 'list') return [{ ...block, content: cleanInlines(block.content, removed) }];
  const items = block.items.map((item) => cleanInlines(item, removed));
  return items.length === 0 ? [] : [{ ...block, items }];
}

/** A text as it is kept, and what was taken out of it. Cleaning twice changes nothing more. */
export function cleanReportText(text: ReportText): { text: ReportText; removed: Removals } {
  const removed: Removals = {};
  return { text: { blocks: text.blocks.flatMap((block) => cleanBlock(block, removed)) }, removed };
}

/**
 * The characters of a text that the documents cannot draw (emoji, writings without a face in their fonts): kept here, left
 * out there, so the author is told. Example: « Bravo 🎉 » gives `['🎉']`.
 */
export function unprintedCharacters(text: ReportText): string[] {
  return cleanText(plainWords(text)).removed.map(({ character }) =>
    String.fromCodePoint(Number.parseInt(character.slice(2), 16)),
  );
}

/** Why a text cannot be kept, in a sentence, or null. */
export function tooLongSentence(text: ReportText): string | null {
  const count = wordCount(text);
  if (count <= longestReportText && inlinesOf(text).length <= longestReportText) return null;
  const format = new Intl.NumberFormat('fr-FR');
  return `Ce texte compte ${format.format(count)}\u00a0mots, au-delà des ${format.format(longestReportText)} qu’un texte du rapport peut avoir. Répartissez-le entre les actions, ou joignez-le au rapport comme annexe.`;
}
