import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { plainWords, type ReportText, wordCount } from '../../../shared/domain/report/report-text.ts';
import type { TokenFigure } from '../../../shared/domain/report/report-text-tokens.ts';
import { frenchCount } from '../../../shared/domain/words/french-format.ts';
import { useSession } from '../../lib/session.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { type KeptText, ReadyButton } from '../ready-button.tsx';
import { type Choice, ConflictDialog } from './conflict-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { type Draft, draftLeft, dropDraft } from './local-draft.ts';
import { SaveStatus } from './save-status.tsx';
import { TextEditor } from './text-editor.tsx';
import { Arrivals, Losses } from './text-notices.tsx';
import { useAutosave } from './use-autosave.ts';
import type { EditorHandle } from './use-editor-handle.ts';

export interface TextWorkspaceProps {
  text: KeptText;
  figures: TokenFigure[];
  own: string[];
  editor: EditorHandle;
}

const together = (theirs: ReportText, mine: ReportText): ReportText => ({ blocks: [...theirs.blocks, ...mine.blocks] });

/** What another author wrote comes into the editor by itself, as long as nothing waits here. */
function useOthersWords(kept: KeptText, { autosave }: ReturnType<typeof useAutosave>, editor: EditorHandle) {
  const [by, setBy] = useState<string | null>(null);
  useEffect(() => {
    if (kept.revision <= autosave.base || !autosave.isClean) return;
    autosave.base = kept.revision;
    editor.current?.replace(kept.text);
    setBy(kept.updatedByName);
  }, [kept, autosave, editor]);
  return by;
}

/** Words that this computer kept and that never reached the server. */
function leftHere(author: string, { year, place, text }: KeptText): Draft | null {
  const left = draftLeft({ author, year, place });
  if (!left || plainWords(left.text) !== plainWords(text)) return left;
  dropDraft({ author, year, place });
  return null;
}

/** Words left here go out as if they had just been typed: on an older revision, they meet the newer one as another author's do. */
function useLeftDraft(left: Draft | null, { autosave }: ReturnType<typeof useAutosave>): void {
  useEffect(() => {
    if (!left) return;
    autosave.base = left.base;
    autosave.changed(() => left.text);
  }, [left, autosave]);
}

/** What becomes of the words of the editor: saved, met by another author's, taken up after a cut. */
function useFlow({ text: kept, editor }: TextWorkspaceProps) {
  const { year, place } = kept;
  const author = useSession().data?.viewer?.id ?? '';
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const [left] = useState(() => leftHere(author, kept));
  const [initial] = useState(left?.text ?? kept.text);
  const [words, setWords] = useState(() => wordCount(kept.text));
  const [clean, setClean] = useState(true);
  const saving = useAutosave({
    author,
    year,
    place,
    revision: kept.revision,
    onSaved: () => {
      setWords(wordCount(editor.current?.text() ?? initial));
      cache.invalidateQueries(trpc.reports.workspace.queryFilter({ year }));
      cache.invalidateQueries(trpc.reportTexts.text.queryFilter({ year, place })).then(() => setClean(true));
    },
  });
  const { autosave, state, told } = saving;
  const other = useOthersWords(kept, saving, editor);
  useLeftDraft(left, saving);
  /** A form that nobody has written in is no text yet: it becomes one when its author takes it as it is. */
  const isProposed = autosave.base === 0 && words > 0;
  const adopt = () => autosave.changed(() => editor.current?.text() ?? initial);
  const flush = async () => {
    if (isProposed && autosave.isClean) adopt();
    await autosave.flush();
    return autosave.base;
  };
  const choose = (choice: Choice) => {
    if (state.kind !== 'conflict') return;
    const { mine, theirs } = state;
    const next = { mine, theirs: theirs.text, both: together(theirs.text, mine) }[choice];
    editor.current?.replace(next);
    autosave.resolve(choice === 'theirs' ? null : () => editor.current?.text() ?? next, theirs.revision);
  };
  const changed = (read: () => ReportText) => {
    setClean(false);
    autosave.changed(read);
  };
  return { autosave, state, told, left, initial, words, clean, other, isProposed, flush, choose, changed };
}

/** The editor with what becomes of its words: saving, other authors, history, readiness. */
export function TextWorkspace(props: TextWorkspaceProps) {
  const { text: kept, figures, own, editor } = props;
  const { year, place } = kept;
  const [past, setPast] = useState(false);
  const { autosave, state, told, left, initial, words, clean, other, isProposed, flush, choose, changed } =
    useFlow(props);
  return (
    <div className="text-workspace">
      <div className="text-workspace-line">
        <SaveStatus state={state} isKept={autosave.base > 0} isProposed={isProposed} />
        <span>{frenchCount(words, 'mot', 'mots')}</span>
        {isProposed && state.kind === 'idle' && (
          <Button size="small" onClick={flush}>
            Enregistrer ce modèle
          </Button>
        )}
        <ReadyButton kept={kept} clean={clean} flush={flush} />
        <Button
          size="small"
          variant="quiet"
          icon="undo"
          disabled={autosave.base === 0}
          onClick={() => flush().then(() => setPast(true))}
        >
          Historique
        </Button>
      </div>
      <Arrivals taken={left !== null} other={other} />
      <TextEditor
        ref={editor}
        label={`Texte\u00a0: ${kept.title}`}
        initial={initial}
        figures={figures}
        own={own}
        onChange={changed}
      />
      <Losses {...told} />
      {state.kind === 'conflict' && (
        <ConflictDialog mine={state.mine} theirs={state.theirs} figures={figures} onChoose={choose} />
      )}
      {past && (
        <HistoryDialog
          year={year}
          place={place}
          base={autosave.base}
          figures={figures}
          onClose={() => setPast(false)}
          onRestored={() => setPast(false)}
        />
      )}
    </div>
  );
}
