import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { yearOf } from '../../shared/domain/month.ts';
import { frenchCount, frenchDate } from '../../shared/domain/words/french-format.ts';
import { PeriodControl } from '../lib/period/period-control.tsx';
import { useSession } from '../lib/session.ts';
import { type Answers, useTRPC } from '../lib/trpc.ts';
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

type Deadline = Answers['editions']['forYear']['deadline'];

/** The title is the finding: sent, late, or due. */
function reportTitle(year: number, deadline: Deadline | undefined): string {
  const name = `Rapport d’exécution ${year}`;
  if (!deadline) return name;
  if (deadline.met) return `${name}\u00a0: transmis au Préfet`;
  if (deadline.daysLeft < 0)
    return `${name}\u00a0: ${frenchCount(-deadline.daysLeft, 'jour de retard', 'jours de retard')}`;
  return `${name}\u00a0: à transmettre au plus tard le ${frenchDate(deadline.date)}`;
}

/** The annual execution report: what it would hold today, and its three documents. */
export function ReportPage() {
  const session = useSession();
  const search = useSearch({ from: '/rapport' });
  const current = yearOf(session.data?.referenceDate ?? '2025-01-01');
  // The report is of a year that is over, and no earlier than the first that the convention covers.
  const first = Math.min(session.data?.firstYear ?? current, current);
  const year = search.annee ?? Math.max(current - 1, first);
  const years = Array.from({ length: current - first + 1 }, (_, index) => current - index);
  const writes = session.data?.viewer?.role === 'coordinator';
  const isWriting = writes && search.texte !== undefined;
  const editions = useQuery(useTRPC().editions.forYear.queryOptions({ year }, { staleTime: 0, enabled: !isWriting }));
  if (isWriting)
    return (
      <Suspense fallback={<Loading label="Chargement de l’éditeur" />}>
        <TextScreen key={search.texte} year={year} place={search.texte} />
      </Suspense>
    );
  return (
    <>
      <PageHeader
        title={reportTitle(year, editions.data?.deadline)}
        lead="Une fiche par ligne de l’annexe, dans son ordre et avec ses mots, à partir des mêmes chiffres que l’écran. Les petits nombres y sont toujours masqués."
        period={<PeriodControl years={years} year={year} />}
      />
      {session.data?.demonstration && (
        <Callout tone="warning" title="Données fictives">
          Les documents portent la mention «{'\u00a0'}Données fictives – démonstration{'\u00a0'}» sur chaque page.
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
