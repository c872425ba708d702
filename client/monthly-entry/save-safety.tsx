import { useSyncExternalStore } from 'react';
import { frenchCount } from '../../shared/domain/french-format.ts';
import { useSession } from '../lib/session.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import type { Cells, SaveState } from './entry-cells.ts';
import type { EntryStore } from './entry-store.ts';
import { SignInAgain } from './sign-in-again.tsx';

const countOf = (cells: Cells, kind: SaveState['kind']) =>
  [...cells.values()].filter((cell) => cell.save.kind === kind).length;

/** What stands between the cells and the server, above the grid: a closed session, a cut network, a browser that keeps nothing. */
export function SaveSafety({ store }: { store: EntryStore }) {
  const cells = useSyncExternalStore(store.subscribe, store.snapshot);
  const session = useSession();
  const signedOut = countOf(cells, 'signed-out');
  const offline = countOf(cells, 'offline');
  return (
    <>
      {signedOut > 0 && <SignInAgain email={session.data?.viewer?.email ?? ''} onSignedIn={() => store.retry()} />}
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
