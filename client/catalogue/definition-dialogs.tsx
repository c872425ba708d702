import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { addMonths } from '../../shared/domain/month.ts';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { useSession } from '../lib/session.ts';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { MonthPicker } from '../ui/form/month-picker.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';

export type Definition = Answers['catalogue']['definitions'][number];

export interface DialogProps {
  indicator: Definition;
  onClose: () => void;
}

export function useDone(onClose: () => void) {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries();
    onClose();
  };
}

/** Another definition from a month on: both series stay, a break is drawn, no total crosses it. */
export function DefineDialog({ indicator, onClose }: DialogProps) {
  const form = useId();
  const trpc = useTRPC();
  const session = useSession();
  const last = indicator.versions.at(-1);
  const first = addMonths(last?.validFrom ?? '2000-01', 1);
  const now = session.data?.referenceDate.slice(0, 7) ?? first;
  const proposed = [first, now].sort().at(-1) ?? first;
  const [definition, setDefinition] = useState(last?.definition ?? '');
  const [formula, setFormula] = useState(last?.formula ?? '');
  const [validFrom, setValidFrom] = useState(proposed);
  const [reason, setReason] = useState('');
  const define = useMutation(trpc.catalogue.define.mutationOptions({ onSuccess: useDone(onClose) }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    define.mutate({ code: indicator.code, definition, formula, validFrom, reason });
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={`Nouvelle définition de ${indicator.code}`}
      description={`${indicator.label}. Une rupture est marquée dans la série\u202f; aucun total ne la traverse.`}
      footer={
        <DialogAct
          label={`Changer la définition en ${frenchMonth(validFrom)}`}
          onCancel={onClose}
          act={{ form }}
          busy={define.isPending}
        />
      }
    >
      <form id={form} onSubmit={submit} className="catalogue-form">
        <TextArea
          label="Définition"
          required
          value={definition}
          onChange={(event) => setDefinition(event.target.value)}
        />
        <TextArea label="Formule" required value={formula} onChange={(event) => setFormula(event.target.value)} />
        <MonthPicker
          label="À partir de"
          value={validFrom}
          min={first}
          max={addMonths(proposed, 24)}
          onChange={setValidFrom}
        />
        <TextArea label="Raison" required value={reason} onChange={(event) => setReason(event.target.value)} />
        {define.isError && (
          <Callout tone="danger" live="assertive">
            {errorMessage(define.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
