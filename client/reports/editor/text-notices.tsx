import { frenchList } from '../../../shared/domain/words/french-format.ts';
import { Callout } from '../../ui/status/callout.tsx';
import type { Told } from './autosave.ts';

/** Words that came into the editor without being typed there. */
export function Arrivals({ taken, other }: { taken: boolean; other: string | null }) {
  return (
    <>
      {taken && (
        <Callout tone="info" live="polite" title="Texte repris">
          Ce que vous aviez écrit sur cet ordinateur n’avait pas été enregistré. Le voici.
        </Callout>
      )}
      {other && (
        <Callout tone="info" live="polite" title={`Texte mis à jour\u00a0: vous voyez la version de ${other}.`} />
      )}
    </>
  );
}

/** What the text lost when it was kept, and what the documents will leave out of it. */
export function Losses({ removed, unprinted }: Told) {
  return (
    <>
      {removed.length > 0 && (
        <Callout tone="info" live="polite" title={`Retiré à l’enregistrement\u00a0: ${frenchList(removed)}.`} />
      )}
      {unprinted.length > 0 && (
        <Callout tone="warning" live="polite" title="Signes que les documents n’impriment pas">
          {`Gardés ici, absents du PDF et du document Word\u00a0: ${unprinted.slice(0, 20).join(' ')}`}
        </Callout>
      )}
    </>
  );
}
