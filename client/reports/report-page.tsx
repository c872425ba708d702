import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { yearOf } from '../../shared/domain/month.ts';
import { useSession } from '../lib/session.ts';
import { Select } from '../ui/form/select.tsx';
import { Deferred } from '../ui/layout/deferred.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Documents } from './documents.tsx';
import { EditionPanel } from './editions/edition-panel.tsx';
import { FicheLinks } from './fiche-links.tsx';
import { Readiness } from './readiness.tsx';
import { Workspace } from './workspace.tsx';

/** The editor weighs more than the rest of the page: it comes when somebody writes. */
const TextScreen = lazy(() => import('./editor/text-screen.tsx'));

/** The annual execution report: what it would hold today, and its three documents. */
export function ReportPage() {
  const session = useSession();
  const search = useSearch({ from: '/rapport' });
  const navigate = useNavigate({ from: '/rapport' });
  const current = yearOf(session.data?.referenceDate ?? '2025-01-01');
  // The report is of a year that is over, and no earlier than the first that the convention covers.
  const first = Math.min(session.data?.firstYear ?? current, current);
  const year = search.annee ?? Math.max(current - 1, first);
  const years = Array.from({ length: current - first + 1 }, (_, index) => String(current - index));
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
        <Documents year={year} />
        <FicheLinks year={year} />
        <Readiness year={year} />
      </Deferred>
    </>
  );
}
