import { useEffect, useEffectEvent, useState } from 'react';
import { frenchCount, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { ConfirmDialog } from '../../ui/overlay/dialog.tsx';
import { browserEdits } from './pending-edits.ts';
import type { PendingEdit } from './write-ahead.ts';

/** What the forms of this tab keep beside the cells: refused texts, acts that can be taken back. */
function forgetTab(): void {
  try {
    for (const name of Object.keys(sessionStorage))
      if (name.startsWith('observatoire-')) sessionStorage.removeItem(name);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

interface LeavingDialogProps {
  person: string;
  /** Ends the session; it fails when nothing answers. */
  onLeave: () => Promise<void>;
  onStay: () => void;
}

/**
 * Signing out leaves nothing of its person in the browser. Figures that never reached the server go too: that is asked first,
 * and it is the only question.
 */
export function LeavingDialog({ person, onLeave, onStay }: LeavingDialogProps) {
  const [pending] = useState(browserEdits);
  const [waiting, setWaiting] = useState<readonly PendingEdit[] | null>(null);
  const [cut, setCut] = useState(false);
  const leave = async (edits: readonly PendingEdit[]) => {
    try {
      await onLeave();
      forgetTab();
      for (const { key } of edits) await pending.remove(key);
    } catch {
      setCut(true);
    }
  };
  const look = useEffectEvent(async () => {
    const own = (await pending.all(null)).filter((edit) => edit.person === person);
    setWaiting(own);
    if (own.length === 0) await leave(own);
  });
  useEffect(() => void look(), []);
  if (cut) {
    return (
      <ConfirmDialog
        open
        onOpenChange={onStay}
        title="Vous n’êtes pas déconnecté"
        confirmLabel="Réessayer"
        onConfirm={() => void leave(waiting ?? [])}
      >
        La connexion est coupée{S}: l’observatoire ne peut pas fermer votre session. Réessayez quand elle revient, ou
        fermez le navigateur.
      </ConfirmDialog>
    );
  }
  if (!waiting || waiting.length === 0) return null;
  const several = waiting.length > 1;
  return (
    <ConfirmDialog
      open
      onOpenChange={onStay}
      title={`${frenchCount(waiting.length, 'chiffre n’est pas encore enregistré', 'chiffres ne sont pas encore enregistrés')}`}
      confirmLabel={several ? 'Les effacer et me déconnecter' : 'L’effacer et me déconnecter'}
      danger
      onConfirm={() => void leave(waiting)}
    >
      {several ? 'Ils sont gardés' : 'Il est gardé'} dans ce navigateur et {several ? 'partiront' : 'partira'} quand la
      connexion reviendra. Vous déconnecter {several ? 'les efface' : 'l’efface'} de cet ordinateur.
    </ConfirmDialog>
  );
}
