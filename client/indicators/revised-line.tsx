import { useQuery } from '@tanstack/react-query';
import { frenchDate } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Link } from '../ui/text/link.tsx';

/** One line when a report that was frozen says something else of the year than the figures of the day. */
export function RevisedLine({ code, year }: { code: string; year: number }) {
  const query = useQuery(useTRPC().editions.revised.queryOptions({ code, year }));
  if (!query.data) return null;
  const { number, frozenOn, published } = query.data;
  return (
    <p>
      {`Révisé depuis le rapport d’exécution ${year} (édition n°\u00a0${number}, figée le ${frenchDate(frozenOn)}), ${published ? `qui disait\u00a0: ${published}` : 'pour certains mois'}. `}
      <Link href={`/rapport?annee=${year}`}>Voir le rapport</Link>
    </p>
  );
}
