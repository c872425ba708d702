import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { firstLedgerFilters, type LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { stockTitle } from '../../shared/domain/ledger/stock-words.ts';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { PeriodControl } from '../lib/period/period-control.tsx';
import { ReadingLine } from '../lib/publications/reading-line.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Segmented } from '../ui/form/segmented.tsx';
import { Deferred } from '../ui/layout/deferred.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Tabs } from '../ui/layout/tabs.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { AnswerStates } from './answer-states.tsx';
import { Bridge } from './flows/bridge.tsx';
import { FlowTab } from './flows/flow-tab.tsx';
import { MainFigure } from './flows/main-figure.tsx';
import { ledgerPeriods, ledgerUntil, monthShown } from './ledger-period.ts';
import { LinkingWarning } from './linking-warning.tsx';
import { MeasuresTab } from './measures-tab.tsx';
import { NeedsTab } from './needs-tab.tsx';
import { PathsTab } from './paths-tab.tsx';
import { ReliabilityTab } from './reliability-tab.tsx';
import { ReviewTab } from './review/review-tab.tsx';
import './homelessness.css';

export interface HomelessnessSearch {
  vue?: string | undefined;
  unite?: string | undefined;
  perimetre?: string | undefined;
}

/** The ledger's filters as the address says them: persons in Insee's sense, which can be tested, unless it says otherwise. */
const filtersOf = ({ unite, perimetre }: HomelessnessSearch): LedgerFilters => ({
  unit: unite === 'menages' ? 'households' : firstLedgerFilters.unit,
  perimeter: perimetre === 'convention' ? 'convention' : firstLedgerFilters.perimeter,
});

/** People without a home: how many, who comes in and goes out, from the file to the figure; then the rest, folded. */
export function HomelessnessPage() {
  const search = useSearch({ from: '/sans-domicile' });
  const navigate = useNavigate({ from: '/sans-domicile' });
  const set = (change: HomelessnessSearch) =>
    navigate({ to: '.', search: (former: object) => ({ ...former, ...change }), resetScroll: false });
  const filters = filtersOf(search);
  const trpc = useTRPC();
  const ledger = useQuery(trpc.homelessness.ledger.queryOptions(filters, { placeholderData: keepPreviousData }));
  const linking = useQuery(trpc.homelessness.linking.queryOptions());
  const linkedSince = linking.data?.since ?? null;
  const asked = ledger.data ? monthShown(ledger.data, search) : null;
  // A period that the ledger does not say: its last month is shown, and the control says which.
  const through = asked ?? ledger.data?.months.at(-1)?.month ?? null;
  const cut = ledger.data && through ? ledgerUntil(ledger.data, through) : undefined;
  // Whoever has the file: the SIAO, and the coordination.
  const mayReview = ledger.data !== undefined && ledger.data.source.visibility !== 'validated';
  return (
    <div className="homelessness">
      <ReadingLine isOwn={ledger.data?.source.visibility === 'own'} />
      <PageHeader
        title={(cut && stockTitle(cut)) ?? 'Personnes sans domicile'}
        period={ledger.data && through && <PeriodControl {...ledgerPeriods(ledger.data, through)} />}
      />
      <Deferred>
        <Filters filters={filters} onChange={set} />
        <AnswerStates query={ledger} label="Chargement des entrées et des sorties">
          {(answer) => (
            <>
              <MainFigure answer={cut ?? answer} linkedSince={linkedSince} />
              {through !== answer.source.through && answer.source.through !== null && (
                <p className="homelessness-rule">{`Ce qui suit est dit fin ${frenchMonth(answer.source.through)}, dernier mois connu.`}</p>
              )}
              <Bridge answer={answer} linkedSince={linkedSince} />
            </>
          )}
        </AnswerStates>
        <LinkingWarning />
        <Tabs
          label="Parties de la page"
          value={search.vue ?? 'flux'}
          onChange={(vue) => set({ vue: vue === 'flux' ? undefined : vue })}
          tabs={[
            { key: 'flux', label: 'Entrées et sorties', content: <FlowTab filters={filters} /> },
            { key: 'visees', label: 'Évité, rare, bref, sans retour', content: <MeasuresTab /> },
            { key: 'parcours', label: 'Délais d’accès au logement', content: <PathsTab filters={filters} /> },
            { key: 'besoins', label: 'Besoins et offres', content: <NeedsTab filters={filters} /> },
            { key: 'fiabilite', label: 'Fiabilité et comptages', content: <ReliabilityTab filters={filters} /> },
            ...(mayReview ? [{ key: 'revoir', label: 'Demandes à revoir', content: <ReviewTab /> }] : []),
          ]}
        />
      </Deferred>
    </div>
  );
}

function Filters({ filters, onChange }: { filters: LedgerFilters; onChange: (change: HomelessnessSearch) => void }) {
  return (
    <FilterBar>
      <Segmented
        legend="On compte des"
        options={[
          { value: 'persons', label: 'personnes' },
          { value: 'households', label: 'ménages' },
        ]}
        value={filters.unit}
        onChange={(unit) => onChange({ unite: unit === 'households' ? 'menages' : undefined })}
      />
      <Segmented
        legend="Périmètre"
        options={[
          { value: 'insee', label: 'Insee (rue, hébergement)' },
          { value: 'convention', label: 'convention (tous)' },
        ]}
        value={filters.perimeter}
        onChange={(perimeter) => onChange({ perimetre: perimeter === 'convention' ? 'convention' : undefined })}
      />
    </FilterBar>
  );
}
