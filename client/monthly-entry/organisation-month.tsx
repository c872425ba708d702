import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { startTransition, useCallback, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { useTwoSources } from '../lib/answers/two-sources.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage, isNetworkError } from '../lib/words/error-messages.ts';
import { Select } from '../ui/form/select.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { PHONE, useWindow } from '../ui/layout/use-window.ts';
import type { EntryCell } from './grid/entry-cells.ts';
import { EntryForm } from './grid/entry-form.tsx';
import { type EntryRow, inputId, termsOf } from './grid/entry-model.ts';
import { browserNames } from './grid/own-names.ts';
import type { RejectedText } from './grid/paste.ts';
import { type MonthLine, MonthStanding, MonthStrip, OtherQuestions, Questions } from './month-head.tsx';
import { monthTitleWords } from './month-words.ts';
import type { EntryStore } from './saving/entry-store.ts';
import { keptInTab } from './saving/kept-in-tab.ts';
import { useOfflineMonth } from './saving/offline-month.ts';
import { SaveSafety } from './saving/save-safety.tsx';
import { useEntryStore } from './saving/use-entry-store.ts';
import { SendMonth, type SendMonthProps } from './send-month.tsx';
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
  /** The months of the organisation, as they are listed. */
  lines: readonly MonthLine[];
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

/** What a part of the page says of the cells, drawn again when what it says changes and not at each figure. */
function useSaid(store: EntryStore, ask: () => string): string {
  const [said, setSaid] = useState(ask);
  const look = useEffectEvent(() => startTransition(() => setSaid(ask())));
  useEffect(() => {
    look();
    return store.subscribe(() => look());
  }, [store]);
  return said;
}

/** The expected lines that have no answer yet, and those whose question waits. */
function useWaiting(store: EntryStore, rows: readonly EntryRow[], month: Month) {
  const expected = rows.filter((row) => row.expected.includes(month));
  const idsOf = (waits: (cell: EntryCell) => boolean) =>
    expected.filter((row) => waits(store.cell(row.id, month))).map(({ id }) => id);
  const isEmpty = ({ content }: EntryCell) => content.state === 'missing';
  const isReturned = ({ server }: EntryCell) => server?.review === 'returned';
  const said = useSaid(store, () => `${idsOf(isEmpty).join(' ')}|${idsOf(isReturned).join(' ')}`);
  const [toFill = [], returned = []] = said.split('|').map((ids) => ids.split(' ').filter(Boolean).map(Number));
  return { expected, toFill: rows.filter(({ id }) => toFill.includes(id)), returned };
}

/** The sending, which alone is drawn again when cells wait or are saved. */
function MonthSending({ store, rows, ...props }: MonthSendingProps) {
  const unsaved = useSaid(store, () => (store.hasUnsaved() ? 'yes' : '')) !== '';
  const { toFill } = useWaiting(store, rows, props.month);
  return <SendMonth {...props} unsaved={unsaved} toFill={toFill} />;
}
type MonthSendingProps = { store: EntryStore; rows: readonly EntryRow[] } & Omit<SendMonthProps, 'unsaved' | 'toFill'>;

interface MonthTopProps {
  props: OrganisationMonthProps;
  store: EntryStore;
  grid: Answers['monthlyEntry']['grid'];
  onAnswer: (indicatorId: number, text: string) => void;
  onGoTo: (indicatorId: number) => void;
}

/** What the month answers first, the months around it, and its questions. */
function MonthTop({ props, store, grid, onAnswer, onGoTo }: MonthTopProps) {
  const { name, month, chosen, lines } = props;
  const { rows, status, messages } = grid;
  const { expected, toFill, returned } = useWaiting(store, rows, month);
  const facts = { month, status, toFill: toFill.length, questions: returned.length, asked: expected.length > 0 };
  const strip = { month, lines, organisation: chosen };
  const asked = returned.map((indicatorId) => ({ indicatorId, content: store.cell(indicatorId, month).content }));
  return (
    <>
      <PageHeader
        title={monthTitleWords(facts)}
        lead={<MonthStanding name={name} line={lines.find((line) => line.month === month)} />}
      />
      <MonthStrip {...strip} />
      <Questions rows={rows} messages={messages} returned={asked} onAnswer={onAnswer} onGoTo={onGoTo} />
      <OtherQuestions {...strip} />
    </>
  );
}

/** The panel of a cell follows the keys once they rest: a fast typist draws only what is typed. */
const REST_MS = 150;

export function OrganisationMonth(props: OrganisationMonthProps) {
  const { person, organisationId, month, chosen } = props;
  const [span, setSpan] = useState<string>('13');
  const [kept] = useState(() => keptInTab<RejectedText>('collage', `${organisationId} ${month} ${person.id}`));
  const [names] = useState(() => browserNames(organisationId));
  const { grid, submit, answer } = useMonth(organisationId, month, Number(span));
  const loaded = grid.data;
  const store = useEntryStore(organisationId, person, loaded);
  const ready = useSyncExternalStore(store.subscribe, () => store.ready);
  useOfflineMonth(store, { organisationId, month, span: Number(span) }, grid);
  const narrow = useWindow(PHONE);
  const twoSources = useTwoSources({ organisationId, from: addMonths(month, 1 - Number(span)), to: month });
  const [wanted, setWanted] = useState<{ indicatorId: number } | null>(null);
  const { mutate } = answer;
  const onAnswer = useCallback(
    (indicatorId: number, text: string) => mutate({ organisationId, indicatorId, month, text }),
    [mutate, organisationId, month],
  );
  const cut = grid.fetchStatus === 'paused' || (grid.error !== null && isNetworkError(grid.error));
  useFirstCell(ready ? loaded?.rows : undefined, store, month);
  if (!grid.data || !loaded || !ready) return <PageState query={grid} label="Chargement de la grille" lines={8} />;
  const { months, messages, status, publishedIn } = grid.data;
  const goTo = (indicatorId: number) => {
    const row = loaded.rows.find((one) => one.id === indicatorId);
    if (row) focusCell(row, month);
    setWanted({ indicatorId });
  };
  return (
    <>
      <MonthTop props={props} store={store} grid={grid.data} onAnswer={onAnswer} onGoTo={goTo} />
      <SaveSafety store={store} email={person.email} cut={cut} />
      <EntryForm
        kept={kept}
        names={names}
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
            rows={loaded.rows}
            month={month}
            cut={cut}
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
      <div className="entry-beside">
        {!narrow && (
          <div className="entry-span">
            <Select label="Mois affichés" options={[...spans]} value={span} onChange={setSpan} />
          </div>
        )}
        <WorkbookExchange organisationId={organisationId} rows={loaded.rows} month={month} store={store} />
      </div>
    </>
  );
}
