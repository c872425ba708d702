import type { ReportText } from '../../../shared/domain/report/report-text.ts';
import type { TokenFigure } from '../../../shared/domain/report/report-text-tokens.ts';
import { Button } from '../../ui/form/button.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import type { Theirs } from './autosave.ts';
import { clockWords } from './clock-words.ts';
import { ReadText } from './read-text.tsx';

export type Choice = 'mine' | 'theirs' | 'both';

export interface ConflictDialogProps {
  mine: ReportText;
  theirs: Theirs;
  figures: readonly TokenFigure[];
  onChoose: (choice: Choice) => void;
}

/** Two people wrote the same text: both are shown, both are in the history, and the author says which one goes on. */
export function ConflictDialog({ mine, theirs, figures, onChoose }: ConflictDialogProps) {
  return (
    <Dialog
      open
      // Closing without an answer keeps the most: both texts, one after the other.
      onOpenChange={() => onChoose('both')}
      size="large"
      title="Deux personnes écrivent ce texte"
      description={`${theirs.authorName} l’a enregistré ${clockWords(theirs.savedAt)}, pendant que vous écriviez. Rien n’est perdu\u00a0: les deux textes sont dans l’historique.`}
      footer={
        <>
          <Button onClick={() => onChoose('theirs')}>Prendre le sien</Button>
          <Button onClick={() => onChoose('mine')}>Garder le mien</Button>
          <Button variant="primary" onClick={() => onChoose('both')}>
            Mettre les deux à la suite
          </Button>
        </>
      }
    >
      <div className="conflict-texts">
        <section aria-labelledby="conflit-sien">
          <h3 id="conflit-sien">{`Le texte de ${theirs.authorName}`}</h3>
          <ReadText text={theirs.text} figures={figures} />
        </section>
        <section aria-labelledby="conflit-mien">
          <h3 id="conflit-mien">Votre texte</h3>
          <ReadText text={mine} figures={figures} />
        </section>
      </div>
    </Dialog>
  );
}
