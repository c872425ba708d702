import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useSession } from '../lib/session.ts';
import { returnPath, type SignInResult, signIn } from '../lib/sign-in.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { TextInput } from '../ui/text-input.tsx';
import { DemonstrationDoors } from './demonstration-doors.tsx';
import { PasswordInput } from './password-input.tsx';
import { Refusal } from './refusal.tsx';
import './account.css';

const sentences: Record<Exclude<SignInResult, 'signed-in'>, string> = {
  wrong: 'L’adresse électronique ou le mot de passe n’est pas le bon. Vérifiez-les, puis recommencez.',
  'too-many': 'Trop d’essais depuis cette adresse. Attendez une minute, puis recommencez.',
  unreachable: 'Le serveur ne répond pas. Vérifiez votre connexion, puis recommencez.',
  refused: 'La connexion a été refusée. Rechargez la page, puis recommencez.',
};

/** Who knocks: e-mail and password, or one of the demonstration's people. */
export function SignInPage() {
  const session = useSession();
  const { retour } = useSearch({ strict: false });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { attempt, busy, failure, refuse } = useSignIn();
  useLeaveWhenSignedIn(session.data?.viewer != null, returnPath(retour));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email.trim() === '' || password === '') refuse('Indiquez votre adresse électronique et votre mot de passe.');
    else void attempt(email, password);
  };
  const enter = (door: { email: string; password: string }) => {
    setEmail(door.email);
    setPassword(door.password);
    void attempt(door.email, door.password);
  };
  return (
    <div className="account-door">
      <PageHeader title="Connexion" lead="L’accès est ouvert sur invitation de la coordination." />
      <Refusal key={failure?.attempt} title="Connexion impossible" message={failure?.sentence ?? null} />
      <DemonstrationDoors doors={session.data?.demonstrationDoors ?? []} busy={busy} onEnter={enter} />
      <form className="account-form" onSubmit={submit} noValidate>
        <TextInput
          label="Adresse électronique"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordInput label="Mot de passe" value={password} onChange={setPassword} autoComplete="current-password" />
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            Se connecter
          </Button>
        </div>
        <p>Mot de passe oublié ? Demandez un nouveau lien à la coordination.</p>
      </form>
    </div>
  );
}

/** Each failure has a number, so that the same sentence twice still takes the focus twice. */
function useSignIn() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ sentence: string; attempt: number } | null>(null);
  const refuse = (sentence: string) => setFailure((last) => ({ sentence, attempt: (last?.attempt ?? 0) + 1 }));
  const attempt = async (email: string, password: string) => {
    setBusy(true);
    const result = await signIn(email, password);
    if (result === 'signed-in') await queryClient.invalidateQueries(trpc.session.me.queryFilter());
    else refuse(sentences[result]);
    setBusy(false);
  };
  return { attempt, busy, failure, refuse };
}

function useLeaveWhenSignedIn(signedIn: boolean, path: string): void {
  const { history } = useRouter();
  useEffect(() => {
    if (signedIn) history.replace(path);
  }, [signedIn, path, history]);
}
