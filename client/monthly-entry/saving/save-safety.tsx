import { useState, useSyncExternalStore } from 'react';
import { frenchCount, frenchList } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../../ui/form/button.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import type { EntryStore } from './entry-store.ts';
import { SignInAgain } from './sign-in-again.tsx';

/** On a shared computer: cells that someone else typed here and that never left. They are nobody else's to send unasked. */
function OthersWaiting({ store }: { store: EntryStore }) {
  const edits = useSyncExternalStore(store.subscribe, store.othersWaiting);
  if (edits.length === 0) return null;
  const authors = frenchList([...new Set(edits.map((edit) => edit.personName || 'quelqu’un d’autre'))]);
  return (
    <Callout
      tone="warning"
      live="polite"
      title={`${frenchCount(edits.length, 'cellule tapée', 'cellules tapées')} ici par ${authors} ${edits.length > 1 ? 'n’ont' : 'n’a'} pas été envoyée${edits.length > 1 ? 's' : ''}`}
      actions={
        <>
          <Button size="small" onClick={() => store.takeOver(true)}>
            Les envoyer à mon nom
          </Button>
          <Button size="small" onClick={() => store.takeOver(false)}>
            Les laisser à leur auteur
          </Button>
        </>
      }
    >
      Sans votre accord, rien ne part sous votre nom. Laissées, elles attendent dans ce navigateur que leur auteur se
      reconnecte.
    </Callout>
  );
}

/** True from the first cell that met a closed session until all of them are in, or their person says that it is open again. */
function useClosedSession(store: EntryStore) {
  const waiting = useSyncExternalStore(store.subscribe, () => store.waiting('signed-out'));
  const unsaved = useSyncExternalStore(store.subscribe, () => store.hasUnsaved());
  const [closed, setClosed] = useState(false);
  if (waiting > 0 && !closed) setClosed(true);
  if (closed && !unsaved) setClosed(false);
  return { closed, onSignedIn: () => setClosed(false) };
}

/** What stands between the cells and the server, above the grid: a closed session, a cut network, a browser that keeps nothing. */
export function SaveSafety({ store, email, cut }: { store: EntryStore; email: string; cut: boolean }) {
  const { closed, onSignedIn } = useClosedSession(store);
  const offline = useSyncExternalStore(store.subscribe, () => store.waiting('offline'));
  return (
    <>
      {closed && (
        <SignInAgain
          email={email}
          onSignedIn={() => {
            store.retry();
            onSignedIn();
          }}
        />
      )}
      <OthersWaiting store={store} />
      {cut && offline === 0 && (
        <Callout tone="warning" live="polite" title="Vous êtes hors connexion">
          Continuez à saisir{'\u00a0'}: ce que vous tapez est gardé dans ce navigateur et partira au retour de la
          connexion.
        </Callout>
      )}
      {offline > 0 && (
        <Callout
          tone="warning"
          title={`${frenchCount(offline, 'cellule attend', 'cellules attendent')} le réseau`}
          actions={
            <Button size="small" onClick={() => store.retryOffline()}>
              Réessayer maintenant
            </Button>
          }
        >
          {store.isVolatile()
            ? 'Gardez cette page ouverte jusqu’à leur envoi.'
            : 'Elles sont gardées dans ce navigateur, même si vous fermez la page, et partiront dès que possible.'}
        </Callout>
      )}
      {store.isVolatile() && (
        <Callout tone="info" title="Ce navigateur ne garde rien (navigation privée ?)">
          Une saisie qui attend le réseau vit seulement dans cette page{'\u00a0'}: ne la fermez pas avant qu’elle soit
          enregistrée.
        </Callout>
      )}
    </>
  );
}
