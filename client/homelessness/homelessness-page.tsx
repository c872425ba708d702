import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { LedgerFilters } from '../../shared/schemas/homelessness.ts';
import { ReadingLine } from '../lib/publications/reading-line.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Segmented } from '../ui/form/segmented.tsx';
import { Deferred } from '../ui/layout/deferred.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Tabs } from '../ui/layout/tabs.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { FlowTab } from './flow-tab.tsx';
import { LinkingWarning } from './linking-warning.tsx';
import { NeedsTab } from './needs-tab.tsx';
import { PathsTab } from './paths-tab.tsx';
import { ReliabilityTab } from './reliability-tab.tsx';
import './homelessness.css';

export interface HomelessnessSearch {
  vue?: string | undefined;
  unite?: string | undefined;
  perimetre?: string | undefined;
}

/** The ledger's filters as the address says them: households of the convention unless it says otherwise. */
const filtersOf = ({ unite, perimetre }: HomelessnessSearch): LedgerFilters => ({
  unit: unite === 'personnes' ? 'persons' : 'households',
  perimeter: perimetre === 'insee' ? 'insee' : 'convention',
});

/** People without a home: who comes in, who goes out, how long it takes, what is lacking, and whether it can be trusted. */
export function HomelessnessPage() {
  const search = useSearch({ from: '/sans-domicile' });
  const navigate = useNavigate({ from: '/sans-domicile' });
  const set = (change: HomelessnessSearch) =>
    navigate({ to: '.', search: (former: object) => ({ ...former, ...change }), resetScroll: false });
  const filters = filtersOf(search);
  const isContributor = useSession().data?.viewer?.role === 'contributor';
  // Whoever sends requests reads their own; the answer, which a tab asks for too, says whose it is.
  const ledger = useQuery(useTRPC().homelessness.ledger.queryOptions(filters, { enabled: isContributor }));
  return (
    <div className="homelessness">
      <ReadingLine isOwn={ledger.data?.source.visibility === 'own'} />
      <PageHeader
        title="Personnes sans domicile"
        lead="Qui entre, qui sort, combien de temps il faut pour un logement, et ce qui manque."
      />
      <Deferred>
        <Filters filters={filters} onChange={set} />
        <LinkingWarning />
        <Tabs
          label="Parties de la page"
          value={search.vue ?? 'flux'}
          onChange={(vue) => set({ vue: vue === 'flux' ? undefined : vue })}
          tabs={[
            { key: 'flux', label: 'Qui entre, qui sort', content: <FlowTab filters={filters} /> },
            { key: 'parcours', label: 'Le temps d’un logement', content: <PathsTab filters={filters} /> },
            { key: 'besoins', label: 'Besoins et offres', content: <NeedsTab filters={filters} /> },
            { key: 'fiabilite', label: 'Fiabilité et comptages', content: <ReliabilityTab filters={filters} /> },
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
          { value: 'households', label: 'ménages' },
          { value: 'persons', label: 'personnes' },
        ]}
        value={filters.unit}
        onChange={(unit) => onChange({ unite: unit === 'persons' ? 'personnes' : undefined })}
      />
      <Segmented
        legend="Périmètre"
        options={[
          { value: 'convention', label: 'convention (tous)' },
          { value: 'insee', label: 'Insee (rue, hébergement)' },
        ]}
        value={filters.perimeter}
        onChange={(perimeter) => onChange({ perimetre: perimeter === 'insee' ? 'insee' : undefined })}
      />
    </FilterBar>
  );
}
