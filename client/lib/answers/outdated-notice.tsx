import { Button } from '../../ui/form/button.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { useIsOutdated } from '../words/missing-part.ts';

/** Above the page, which stays: whoever is typing ends first, and reloads when they choose. */
export function OutdatedNotice() {
  if (!useIsOutdated()) return null;
  return (
    <Callout
      tone="warning"
      live="polite"
      title="L’observatoire vient d’être mis à jour"
      actions={
        <Button size="small" icon="refresh" onClick={() => location.reload()}>
          Recharger la page
        </Button>
      }
    >
      Une partie de cette page n’existe plus sous sa forme d’avant. Ce qui est enregistré le reste, et les cellules déjà
      tapées vous attendent.
    </Callout>
  );
}
