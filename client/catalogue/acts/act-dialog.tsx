import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { CatalogueFile } from '../../../shared/schemas/catalogue/catalogue-file.ts';
import type { ConventionEdit } from '../../../shared/schemas/catalogue/convention-act.ts';
import { useSession } from '../../lib/session.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Dialog, DialogAct } from '../../ui/overlay/dialog.tsx';
import { ActForm } from './act-form.tsx';
import { type ActKind, actWords, effectiveDay, emptyForm, type FormState, formEdit } from './act-forms.ts';
import { ActRefusal } from './act-refusal.tsx';
import { DifferenceView } from './difference-view.tsx';
import { isSigned, SignatureFields, signatureOf, unsigned } from './signature-fields.tsx';

interface Props {
  act: ActKind;
  file: CatalogueFile;
  onClose: () => void;
}

/** One act: what it changes is typed, shown with its effects, and signed. */
export function ActDialog({ act, file, onClose }: Props) {
  const formId = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const today = useSession().data?.referenceDate ?? '2025-01-01';
  const [form, setForm] = useState<FormState>(() => emptyForm(act, today));
  const [signature, setSignature] = useState(() => unsigned(effectiveDay(act, emptyForm(act, today), today)));
  const [shown, setShown] = useState<ConventionEdit | null>(null);
  const preview = useMutation(trpc.conventionActs.preview.mutationOptions());
  const sign = useMutation(
    trpc.conventionActs.sign.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const { edit, missing } = formEdit(act, form, file);
  const left = signature.reason.trim().length < 3 ? [...missing, 'Raison'] : missing;
  const change = (next: FormState) => {
    // The day follows the month of the act until somebody chooses another.
    if (signature.effectiveDate === effectiveDay(act, form, today))
      setSignature({ ...signature, effectiveDate: effectiveDay(act, next, today) });
    setForm(next);
    setShown(null);
  };
  const look = () => {
    if (!edit) return;
    setShown(edit);
    preview.mutate({ edit, signed: isSigned(signature) });
  };
  const outcome = shown && preview.data;
  const isRefused = outcome?.changes.some(({ nature }) => nature === 'refused') ?? false;
  const changesNothing = outcome?.changes.length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (outcome && shown && !isRefused && !changesNothing)
      sign.mutate({ edit: shown, signature: signatureOf(signature), print: outcome.print });
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={actWords[act].title}
      description={actWords[act].lead}
      footer={
        outcome && !isRefused && !changesNothing ? (
          <DialogAct
            label="Enregistrer l’acte"
            onCancel={onClose}
            act={{ form: formId }}
            busy={sign.isPending}
            disabled={signature.reason.trim().length < 3}
          />
        ) : (
          <DialogAct
            label="Voir ce que cela change"
            onCancel={onClose}
            act={look}
            busy={preview.isPending}
            disabled={!edit}
          />
        )
      }
    >
      <form id={formId} onSubmit={submit} className="catalogue-form">
        <ActForm act={act} form={form} file={file} onChange={change} />
        <SignatureFields
          signature={signature}
          onChange={(next) => {
            setSignature(next);
            if (isSigned(next) !== isSigned(signature)) setShown(null);
          }}
        />
        {left.length > 0 && <p className="field-hint">{`Reste à remplir\u00a0: ${left.join(', ')}.`}</p>}
        {preview.isError && <ActRefusal error={preview.error} />}
        {outcome && <DifferenceView outcome={outcome} />}
        {sign.isError && <ActRefusal error={sign.error} />}
      </form>
    </Dialog>
  );
}
