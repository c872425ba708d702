import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { frenchDate } from '../../shared/domain/words/french-format.ts';
import { useSession } from '../lib/session.ts';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Terms } from '../lib/words/term.tsx';
import { Button } from '../ui/form/button.tsx';
import { Select } from '../ui/form/select.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { ForbiddenState } from '../ui/state/forbidden-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { TokenDialog } from './token-dialog.tsx';
import { scopeWords, tokenStateWords } from './token-words.ts';

type Token = Answers['apiTokens']['list']['tokens'][number];

const day = (instant: string | null) => (instant ? frenchDate(instant.slice(0, 10)) : 'jamais');

function Revoke({ organisationId, token }: { organisationId: number; token: Token }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const revoke = useMutation(
    trpc.apiTokens.revoke.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.apiTokens.list.queryFilter()),
    }),
  );
  if (token.state !== 'active') return null;
  return (
    <Button
      size="small"
      variant="danger"
      busy={revoke.isPending}
      onClick={() => revoke.mutate({ organisationId, id: token.id })}
    >
      Révoquer<span className="visually-hidden"> {token.name}</span>
    </Button>
  );
}

const columnsOf = (organisationId: number): TableColumn<Token>[] => [
  { key: 'name', header: 'Logiciel', rowHeader: true, cell: ({ name }) => name },
  { key: 'state', header: 'État', cell: ({ state }) => tokenStateWords[state] },
  { key: 'scopes', header: 'Permet de', cell: ({ scopes }) => scopes.map((scope) => scopeWords[scope]).join(', ') },
  { key: 'createdBy', header: 'Créé par', cell: ({ createdBy }) => createdBy ?? 'une personne partie' },
  { key: 'expiresAt', header: 'Expire le', nowrap: true, cell: ({ expiresAt }) => day(expiresAt) },
  { key: 'lastUsedAt', header: 'Dernier usage', nowrap: true, cell: ({ lastUsedAt }) => day(lastUsedAt) },
  { key: 'act', header: 'Action', cell: (token) => <Revoke organisationId={organisationId} token={token} /> },
];

function Tokens({ organisationId }: { organisationId: number }) {
  const trpc = useTRPC();
  const list = useQuery(trpc.apiTokens.list.queryOptions({ organisationId }));
  if (list.isError) return <ErrorState onRetry={() => void list.refetch()}>{errorMessage(list.error)}</ErrorState>;
  if (list.isPending) return <Loading shape="table" label="Chargement des jetons" />;
  if (list.data.tokens.length === 0)
    return (
      <EmptyState title="Aucun jeton" headingLevel={2} icon="key">
        Créez-en un pour que votre logiciel envoie les chiffres du mois lui-même.
      </EmptyState>
    );
  return (
    <Table
      caption={`Jetons d’API : ${list.data.organisation}`}
      columns={columnsOf(organisationId)}
      rows={list.data.tokens}
      rowKey={({ id }) => id}
      cardsOnPhone
    />
  );
}

function OrganisationChoice({ value, onChange }: { value: number | undefined; onChange: (id: number) => void }) {
  const trpc = useTRPC();
  const catalogue = useQuery(trpc.catalogue.read.queryOptions());
  const options = (catalogue.data?.organisations ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <FilterBar>
      <Select
        label="Structure"
        placeholder="Choisir"
        options={options}
        value={value === undefined ? '' : String(value)}
        onChange={(chosen) => onChange(Number(chosen))}
      />
    </FilterBar>
  );
}

/** `/jetons-api`: what lets the software of an organisation read and send its figures. */
export function TokensPage() {
  const { organisation } = useSearch({ from: '/jetons-api' });
  const navigate = useNavigate({ from: '/jetons-api' });
  const viewer = useSession().data?.viewer;
  const [isMaking, setMaking] = useState(false);
  if (!viewer) return <Loading shape="page" label="Chargement des jetons" />;
  if (viewer.role === 'reader') return <ForbiddenState headingLevel={1} />;
  const organisationId = viewer.role === 'coordinator' ? organisation : (viewer.organisationId ?? undefined);
  return (
    <>
      <PageHeader
        title={<Terms>Jetons d’API</Terms>}
        lead="Un jeton laisse le logiciel d’une structure lire et envoyer ses chiffres, et rien d’autre."
        actions={
          organisationId !== undefined && (
            <Button variant="primary" icon="plus" onClick={() => setMaking(true)}>
              Créer un jeton
            </Button>
          )
        }
      />
      <p>
        Le mode d’emploi est le{' '}
        <Link href="/api/v1/openapi.json" download>
          document OpenAPI
        </Link>
        .
      </p>
      {viewer.role === 'coordinator' && (
        <OrganisationChoice value={organisationId} onChange={(id) => navigate({ search: { organisation: id } })} />
      )}
      {organisationId === undefined ? (
        <EmptyState title="Choisissez une structure" headingLevel={2} />
      ) : (
        <Tokens organisationId={organisationId} />
      )}
      {isMaking && organisationId !== undefined && (
        <TokenDialog organisationId={organisationId} onClose={() => setMaking(false)} />
      )}
    </>
  );
}
