import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type IsoDate, isDate } from '../../shared/domain/month.ts';
import { PeriodFields } from '../lib/period-fields.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Select } from '../ui/form/select.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import type { WholeReadings } from './publication-data.ts';

interface Draft {
  userId: string;
  engagement: string;
  fromDate: string;
  toDate: string;
}

const SHORTEST = 3;

/** What is wrong, field by field. */
function faultsOf({ userId, engagement, fromDate, toDate }: Draft, today: IsoDate) {
  const isEndRight = isDate(toDate) && toDate >= fromDate && toDate >= today;
  return {
    userId: userId === '' && 'Choisissez la personne.',
    engagement: engagement.trim().length < SHORTEST && 'Donnez la référence de l’engagement signé.',
    fromDate: !isDate(fromDate) && 'Donnez le premier jour.',
    toDate: !isEndRight && 'Donnez le dernier jour, à venir et après le premier.',
  };
}

/** Gives the right to read publications without masks. */
export function WholeReadingDialog({
  readers,
  today,
  onClose,
}: {
  readers: WholeReadings['readers'];
  today: IsoDate;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ userId: '', engagement: '', fromDate: today, toDate: '' });
  const [asked, setAsked] = useState(false);
  const give = useMutation(
    trpc.publications.giveWholeReading.mutationOptions({
      onSuccess: onClose,
      onSettled: () => queries.invalidateQueries(trpc.publications.wholeReadings.queryFilter()),
    }),
  );
  const change = (part: Partial<Draft>) => setDraft((former) => ({ ...former, ...part }));
  const faults = faultsOf(draft, today);
  const confirm = () => {
    setAsked(true);
    if (Object.values(faults).every((fault) => fault === false)) give.mutate(draft);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Donner la lecture intégrale"
      description="La personne lira les publications sans masque. Votre identité est confirmée avant."
      footer={<DialogAct label="Donner" onCancel={onClose} act={confirm} busy={give.isPending} />}
    >
      <div className="publication-form">
        {give.error && <Callout tone="danger" live="assertive" title={errorMessage(give.error)} />}
        <Select
          label="Personne"
          required
          placeholder="Choisir une personne"
          options={readers.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.userId}
          error={asked && faults.userId}
          onChange={(userId) => change({ userId })}
        />
        <TextInput
          label="Engagement"
          hint={'Référence du document signé\u00a0: service, objet, date.'}
          required
          maxLength={200}
          value={draft.engagement}
          error={asked && faults.engagement}
          onChange={(event) => change({ engagement: event.target.value })}
        />
        <PeriodFields fromDate={draft.fromDate} toDate={draft.toDate} faults={asked ? faults : {}} onChange={change} />
      </div>
    </Dialog>
  );
}
