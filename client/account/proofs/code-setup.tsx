import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { postSignIn } from '../../lib/sign-in.ts';
import { Button } from '../../ui/form/button.tsx';
import { accountErrorMessage } from '../account-words.ts';
import { CodeInput } from '../sign-in/code-input.tsx';
import { Refusal } from '../sign-in/refusal.tsx';
import { QrCode } from './qr-code.tsx';
import '../account.css';

interface CodeSetupProps {
  secret: string;
  address: string;
  onProved: (recoveryCodes: readonly string[]) => void;
  onCancel: () => void;
}

const inFours = (secret: string) => (secret.match(/.{1,4}/g) ?? []).join(' ');

/** The secret goes to the telephone by a drawing or by hand; a first code proves that it arrived. */
export function CodeSetup({ secret, address, onProved, onCancel }: CodeSetupProps) {
  const [code, setCode] = useState('');
  const prove = useMutation({
    mutationFn: () => postSignIn<{ recoveryCodes: string[] }>('code/prove', { code }),
    onSuccess: ({ recoveryCodes }) => onProved(recoveryCodes),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate();
  };
  return (
    <form className="account-form" onSubmit={submit} noValidate>
      <Refusal title="Code refusé" message={prove.error && accountErrorMessage(prove.error)} />
      <ol className="account-steps">
        <li>
          Dans une application de codes (FreeOTP, Aegis, Google Authenticator, un gestionnaire de mots de passe…),
          ajoutez un compte en lisant ce carré.
          <QrCode text={address} label="Le secret ci-dessous, en QR code" />
        </li>
        <li>
          Si elle ne peut pas le lire, saisissez ce secret{'\u00a0'}:
          <code className="account-link">{inFours(secret)}</code>
        </li>
        <li>Recopiez le code à six chiffres qu’elle affiche.</li>
      </ol>
      <CodeInput value={code} onChange={setCode} hint="Il change toutes les trente secondes." />
      <div className="account-actions">
        <Button type="submit" variant="primary" busy={prove.isPending}>
          Vérifier et mettre en service
        </Button>
        <Button onClick={onCancel}>Annuler</Button>
      </div>
    </form>
  );
}
