import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import type { MailStatus } from '../../shared/schemas/mails.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Select } from '../ui/form/select.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Status } from '../ui/status/status.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { MailPanel } from './mail-panel.tsx';
import { instantWords, kindWord, mailStatusWords } from './mail-words.ts';
import './mails.css';

type MailLine = Answers['mails']['list']['mails'][number];

const statuses = Object.entries(mailStatusWords).map(([value, { word }]) => ({ value, label: word }));
const statusIn = (text: string | undefined) =>
  text !== undefined && text in mailStatusWords ? (text as MailStatus) : undefined;

function columnsOf(acts: { onRead: (mail: MailLine) => void; onResend: (mail: MailLine) => void }) {
  return [
    { key: 'date', header: 'Écrit le', nowrap: true, cell: (mail) => instantWords(mail.createdAt) },
    { key: 'subject', header: 'Objet', rowHeader: true, cell: (mail) => mail.subject },
    { key: 'to', header: 'Pour', cell: (mail) => mail.organisation ?? mail.to },
    { key: 'kind', header: 'Nature', cell: (mail) => kindWord(mail.kind) },
    {
      key: 'status',
      header: 'État',
      cell: ({ status }) => (
        <Status tone={mailStatusWords[status].tone} shape={mailStatusWords[status].shape} variant="plain">
          {mailStatusWords[status].word}
        </Status>
      ),
    },
    {
      key: 'acts',
      header: 'Agir',
      cell: (mail) => (
        <span className="mail-acts">
          <Button size="small" icon="eye" onClick={() => acts.onRead(mail)}>
            Lire<span className="visually-hidden"> {mail.subject}</span>
          </Button>
          {mail.canBeResent && (
            <Button size="small" icon="refresh" onClick={() => acts.onResend(mail)}>
              Renvoyer<span className="visually-hidden"> {mail.subject}</span>
            </Button>
          )}
        </span>
      ),
    },
  ] satisfies Array<TableColumn<MailLine>>;
}

/** The pages of messages, one after the other, and the act of sending one again. */
function useMails(status: MailStatus | undefined) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = useInfiniteQuery(
    trpc.mails.list.infiniteQueryOptions(
      { status },
      {
        initialCursor: undefined,
        getNextPageParam: ({ more, mails }) => (more ? mails.at(-1)?.id : undefined),
      },
    ),
  );
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.mails.pathKey() });
  return { list, resend: useMutation(trpc.mails.resend.mutationOptions({ onSettled })) };
}

/** `/courriels`: what the observatory wrote to people, sent or kept. */
export function MailsPage() {
  const { etat } = useSearch({ from: '/courriels' });
  const navigate = useNavigate({ from: '/courriels' });
  const { list, resend } = useMails(statusIn(etat));
  const [reading, setReading] = useState<number | null>(null);
  if (!list.data) return <PageState query={list} label="Chargement des courriels" lines={8} />;
  const mails: MailLine[] = list.data.pages.flatMap((page) => page.mails);
  const kept = list.data.pages[0]?.counts.kept ?? 0;
  return (
    <>
      <PageHeader
        title="Courriels"
        lead="Ce que l’observatoire écrit de lui-même aux personnes. Un rappel part une fois par étape et par organisation."
      />
      {kept > 0 && (
        <Callout
          title={`${frenchCount(kept, 'courriel est gardé ici', 'courriels sont gardés ici')}, non ${kept > 1 ? 'envoyés' : 'envoyé'}`}
        >
          <p>
            Sans serveur de messagerie, ou vers une adresse d’exemple, personne ne les reçoit. L’installation se règle
            avec les variables SMTP_URL et MAIL_FROM.
          </p>
        </Callout>
      )}
      {resend.isSuccess && <Callout tone="success" live="polite" title="Le courriel va repartir." />}
      {resend.error && <Callout tone="danger" live="assertive" title={errorMessage(resend.error)} />}
      <FilterBar onReset={etat ? () => navigate({ search: {} }) : undefined}>
        <Select
          label="État"
          placeholder="Tous les états"
          options={statuses}
          value={statusIn(etat) ?? ''}
          onChange={(value) => navigate({ search: { etat: value || undefined } })}
        />
      </FilterBar>
      <Table
        caption="Courriels, du plus récent au plus ancien"
        hideCaption
        columns={columnsOf({
          onRead: ({ id }) => setReading(id),
          onResend: ({ id }) => resend.mutate({ mailId: id }),
        })}
        rows={mails}
        rowKey={(mail) => mail.id}
        empty="Aucun courriel à montrer. Les invitations et les rappels viendront ici ; s’il y a un filtre, effacez-le."
        cardsOnPhone
      />
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Montrer les courriels plus anciens
        </Button>
      )}
      {reading !== null && <MailPanel mailId={reading} onClose={() => setReading(null)} />}
    </>
  );
}
