import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SourceName } from '../../shared/registers/register.ts';
import { errorMessage } from '../lib/error-messages.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/text-area.tsx';
import type { MovedReceipt } from './moved-figures.tsx';
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
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const short = reason.trim().length < 3;
  const remove = useMutation(
    trpc.registers.remove.mutationOptions({
      onSuccess: async (receipt) => {
        onDone(receipt);
        await queries.invalidateQueries();
      },
    }),
  );
  const act = () => (short ? setAsked(true) : remove.mutate({ source, organisationId, key: row.key, reason }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Retirer cette ligne du registre ?"
      description={`${rowWords(source, row)}. Les mois concernés sont recalculés. L’import reste annulable.`}
      footer={
        <>
          <Button onClick={onClose}>Garder la ligne</Button>
          <Button variant="danger" icon="trash" busy={remove.isPending} onClick={act}>
            Retirer la ligne
          </Button>
        </>
      }
    >
      {remove.error && (
        <Callout tone="danger" live="assertive" title="La ligne est encore là">
          {errorMessage(remove.error)}
        </Callout>
      )}
      <TextArea
        label="Raison"
        required
        rows={2}
        value={reason}
        error={asked && short ? 'Dites pourquoi, en quelques mots.' : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
