import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { ActFields, noAct } from './act-fields.tsx';
import type { Convention } from './convention.ts';

/** Lines of a renewed annex that an act keeps as they are. */
export function ConfirmLinesDialog({ convention, onClose }: { convention: Convention; onClose: () => void }) {
  const form = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const waiting = convention.actions.filter(({ toConfirm }) => toConfirm);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(waiting.map(({ key }) => key)));
  const [act, setAct] = useState(noAct);
  const confirm = useMutation(
    trpc.catalogue.confirmLines.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const toggle = (key: string, checked: boolean) =>
    setChosen((before) => new Set(checked ? [...before, key] : [...before].filter((one) => one !== key)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ convention: convention.code, keys: [...chosen], ...act });
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title="Confirmer des lignes de l’annexe"
      description={`${convention.name}\u00a0: l’acte signé garde ces lignes telles qu’elles sont. Leur montant se fixe à part, par avenant.`}
      footer={
        <DialogAct
          label={`Confirmer ${frenchCount(chosen.size, 'ligne', 'lignes')}`}
          onCancel={onClose}
          act={{ form }}
          busy={confirm.isPending}
          disabled={chosen.size === 0}
        />
      }
    >
      <form id={form} onSubmit={submit} className="catalogue-form">
        <fieldset className="catalogue-lines">
          <legend>Lignes à confirmer</legend>
          {waiting.map(({ key, annexNumber, title }) => (
            <Checkbox
              key={key}
              label={annexNumber === null ? title : `${annexNumber}. ${title}`}
              checked={chosen.has(key)}
              onChange={(checked) => toggle(key, checked)}
            />
          ))}
        </fieldset>
        <ActFields act={act} onChange={setAct} />
        {confirm.isError && (
          <Callout tone="danger" live="assertive">
            {errorMessage(confirm.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
