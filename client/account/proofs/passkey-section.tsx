import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { ConfirmDialog } from '../../ui/overlay/dialog.tsx';
import { Table } from '../../ui/table/table.tsx';
import { VisuallyHidden } from '../../ui/text/visually-hidden.tsx';
import { accountErrorMessage, deviceName, frenchMoment } from '../account-words.ts';
import { Refusal } from '../sign-in/refusal.tsx';
import { canUsePasskeys, isGivenUp, makePasskey } from './passkey.ts';
import { PasskeyNameDialog } from './passkey-name-dialog.tsx';
import '../account.css';

type Passkey = Answers['accounts']['proofs']['passkeys'][number];

type Act = { kind: 'add' } | { kind: 'rename' | 'remove'; passkey: Passkey };

/** Passkeys: a finger, a face or a PIN instead of the password; each has a name, and can be taken away. */
export function PasskeySection({ passkeys }: { passkeys: readonly Passkey[] }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [act, setAct] = useState<Act | null>(null);
  const settled = {
    onSuccess: () => setAct(null),
    onSettled: () => queryClient.invalidateQueries(trpc.accounts.proofs.queryFilter()),
  };
  const add = useMutation({ mutationFn: makePasskey, ...settled, onError: () => setAct(null) });
  const rename = useMutation(trpc.accounts.renamePasskey.mutationOptions(settled));
  const remove = useMutation(trpc.accounts.removePasskey.mutationOptions(settled));
  const failure = add.error ?? rename.error ?? remove.error;
  const canAdd = canUsePasskeys();
  return (
    <div className="account-form account-wide">
      <Refusal title="Rien n’a changé" message={failure && failureWords(failure)} />
      <Table
        caption="Mes clés d’accès"
        hideCaption
        cardsOnPhone
        rows={passkeys}
        rowKey={({ id }) => id}
        empty="Aucune clé d’accès."
        columns={[
          { key: 'name', header: 'Nom', rowHeader: true, cell: ({ name }) => name },
          { key: 'created', header: 'Ajoutée le', cell: ({ createdAt }) => frenchMoment(createdAt) },
          {
            key: 'used',
            header: 'Dernier usage',
            cell: ({ lastUsedAt }) => (lastUsedAt ? frenchMoment(lastUsedAt) : 'Jamais'),
          },
          {
            key: 'actions',
            header: 'Actions',
            cell: (passkey) => <PasskeyActions name={passkey.name} onAct={(kind) => setAct({ kind, passkey })} />,
          },
        ]}
      />
      {canAdd ? (
        <div>
          <Button icon="plus" busy={add.isPending} onClick={() => setAct({ kind: 'add' })}>
            Ajouter une clé d’accès
          </Button>
        </div>
      ) : (
        <p>Ce navigateur, ou l’adresse par laquelle vous êtes ici, ne permet pas d’ajouter une clé d’accès.</p>
      )}
      {act?.kind === 'add' && (
        <PasskeyNameDialog
          title="Ajouter une clé d’accès"
          first={deviceName(navigator.userAgent)}
          busy={add.isPending}
          onConfirm={(name) => add.mutate(name)}
          onClose={() => setAct(null)}
        />
      )}
      {act?.kind === 'rename' && (
        <PasskeyNameDialog
          title="Renommer la clé d’accès"
          first={act.passkey.name}
          busy={rename.isPending}
          onConfirm={(name) => rename.mutate({ passkeyId: act.passkey.id, name })}
          onClose={() => setAct(null)}
        />
      )}
      <ConfirmDialog
        open={act?.kind === 'remove'}
        onOpenChange={() => setAct(null)}
        title={'Retirer cette clé d’accès\u202f?'}
        confirmLabel="Retirer"
        danger
        busy={remove.isPending}
        onConfirm={() => act?.kind === 'remove' && remove.mutate({ passkeyId: act.passkey.id })}
      >
        Elle ne permettra plus d’entrer. Supprimez-la aussi dans le gestionnaire qui la garde.
      </ConfirmDialog>
    </div>
  );
}

const failureWords = (error: unknown) =>
  isGivenUp(error) ? 'La demande a été fermée, ou cette clé existe déjà. Recommencez.' : accountErrorMessage(error);

function PasskeyActions({ name, onAct }: { name: string; onAct: (kind: 'rename' | 'remove') => void }) {
  return (
    <div className="account-actions">
      <Button size="small" onClick={() => onAct('rename')}>
        Renommer<VisuallyHidden> {name}</VisuallyHidden>
      </Button>
      <Button size="small" onClick={() => onAct('remove')}>
        Retirer<VisuallyHidden> {name}</VisuallyHidden>
      </Button>
    </div>
  );
}
