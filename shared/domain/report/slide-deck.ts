import type { ChartBlock, DocumentMeta, Inline, TableBlock } from './report-document.ts';

/** A deck for a meeting, of the same blocks as the documents: a slide has a title that says something, and few blocks. */

export type SlideBlock =
  | { kind: 'para'; content: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | TableBlock
  | ChartBlock;

export interface Slide {
  title: string;
  blocks: SlideBlock[];
  /** What whoever presents reads: where the slide comes from, and what to say of it. */
  notes: string;
}

export interface SlideDeck {
  meta: DocumentMeta;
  slides: Slide[];
}

/** The words of a run, notes left out: a slide has no foot. */
export const slideWords = (content: readonly Inline[]): string =>
  content.map((one) => (one.kind === 'note' ? '' : one.text)).join('');
