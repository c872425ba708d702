import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonInput } from '../../shared/schemas/data-protection.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';

interface EraseDialogProps {
  person: PersonInput;
  /** Rows of other registers share the identity. */
  hasLinked: boolean;
  onClose: (erased: number | null) => void;
}

/** Erases what is kept of a person, and says what stays. */
export function EraseDialog({ person, hasLinked, onClose }: EraseDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [linked, setLinked] = useState(false);
  const erase = useMutation(
    trpc.dataProtection.erasePerson.mutationOptions({
      onSuccess: async ({ rows }) => {
        await queries.invalidateQueries();
        onClose(rows);
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose(null)}
      title="Effacer les données de cette personne"
      description="Les lignes et leurs anciennes versions sont effacées. Les chiffres déjà comptés restent : ils ne disent rien d’une personne. L’empreinte du numéro est gardée seule, pour que le prochain fichier ne ramène pas la ligne."
      size="small"
      footer={
        <DialogAct
          label="Effacer"
          onCancel={() => onClose(null)}
          act={() => erase.mutate({ ...person, linked, reason })}
          danger
          busy={erase.isPending}
          disabled={reason.trim().length < 3}
        />
      }
    >
      {erase.error && <Callout tone="danger">{errorMessage(erase.error)}</Callout>}
      {hasLinked && (
        <Checkbox
          label="Effacer aussi les lignes rapprochées, dans les autres registres"
          checked={linked}
          onChange={setLinked}
        />
      )}
      <TextInput
        label="Raison, gardée au journal"
        hint="Sans nom ni numéro de dossier"
        required
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
