import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { startTransition, useCallback, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { useTwoSources } from '../lib/answers/two-sources.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Select } from '../ui/form/select.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { EntryForm } from './grid/entry-form.tsx';
import { type EntryRow, inputId, termsOf } from './grid/entry-model.ts';
import { browserRejections } from './grid/kept-rejections.ts';
import { MonthLink } from './month-link.tsx';
import type { EntryStore } from './saving/entry-store.ts';
import { SaveSafety } from './saving/save-safety.tsx';
import { useEntryStore } from './saving/use-entry-store.ts';
import { SendMonth, type SendMonthProps } from './send-month.tsx';
import { useNarrow } from './use-narrow.ts';
import { WorkbookExchange } from './workbook/workbook-exchange.tsx';

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
  person: { id: string; name: string; email: string };
  organisationId: number;
  name: string;
  month: Month;
  chosen: number | undefined;
}

/** The month and the twelve before it, so that the same month of last year is the first column; or two years. */
const spans = [
  { value: '13', label: '13 mois' },
  { value: '24', label: '24 mois' },
] as const;

/** What a colleague changes meanwhile is seen without leaving the page. */
const LOOK_AGAIN_MS = 30_000;

function useMonth(organisationId: number, month: Month, span: number) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const grid = useQuery(
    trpc.monthlyEntry.grid.queryOptions(
      { organisationId, month, span },
      { placeholderData: keepPreviousData, refetchInterval: LOOK_AGAIN_MS },
    ),
  );
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.monthlyEntry.pathKey() });
  const submit = useMutation(trpc.monthlyEntry.submit.mutationOptions({ onSettled: refresh }));
  const answer = useMutation(trpc.monthlyEntry.answer.mutationOptions({ onSettled: refresh }));
  return { grid, submit, answer };
}

/** The sending, which alone is drawn again when cells wait or are saved. */
function MonthSending({ store, ...props }: { store: EntryStore } & Omit<SendMonthProps, 'unsaved'>) {
  const [unsaved, setUnsaved] = useState(store.hasUnsaved());
  useEffect(() => store.subscribe(() => startTransition(() => setUnsaved(store.hasUnsaved()))), [store]);
  return <SendMonth {...props} unsaved={unsaved} />;
}

/** The panel of a cell follows the keys once they rest: a fast typist draws only what is typed. */
const REST_MS = 150;

export function OrganisationMonth({ person, organisationId, name, month, chosen }: OrganisationMonthProps) {
  const [span, setSpan] = useState<string>('13');
  const [kept] = useState(() => browserRejections(`${organisationId} ${month} ${person.id}`));
  const { grid, submit, answer } = useMonth(organisationId, month, Number(span));
  const loaded = grid.data;
  const store = useEntryStore(organisationId, person, loaded);
  const ready = useSyncExternalStore(store.subscribe, () => store.ready);
  const narrow = useNarrow();
  const twoSources = useTwoSources({ organisationId, from: addMonths(month, 1 - Number(span)), to: month });
  const [wanted, setWanted] = useState<{ indicatorId: number } | null>(null);
  const { mutate } = answer;
  const onAnswer = useCallback(
    (indicatorId: number, text: string) => mutate({ organisationId, indicatorId, month, text }),
    [mutate, organisationId, month],
  );
  useFirstCell(ready ? loaded?.rows : undefined, store, month);
  if (!grid.data || !loaded || !ready) return <PageState query={grid} label="Chargement de la grille" lines={8} />;
  const { months, messages, status, current, publishedIn } = grid.data;
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
      <SaveSafety store={store} email={person.email} />
      {!narrow && (
        <div className="entry-span">
          <Select label="Mois affichés" options={[...spans]} value={span} onChange={setSpan} />
        </div>
      )}
      <EntryForm
        kept={kept}
        rows={loaded.rows}
        months={months}
        month={month}
        store={store}
        messages={messages}
        narrow={narrow}
        twoSources={twoSources}
        wanted={wanted}
        onAnswer={onAnswer}
        restMs={REST_MS}
      >
        {(refused, onTakeUp) => (
          <MonthSending
            store={store}
            month={month}
            status={status}
            publishedIn={publishedIn}
            refused={refused}
            onTakeUp={onTakeUp}
            missing={submit.data?.missing ?? null}
            flagged={submit.data?.flagged ?? []}
            unitOf={(id) => loaded.rows.find((row) => row.id === id)?.unit ?? 'situations'}
            sending={submit.isPending}
            error={submit.error || answer.error ? errorMessage(submit.error ?? answer.error) : null}
            onSend={(reasons) => submit.mutate({ organisationId, month, reasons })}
            onGoTo={goTo}
            receipt={`/mon-mois/${month}/recu${chosen === undefined ? '' : `?organisation=${chosen}`}`}
          />
        )}
      </EntryForm>
      <WorkbookExchange organisationId={organisationId} rows={loaded.rows} month={month} store={store} />
    </>
  );
}
