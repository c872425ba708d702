import { frenchList } from '../../../shared/domain/words/french-format.ts';
import { Status } from '../../ui/status/status.tsx';
import type { Need } from './mapping-model.ts';

/** What the register cannot do without, ticked as columns are given. */
export function MappingNeeds({ needs }: { needs: readonly Need[] }) {
  if (needs.length === 0) return null;
  return (
    <ul className="mapping-needs" aria-label="Ce qu’il faut au moins">
      {needs.map(({ labels, met, orSheet }) => (
        <li key={labels.join()}>
          {met ? (
            <Status tone="good" shape="check">
              {frenchList(labels).replace(' et ', ' ou ')}
            </Status>
          ) : (
            <Status
              tone={orSheet ? 'info' : 'watch'}
              shape={orSheet ? 'clock' : 'triangle'}
              note={orSheet ? 'à défaut, le mois sera pris au nom de la feuille' : 'il manque une colonne'}
            >
              {labels.join(' ou ')}
            </Status>
          )}
        </li>
      ))}
    </ul>
  );
}
