import { type Editor, useEditorState } from '@tiptap/react';
import { type FormEvent, useState } from 'react';
import { safeHref } from '../../../shared/domain/report/report-text.ts';
import { Button } from '../../ui/form/button.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';

/** What a sober text may be: two levels of titles, lists, bold, italic, links. Each button says whether it is on. */

interface Tool {
  key: string;
  label: string;
  /** What the button shows; its name is the label. */
  sign: string;
  keys: string;
  on: (editor: Editor) => boolean;
  run: (editor: Editor) => void;
}

const tools: Tool[] = [
  {
    key: 'title',
    label: 'Titre',
    sign: 'Titre',
    keys: 'Ctrl+Alt+3',
    on: (editor) => editor.isActive('heading', { level: 3 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  },
  {
    key: 'subtitle',
    label: 'Sous-titre',
    sign: 'Sous-titre',
    keys: 'Ctrl+Alt+4',
    on: (editor) => editor.isActive('heading', { level: 4 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 4 }).run(),
  },
  {
    key: 'bold',
    label: 'Gras',
    sign: 'G',
    keys: 'Ctrl+B',
    on: (editor) => editor.isActive('bold'),
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    key: 'italic',
    label: 'Italique',
    sign: 'I',
    keys: 'Ctrl+I',
    on: (editor) => editor.isActive('italic'),
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    key: 'bullets',
    label: 'Liste à puces',
    sign: '• Liste',
    keys: 'Ctrl+Maj+8',
    on: (editor) => editor.isActive('bulletList'),
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    key: 'numbers',
    label: '1. Liste numérotée',
    sign: '1. Liste',
    keys: 'Ctrl+Maj+7',
    on: (editor) => editor.isActive('orderedList'),
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
];

function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const [href, setHref] = useState<string>(() => String(editor.getAttributes('link').href ?? 'https://'));
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const address = href.trim();
    if (!safeHref.test(address)) return setWrong(true);
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !editor.isActive('link'))
      chain.insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] }).run();
    else chain.setLink({ href: address }).run();
    onDone();
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    onDone();
  };
  return (
    <form className="text-toolbar-link" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onDone()}>
      <TextInput
        label="Adresse du lien"
        autoFocus
        value={href}
        onChange={(event) => setHref(event.target.value)}
        error={wrong ? 'Il faut une adresse qui commence par https:// ou mailto:, sans espace.' : undefined}
      />
      <Button type="submit" variant="primary">
        Poser le lien
      </Button>
      {editor.isActive('link') && <Button onClick={remove}>Retirer le lien</Button>}
      <Button variant="quiet" onClick={onDone}>
        Annuler
      </Button>
    </form>
  );
}

export function TextToolbar({ editor, onFigure }: { editor: Editor; onFigure: () => void }) {
  const [linking, setLinking] = useState(false);
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      on: tools.filter((tool) => tool.on(now)).map((tool) => tool.key),
      link: now.isActive('link'),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  });
  return (
    <div className="text-toolbar">
      {/* biome-ignore lint/a11y/useSemanticElements: buttons of an editor are no fieldset. */}
      <div className="text-toolbar-buttons" role="group" aria-label="Mise en forme">
        <Button size="small" variant="primary" icon="plus" onClick={onFigure} title="Insérer un chiffre, ou taper {{">
          Insérer un chiffre
        </Button>
        {tools.map((tool) => (
          <button
            key={tool.key}
            type="button"
            className={`text-toolbar-button text-toolbar-${tool.key}`}
            aria-pressed={state.on.includes(tool.key)}
            aria-label={tool.label}
            title={`${tool.label} (${tool.keys})`}
            onClick={() => tool.run(editor)}
          >
            {tool.sign}
          </button>
        ))}
        <button
          type="button"
          className="text-toolbar-button"
          aria-pressed={state.link}
          aria-expanded={linking}
          onClick={() => setLinking(!linking)}
        >
          Lien
        </button>
        <Button size="small" variant="quiet" disabled={!state.undo} onClick={() => editor.chain().focus().undo().run()}>
          Annuler
        </Button>
        <Button size="small" variant="quiet" disabled={!state.redo} onClick={() => editor.chain().focus().redo().run()}>
          Rétablir
        </Button>
      </div>
      {linking && <LinkForm editor={editor} onDone={() => setLinking(false)} />}
    </div>
  );
}
