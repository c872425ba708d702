import { useState } from 'react';
import type { SignInResult } from '../../lib/sign-in.ts';
import { Button } from '../../ui/form/button.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { OtherWays } from './other-ways.tsx';
import { Refusal } from './refusal.tsx';
import '../account.css';

interface PasskeyStepProps {
  onResult: (result: SignInResult) => Promise<void>;
  onBack: () => void;
}

/** The second step of whoever must have two proofs and whose second one is a passkey. */
export function PasskeyStep({ onResult, onBack }: PasskeyStepProps) {
  const [failure, setFailure] = useState<{ sentence: string; attempt: number } | null>(null);
  const refuse = (sentence: string) => setFailure((last) => ({ sentence, attempt: (last?.attempt ?? 0) + 1 }));
  return (
    <div className="account-entry">
      <PageHeader
        title="Second facteur"
        lead="Votre mot de passe est bon. Présentez maintenant votre clé d’accès, depuis l’appareil qui la garde."
      />
      <Refusal key={failure?.attempt} title="Clé d’accès refusée" message={failure?.sentence ?? null} />
      <OtherWays provider={null} back="/" onResult={onResult} onRefuse={refuse} />
      <div className="account-actions">
        <Button onClick={onBack}>Revenir</Button>
      </div>
    </div>
  );
}
