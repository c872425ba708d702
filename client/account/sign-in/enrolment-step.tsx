import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { postSignIn, type SignInResult } from '../../lib/sign-in.ts';
import { Button } from '../../ui/form/button.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { accountErrorMessage, deviceName } from '../account-words.ts';
import { CodeSetup } from '../proofs/code-setup.tsx';
import { canUsePasskeys, isGivenUp, makePasskey } from '../proofs/passkey.ts';
import { RecoveryCodes } from '../proofs/recovery-codes.tsx';
import { Refusal } from './refusal.tsx';
import '../account.css';

interface EnrolmentStepProps {
  onResult: (result: SignInResult) => Promise<void>;
  onBack: () => void;
}

/** The first sign-in of whoever must have two proofs: a code generator or a passkey is put in service, then the pages open. */
export function EnrolmentStep({ onResult, onBack }: EnrolmentStepProps) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const start = useMutation({
    mutationFn: () => postSignIn<{ secret: string; address: string }>('code/start', {}),
  });
  const passkey = useMutation({
    mutationFn: () => makePasskey(deviceName(navigator.userAgent)),
    onSuccess: () => onResult('signed-in'),
  });
  const failure = start.error ?? passkey.error;
  return (
    <div className="account-entry">
      <PageHeader
        title="Mettre en service un second facteur"
        lead={
          'Votre accès permet de tout lire ou de tout changer\u00a0: un mot de passe volé ne doit pas suffire. C’est à faire une fois.'
        }
      />
      {codes ? (
        <RecoveryCodes codes={codes} onDone={() => void onResult('signed-in')} />
      ) : start.data ? (
        <CodeSetup {...start.data} onProved={setCodes} onCancel={() => start.reset()} />
      ) : (
        <div className="account-form">
          <Refusal title="Rien n’est encore en service" message={failure && failureWords(failure)} />
          <p>
            Prenez une application de codes sur votre téléphone
            {canUsePasskeys()
              ? ', ou une clé d’accès\u00a0: votre doigt, votre visage ou le code de votre appareil.'
              : '.'}
          </p>
          <div className="account-actions">
            <Button variant="primary" icon="key" busy={start.isPending} onClick={() => start.mutate()}>
              Utiliser une application de codes
            </Button>
            {canUsePasskeys() && (
              <Button icon="key" busy={passkey.isPending} onClick={() => passkey.mutate()}>
                Utiliser une clé d’accès
              </Button>
            )}
            <Button onClick={onBack}>Revenir</Button>
          </div>
        </div>
      )}
    </div>
  );
}

const failureWords = (error: unknown) =>
  isGivenUp(error)
    ? 'La demande a été fermée. Recommencez, ou prenez une application de codes.'
    : accountErrorMessage(error);
