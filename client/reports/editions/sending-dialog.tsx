import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EditionFormat, EditionRecipient } from '../../../shared/domain/report/edition.ts';
import { frenchList } from '../../../shared/domain/words/french-format.ts';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { errorMessage } from '../../lib/words/error-messages.ts';
import { Button } from '../../ui/form/button.tsx';
import { Checkbox } from '../../ui/form/checkbox.tsx';
import { TextArea } from '../../ui/form/text-area.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { Link } from '../../ui/text/link.tsx';
import type { EditionShown } from './edition-card.tsx';

type Prepared = Answers['editions']['sending'];

const toggled = <One,>(list: readonly One[], one: One, on: boolean) =>
  on ? [...list, one] : list.filter((other) => other !== one);

interface FormProps {
  prepared: Prepared;
  edition: EditionShown;
  year: number;
  onClose: () => void;
}

/** The message as it would leave; a first click reads it again, a second sends it. */
function SendingForm({ prepared, edition, year, onClose }: FormProps) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const [to, setTo] = useState<EditionRecipient[]>([]);
  const [formats, setFormats] = useState<EditionFormat[]>(
    prepared.formats.filter((one) => one === 'pdf' || one === 'docx'),
  );
  const [subject, setSubject] = useState(prepared.subject);
  const [message, setMessage] = useState(prepared.message);
  const [asking, setAsking] = useState(false);
  const send = useMutation(
    trpc.editions.send.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.editions.forYear.queryFilter({ year }));
        onClose();
      },
    }),
  );
  const named = prepared.recipients.filter(({ recipient }) => to.includes(recipient));
  const complete = to.length > 0 && formats.length > 0 && subject.trim().length > 2 && message.trim().length > 2;
  if (asking)
    return (
      <div className="edition-form">
        <p>
          {`Le message part vers ${frenchList(named.map(({ name, address }) => `${name} (${address})`))}, avec ${formats.map((one) => one.toUpperCase()).join(', ')}. Un envoi ne se rappelle pas.`}
        </p>
        {send.isError && <Callout tone="danger" live="assertive" title={errorMessage(send.error)} />}
        <div className="edition-acts">
          <Button onClick={() => setAsking(false)}>Revenir au message</Button>
          <Button
            variant="primary"
            icon="mail"
            busy={send.isPending}
            onClick={() =>
              send.mutate({ id: edition.id, recipients: to, formats, subject, message, already: prepared.already })
            }
          >
            Envoyer maintenant
          </Button>
        </div>
      </div>
    );
  return (
    <div className="edition-form">
      <fieldset>
        <legend>Destinataires</legend>
        {prepared.recipients.map(({ recipient, name, address }) => (
          <Checkbox
            key={recipient}
            label={name}
            hint={address || 'aucune adresse dans les réglages'}
            disabled={address === ''}
            checked={to.includes(recipient)}
            onChange={(on) => setTo(toggled(to, recipient, on))}
          />
        ))}
        {prepared.recipients.some(({ address }) => address === '') && (
          <p>
            <Link href="/catalogue">Renseigner les adresses dans les réglages</Link>
          </p>
        )}
      </fieldset>
      <fieldset>
        <legend>Fichiers joints</legend>
        {prepared.formats.map((format) => (
          <Checkbox
            key={format}
            label={format.toUpperCase()}
            checked={formats.includes(format)}
            onChange={(on) => setFormats(toggled(formats, format, on))}
          />
        ))}
      </fieldset>
      <TextInput
        label="Objet"
        required
        maxLength={200}
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
      />
      <TextArea
        label="Message"
        required
        rows={10}
        maxLength={5000}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
      />
      <div className="edition-acts">
        <Button onClick={onClose}>Annuler</Button>
        <Button variant="primary" disabled={!complete} onClick={() => setAsking(true)}>
          Relire et envoyer…
        </Button>
      </div>
    </div>
  );
}

/** Prepares the sending of an edition: nothing leaves before the last click. */
export function SendingDialog({
  edition,
  year,
  onClose,
}: {
  edition: EditionShown;
  year: number;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const query = useQuery(trpc.editions.sending.queryOptions({ id: edition.id }, { staleTime: 0, gcTime: 0 }));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="large"
      title="Préparer l’envoi"
      description="Un message par destinataire, avec les fichiers de l’édition. Rien ne part avant votre dernier clic."
    >
      {query.isPending && <Loading label="Préparation du message" lines={5} />}
      {query.isError && <Callout tone="danger" live="assertive" title={errorMessage(query.error)} />}
      {query.data && <SendingForm prepared={query.data} edition={edition} year={year} onClose={onClose} />}
    </Dialog>
  );
}
