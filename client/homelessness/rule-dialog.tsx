import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import type { ReliabilityAnswer } from './ledger-words.ts';

/** The rules of contact and the threshold of the test are settings; other rules make the whole ledger again. */
export function RuleDialog({ answer, onClose }: { answer: ReliabilityAnswer; onClose: () => void }) {
  const form = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [days, setDays] = useState(String(answer.source.inactivityDays));
  const [percent, setPercent] = useState(String(answer.threshold).replace('.', ','));
  const [byExport, setByExport] = useState(answer.source.contactByExport);
  const [reason, setReason] = useState('');
  const change = useMutation(
    trpc.homelessness.changeSettings.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const inactivityDays = Number(days);
  const reliabilityPercent = Number(percent.replace(',', '.'));
  const daysFault =
    Number.isInteger(inactivityDays) && inactivityDays >= 30 && inactivityDays <= 365
      ? undefined
      : 'De 30 à 365 jours.';
  const percentFault = reliabilityPercent >= 1 && reliabilityPercent <= 50 ? undefined : 'De 1 à 50\u202f%.';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!daysFault && !percentFault)
      change.mutate({
        inactivityDays,
        contactByExport: byExport ? 'counts' : 'ignored',
        reliabilityPercent,
        reason,
      });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Changer les règles du registre"
      description="Le changement est tracé, et tout le passé est recalculé avec la nouvelle règle."
      footer={
        <DialogAct label="Recalculer avec ces règles" onCancel={onClose} act={{ form }} busy={change.isPending} />
      }
    >
      <form id={form} onSubmit={submit} className="form">
        <TextInput
          label="Perdu de vue après"
          suffix="jours sans contact"
          width="short"
          inputMode="numeric"
          required
          value={days}
          onChange={(event) => setDays(event.target.value)}
          error={daysFault}
        />
        <Checkbox
          label="Une demande ouverte dans le dernier export complet est en contact"
          hint={
            'Jusqu’au jour de l’extraction\u00a0: le SIAO la tient ouverte. Décoché, seules les dates de la demande comptent.'
          }
          checked={byExport}
          onChange={setByExport}
        />
        <TextInput
          label="Fiable jusqu’à un écart de"
          suffix="%"
          width="short"
          inputMode="decimal"
          required
          value={percent}
          onChange={(event) => setPercent(event.target.value)}
          error={percentFault}
        />
        <TextArea label="Raison" required value={reason} onChange={(event) => setReason(event.target.value)} />
        {change.isError && (
          <Callout tone="danger" live="assertive">
            {errorMessage(change.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
