import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ReviewReason, reviewReasons } from '../../../shared/domain/ledger/cases-to-review.ts';
import { frenchCount, frenchDate, frenchShortDate } from '../../../shared/domain/words/french-format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { DropZone } from '../../ui/form/drop-zone.tsx';
import { Segmented } from '../../ui/form/segmented.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { Table } from '../../ui/table/table.tsx';
import type { ReadRequests, RequestToLookAt } from './read-requests.ts';
import './review.css';

const reasonsOf = ({ reasons }: RequestToLookAt) => reasons.map((reason) => reviewReasons[reason]).join(', ');

/** The list as a spreadsheet takes it. */
const asText = (requests: readonly RequestToLookAt[]) =>
  [
    ['N° de demande', 'Demandée le', 'Dernier contact', 'À revoir'].join('\t'),
    ...requests.map((one) => [one.number, one.requested, one.lastContact, reasonsOf(one)].join('\t')),
  ].join('\n');

/** Requests to look at, from the SIAO's own file, in this browser alone: neither the file nor the list is sent. */
export function ReviewTab() {
  const help = useQuery(useTRPC().imports.help.queryOptions());
  const [read, setRead] = useState<ReadRequests | null>(null);
  const take = async ([file]: File[]) => {
    if (!file || !help.data) return;
    const { readRequests } = await import('./read-requests.ts');
    const { today, communes, indicators } = help.data;
    setRead(readRequests(new Uint8Array(await file.arrayBuffer()), file.name, { today, communes, indicators }));
  };
  return (
    <Section
      title="Demandes à revoir, sur votre ordinateur seulement"
      lead={
        'Déposez l’export du SIAO\u00a0: il est lu ici, dans votre navigateur. Ni le fichier, ni la liste, ni un numéro ne sont envoyés ou gardés. Fermer la page efface tout.'
      }
    >
      <DropZone
        label="Export des demandes du SIAO"
        hint="CSV ou XLSX"
        accept=".csv,.xlsx,.ods"
        disabled={!help.data}
        onFiles={take}
      />
      {read?.kind === 'refused' && (
        <Callout tone="danger" live="assertive">
          {read.reason}
        </Callout>
      )}
      {read?.kind === 'read' && <List read={read} />}
    </Section>
  );
}

function List({ read: { day, rows, requests } }: { read: Extract<ReadRequests, { kind: 'read' }> }) {
  const [copied, setCopied] = useState(false);
  const [only, setOnly] = useState<ReviewReason | 'all'>('all');
  const shown = only === 'all' ? requests : requests.filter(({ reasons }) => reasons.includes(only));
  const count = (reason: ReviewReason) => requests.filter(({ reasons }) => reasons.includes(reason)).length;
  const copy = async () => {
    await navigator.clipboard.writeText(asText(shown));
    setCopied(true);
  };
  return (
    <div className="review-list">
      <p aria-live="polite">
        {`Au ${frenchDate(day)}, ${frenchCount(requests.length, 'demande', 'demandes')} à revoir sur ${frenchCount(rows, 'demande lue', 'demandes lues')}\u00a0: ${Object.entries(
          reviewReasons,
        )
          .map(([reason, words]) => `${count(reason as ReviewReason)} ${words}`)
          .join(', ')}.`}
      </p>
      <div className="review-choice">
        <Segmented
          legend="À voir"
          options={[
            { value: 'all', label: 'toutes' },
            { value: 'silent', label: 'sans contact' },
            { value: 'waiting', label: 'six mois et plus' },
            { value: 'not-oriented', label: 'sans orientation' },
          ]}
          value={only}
          onChange={(reason) => {
            setOnly(reason);
            setCopied(false);
          }}
        />
        <p>
          <Button onClick={copy}>{copied ? 'Liste copiée' : 'Copier la liste'}</Button>{' '}
          <Button onClick={() => window.print()}>Imprimer</Button>
        </p>
      </div>
      <Table
        caption="Demandes à revoir"
        hideCaption
        dense
        empty="Aucune demande ouverte de ce fichier n’est à revoir."
        rows={shown}
        rowKey={(row) => row.number}
        columns={[
          { key: 'number', header: 'N° de demande', rowHeader: true, nowrap: true, cell: (row) => row.number },
          { key: 'requested', header: 'Demandée le', nowrap: true, cell: (row) => frenchShortDate(row.requested) },
          { key: 'contact', header: 'Dernier contact', nowrap: true, cell: (row) => frenchShortDate(row.lastContact) },
          { key: 'why', header: 'À revoir', cell: reasonsOf },
        ]}
      />
    </div>
  );
}
