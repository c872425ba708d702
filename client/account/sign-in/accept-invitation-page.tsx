import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type AccountRole, invitationTokenInput } from '../../../shared/schemas/account.ts';
import { AddressInput } from '../../lib/address-input.tsx';
import { isNextStep, signIn } from '../../lib/sign-in.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { errorCode } from '../../lib/words/error-messages.ts';
import { Button } from '../../ui/form/button.tsx';
import { LinkButton } from '../../ui/form/link-button.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { accountErrorMessage, roleWords, unknownLink } from '../account-words.ts';
import { NewPasswordInput } from './new-password-input.tsx';
import { Refusal } from './refusal.tsx';
import { stepPaths } from './sign-in-words.ts';
import { usePasswordVerdict } from './use-password-verdict.ts';
import '../account.css';

/** What a link of invitation opens: choosing one's password, and the first entrance. */
export function AcceptInvitationPage() {
  const trpc = useTRPC();
  const { token = '' } = useParams({ strict: false });
  const invitation = useQuery(
    trpc.accounts.invitation.queryOptions({ token }, { retry: false, staleTime: Number.POSITIVE_INFINITY }),
  );
  if (invitation.isPending) return <Loading shape="page" label="Lecture de l’invitation" />;
  if (invitation.isError) {
    return (
      <div className="account-entry">
        <ErrorState title="Cette invitation ne peut pas servir" headingLevel={1}>
          {errorCode(invitation.error) === null && !invitationTokenInput.safeParse({ token }).success
            ? unknownLink
            : accountErrorMessage(invitation.error)}
        </ErrorState>
        <LinkButton href="/connexion">Aller à la page de connexion</LinkButton>
      </div>
    );
  }
  const guest = invitation.data;
  return (
    <div className="account-entry">
      <PageHeader
        title={guest.renewal ? 'Choisir un nouveau mot de passe' : 'Créer votre accès'}
        lead={leadFor(guest)}
      />
      <AcceptForm token={token} guest={guest} />
    </div>
  );
}

interface Guest {
  name: string;
  email: string;
  role: AccountRole;
  organisation: string | null;
  renewal: boolean;
}

function leadFor({ name, email, role, organisation, renewal }: Guest): string {
  if (renewal) return `${name}, votre nouveau mot de passe remplacera l’ancien et fermera vos sessions ouvertes.`;
  const place = organisation ?? roleWords[role];
  if (!email) return `Premier accès : ${place}.`;
  return `${name}, votre accès est prêt : ${place}. Il reste à choisir un mot de passe.`;
}

function AcceptForm({ token, guest }: { token: string; guest: Guest }) {
  const [name, setName] = useState(guest.email ? guest.name : '');
  const [email, setEmail] = useState(guest.email);
  const [password, setPassword] = useState('');
  const { accepted, advice } = usePasswordVerdict(password, [name, email]);
  const accept = useAcceptInvitation(password);
  const [incomplete, setIncomplete] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = name.trim().length < 2 || !email.includes('@');
    const fault = missing ? 'Indiquez votre nom et votre adresse électronique.' : accepted ? null : advice.join(' ');
    setIncomplete(fault);
    if (!fault) accept.mutate(guest.email ? { token, password } : { token, password, name, email });
  };
  return (
    <form className="account-form" onSubmit={submit} noValidate>
      <Refusal
        title={guest.renewal ? 'Mot de passe inchangé' : 'L’accès n’est pas encore créé'}
        message={incomplete ?? (accept.error && accountErrorMessage(accept.error))}
      />
      {!guest.email && (
        <TextInput
          label="Prénom et nom"
          autoComplete="name"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <AddressInput readOnly={guest.email !== ''} value={email} onChange={setEmail} />
      <NewPasswordInput label="Mot de passe" value={password} onChange={setPassword} about={[name, email]} />
      <div>
        <Button type="submit" variant="primary" busy={accept.isPending}>
          {guest.renewal ? 'Enregistrer et entrer' : 'Créer mon accès'}
        </Button>
      </div>
    </form>
  );
}

/** Accepts, then signs in with the password just chosen; if that fails the sign-in page is where to go. */
function useAcceptInvitation(password: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { history } = useRouter();
  return useMutation(
    trpc.accounts.acceptInvitation.mutationOptions({
      onSuccess: async ({ email }) => {
        const result = await signIn(email, password);
        await queryClient.invalidateQueries(trpc.session.me.queryFilter());
        if (isNextStep(result)) history.replace(`/connexion?etape=${stepPaths[result]}`);
        else history.replace(result === 'signed-in' ? '/' : '/connexion');
      },
    }),
  );
}
