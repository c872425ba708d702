import { useState } from 'react';
import { isNextStep, type SignInResult } from '../../lib/sign-in.ts';
import { Button } from '../../ui/form/button.tsx';
import { LinkButton } from '../../ui/form/link-button.tsx';
import { canUsePasskeys, isGivenUp, showPasskey } from '../proofs/passkey.ts';
import { passkeySentences } from './sign-in-words.ts';
import '../account.css';

interface OtherWaysProps {
  /** The name of the identity provider, when there is one. */
  provider: string | null;
  /** Where to go after. */
  back: string;
  onResult: (result: SignInResult) => Promise<void>;
  onRefuse: (sentence: string) => void;
}

/** Without a password: a passkey, or the public agents' identity provider. Nothing is shown where neither can serve. */
export function OtherWays({ provider, back, onResult, onRefuse }: OtherWaysProps) {
  const [busy, setBusy] = useState(false);
  const passkeys = canUsePasskeys();
  if (!provider && !passkeys) return null;
  const show = async () => {
    setBusy(true);
    try {
      const result = await showPasskey('sign-in');
      if (result === 'signed-in' || isNextStep(result)) await onResult(result);
      else onRefuse(passkeySentences[result]);
    } catch (error) {
      onRefuse(isGivenUp(error) ? 'Aucune clé d’accès n’a été présentée.' : passkeySentences.refused);
    }
    setBusy(false);
  };
  return (
    <section className="account-ways" aria-labelledby="autres-acces">
      <h2 id="autres-acces">Sans mot de passe</h2>
      {passkeys && (
        <Button icon="key" busy={busy} onClick={() => void show()}>
          Utiliser une clé d’accès
        </Button>
      )}
      {provider && (
        <LinkButton download={false} href={`/api/auth/provider/start?retour=${encodeURIComponent(back)}`}>
          Continuer avec {provider}
        </LinkButton>
      )}
    </section>
  );
}
