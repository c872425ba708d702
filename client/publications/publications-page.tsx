import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { publicationName, throughWords } from '../lib/publications/publication-words.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Tabs } from '../ui/layout/tabs.tsx';
import { PublicationList } from './publication-list.tsx';
import { PublicationPanel } from './publication-panel.tsx';
import { PublishTab } from './publish-tab.tsx';
import { WholeReadingTab } from './whole-reading-tab.tsx';
import './publications.css';

/** `/publications`: what was published and what it changed; for the coordinator, the act itself and who reads without masks. */
export function PublicationsPage() {
  const search = useSearch({ from: '/publications' });
  const navigate = useNavigate({ from: '/publications' });
  const coordinates = useSession().data?.viewer?.role === 'coordinator';
  const query = useQuery(useTRPC().publications.list.queryOptions());
  if (!query.data) return <PageState query={query} label="Chargement des publications" />;
  const { publications } = query.data;
  const [latest] = publications;
  const open = (numero: number | undefined) => navigate({ search: { ...search, numero }, resetScroll: false });
  const list = <PublicationList publications={publications} onOpen={open} />;
  return (
    <>
      <PageHeader
        title={latest ? `${publicationName(latest)}\u00a0: ${throughWords(latest)}` : 'Publications'}
        lead={
          latest
            ? 'La dernière publication. Une publication ne change jamais\u00a0: ce qui est corrigé ensuite paraît dans la suivante.'
            : 'Ce que lisent l’État, le public et le rapport\u00a0: des chiffres validés, datés, qui ne changent plus.'
        }
      />
      {coordinates ? (
        <Tabs
          label="Parties de la page"
          value={search.onglet ?? 'liste'}
          onChange={(onglet) => navigate({ search: { onglet: onglet === 'liste' ? undefined : onglet } })}
          tabs={[
            { key: 'liste', label: 'Publications', count: publications.length, content: list },
            { key: 'publier', label: 'Publier', content: <PublishTab published={publications} /> },
            { key: 'integrale', label: 'Lecture intégrale', content: <WholeReadingTab /> },
          ]}
        />
      ) : (
        list
      )}
      {search.numero !== undefined && <PublicationPanel number={search.numero} onClose={() => void open(undefined)} />}
    </>
  );
}
