import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { frenchMonth } from '../../shared/domain/french-format.ts';
import { addMonths, isMonth, type Month } from '../../shared/domain/month.ts';
import { errorCode, errorMessage } from '../lib/error-messages.ts';
import { useTRPC } from '../lib/trpc.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { ForbiddenState } from '../ui/forbidden-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import type { ServerCell } from './entry-cells.ts';
import { EntryForm } from './entry-form.tsx';
import { type EntryRow, inputId, termsOf } from './entry-model.ts';
import type { EntryStore } from './entry-store.ts';
import { MonthLink } from './month-link.tsx';
import { SendMonth } from './send-month.tsx';
import { useEntryStore } from './use-entry-store.ts';
import { useNarrow } from './use-narrow.ts';

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (errorCode(error) === 'FORBIDDEN') return <ForbiddenState />;
  return (
    <ErrorState headingLevel={1} onRetry={onRetry}>
      {errorMessage(error)}
    </ErrorState>
  );
}

/** `/mon-mois/2025-10`: one organisation's month and the eleven before it. */
export function EntryPage() {
  const { month } = useParams({ from: '/mon-mois/$month' });
  const { organisation } = useSearch({ from: '/mon-mois/$month' });
  const trpc = useTRPC();
  const mine = useQuery(trpc.monthlyEntry.myMonths.queryOptions({ organisationId: organisation }));
  if (!isMonth(month)) {
    return (
      <EmptyState
        title="Ce mois n’existe pas"
        headingLevel={1}
        actions={<LinkButton href="/mon-mois">Voir mes mois</LinkButton>}
      >
        <p>L’adresse attend une année et un mois, par exemple 2025-10.</p>
      </EmptyState>
    );
  }
  if (mine.error && !mine.data) return <Failed error={mine.error} onRetry={() => void mine.refetch()} />;
  if (!mine.data) return <Loading shape="page" label="Chargement de la saisie" />;
  if (!mine.data.organisation) {
    return (
      <EmptyState
        title="Choisissez une organisation"
        headingLevel={1}
        actions={<LinkButton href="/mon-mois">Choisir</LinkButton>}
      >
        <p>La saisie se fait pour une organisation à la fois.</p>
      </EmptyState>
    );
  }
  const { id, name } = mine.data.organisation;
  return (
    <OrganisationMonth key={`${id} ${month}`} organisationId={id} name={name} month={month} chosen={organisation} />
  );
}

/** Opens on the cell to do first: one whose question waits, else the first empty one. Only once: later the person leads. */
function useFirstCell(rows: readonly EntryRow[] | undefined, store: EntryStore, month: Month): void {
  const ready = rows !== undefined;
  const first = useEffectEvent(() => {
    const expected = rows?.filter((row) => row.expected.includes(month)) ?? [];
    const returned = expected.find((row) => store.cell(row.id, month).server?.review === 'returned');
    const toDo = returned ?? expected.find((row) => store.cell(row.id, month).content.state === 'missing');
    if (toDo) focusCell(toDo, month);
  });
  useEffect(() => {
    if (ready) first();
  }, [ready]);
}

function focusCell(row: EntryRow, month: Month): void {
  const [term = 'value'] = termsOf(row);
  document.getElementById(inputId({ indicatorId: row.id, month, term }))?.focus();
}

interface OrganisationMonthProps {
  organisationId: number;
  name: string;
  month: Month;
  chosen: number | undefined;
}

function useMonth(organisationId: number, month: Month) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const grid = useQuery(trpc.monthlyEntry.grid.queryOptions({ organisationId, month, span: 12 }));
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.monthlyEntry.pathKey() });
  const submit = useMutation(trpc.monthlyEntry.submit.mutationOptions({ onSettled: refresh }));
  const answer = useMutation(trpc.monthlyEntry.answer.mutationOptions({ onSettled: refresh }));
  return { grid, submit, answer };
}

function OrganisationMonth({ organisationId, name, month, chosen }: OrganisationMonthProps) {
  const { grid, submit, answer } = useMonth(organisationId, month);
  const loaded = grid.data as { rows: EntryRow[]; cells: ServerCell[] } | undefined;
  const store = useEntryStore(organisationId, loaded);
  useSyncExternalStore(store.subscribe, store.snapshot);
  const narrow = useNarrow();
  const [wanted, setWanted] = useState<{ indicatorId: number } | null>(null);
  useFirstCell(store.loaded ? loaded?.rows : undefined, store, month);
  if (grid.error && !grid.data) return <Failed error={grid.error} onRetry={() => void grid.refetch()} />;
  if (!grid.data || !loaded || !store.loaded) return <Loading shape="page" label="Chargement de la grille" lines={8} />;
  const { months, messages, status, current } = grid.data;
  const goTo = (indicatorId: number) => {
    const row = loaded.rows.find((one) => one.id === indicatorId);
    if (row) focusCell(row, month);
    setWanted({ indicatorId });
  };
  return (
    <>
      <PageHeader
        title={`${name}, ${frenchMonth(month)}`}
        breadcrumbs={[
          { label: 'Mes mois', href: chosen === undefined ? '/mon-mois' : `/mon-mois?organisation=${chosen}` },
        ]}
        lead="Chaque cellule s’enregistre seule. Une coupure de réseau ou une page rechargée ne perdent rien."
        actions={
          <>
            <MonthLink month={addMonths(month, -1)} organisation={chosen}>
              Mois précédent
            </MonthLink>
            {!current && (
              <MonthLink month={addMonths(month, 1)} organisation={chosen}>
                Mois suivant
              </MonthLink>
            )}
          </>
        }
      />
      <EntryForm
        rows={loaded.rows}
        months={months}
        month={month}
        store={store}
        messages={messages}
        narrow={narrow}
        wanted={wanted}
        onAnswer={(indicatorId, text) => answer.mutate({ organisationId, indicatorId, month, text })}
      >
        <SendMonth
          month={month}
          status={status}
          unsaved={store.hasUnsaved()}
          missing={submit.data?.missing ?? null}
          unitOf={(id) => loaded.rows.find((row) => row.id === id)?.unit ?? 'situations'}
          sending={submit.isPending}
          error={submit.error || answer.error ? errorMessage(submit.error ?? answer.error) : null}
          onSend={(reasons) => submit.mutate({ organisationId, month, reasons })}
          onGoTo={goTo}
        />
      </EntryForm>
    </>
  );
}
