import { mergeAttributes, Node } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { safeHref } from '../../../shared/domain/report/report-text.ts';

/** What a text of the report may hold, and nothing else: whatever is pasted or dropped has to fit in it. */

/** How a token reads: its value, and what it stands for. Null value: no such figure. */
export interface ChipWords {
  value: string | null;
  label: string;
}

/** The chips on the screen say other words when the figures change, without a change of the text. */
export class ChipBoard {
  private readonly chips = new Map<HTMLElement, string>();
  private words: (token: string) => ChipWords = (token) => ({ value: token, label: token });

  show(chip: HTMLElement, token: string): void {
    this.chips.set(chip, token);
    this.write(chip, token);
  }

  forget(chip: HTMLElement): void {
    this.chips.delete(chip);
  }

  say(words: (token: string) => ChipWords): void {
    this.words = words;
    for (const [chip, token] of this.chips) this.write(chip, token);
  }

  private write(chip: HTMLElement, token: string): void {
    const { value, label } = this.words(token);
    chip.textContent = value ?? `${token}\u00a0: chiffre introuvable`;
    chip.title = `${label} (${token})`;
    chip.classList.toggle('figure-chip-broken', value === null);
  }
}

/** A figure in the text: one piece, that the arrows step over and Backspace takes away. */
function figureNode(board: ChipBoard) {
  return Node.create({
    name: 'figure',
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () => ({
      token: {
        default: '',
        parseHTML: (element: HTMLElement) => element.getAttribute('data-figure'),
        renderHTML: (attributes) => ({ 'data-figure': attributes.token }),
      },
    }),
    parseHTML: () => [{ tag: 'span[data-figure]' }],
    renderHTML: ({ node, HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes), `{{${node.attrs.token}}}`],
    renderText: ({ node }) => `{{${node.attrs.token}}}`,
    addNodeView:
      () =>
      ({ node }) => {
        const dom = document.createElement('span');
        dom.className = 'figure-chip';
        dom.dataset.figure = node.attrs.token;
        board.show(dom, node.attrs.token);
        return { dom, destroy: () => board.forget(dom) };
      },
  });
}

/** One paragraph an item: lists in lists have no place in the report. Tab leaves the editor, as everywhere. */
const ListItem = Node.create({
  name: 'listItem',
  content: 'paragraph',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});

export function editorExtensions(board: ChipBoard) {
  return [
    StarterKit.configure({
      blockquote: false,
      code: false,
      codeBlock: false,
      dropcursor: false,
      gapcursor: false,
      horizontalRule: false,
      listItem: false,
      strike: false,
      trailingNode: false,
      underline: false,
      heading: { levels: [3, 4] },
      link: {
        openOnClick: false,
        autolink: false,
        linkOnPaste: false,
        isAllowedUri: (url) => safeHref.test(url),
        HTMLAttributes: { target: null, rel: null },
      },
    }),
    ListItem,
    figureNode(board),
  ];
}
