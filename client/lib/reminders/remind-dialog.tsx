import { useMutation, useQueryClient } from '@tanstack/react-query';
import { frenchCount } from '../../../shared/domain/words/french-format.ts';
import { Dialog, DialogAct } from '../../ui/overlay/dialog.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { useTRPC } from '../trpc.ts';
import { errorMessage } from '../words/error-messages.ts';
import { remindedWords } from './reminded-words.ts';

/** Asks before messages leave, and says to whom they went. */
export function RemindDialog({
  organisationIds,
  onClose,
}: {
  organisationIds: number[];
  onClose: (said?: string) => void;
}) {
  const [trpc, queries] = [useTRPC(), useQueryClient()];
  const remind = useMutation(
    trpc.collection.remind.mutationOptions({
      onSuccess: (done) => onClose(remindedWords(done)),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.mails.pathKey() }),
    }),
  );
  const structures = frenchCount(organisationIds.length, 'structure', 'structures');
  return (
    <Dialog
      open
      onOpenChange={() => onClose()}
      title={`Relancer ${structures}`}
      description="Chacune reçoit un courriel qui nomme les mois et les chiffres attendus, et y mène. Une structure n’est relancée qu’une fois par jour."
      footer={
        <DialogAct
          label="Envoyer les rappels"
          icon="mail"
          busy={remind.isPending}
          onCancel={() => onClose()}
          act={() => remind.mutate({ organisationIds, siteAddress: window.location.origin })}
        />
      }
    >
      {remind.isError && <Callout tone="danger">{errorMessage(remind.error)}</Callout>}
    </Dialog>
  );
}
