import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type IsoDate, isDate } from '../../shared/domain/month.ts';
import { PeriodFields } from '../lib/period-fields.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Select } from '../ui/form/select.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import './account.css';

interface AbsenceDialogProps {
  organisationId: number;
  today: IsoDate;
  people: ReadonlyArray<{ id: string; name: string }>;
  viewerId: string;
  onClose: () => void;
}

interface Draft {
  userId: string;
  fromDate: string;
  toDate: string;
  deputyId: string;
}

/** What is wrong with the dates, field by field; an empty end is an absence without end. */
function faultsOf({ fromDate, toDate }: Draft) {
  const start = isDate(fromDate) ? null : 'Donnez le premier jour d’absence.';
  const isEndWrong = toDate !== '' && (!isDate(toDate) || toDate < fromDate);
  return { fromDate: start, toDate: isEndWrong ? 'Le dernier jour vient après le premier, ou reste vide.' : null };
}

/** Who is away, from when to when, and who is written to in their place. */
export function AbsenceDialog({ organisationId, today, people, viewerId, onClose }: AbsenceDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ userId: viewerId, fromDate: today, toDate: '', deputyId: '' });
  const [asked, setAsked] = useState(false);
  const declare = useMutation(
    trpc.absences.declare.mutationOptions({
      onSuccess: onClose,
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.absences.pathKey() }),
    }),
  );
  const change = (part: Partial<Draft>) => setDraft((former) => ({ ...former, ...part }));
  const faults = faultsOf(draft);
  const confirm = () => {
    setAsked(true);
    if (faults.fromDate || faults.toDate) return;
    const { userId, fromDate, toDate, deputyId } = draft;
    declare.mutate({ organisationId, userId, fromDate, toDate: toDate || null, deputyId: deputyId || null });
  };
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Déclarer une absence"
      description="Sans relais, les rappels vont aux autres personnes de la structure."
      footer={<DialogAct label="Enregistrer" onCancel={onClose} act={confirm} busy={declare.isPending} />}
    >
      <div className="account-form">
        {declare.error && <Callout tone="danger" live="assertive" title={errorMessage(declare.error)} />}
        <Select
          label="Personne absente"
          options={options}
          value={draft.userId}
          onChange={(userId) => change({ userId, deputyId: draft.deputyId === userId ? '' : draft.deputyId })}
        />
        <PeriodFields
          fromDate={draft.fromDate}
          toDate={draft.toDate}
          faults={asked ? faults : {}}
          openEnd={'Vide\u00a0: jusqu’à nouvel ordre.'}
          onChange={change}
        />
        <Select
          label="Relais"
          placeholder="Aucun en particulier"
          options={options.filter(({ value }) => value !== draft.userId)}
          value={draft.deputyId}
          onChange={(deputyId) => change({ deputyId })}
        />
      </div>
    </Dialog>
  );
}
