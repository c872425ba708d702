import { useQuery } from '@tanstack/react-query';
import { frenchDate, frenchPercent } from '../../shared/domain/words/french-format.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { errorCode } from '../lib/words/error-messages.ts';
import { Card } from '../ui/layout/card.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Coverage } from '../ui/status/coverage.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { Link } from '../ui/text/link.tsx';

/** How ready the figures of a year are, for whoever may read the report. */
export function Readiness({ year }: { year: number }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.reports.readiness.queryOptions({ year }));
  if (query.isPending) return <Loading label="Vérification de l’année" />;
  // « Les documents » has said it.
  if (errorCode(query.error) === 'NOT_PUBLISHED') return null;
  if (query.isError) return <PageState query={query} label="Vérification de l’année" headingLevel={2} />;
  const { cells, targeted, unknown, hidden, dueDate, convention } = query.data;
  return (
    <Card title={`Où en sont les chiffres de ${year}`}>
      <DefinitionList
        items={[
          { term: 'Convention', description: convention.name },
          {
            term: 'Échéance',
            description: `à transmettre au Préfet, après délibération, au plus tard le ${frenchDate(dueDate)}`,
          },
          {
            term: 'Valeurs reçues',
            description: (
              <Coverage
                received={cells.reported}
                expected={cells.expected}
                singular="valeur reçue"
                plural="valeurs reçues"
              />
            ),
          },
          {
            term: 'Indicateurs à cible',
            description: `${targeted - unknown.length} reçus sur ${targeted}${targeted > 0 ? ` (${frenchPercent((targeted - unknown.length) / targeted)})` : ''}`,
          },
          {
            term: 'Sans valeur',
            description:
              unknown.length === 0 ? (
                'aucun'
              ) : (
                <ul className="plain-list">
                  {unknown.map((one) => (
                    <li key={one.code}>
                      <Link href={`/indicateurs/${one.code}?annee=${year}`}>{one.label}</Link>
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            term: 'Masqués (petits nombres)',
            description: hidden.length === 0 ? 'aucun' : hidden.map((one) => one.label).join(' · '),
          },
        ]}
      />
    </Card>
  );
}
