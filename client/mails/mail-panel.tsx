import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Tabs } from '../ui/layout/tabs.tsx';
import { SidePanel } from '../ui/overlay/side-panel.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Status } from '../ui/status/status.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { instantWords, kindWord, mailStatusWords } from './mail-words.ts';

interface Content {
  text: string;
  html: string | null;
}

/** The page is shown without any right: no script, no form, no link that leaves the frame. */
function MailContent({ text, html }: Content) {
  const [form, setForm] = useState('texte');
  const plain = <pre className="mail-text">{text}</pre>;
  if (!html) return plain;
  const page = <iframe className="mail-page" title="Message mis en page" sandbox="" srcDoc={html} />;
  return (
    <Tabs
      label="Formes du message"
      value={form}
      onChange={setForm}
      tabs={[
        { key: 'texte', label: 'Texte', content: plain },
        { key: 'page', label: 'Mis en page', content: page },
      ]}
    />
  );
}

type ReadMail = Answers['mails']['read'];

function factsOf(mail: ReadMail) {
  const { word, tone, shape } = mailStatusWords[mail.status];
  return [
    { term: 'Pour', description: mail.to },
    { term: 'Nature', description: [kindWord(mail.kind), mail.organisation].filter(Boolean).join(', ') },
    {
      term: 'État',
      description: (
        <Status tone={tone} shape={shape}>
          {word}
        </Status>
      ),
    },
    { term: 'Écrit le', description: instantWords(mail.createdAt) },
    ...(mail.sentAt && mail.status === 'sent' ? [{ term: 'Parti le', description: instantWords(mail.sentAt) }] : []),
    ...(mail.error ? [{ term: 'Réponse du serveur', description: `${mail.error} (essai ${mail.attempts})` }] : []),
  ];
}

/** One message, as its readers have it. */
export function MailPanel({ mailId, onClose }: { mailId: number; onClose: () => void }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.mails.read.queryOptions({ mailId }));
  return (
    <SidePanel open onOpenChange={(open) => !open && onClose()} title={query.data?.subject ?? 'Courriel'}>
      {query.error && <ErrorState headingLevel={3}>{errorMessage(query.error)}</ErrorState>}
      {query.isPending && <Loading shape="text" label="Chargement du courriel" lines={6} />}
      {query.data && (
        <>
          <DefinitionList stacked items={factsOf(query.data)} />
          <MailContent text={query.data.text} html={query.data.html} />
        </>
      )}
    </SidePanel>
  );
}
