import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postSignIn } from '../../lib/sign-in.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { ConfirmDialog } from '../../ui/overlay/dialog.tsx';
import { Status } from '../../ui/status/status.tsx';
import { accountErrorMessage, frenchMoment } from '../account-words.ts';
import { Refusal } from '../sign-in/refusal.tsx';
import { CodeSetup } from './code-setup.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import '../account.css';

interface CodeSectionProps {
  since: string | null;
  recoveryCodes: number;
  /** This person may not be in without a second factor. */
  required: boolean;
}

/** The second factor: a code generator on a telephone, put in service, renewed, taken away. */
export function CodeSection({ since, recoveryCodes, required }: CodeSectionProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const refresh = () => queryClient.invalidateQueries(trpc.accounts.proofs.queryFilter());
  const start = useMutation({
    mutationFn: () => postSignIn<{ secret: string; address: string }>('code/start', {}),
  });
  const renew = useMutation(
    trpc.accounts.renewRecoveryCodes.mutationOptions({ onSuccess: setCodes, onSettled: refresh }),
  );
  const remove = useMutation(
    trpc.accounts.removeCodes.mutationOptions({ onSettled: refresh, onSuccess: () => setRemoving(false) }),
  );
  const failure = start.error ?? renew.error ?? remove.error;
  const done = () => {
    setCodes(null);
    start.reset();
  };
  if (codes) return <RecoveryCodes codes={codes} onDone={done} />;
  if (start.data && !since) {
    const proved = (given: readonly string[]) => {
      setCodes(given);
      void refresh();
    };
    return <CodeSetup {...start.data} onProved={proved} onCancel={() => start.reset()} />;
  }
  return (
    <div className="account-form">
      <Refusal title="Rien n’a changé" message={failure && accountErrorMessage(failure)} />
      <Status tone={since ? 'good' : 'neutral'} shape={since ? 'check' : 'circle'} variant="plain">
        {since ? `En service depuis le ${frenchMoment(since)}` : 'Pas en service'}
      </Status>
      {since && <p>{recoveryWords(recoveryCodes)}</p>}
      <div className="account-actions">
        {!since && (
          <Button icon="key" busy={start.isPending} onClick={() => start.mutate()}>
            Mettre en service
          </Button>
        )}
        {since && (
          <>
            <Button busy={renew.isPending} onClick={() => renew.mutate()}>
              Nouveaux codes de secours
            </Button>
            <Button onClick={() => setRemoving(true)}>Retirer le second facteur</Button>
          </>
        )}
      </div>
      <ConfirmDialog
        open={isRemoving}
        onOpenChange={setRemoving}
        title={'Retirer le second facteur\u202f?'}
        confirmLabel="Retirer"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {required
          ? 'Sans clé d’accès, vos sessions se ferment et un autre second facteur sera à mettre en service pour entrer. '
          : 'Votre mot de passe suffira pour entrer. '}
        Les codes de secours ne serviront plus.
      </ConfirmDialog>
    </div>
  );
}

function recoveryWords(left: number): string {
  if (left === 0) return 'Il ne reste aucun code de secours. Demandez-en de nouveaux.';
  return left === 1 ? 'Il reste un code de secours.' : `Il reste ${left} codes de secours.`;
}
