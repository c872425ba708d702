import { useEffect, useRef, useState } from 'react';
import type { ReportText } from '../../../shared/domain/report/report-text.ts';
import { useTRPCClient } from '../../lib/trpc.ts';
import { Autosave, type SaveState, type Told } from './autosave.ts';
import { type DraftPlace, dropDraft, keepDraft } from './local-draft.ts';

interface Asked extends DraftPlace {
  /** The revision that the editor opened on. */
  revision: number;
  onSaved: (revision: number) => void;
}

/** The autosave of one text, for as long as it is on the screen; leaving sends what waits. */
export function useAutosave({ author, year, place, revision, onSaved }: Asked) {
  const client = useTRPCClient();
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const [told, setTold] = useState<Told>({ removed: [], unprinted: [] });
  const tellSaved = useRef(onSaved);
  tellSaved.current = onSaved;
  const [autosave] = useState(
    () =>
      new Autosave(
        {
          save: (text: ReportText, base) => client.reportTexts.saveText.mutate({ year, place, text, base }),
          keep: (draft) => (draft ? keepDraft({ author, year, place }, draft) : dropDraft({ author, year, place })),
          tell: setState,
          saved: (saved, told) => {
            setTold(told);
            tellSaved.current(saved);
          },
        },
        revision,
      ),
  );
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      autosave.keepNow();
      if (!autosave.isClean) event.preventDefault();
    };
    const online = () => autosave.flush();
    window.addEventListener('beforeunload', leaving);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('beforeunload', leaving);
      window.removeEventListener('online', online);
      autosave.stop();
    };
  }, [autosave]);
  return { autosave, state, told };
}
