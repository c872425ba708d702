import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { yearOf } from '../../shared/domain/month.ts';
import { reportAddress, synthesisAddress } from '../../shared/domain/report/report-addresses.ts';
import { useSession } from '../lib/session.ts';
import { Terms } from '../lib/words/term.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Select } from '../ui/form/select.tsx';
import { Card, CardGrid } from '../ui/layout/card.tsx';
import { Deferred } from '../ui/layout/deferred.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { EditionPanel } from './editions/edition-panel.tsx';
import { FicheLinks } from './fiche-links.tsx';
import { Readiness } from './readiness.tsx';
import { Workspace } from './workspace.tsx';

/** The editor weighs more than the rest of the page: it comes when somebody writes. */
const TextScreen = lazy(() => import('./editor/text-screen.tsx'));

const documents = [
  {
    format: 'pdf',
    address: (year: number) => reportAddress(year, 'pdf'),
    title: 'PDF accessible',
    for: 'Pour le Préfet et la DIHAL\u00a0: structuré, avec textes de remplacement et signets.',
  },
  {
    format: 'docx',
    address: (year: number) => reportAddress(year, 'docx'),
    title: 'Document Word',
    for: 'Pour la délibération du conseil\u00a0: styles et graphiques modifiables\u00a0; à l’ouverture, acceptez la mise à jour des champs\u00a0: Word pagine le sommaire.',
  },
  {
    format: 'xlsx',
    address: (year: number) => reportAddress(year, 'xlsx'),
    title: 'Classeur des données',
    for: 'Les mêmes chiffres, indicateur par indicateur et mois par mois.',
  },
  {
    format: 'csv',
    address: (year: number) => reportAddress(year, 'csv'),
    title: 'Données en CSV',
    for: 'Une ligne par valeur, pour un autre logiciel\u00a0: les petits nombres y sont masqués comme ailleurs.',
  },
  {
    format: 'pdf',
    address: (year: number) => synthesisAddress(year, 'pdf'),
    link: 'Télécharger la synthèse (PDF)',
    title: 'Synthèse pour le comité',
    for: 'Quatre pages\u00a0: les cibles, les actions, le territoire et les moyens.',
  },
] as const;

/** The annual execution report of article 2.3: what it would hold today, and its three documents. */
export function ReportPage() {
  const session = useSession();
  const search = useSearch({ from: '/rapport' });
  const navigate = useNavigate({ from: '/rapport' });
  const current = yearOf(session.data?.referenceDate ?? '2025-01-01');
  const year = search.annee ?? current - 1;
  const years = Array.from({ length: current - 2022 + 1 }, (_, index) => String(current - index));
  const writes = session.data?.viewer?.role === 'coordinator';
  if (writes && search.texte !== undefined)
    return (
      <Suspense fallback={<Loading label="Chargement de l’éditeur" />}>
        <TextScreen key={search.texte} year={year} place={search.texte} />
      </Suspense>
    );
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
      {writes && <Workspace year={year} />}
      <Deferred>
        <EditionPanel year={year} />
        <Section title="Les documents">
          <CardGrid>
            {documents.map((one) => (
              <Card key={one.title} title={one.title}>
                <p>
                  <Terms>{one.for}</Terms>
                </p>
                <LinkButton href={one.address(year)} icon="download" variant="primary" download>
                  {'link' in one ? one.link : `Télécharger (${one.format.toUpperCase()})`}
                </LinkButton>
              </Card>
            ))}
          </CardGrid>
        </Section>
        <FicheLinks year={year} />
        <Readiness year={year} />
      </Deferred>
    </>
  );
}
