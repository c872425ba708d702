import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SourceName } from '../../shared/registers/register.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { ReasonedDialog } from '../ui/overlay/reasoned-dialog.tsx';
import { FiguresToMove, type MovedReceipt } from './moved-figures.tsx';
import { rowWords, type StoredRow } from './register-table.tsx';

/** Takes a row out of the register, with a reason; its receipt can be undone. */
export function RemoveDialog({
  source,
  organisationId,
  row,
  onDone,
  onClose,
}: {
  source: SourceName;
  organisationId: number;
  row: StoredRow;
  onDone: (receipt: MovedReceipt) => void;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [toMove, setToMove] = useState<MovedReceipt | null>(null);
  const remove = useMutation(
    trpc.registers.remove.mutationOptions({
      onSuccess: async (receipt, { dryRun }) => {
        if (dryRun) return setToMove(receipt);
        onDone(receipt);
        await queries.invalidateQueries();
      },
    }),
  );
  return (
    <ReasonedDialog
      title={'Retirer cette ligne du registre\u202f?'}
      description={`${rowWords(source, row)}. Les mois concernés sont recalculés. L’import reste annulable.`}
      act={toMove ? 'Confirmer et retirer la ligne' : 'Voir ce qui change'}
      icon="trash"
      keep="Garder la ligne"
      busy={remove.isPending}
      refusal={remove.error && { title: 'La ligne est encore là', words: errorMessage(remove.error) }}
      onAct={(reason) => remove.mutate({ source, organisationId, key: row.key, reason, dryRun: toMove === null })}
      onClose={onClose}
    >
      {toMove && <FiguresToMove receipt={toMove} />}
    </ReasonedDialog>
  );
}
