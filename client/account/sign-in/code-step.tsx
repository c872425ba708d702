import { type FormEvent, useState } from 'react';
import { attemptSignIn, isNextStep, type SignInResult } from '../../lib/sign-in.ts';
import { Button } from '../../ui/form/button.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { CodeInput } from './code-input.tsx';
import { OtherWays } from './other-ways.tsx';
import { Refusal } from './refusal.tsx';
import { codeSentences } from './sign-in-words.ts';
import '../account.css';

interface CodeStepProps {
  onResult: (result: SignInResult) => Promise<void>;
  onBack: () => void;
}

/** The second step of a sign-in: the code of the generator, or a recovery code. */
export function CodeStep({ onResult, onBack }: CodeStepProps) {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ sentence: string; attempt: number } | null>(null);
  const refuse = (sentence: string) => setFailure((last) => ({ sentence, attempt: (last?.attempt ?? 0) + 1 }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '') return refuse('Saisissez le code.');
    setBusy(true);
    const result = await attemptSignIn('sign-in/code', { code });
    if (result === 'signed-in') await onResult(result);
    else if (!isNextStep(result)) refuse(codeSentences[result]);
    setBusy(false);
  };
  return (
    <div className="account-entry">
      <PageHeader title="Second facteur" lead="Votre mot de passe est bon. Il reste à prouver que c’est bien vous." />
      <Refusal key={failure?.attempt} title="Code refusé" message={failure?.sentence ?? null} />
      <form className="account-form" onSubmit={(event) => void submit(event)} noValidate>
        <CodeInput
          value={code}
          onChange={setCode}
          hint="Six chiffres affichés par votre application. Sans elle, un code de secours convient."
        />
        <div className="account-actions">
          <Button type="submit" variant="primary" busy={busy}>
            Valider
          </Button>
          <Button onClick={onBack}>Revenir</Button>
        </div>
      </form>
      <OtherWays provider={null} back="/" onResult={onResult} onRefuse={refuse} />
    </div>
  );
}
