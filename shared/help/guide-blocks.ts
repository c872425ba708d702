import type { Block, Inline, TableBlock } from '../domain/report/report-document.ts';
import { frenchSpacing } from '../domain/words/french-spacing.ts';
import type { RoomHelp } from './room-help.ts';

/** The help of a room as blocks of a document: the words of the screen, laid out for paper. */

const text = (words: string): Inline => ({ kind: 'text', text: frenchSpacing(words) });
const strong = (words: string): Inline => ({ kind: 'text', text: frenchSpacing(words), bold: true });

export const heading = (level: 1 | 2 | 3, id: string, words: string): Block => ({
  kind: 'heading',
  level,
  id,
  text: frenchSpacing(words),
});
export const para = (words: string): Block => ({ kind: 'para', content: [text(words)] });
export const callout = (title: string, words: string): Block => ({
  kind: 'callout',
  tone: 'info',
  title: frenchSpacing(title),
  content: [text(words)],
});
export const steps = (items: readonly string[]): Block => ({
  kind: 'list',
  ordered: true,
  items: items.map((item) => [text(item)]),
});

/** Terms and their meaning, as a table whose rows are named by their term. */
export const terms = (caption: string, rows: readonly (readonly [term: string, meaning: string])[]): TableBlock => ({
  kind: 'table',
  caption: frenchSpacing(caption),
  rowHeader: true,
  columns: [
    { label: 'Mot', width: 1 },
    { label: 'Ce qu’il veut dire', width: 3 },
  ],
  rows: rows.map((row) => row.map(frenchSpacing)),
});

export const figuresOf = ({ title, figures }: RoomHelp): Block =>
  terms(
    `${title} : les mots et les chiffres`,
    figures.map(({ term, meaning }) => [term, meaning]),
  );

/** Each mistake, then the way out. */
export const mistakesOf = ({ mistakes }: RoomHelp): Block => ({
  kind: 'list',
  ordered: false,
  items: mistakes.map(({ wrong, right }) => [strong(wrong), text(` ${right}`)]),
});
