import { useNavigate, useSearch } from '@tanstack/react-router';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Tabs } from '../ui/layout/tabs.tsx';
import { ActionLogementTab } from './action-logement-tab.tsx';
import { AtlasTab } from './atlas-tab.tsx';
import { CapturedTab } from './captured-tab.tsx';

/** Homes: captured dwellings, the social-housing atlas, and the published context. */
export function HousingPage() {
  const search = useSearch({ from: '/logement' });
  const navigate = useNavigate({ from: '/logement' });
  return (
    <>
      <PageHeader
        title="Logement"
        lead="Les logements captés dans le parc privé, et ce que le parc social peut offrir aux ménages les plus modestes."
      />
      <Tabs
        label="Parties de la page"
        value={search.vue ?? 'captation'}
        onChange={(vue) =>
          navigate({ search: { ...search, vue: vue === 'captation' ? undefined : vue }, resetScroll: false })
        }
        tabs={[
          { key: 'captation', label: 'Logements captés', content: <CapturedTab /> },
          { key: 'atlas', label: 'Atlas du parc social', content: <AtlasTab /> },
          { key: 'action-logement', label: 'Action Logement', content: <ActionLogementTab /> },
        ]}
      />
    </>
  );
}
