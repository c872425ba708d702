import type { Block, Inline } from './report-document.ts';

/**
 * A text that people write for the yearly report, as plain data: what the editor shows, what is kept, what an edition
 * seals. It has no number of its own: a figure is a token, said with the report's own figures when the text is resolved.
 */

/** A stretch of words, or a figure by its token (`IND-23.annee`, see `report-text-tokens.ts`). A line break is `\n`. */
export type TextInline =
  | { kind: 'text'; text: string; bold?: boolean; italic?: boolean; href?: string }
  | { kind: 'figure'; token: string; bold?: boolean; italic?: boolean };

/** Levels 3 and 4 come below the report's own chapters and sheets. */
export type TextBlock =
  | { kind: 'heading'; level: 3 | 4; content: TextInline[] }
  | { kind: 'para'; content: TextInline[] }
  | { kind: 'list'; ordered: boolean; items: TextInline[][] };

export type ReportText = { blocks: TextBlock[] };

/** The text of a place where nobody has written. */
export const emptyReportText: ReportText = { blocks: [] };

/** Most words of one text: three times the longest chapter that a report of this kind has had. */
export const longestReportText = 60_000;

/** Addresses that a link may have; anything else (`javascript:`, `data:`, a file) is no link. */
export const safeHref = /^(https?:\/\/|mailto:)[^\s<>"]{1,1990}$/;

/** Every stretch of a text, block after block. Example: a paragraph and a list of two items give the three together. */
export function inlinesOf(text: ReportText): TextInline[] {
  return text.blocks.flatMap((block) => (block.kind === 'list' ? block.items.flat() : block.content));
}

/** The tokens of a text, each once, in the order in which they are read. Example: `['IND-23.annee', 'IND-23.cible']`. */
export function tokensOf(text: ReportText): string[] {
  return [...new Set(inlinesOf(text).flatMap((one) => (one.kind === 'figure' ? [one.token] : [])))];
}

/** The words alone, a line a block, tokens as `{{IND-23.annee}}`: what is compared, counted and searched. */
export function plainWords(text: ReportText): string {
  const said = (inlines: TextInline[]) =>
    inlines.map((one) => (one.kind === 'text' ? one.text : `{{${one.token}}}`)).join('');
  return text.blocks
    .map((block) => (block.kind === 'list' ? block.items.map(said).join('\n') : said(block.content)))
    .join('\n');
}

/** How many words a text has; a token counts as one. Example: « Le SIAO a reçu {{IND-23.annee}}. » has 5. */
export function wordCount(text: ReportText): number {
  return plainWords(text)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** True when nothing is written: no block, or only spaces. */
export function isBlankText(text: ReportText): boolean {
  return plainWords(text).trim() === '';
}

function resolvedInline(inline: TextInline, figureOfToken: (token: string) => string | null): Inline {
  const style = { ...(inline.bold && { bold: true }), ...(inline.italic && { italic: true }) };
  if (inline.kind === 'figure') {
    const words = figureOfToken(inline.token);
    return { kind: 'text', text: words ?? `[chiffre introuvable\u00a0: ${inline.token}]`, ...style };
  }
  if (inline.href && safeHref.test(inline.href)) return { kind: 'link', text: inline.text, href: inline.href };
  return { kind: 'text', text: inline.text, ...style };
}

/** Where a text is put: what its headings' anchors begin with, and the level that its highest heading takes. */
export interface TextPlace {
  /** Lowercase letters, digits and hyphens, starting with a letter, 30 at most. */
  idPrefix: string;
  level: 2 | 3;
}

/** A heading that the document has no level for is a paragraph in bold. */
function resolvedHeading(content: Inline[], level: number, id: string): Block {
  const text = content.map((one) => ('text' in one ? one.text : '')).join('');
  if (level > 3)
    return { kind: 'para', content: content.map((one) => (one.kind === 'text' ? { ...one, bold: true } : one)) };
  return { kind: 'heading', level: level as 2 | 3, id, text: text.replace(/(?<!\s)\s*\n\s*/g, ' ').trim() };
}

const isBlank = (content: Inline[]) => content.every((one) => !('text' in one) || one.text.trim() === '');

/**
 * A text as blocks of the report, each token said by `figureOfToken` (null: no such figure). `unresolved` lists the tokens
 * that have none: a text that has some is neither ready nor frozen. No level is skipped, whatever the author chose, and
 * empty paragraphs are left out.
 * Example: « Le SIAO a reçu {{IND-23.annee}}. » gives one paragraph « Le SIAO a reçu 118 demandes. ».
 */
export function resolveReportText(
  text: ReportText,
  figureOfToken: (token: string) => string | null,
  place: TextPlace = { idPrefix: 'texte', level: 3 },
): { blocks: Block[]; unresolved: string[] } {
  let previous = place.level - 1;
  const blocks = text.blocks.flatMap((block, index): Block[] => {
    const resolved = (inlines: TextInline[]) => inlines.map((one) => resolvedInline(one, figureOfToken));
    if (block.kind === 'list') {
      const items = block.items.map(resolved).filter((item) => !isBlank(item));
      return items.length === 0 ? [] : [{ kind: 'list', ordered: block.ordered, items }];
    }
    const content = resolved(block.content);
    if (isBlank(content)) return [];
    if (block.kind === 'para') return [{ kind: 'para', content }];
    const level = Math.min(place.level + block.level - 3, previous + 1);
    previous = level;
    return [resolvedHeading(content, level, `${place.idPrefix}-${index + 1}`)];
  });
  return { blocks, unresolved: tokensOf(text).filter((token) => figureOfToken(token) === null) };
}
