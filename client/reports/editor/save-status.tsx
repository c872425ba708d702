import { Icon, type IconName } from '../../ui/text/icon.tsx';
import type { SaveState } from './autosave.ts';
import { hourWords } from './clock-words.ts';

const OFFLINE = 'Pas de connexion\u00a0: le texte est gardé sur cet ordinateur, il partira dès que possible.';

function wordsOf(state: SaveState): { icon: IconName; words: string } {
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
      return { icon: 'check', words: 'Tout est enregistré' };
  }
}

/** How far the saving is, seen and heard; a pause of the typist is not announced, what became of the text is. */
export function SaveStatus({ state }: { state: SaveState }) {
  const { icon, words } = wordsOf(state);
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
