import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { AddressInput } from '../../lib/address-input.tsx';
import { attemptSignIn, isNextStep, readWays } from '../../lib/sign-in.ts';
import { Button } from '../../ui/form/button.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { Link } from '../../ui/text/link.tsx';
import { Refusal } from './refusal.tsx';
import { signInSentences } from './sign-in-words.ts';
import '../account.css';

/** Asks for a link to choose another password. The answer is the same whether or not the address has an account. */
export function ForgottenPasswordPage() {
  const [email, setEmail] = useState('');
  const [busy, setBusy] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [failure, setFailure] = useState<{ sentence: string; attempt: number } | null>(null);
  const ways = useQuery({ queryKey: ['ways'], queryFn: readWays, staleTime: Number.POSITIVE_INFINITY });
  const refuse = (sentence: string) => setFailure((last) => ({ sentence, attempt: (last?.attempt ?? 0) + 1 }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await attemptSignIn('forgotten', { email });
    setBusy(false);
    if (result === 'signed-in') setAsked(true);
    else if (result === 'wrong')
      refuse('Indiquez une adresse électronique complète, par exemple prenom.nom@structure.fr.');
    else if (!isNextStep(result)) refuse(signInSentences[result]);
  };
  return (
    <div className="account-entry">
      <PageHeader
        title="Mot de passe oublié"
        lead="Un lien vous permettra d’en choisir un autre. D’ici là, l’ancien reste valable."
      />
      {ways.data?.mails === false && (
        <Callout tone="info" title="Aucun serveur de messagerie n’est configuré">
          Le message ne partira pas de lui-même{'\u00a0'}: demandez plutôt un lien à la coordination.
        </Callout>
      )}
      <Refusal key={failure?.attempt} title="Demande non envoyée" message={failure?.sentence ?? null} />
      {isAsked ? (
        <Callout tone="success" title="Demande reçue" live="polite">
          Si un compte est ouvert à cette adresse, un message y arrive dans quelques minutes. Son lien sert une fois,
          pendant trente minutes. Sans message, vérifiez l’adresse ou écrivez à la coordination.
        </Callout>
      ) : (
        <form className="account-form" onSubmit={(event) => void submit(event)} noValidate>
          <AddressInput value={email} onChange={setEmail} />
          <div>
            <Button type="submit" variant="primary" busy={busy}>
              Recevoir un lien
            </Button>
          </div>
        </form>
      )}
      <p>
        <Link href="/connexion">Retour à la connexion</Link>
      </p>
    </div>
  );
}
