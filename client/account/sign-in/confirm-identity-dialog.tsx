import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { settleConfirmation } from '../../lib/confirmation.ts';
import { attemptSignIn, isNextStep, type SignInResult } from '../../lib/sign-in.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { errorMessage } from '../../lib/words/error-messages.ts';
import { Button } from '../../ui/form/button.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { canUsePasskeys, isGivenUp, showPasskey } from '../proofs/passkey.ts';
import { CodeInput } from './code-input.tsx';
import { PasswordInput } from './password-input.tsx';
import { Refusal } from './refusal.tsx';
import { codeSentences, passkeySentences, signInSentences } from './sign-in-words.ts';
import '../account.css';

type Proof = 'password' | 'code' | 'passkey';
const sentences = {
  password: { ...signInSentences, wrong: 'Ce n’est pas votre mot de passe. Saisissez-le de nouveau.' },
  code: codeSentences,
  passkey: { ...passkeySentences, wrong: 'Cette clé d’accès n’est pas la vôtre ici. Confirmez autrement.' },
};

/** Before a sensitive act: who is there? The act that asked goes on by itself once it is known. */
export function ConfirmIdentityDialog() {
  const trpc = useTRPC();
  const form = useId();
  const proofs = useQuery(trpc.accounts.proofs.queryOptions());
  const [asked, setAsked] = useState<'password' | 'code' | null>(null);
  const [typed, setTyped] = useState('');
  const { busy, failure, prove } = useProof();
  const own = proofs.data;
  const kind = asked ?? (own?.password ? 'password' : own?.codeSince ? 'code' : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (kind)
      void prove(kind, () => attemptSignIn('confirm', kind === 'password' ? { password: typed } : { code: typed }));
  };
  const change = (other: 'password' | 'code') => {
    setAsked(other);
    setTyped('');
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && settleConfirmation(false)}
      title="Confirmez votre identité"
      description={
        'Cet acte est sensible\u00a0: il faut prouver que c’est bien vous. La confirmation vaut dix minutes.'
      }
      size="small"
      footer={
        <>
          <Button onClick={() => settleConfirmation(false)}>Annuler</Button>
          {kind && (
            <Button type="submit" form={form} variant="primary" busy={busy}>
              Confirmer
            </Button>
          )}
        </>
      }
    >
      <form id={form} className="account-form" onSubmit={submit} noValidate>
        <Refusal key={failure?.attempt} title="Identité non confirmée" message={failure?.sentence ?? null} />
        {proofs.isPending && <Loading label="Lecture de vos moyens de connexion" lines={2} />}
        {proofs.isError && <ErrorState>{errorMessage(proofs.error)}</ErrorState>}
        {kind === 'password' && (
          <PasswordInput label="Mot de passe" value={typed} onChange={setTyped} autoComplete="current-password" />
        )}
        {kind === 'code' && (
          <CodeInput value={typed} onChange={setTyped} hint="Six chiffres affichés par votre application." />
        )}
        {own && (
          <Alternatives own={own} kind={kind} onChange={change} onPasskey={() => void prove('passkey', passkey)} />
        )}
      </form>
    </Dialog>
  );
}

const passkey = () => showPasskey('confirm');

interface AlternativesProps {
  own: { password: boolean; codeSince: string | null; passkeys: readonly unknown[]; provider: boolean };
  kind: 'password' | 'code' | null;
  onChange: (kind: 'password' | 'code') => void;
  onPasskey: () => void;
}

/** The other proofs that this person has. */
function Alternatives({ own, kind, onChange, onPasskey }: AlternativesProps) {
  const byPasskey = own.passkeys.length > 0 && canUsePasskeys();
  const alone = !kind && !byPasskey;
  return (
    <div className="account-actions">
      {kind === 'password' && own.codeSince && (
        <Button size="small" onClick={() => onChange('code')}>
          Utiliser un code
        </Button>
      )}
      {kind === 'code' && own.password && (
        <Button size="small" onClick={() => onChange('password')}>
          Utiliser le mot de passe
        </Button>
      )}
      {byPasskey && (
        <Button size="small" icon="key" onClick={onPasskey}>
          Utiliser une clé d’accès
        </Button>
      )}
      {alone && (
        <p>
          Vous êtes entré par votre fournisseur d’identité{'\u00a0'}: fermez votre session, entrez de nouveau, puis
          recommencez.
        </p>
      )}
    </div>
  );
}

/** Tries a proof; the act goes on when it is right. */
function useProof() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ sentence: string; attempt: number } | null>(null);
  const refuse = (sentence: string) => setFailure((last) => ({ sentence, attempt: (last?.attempt ?? 0) + 1 }));
  const prove = async (kind: Proof, look: () => Promise<SignInResult>) => {
    setBusy(true);
    try {
      const result = await look();
      if (result === 'signed-in') settleConfirmation(true);
      else refuse(isNextStep(result) ? sentences[kind].refused : sentences[kind][result]);
    } catch (error) {
      refuse(isGivenUp(error) ? 'Aucune clé d’accès n’a été présentée.' : sentences[kind].refused);
    }
    setBusy(false);
  };
  return { busy, failure, prove };
}
