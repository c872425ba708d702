import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { frenchDate, frenchPercent } from '../../shared/domain/french-format.ts';
import { yearOf } from '../../shared/domain/month.ts';
import { errorMessage, errorReference } from '../lib/error-messages.ts';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Callout } from '../ui/callout.tsx';
import { Card, CardGrid } from '../ui/card.tsx';
import { Coverage } from '../ui/coverage.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Link } from '../ui/link.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Select } from '../ui/select.tsx';

const documents = [
  {
    format: 'pdf',
    title: 'PDF accessible',
    for: 'Pour le Préfet et la DIHAL\u00a0: structuré, avec textes de remplacement et signets.',
  },
  {
    format: 'docx',
    title: 'Document Word',
    for: 'Pour la délibération du conseil\u00a0: styles, sommaire et graphiques modifiables.',
  },
  {
    format: 'xlsx',
    title: 'Classeur des données',
    for: 'Les mêmes chiffres, indicateur par indicateur et mois par mois.',
  },
] as const;

function Readiness({ year }: { year: number }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.reports.readiness.queryOptions({ year }));
  if (query.isPending) return <Loading label="Vérification de l’année" />;
  if (query.isError) {
    return (
      <ErrorState reference={errorReference(query.error)} onRetry={() => query.refetch()}>
        {errorMessage(query.error)}
      </ErrorState>
    );
  }
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
            description: `${targeted - unknown.length} renseignés sur ${targeted}${targeted > 0 ? ` (${frenchPercent((targeted - unknown.length) / targeted)})` : ''}`,
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

/** The annual execution report of article 2.3: what it would hold today, and its three documents. */
export function ReportPage() {
  const session = useSession();
  const search = useSearch({ from: '/rapport' });
  const navigate = useNavigate({ from: '/rapport' });
  const current = yearOf(session.data?.referenceDate ?? '2025-01-01');
  const year = search.annee ?? current - 1;
  const years = Array.from({ length: current - 2022 + 1 }, (_, index) => String(current - index));
  return (
    <>
      <PageHeader
        title={`Rapport d’exécution ${year}`}
        lead="Une fiche par ligne de l’annexe, dans son ordre et avec ses mots, à partir des mêmes chiffres que l’écran. Les petits nombres y sont toujours masqués."
        actions={
          <Select
            label="Année du rapport"
            options={years.map((one) => ({ value: one, label: one }))}
            value={String(year)}
            onChange={(one) => navigate({ search: { annee: Number(one) } })}
          />
        }
      />
      {session.data?.demonstration && (
        <Callout tone="warning" title="Données fictives">
          Les documents portent la mention « Données fictives – démonstration » sur chaque page.
        </Callout>
      )}
      <CardGrid>
        {documents.map((one) => (
          <Card key={one.format} title={one.title}>
            <p>{one.for}</p>
            <LinkButton href={`/documents/rapport/${year}.${one.format}`} icon="download" variant="primary" download>
              {`Télécharger (${one.format.toUpperCase()})`}
            </LinkButton>
          </Card>
        ))}
      </CardGrid>
      <Readiness year={year} />
    </>
  );
}
