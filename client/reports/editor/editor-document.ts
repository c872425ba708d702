import type { JSONContent } from '@tiptap/core';
import {
  type ReportText,
  safeHref,
  type TextBlock,
  type TextInline,
} from '../../../shared/domain/report/report-text.ts';

/** A text of the report as the editor holds it, and back. */

function marksOf({ bold, italic, href }: { bold?: boolean; italic?: boolean; href?: string }) {
  return [
    ...(bold ? [{ type: 'bold' }] : []),
    ...(italic ? [{ type: 'italic' }] : []),
    ...(href ? [{ type: 'link', attrs: { href } }] : []),
  ];
}

function nodesOf(inline: TextInline): JSONContent[] {
  const marks = marksOf(inline);
  if (inline.kind === 'figure') return [{ type: 'figure', attrs: { token: inline.token }, marks }];
  return inline.text
    .split('\n')
    .flatMap((line, index): JSONContent[] => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line, marks }]),
    ]);
}

function blockNode(block: TextBlock): JSONContent {
  if (block.kind !== 'list')
    return {
      type: block.kind === 'para' ? 'paragraph' : 'heading',
      ...(block.kind === 'heading' && { attrs: { level: block.level } }),
      content: block.content.flatMap(nodesOf),
    };
  return {
    type: block.ordered ? 'orderedList' : 'bulletList',
    content: block.items.map((item) => ({
      type: 'listItem',
      content: [{ type: 'paragraph', content: item.flatMap(nodesOf) }],
    })),
  };
}

/** What the editor shows for a text. An empty text is an empty paragraph: there is always somewhere to write. */
export function editorContent(text: ReportText): JSONContent {
  const content = text.blocks.map(blockNode);
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

function inlineOf(node: JSONContent): TextInline[] {
  if (node.type === 'hardBreak') return [{ kind: 'text', text: '\n' }];
  const marks = new Map((node.marks ?? []).map((mark) => [mark.type, mark.attrs]));
  const href: unknown = marks.get('link')?.href;
  const style = { ...(marks.has('bold') && { bold: true }), ...(marks.has('italic') && { italic: true }) };
  if (node.type === 'figure') return [{ kind: 'figure', token: String(node.attrs?.token ?? ''), ...style }];
  if (!node.text) return [];
  const linked = typeof href === 'string' && safeHref.test(href);
  return [{ kind: 'text', text: node.text, ...style, ...(linked && { href }) }];
}

/** Stretches of one style that follow each other are one. */
function joined(inlines: TextInline[]): TextInline[] {
  const all: TextInline[] = [];
  for (const one of inlines) {
    const last = all.at(-1);
    const alike =
      last?.kind === 'text' &&
      one.kind === 'text' &&
      last.bold === one.bold &&
      last.italic === one.italic &&
      last.href === one.href;
    if (alike) last.text += one.text;
    else all.push({ ...one });
  }
  return all;
}

const inlinesIn = (node: JSONContent) => joined((node.content ?? []).flatMap(inlineOf));

function blocksOf(node: JSONContent): TextBlock[] {
  if (node.type === 'bulletList' || node.type === 'orderedList') {
    const items = (node.content ?? []).flatMap((item) => (item.content ?? []).map(inlinesIn));
    return items.length === 0 ? [] : [{ kind: 'list', ordered: node.type === 'orderedList', items }];
  }
  if (node.type === 'heading')
    return [{ kind: 'heading', level: node.attrs?.level === 4 ? 4 : 3, content: inlinesIn(node) }];
  return [{ kind: 'para', content: inlinesIn(node) }];
}

/** The text that the editor holds. Example: an editor where nothing was written gives no block. */
export function textOfEditor(document: JSONContent): ReportText {
  const blocks = (document.content ?? []).flatMap(blocksOf);
  const last = blocks.findLastIndex((block) => block.kind === 'list' || block.content.length > 0);
  return { blocks: blocks.slice(0, last + 1) };
}
