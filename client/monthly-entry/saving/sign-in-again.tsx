import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { AddressInput } from '../../lib/address-input.tsx';
import { type SignInResult, signIn } from '../../lib/sign-in.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { LinkButton } from '../../ui/form/link-button.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Callout } from '../../ui/status/callout.tsx';

/** What the page of sign-in does better (a second factor, a crowd) is left to it. */
const elsewhereWords =
  'La connexion demande une étape de plus. Utilisez la page de connexion\u00a0: vos saisies restent ici.';

const sentences: Partial<Record<SignInResult, string>> = {
  wrong: 'L’adresse électronique ou le mot de passe n’est pas le bon. Vérifiez-les, puis recommencez.',
  'too-many': 'Trop d’essais depuis cette adresse. Attendez une minute, puis recommencez.',
  unreachable: 'Le serveur ne répond pas. Vérifiez votre connexion, puis recommencez.',
  refused: 'La connexion a été refusée. Utilisez la page de connexion.',
};

/**
 * The session is over while cells wait: a banner says so and stays. Whoever types goes on typing; the dialog opens when it is
 * asked for, and the cells go once the person is back.
 */
export function SignInAgain({ email, onSignedIn }: { email: string; onSignedIn: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState(email);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await signIn(address, password);
    setBusy(false);
    if (result !== 'signed-in') {
      setRefusal(sentences[result] ?? elsewhereWords);
      return;
    }
    void queries.invalidateQueries(trpc.session.me.queryFilter());
    onSignedIn();
  };
  const elsewhere = `/connexion?retour=${encodeURIComponent(window.location.pathname + window.location.search)}`;
  return (
    <>
      <Callout
        tone="warning"
        title="Votre session est fermée"
        live="polite"
        actions={
          <Button size="small" onClick={() => setOpen(true)}>
            Se reconnecter
          </Button>
        }
      >
        Continuez à saisir{'\u00a0'}: tout est gardé ici, et partira dès que vous serez reconnecté.
      </Callout>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Se reconnecter"
        description={'Votre session est fermée. Rien n’est perdu\u00a0: les cellules en attente partiront ensuite.'}
        size="small"
      >
        <form className="entry-sign-in" onSubmit={(event) => void submit(event)}>
          {refusal && <Callout tone="danger" live="assertive" title={refusal} />}
          <AddressInput value={address} onChange={setAddress} />
          <TextInput
            label="Mot de passe"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button type="submit" variant="primary" busy={busy}>
            Se reconnecter et envoyer
          </Button>
          <LinkButton href={elsewhere}>Aller à la page de connexion</LinkButton>
        </form>
      </Dialog>
    </>
  );
}
