import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { frenchInteger } from '../../shared/domain/words/french-format.ts';
import { type SourceName, sourceNames } from '../../shared/registers/register.ts';
import { useTRPCClient } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { momentWords, sourceLabel, sourceOptions } from '../lib/words/register-words.ts';
import { Button } from '../ui/form/button.tsx';
import { Select } from '../ui/form/select.tsx';
import { Section } from '../ui/layout/section.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Status } from '../ui/status/status.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { Table } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { type Help, type ImportState, type ListedImport, receiptTitle, stateWords } from './import-words.ts';

const ON_A_PAGE = 50;
const isState = (text: string | undefined): text is ImportState => text !== undefined && text in stateWords;
const isSource = (text: string | undefined): text is SourceName => sourceNames.some((name) => name === text);

function State({ status }: { status: string }) {
  if (status === 'prepared') {
    return (
      <Status variant="plain" tone="info" shape="clock" note="rien n’a été écrit">
        {stateWords.prepared}
      </Status>
    );
  }
  if (status === 'undone') {
    return (
      <Status variant="plain" tone="neutral" shape="return">
        {stateWords.undone}
      </Status>
    );
  }
  return (
    <Status variant="plain" tone="good" shape="check">
      {stateWords.done}
    </Status>
  );
}

function HistoryTable({ imports }: { imports: readonly ListedImport[] }) {
  return (
    <Table
      caption="Imports, le plus récent en premier"
      hideCaption
      cardsOnPhone
      dense
      rows={imports}
      rowKey={(one) => one.id}
      rowTone={(one) => (one.status === 'undone' ? 'muted' : undefined)}
      columns={[
        {
          key: 'file',
          header: 'Reçu',
          rowHeader: true,
          cell: (one) => <Link href={`/imports/${one.id}`}>{receiptTitle(one)}</Link>,
        },
        { key: 'state', header: 'État', cell: (one) => <State status={one.status} /> },
        { key: 'source', header: 'Source', cell: (one) => sourceLabel(one.source) },
        { key: 'organisation', header: 'Structure', cell: (one) => one.organisation.name },
        { key: 'date', header: 'Quand', nowrap: true, cell: (one) => momentWords(one.createdAt) },
        { key: 'by', header: 'Par', cell: (one) => one.createdByName },
        { key: 'accepted', header: 'Lignes prises', align: 'number', cell: (one) => frenchInteger(one.accepted) },
        { key: 'rejected', header: 'Illisibles', align: 'number', cell: (one) => frenchInteger(one.rejectedCount) },
      ]}
    />
  );
}

/** Every import, filtered by source, organisation and state; the filters live in the address. */
export function History({ help }: { help: Help }) {
  const client = useTRPCClient();
  const navigate = useNavigate({ from: '/imports' });
  const search = useSearch({ from: '/imports' });
  const source = isSource(search.source) ? search.source : undefined;
  const status = isState(search.etat) ? search.etat : undefined;
  const filters = {
    ...(source && { source }),
    ...(status && { status }),
    ...(search.organisation && { organisationId: search.organisation }),
  };
  const list = useInfiniteQuery({
    queryKey: [['imports', 'list'], { input: filters, type: 'pages' }],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => client.imports.list.query({ ...filters, ...(pageParam && { before: pageParam }) }),
    getNextPageParam: (page) => (page.length === ON_A_PAGE ? page.at(-1)?.id : undefined),
  });
  const imports = list.data?.pages.flat() ?? [];
  const set = (change: Partial<typeof search>) =>
    navigate({ to: '.', search: (former: typeof search) => ({ ...former, ...change }), resetScroll: false });
  const filtered = Object.keys(filters).length > 0;
  return (
    <Section
      title="Imports précédents"
      lead={'Chaque fichier laisse un reçu\u00a0: ce qui est entré, ce qui est resté dehors.'}
    >
      <FilterBar label="Filtres des imports" onReset={filtered ? () => navigate({ search: {} }) : undefined}>
        <Select
          label="Source"
          placeholder="Toutes"
          options={sourceOptions}
          value={source ?? ''}
          onChange={(value: string) => set({ source: value || undefined })}
        />
        {help.organisations.length > 1 && (
          <Select
            label="Structure"
            placeholder="Toutes"
            options={help.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            value={search.organisation ? String(search.organisation) : ''}
            onChange={(value: string) => set({ organisation: value ? Number(value) : undefined })}
          />
        )}
        <Select
          label="État"
          placeholder="Tous"
          options={Object.entries(stateWords).map(([value, label]) => ({ value, label }))}
          value={status ?? ''}
          onChange={(value: string) => set({ etat: value || undefined })}
        />
      </FilterBar>
      {list.isPending && <Loading shape="table" label="Chargement des imports" />}
      {list.isError && <ErrorState onRetry={() => list.refetch()}>{errorMessage(list.error)}</ErrorState>}
      {list.isSuccess && imports.length === 0 && (
        <EmptyState
          title={filtered ? 'Aucun import ne correspond à ces filtres' : 'Aucun fichier importé pour l’instant'}
        >
          {filtered
            ? 'Effacez un filtre pour en voir d’autres.'
            : 'Déposez un fichier au-dessus, tel qu’il est\u00a0: son reçu apparaîtra ici.'}
        </EmptyState>
      )}
      {imports.length > 0 && <HistoryTable imports={imports} />}
      {list.hasNextPage && (
        <Button size="small" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          Charger la suite
        </Button>
      )}
    </Section>
  );
}
