import { Icon, type IconName } from '../../ui/text/icon.tsx';
import type { SaveState } from './autosave.ts';
import { hourWords } from './clock-words.ts';

const OFFLINE = 'Pas de connexion\u00a0: le texte est gardé sur cet ordinateur, il partira dès que possible.';

/** What is true of a text of which nothing has been sent yet from this screen: it was kept before, or it is nobody's words. */
function unmovedWords(isKept: boolean, isProposed: boolean): { icon: IconName; words: string } {
  if (isKept) return { icon: 'check', words: 'Tout est enregistré' };
  return { icon: 'edit', words: isProposed ? 'Modèle proposé, pas encore enregistré' : 'Rien n’est encore écrit' };
}

function wordsOf(state: SaveState, isKept: boolean, isProposed: boolean): { icon: IconName; words: string } {
  switch (state.kind) {
    case 'waiting':
      return { icon: 'edit', words: 'Modifications en attente' };
    case 'saving':
      return { icon: 'refresh', words: 'Enregistrement…' };
    case 'saved':
      return { icon: 'check', words: `Enregistré à\u00a0${hourWords(state.at)}` };
    case 'offline':
      return { icon: 'alert', words: OFFLINE };
    case 'refused':
      return { icon: 'alert', words: `Non enregistré. ${state.why}` };
    case 'conflict':
      return { icon: 'people', words: 'Deux versions\u00a0: choisissez celle à garder' };
    default:
      return unmovedWords(isKept, isProposed);
  }
}

export interface SaveStatusProps {
  state: SaveState;
  /** True once the server keeps a version of the text. */
  isKept: boolean;
  /** True while the words on the screen are a form that the product proposes. */
  isProposed: boolean;
}

/** How far the saving is, seen and heard; a pause of the typist is not announced, what became of the text is. */
export function SaveStatus({ state, isKept, isProposed }: SaveStatusProps) {
  const { icon, words } = wordsOf(state, isKept, isProposed);
  const bad = state.kind === 'offline' || state.kind === 'refused' || state.kind === 'conflict';
  const quiet = state.kind === 'waiting' || state.kind === 'saving';
  return (
    <p className={bad ? 'save-status save-status-bad' : 'save-status'}>
      <Icon name={icon} size="small" />
      <span aria-hidden={quiet || undefined}>{quiet ? words : ''}</span>
      <span role={bad ? 'alert' : 'status'}>{quiet ? '' : words}</span>
    </p>
  );
}
