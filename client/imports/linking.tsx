import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { frenchInteger, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { ReasonedDialog } from '../ui/overlay/reasoned-dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';

function useAssessment(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = async () => {
    await queries.invalidateQueries();
    onDone();
  };
  return {
    record: useMutation(trpc.homelessness.recordAssessment.mutationOptions({ onSuccess })),
    withdraw: useMutation(trpc.homelessness.withdrawAssessment.mutationOptions({ onSuccess })),
  };
}

function RecordDialog({ onClose }: { onClose: () => void }) {
  const { record } = useAssessment(onClose);
  const [date, setDate] = useState('');
  const [reference, setReference] = useState('');
  const [asked, setAsked] = useState(false);
  const [noDate, noReference] = [date === '', reference.trim().length < 3];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Enregistrer l’AIPD"
      description="L’analyse d’impact relative à la protection des données doit être faite avant de rapprocher les dossiers d’une même personne."
      footer={
        <DialogAct
          label="Enregistrer"
          onCancel={onClose}
          act={() => (noDate || noReference ? setAsked(true) : record.mutate({ date, reference }))}
          busy={record.isPending}
          icon="check"
        />
      }
    >
      {record.error && (
        <Callout tone="danger" live="assertive" title="L’AIPD n’a pas été enregistrée">
          {errorMessage(record.error)}
        </Callout>
      )}
      <TextInput
        label="Date de l’AIPD"
        type="date"
        width="medium"
        required
        value={date}
        error={asked && noDate ? 'Indiquez la date de l’analyse.' : undefined}
        onChange={(event) => setDate(event.target.value)}
      />
      <TextInput
        label="Référence"
        hint="Le document, et qui l’a validé"
        required
        value={reference}
        error={asked && noReference ? 'Indiquez la référence du document.' : undefined}
        onChange={(event) => setReference(event.target.value)}
      />
    </Dialog>
  );
}

function WithdrawDialog({ onClose }: { onClose: () => void }) {
  const { withdraw } = useAssessment(onClose);
  return (
    <ReasonedDialog
      title={'Cesser le rapprochement\u202f?'}
      description="Toutes les clés d’identité sont effacées. Les lignes et les chiffres ne changent pas."
      act="Cesser et effacer"
      busy={withdraw.isPending}
      refusal={withdraw.error && { title: 'Rien n’a été effacé', words: errorMessage(withdraw.error) }}
      onAct={(reason) => withdraw.mutate({ reason })}
      onClose={onClose}
    />
  );
}

/** The option that lets the same person be recognised in two sources: off until the data-protection assessment is recorded. */
export function Linking() {
  const trpc = useTRPC();
  const query = useQuery(trpc.homelessness.assessment.queryOptions());
  const [open, setOpen] = useState<'record' | 'withdraw' | null>(null);
  if (!query.data) return null;
  const { assessment, linked } = query.data;
  const close = () => setOpen(null);
  return (
    <Section
      title="Une même personne dans deux sources"
      actions={
        assessment ? (
          <Button onClick={() => setOpen('withdraw')}>Cesser le rapprochement</Button>
        ) : (
          <Button onClick={() => setOpen('record')}>Enregistrer l’AIPD</Button>
        )
      }
    >
      {assessment ? (
        <p>
          AIPD du {frenchShortDate(assessment.date)} ({assessment.reference}), enregistrée par {assessment.recordedBy}.
          Une empreinte à clé du nom, du prénom et de la date de naissance est gardée avec chaque ligne :{' '}
          <strong>{frenchInteger(linked?.people ?? 0)}</strong>{' '}
          {(linked?.people ?? 0) > 1 ? 'personnes sont connues' : 'personne est connue'} d’au moins deux sources, et à
          ne pas compter deux fois.
        </p>
      ) : (
        <p>
          Une personne connue de deux sources peut être comptée deux fois. La reconnaître demande une analyse d’impact
          relative à la protection des données (AIPD) : tant qu’elle n’est pas enregistrée ici, rien qui permette de la
          reconnaître n’est gardé.
        </p>
      )}
      {open === 'record' && <RecordDialog onClose={close} />}
      {open === 'withdraw' && <WithdrawDialog onClose={close} />}
    </Section>
  );
}
