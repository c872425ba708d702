import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { amountWords } from '../../shared/domain/finance/finance-words.ts';
import type { FinanceYear } from '../../shared/domain/finance/finance-year.ts';
import { yearOf } from '../../shared/domain/month.ts';
import { frenchCount, frenchDate } from '../../shared/domain/words/french-format.ts';
import { PeriodControl } from '../lib/period/period-control.tsx';
import { PageState } from '../lib/routing/page-state.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Deferred } from '../ui/layout/deferred.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { KeyFigure, KeyFigureGroup } from '../ui/status/key-figure.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { ClawbackSection } from './clawback-section.tsx';
import { ClosingState } from './closing-state.tsx';
import { LinesSection } from './lines-section.tsx';
import { OwnFinance } from './own-finance.tsx';
import { PartnersSection } from './partners-section.tsx';
import { PaymentsSection } from './payments-section.tsx';
import { TotalsSection } from './totals-section.tsx';
import './finance.css';

const FinanceImport = lazy(() => import('./finance-import.tsx').then((module) => ({ default: module.FinanceImport })));

/** The years of the conventions whose annex is known, the latest first, up to the year of the day. */
function useYears(today: string): number[] {
  const trpc = useTRPC();
  const catalogue = useQuery(trpc.catalogue.read.queryOptions());
  const known = (catalogue.data?.conventions ?? []).filter(({ actions }) => actions.length > 0);
  const years = known.flatMap(({ startYear, endYear }) =>
    Array.from({ length: endYear - startYear + 1 }, (_, rank) => startYear + rank),
  );
  return [...new Set(years)].filter((year) => year <= yearOf(today) + 1).sort((a, b) => b - a);
}

/** The title is the finding: how many points wait. */
function financeTitle({ year, alerts }: FinanceYear): string {
  const points =
    alerts.length === 0 ? 'rien à suivre' : frenchCount(alerts.length, 'point à suivre', 'points à suivre');
  return `Finances ${year}\u00a0: ${points}`;
}

function Alerts({ finance: { alerts } }: { finance: FinanceYear }) {
  if (alerts.length === 0) return null;
  return (
    <Callout tone={alerts.some(({ tone }) => tone === 'late') ? 'warning' : 'info'} title="À suivre">
      <ul className="finance-list">
        {alerts.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Callout>
  );
}

function KeyAmounts({ finance }: { finance: FinanceYear }) {
  const { grant, payment, sums, clawback, year } = finance;
  const exposed = clawback.exposure?.exposureCents ?? null;
  return (
    <KeyFigureGroup>
      <KeyFigure
        label={`Accordé par l’État en ${year}`}
        value={amountWords(grant.amountCents, 'à fixer par avenant')}
        missing={grant.amountCents === null}
      />
      <KeyFigure
        label="Versé par l’État"
        value={finance.payments.length > 0 ? amountWords(payment.paidCents) : 'rien d’enregistré'}
        missing={finance.payments.length === 0}
        note={`au plus tard le ${frenchDate(payment.deadline)}`}
      />
      <KeyFigure
        label="Engagé, tous financeurs"
        value={amountWords(sums.committedCents.cents)}
        missing={sums.committedCents.cents === null}
        note={
          sums.committedCents.missing > 0
            ? frenchCount(sums.committedCents.missing, 'ligne non connue', 'lignes non connues')
            : undefined
        }
      />
      <KeyFigure
        label="Exposé au reversement, au plus"
        value={amountWords(exposed, 'non calculable')}
        missing={exposed === null}
        note={
          clawback.exposure?.basis === 'granted'
            ? 'sur le montant accordé'
            : exposed === null || !finance.convention.clawbackArticle
              ? undefined
              : `article ${finance.convention.clawbackArticle}`
        }
      />
    </KeyFigureGroup>
  );
}

function YearOfMoney({ year, years, canWrite }: { year: number; years: number[]; canWrite: boolean }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.finance.year.queryOptions({ year }, { placeholderData: keepPreviousData }));
  if (!query.data) return <PageState query={query} label="Chargement des finances" />;
  const finance = query.data;
  return (
    <div aria-busy={query.isPlaceholderData}>
      <PageHeader
        title={financeTitle(finance)}
        lead={finance.convention.name}
        period={<PeriodControl years={years} year={year} />}
        tags={finance.fictitious && <Tag variant="fictitious" />}
        actions={
          <>
            <LinkButton href={`/documents/finances/${year}.xlsx`} icon="download" download>
              Classeur
            </LinkButton>
            <LinkButton href={`/documents/finances/${year}.csv`} icon="download" download>
              CSV
            </LinkButton>
          </>
        }
      />
      <KeyAmounts finance={finance} />
      <div className="finance-states">
        <ClosingState finance={finance} canWrite={canWrite} />
        <Alerts finance={finance} />
      </div>
      <Deferred>
        <LinesSection finance={finance} canWrite={canWrite && finance.closed === null} />
        <PartnersSection finance={finance} canWrite={canWrite && finance.closed === null} />
        <PaymentsSection finance={finance} canWrite={canWrite && finance.closed === null} />
        <TotalsSection finance={finance} />
        <ClawbackSection finance={finance} canWrite={canWrite} />
        {canWrite && finance.closed === null && (
          <Suspense fallback={<Loading label="Chargement de la reprise d’un classeur" />}>
            <FinanceImport year={year} />
          </Suspense>
        )}
      </Deferred>
    </div>
  );
}

/** `/finances`: the money of the convention for whoever answers for it, one's own conventions for a partner. */
export function FinancePage() {
  const session = useSession().data;
  const search = useSearch({ from: '/finances' });
  const years = useYears(session?.referenceDate ?? '2025-01-01');
  if (!session?.viewer) return <Loading shape="page" label="Chargement des finances" />;
  if (session.viewer.role === 'contributor') return <OwnFinance year={search.annee} />;
  const latest = years.find((year) => year <= yearOf(session.referenceDate)) ?? yearOf(session.referenceDate);
  return (
    <YearOfMoney
      year={search.annee ?? latest}
      years={years.length > 0 ? years : [latest]}
      canWrite={session.viewer.role === 'coordinator'}
    />
  );
}
