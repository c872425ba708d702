import { Fragment, Slice } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import type { ReportText, TextInline } from '../../../shared/domain/report/report-text.ts';
import { removalWords } from '../../../shared/domain/report/report-text-cleaning.ts';
import { cleanPastedText } from '../../../shared/domain/report/report-text-paste.ts';
import {
  figureOfToken,
  measureLabel,
  partsOfToken,
  type TokenFigure,
} from '../../../shared/domain/report/report-text-tokens.ts';
import { editorContent, textOfEditor } from './editor-document.ts';
import { ChipBoard, type ChipWords, editorExtensions } from './editor-extensions.ts';
import { FigureMenu } from './figure-menu.tsx';
import { TextToolbar } from './text-toolbar.tsx';
import './text-editor.css';

/** The editor of one text: what is pasted is cleaned and told, `{{` opens the menu of figures. */

export interface TextEditorHandle {
  text: () => ReportText;
  /** Other words than those that are typed here: another author's, an earlier version. */
  replace: (text: ReportText) => void;
  /** Puts a proposed sentence at the end of the text, as a paragraph. */
  append: (content: TextInline[]) => void;
}

export interface TextEditorProps {
  ref: Ref<TextEditorHandle>;
  label: string;
  initial: ReportText;
  figures: readonly TokenFigure[];
  /** Codes of the place's own indicators. */
  own: readonly string[];
  onChange: (read: () => ReportText) => void;
}

function chipWords(figures: readonly TokenFigure[]): (token: string) => ChipWords {
  const say = figureOfToken(figures);
  return (token) => {
    const parts = partsOfToken(token);
    const figure = figures.find(({ code }) => code === parts?.code);
    const label = figure && parts ? `${figure.label}, ${measureLabel(parts.measure)}` : 'chiffre introuvable';
    return { value: say(token), label };
  };
}

/** Puts a cleaned clipboard where the cursor is; its first and last paragraphs join the words around. */
function insertText(view: EditorView, text: ReportText): void {
  const { schema } = view.state;
  const nodes = (editorContent(text).content ?? []).map((node) => schema.nodeFromJSON(node));
  const open = (block: ReportText['blocks'][number] | undefined) => (block?.kind === 'para' ? 1 : 0);
  const slice = new Slice(Fragment.from(nodes), open(text.blocks[0]), open(text.blocks.at(-1)));
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView());
}

function putCursorAt(view: EditorView, { clientX, clientY }: DragEvent): void {
  const at = view.posAtCoords({ left: clientX, top: clientY });
  if (at) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
}

/** Puts in what was pasted or dropped, and gives the words of what was taken out of it. */
function insertFrom(view: EditorView, data: DataTransfer | null): string[] {
  const pasted = cleanPastedText({
    html: data?.getData('text/html') ?? '',
    plain: data?.getData('text/plain') ?? '',
  });
  if (pasted.text.blocks.length > 0) insertText(view, pasted.text);
  return removalWords(pasted.removed);
}

function useHandle(ref: Ref<TextEditorHandle>, editor: Editor | null) {
  useImperativeHandle(
    ref,
    () => ({
      text: () => (editor ? textOfEditor(editor.getJSON()) : { blocks: [] }),
      replace: (text) => {
        editor?.commands.setContent(editorContent(text), { emitUpdate: false });
      },
      append: (content) => {
        const block = editorContent({ blocks: [{ kind: 'para', content }] }).content ?? [];
        const end = editor?.state.doc.content.size ?? 0;
        editor?.chain().insertContentAt(end, block).focus('end').run();
      },
    }),
    [editor],
  );
}

interface Wiring {
  board: ChipBoard;
  label: string;
  /** The id of what explains the keys. */
  hint: string;
  initial: ReportText;
  onChange: (read: () => ReportText) => void;
  /** `{{` was typed. */
  onFigure: () => void;
  onRemoved: (words: string[]) => void;
}

function useReportEditor({ board, label, hint, initial, onChange, onFigure, onRemoved }: Wiring) {
  const changed = useRef(onChange);
  changed.current = onChange;
  const take = (view: EditorView, event: Event, data: DataTransfer | null) => {
    event.preventDefault();
    onRemoved(insertFrom(view, data));
    return true;
  };
  return useEditor({
    extensions: editorExtensions(board),
    content: editorContent(initial),
    injectCSS: false,
    onUpdate: ({ editor: now }) => changed.current(() => textOfEditor(now.getJSON())),
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        'aria-describedby': hint,
        class: 'text-editor-words',
        spellcheck: 'true',
        lang: 'fr',
      },
      // Before the editor's own handling: what is pasted or dropped is read by us, and never made into elements.
      handleDOMEvents: {
        paste: (view, event) => take(view, event, event.clipboardData),
        drop: (view, event) => {
          if (view.dragging) return false;
          putCursorAt(view, event);
          return take(view, event, event.dataTransfer);
        },
      },
      handleTextInput: (view, from, _to, typed) => {
        if (typed !== '{' || view.state.doc.textBetween(Math.max(0, from - 1), from) !== '{') return false;
        view.dispatch(view.state.tr.delete(from - 1, from));
        onFigure();
        return true;
      },
    },
  });
}

export function TextEditor({ ref, label, initial, figures, own, onChange }: TextEditorProps) {
  const hint = useId();
  const [board] = useState(() => new ChipBoard());
  const [choosing, setChoosing] = useState(false);
  const [removed, setRemoved] = useState<string[]>([]);
  const onFigure = () => setChoosing(true);
  const editor = useReportEditor({ board, label, hint, initial, onChange, onFigure, onRemoved: setRemoved });
  useHandle(ref, editor);
  useEffect(() => board.say(chipWords(figures)), [board, figures]);
  const close = () => {
    setChoosing(false);
    editor?.view.focus();
  };
  const choose = (token: string) => {
    setChoosing(false);
    // At once: the editor's own way to the focus waits for a frame, and would lose the next key.
    editor?.view.focus();
    editor?.commands.insertContent({ type: 'figure', attrs: { token } });
  };
  if (!editor) return null;
  return (
    <div className="text-editor">
      <TextToolbar editor={editor} onFigure={onFigure} />
      {choosing && <FigureMenu figures={figures} own={own} onChoose={choose} onClose={close} />}
      <EditorContent editor={editor} />
      <p id={hint} className="text-editor-hint">
        {'Tapez {{ pour insérer un chiffre. Ctrl+B\u00a0: gras, Ctrl+I\u00a0: italique, Maj+Entrée\u00a0: à la ligne.'}
      </p>
      <p className="text-editor-removed" role="status">
        {removed.length > 0 && `Retiré de ce que vous avez collé\u00a0: ${removed.join(', ')}.`}
      </p>
    </div>
  );
}
