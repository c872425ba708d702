import { type EditionRecipient, recipientWords } from '../../../shared/domain/report/edition.ts';
import type { Answers } from '../../lib/trpc.ts';
import { Table } from '../../ui/table/table.tsx';
import { clockWords } from '../editor/clock-words.ts';

export type SendingShown = Answers['editions']['forYear']['editions'][number]['sendings'][number];

function stateWords({ state, stateAt, error }: SendingShown): string {
  if (state === 'sent') return stateAt ? `remis au serveur de courriel ${clockWords(stateAt)}` : 'remis';
  if (state === 'kept') return 'gardé dans les courriels\u00a0: aucun serveur ne l’a envoyé';
  if (state === 'failed') return `non remis${error ? `\u00a0: ${error}` : ''}`;
  return error ? `nouvel essai à venir (${error})` : 'en attente d’envoi';
}

/** To whom an edition went, when, by whose click, and what the mail server said. */
export function SendingReceipts({ sendings }: { sendings: readonly SendingShown[] }) {
  if (sendings.length === 0) return null;
  return (
    <Table
      caption="Envois"
      dense
      cardsOnPhone
      columns={[
        {
          key: 'to',
          header: 'À',
          rowHeader: true,
          cell: (one) => `${recipientWords[one.recipient as EditionRecipient] ?? one.recipient} (${one.address})`,
        },
        { key: 'at', header: 'Demandé', cell: (one) => `${clockWords(one.at)}, par ${one.sentByName}` },
        {
          key: 'files',
          header: 'Fichiers',
          cell: (one) => one.formats.map((format) => format.toUpperCase()).join(', '),
        },
        { key: 'state', header: 'Accusé', cell: stateWords },
      ]}
      rows={sendings}
      rowKey={(one) => one.id}
    />
  );
}
