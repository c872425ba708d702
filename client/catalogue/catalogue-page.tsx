import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { yearOf } from '../../shared/domain/month.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Deferred } from '../ui/layout/deferred.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Tabs } from '../ui/layout/tabs.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Link } from '../ui/text/link.tsx';
import { ActsTab } from './acts/acts-tab.tsx';
import { AnnexTable } from './annex-table.tsx';
import { CatalogueFileCard } from './catalogue-file-card.tsx';
import { conventionAnchor } from './convention.ts';
import { ConventionCard } from './convention-card.tsx';
import { DefinitionTable } from './definition-table.tsx';
import { CommuneTable, PartnerTable } from './partner-tables.tsx';
import { SettingList } from './setting-list.tsx';
import { TargetTable } from './target-table.tsx';
import './catalogue.css';

/** The convention as data: what was signed, what it asks, who provides what. */
export function CataloguePage() {
  const trpc = useTRPC();
  const session = useSession();
  const { onglet: tab = 'annexe' } = useSearch({ from: '/catalogue' });
  const navigate = useNavigate({ from: '/catalogue' });
  const catalogue = useQuery(trpc.catalogue.read.queryOptions());
  if (!catalogue.data) return <PageState query={catalogue} label="Chargement du catalogue" />;
  const { conventions, organisations, communes } = catalogue.data;
  const coordinator = session.data?.viewer?.role === 'coordinator';
  const known = conventions.filter((one) => one.actions.length > 0);
  return (
    <>
      <PageHeader
        title="Convention et catalogue"
        lead="Les lignes de l’annexe, leurs cibles et la phrase qui les fixe, les partenaires et ce que chacun transmet."
      />
      {session.data?.demonstration && (
        <Callout title="Ce qui est réel, ce qui est fictif">
          La convention, ses cibles, ses montants et les chiffres marqués «{'\u00a0'}publié{'\u00a0'}» viennent des
          délibérations. Tous les autres chiffres de cette démonstration sont fictifs.{' '}
          {coordinator && <Link href="/commencer">Commencer pour de vrai</Link>}
        </Callout>
      )}
      <Deferred>
        <Tabs
          label="Parties du catalogue"
          value={tab}
          onChange={(onglet) => void navigate({ search: { onglet }, resetScroll: false })}
          tabs={[
            {
              key: 'convention',
              label: 'Conventions',
              content: (
                <div className="catalogue-conventions">
                  {conventions.map((one) => (
                    <div key={one.code} id={conventionAnchor(one.code)}>
                      <ConventionCard convention={one} canAmend={coordinator} />
                    </div>
                  ))}
                </div>
              ),
            },
            {
              key: 'annexe',
              label: 'Annexe',
              content: (
                <AnnexTable
                  conventions={known}
                  year={yearOf(session.data?.referenceDate ?? '2025-01-01')}
                  canAmend={coordinator}
                />
              ),
            },
            {
              key: 'cibles',
              label: 'Cibles',
              content: <TargetTable conventions={known} canAmend={coordinator} />,
            },
            { key: 'indicateurs', label: 'Indicateurs', content: <DefinitionTable canAmend={coordinator} /> },
            { key: 'partenaires', label: 'Partenaires', content: <PartnerTable organisations={organisations} /> },
            { key: 'communes', label: 'Communes', content: <CommuneTable communes={communes} /> },
            { key: 'reglages', label: 'Réglages', content: <SettingList canChange={coordinator} /> },
            { key: 'actes', label: 'Actes', content: <ActsTab canAct={coordinator} /> },
            { key: 'fichier', label: 'Fichier', content: <CatalogueFileCard canImport={coordinator} /> },
          ]}
        />
      </Deferred>
    </>
  );
}
