import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { AddressInput } from '../../lib/address-input.tsx';
import { hasVisited } from '../../lib/newcomer.ts';
import { firstMonthPath } from '../../lib/routing/address-fault.ts';
import { useSession } from '../../lib/session.ts';
import { isNextStep, type NextStep, pageAfter, readWays, type SignInResult, signIn } from '../../lib/sign-in.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Link } from '../../ui/text/link.tsx';
import { CodeStep } from './code-step.tsx';
import { DemonstrationAccounts } from './demonstration-accounts.tsx';
import { EnrolmentStep } from './enrolment-step.tsx';
import { OtherWays } from './other-ways.tsx';
import { PasskeyStep } from './passkey-step.tsx';
import { PasswordInput } from './password-input.tsx';
import { Refusal } from './refusal.tsx';
import { providerSentence, signInSentences, stepIn } from './sign-in-words.ts';
import '../account.css';

/** Who knocks: e-mail and password, a passkey, the identity provider, or one of the demonstration's people. */
export function SignInPage() {
  const session = useSession();
  const { retour, refus, etape } = useSearch({ strict: false });
  const [step, setStep] = useState<NextStep | null>(stepIn(etape));
  const [isVisitor, setVisitor] = useState(false);
  const enter = useEnter(setStep);
  const viewer = session.data?.viewer;
  const visits = isVisitor && retour === undefined && viewer != null && !hasVisited(viewer.id);
  // The recovery codes that end an enrolment are shown once: the page stays until they were kept.
  useLeaveWhenSignedIn(
    viewer != null && step !== 'enrolment',
    visits ? '/?visite=1' : homeOf(viewer?.role, pageAfter(retour)),
  );
  const toFirst = () => setStep(null);
  if (step === 'second-factor') return <CodeStep onResult={enter} onBack={toFirst} />;
  if (step === 'passkey') return <PasskeyStep onResult={enter} onBack={toFirst} />;
  if (step === 'enrolment') return <EnrolmentStep onResult={enter} onBack={toFirst} />;
  return (
    <FirstStep
      accounts={session.data?.demonstrationAccounts ?? []}
      first={providerSentence(refus)}
      back={pageAfter(retour)}
      onResult={enter}
      onAccount={() => setVisitor(true)}
    />
  );
}

/** Where one lands: an association on its month, everyone else on the overview; a page that was asked for comes first. */
const homeOf = (role: string | undefined, back: string) =>
  role === 'contributor' && back === '/' ? firstMonthPath : back;

type Accounts = Parameters<typeof DemonstrationAccounts>[0]['accounts'];

interface FirstStepProps {
  accounts: Accounts;
  /** Why a former try failed, elsewhere. */
  first: string | null;
  back: string;
  onResult: (result: SignInResult) => Promise<void>;
  /** One of the demonstration's accounts is taken: a visit follows, the first time. */
  onAccount: () => void;
}

function FirstStep({ accounts, first, back, onResult, onAccount }: FirstStepProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { attempt, busy, failure, refuse } = useTries(first);
  const ways = useQuery({ queryKey: ['ways'], queryFn: readWays, staleTime: Number.POSITIVE_INFINITY });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email.trim() === '' || password === '') refuse('Indiquez votre adresse électronique et votre mot de passe.');
    else void attempt(() => signIn(email, password), onResult);
  };
  const enter = (account: { email: string; password: string }) => {
    onAccount();
    setEmail(account.email);
    setPassword(account.password);
    void attempt(() => signIn(account.email, account.password), onResult);
  };
  return (
    <div className="account-entry">
      <PageHeader title="Connexion" lead="L’accès est ouvert sur invitation de la coordination." />
      <Refusal key={failure?.attempt} title="Connexion impossible" message={failure?.sentence ?? null} />
      <DemonstrationAccounts accounts={accounts} busy={busy} onEnter={enter} />
      <form className="account-form" onSubmit={submit} noValidate>
        <AddressInput value={email} onChange={setEmail} />
        <PasswordInput label="Mot de passe" value={password} onChange={setPassword} autoComplete="current-password" />
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            Se connecter
          </Button>
        </div>
        <p>
          <Link href="/mot-de-passe-oublie">Mot de passe oublié</Link>
        </p>
      </form>
      <OtherWays provider={ways.data?.provider ?? null} back={back} onResult={onResult} onRefuse={refuse} />
    </div>
  );
}

/** Each failure has a number, so that the same sentence twice still takes the focus twice. */
function useTries(first: string | null) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ sentence: string; attempt: number } | null>(
    first ? { sentence: first, attempt: 0 } : null,
  );
  const refuse = (sentence: string) => setFailure((last) => ({ sentence, attempt: (last?.attempt ?? 0) + 1 }));
  const attempt = async (ask: () => Promise<SignInResult>, onResult: FirstStepProps['onResult']) => {
    setBusy(true);
    const result = await ask();
    if (result === 'signed-in' || isNextStep(result)) await onResult(result);
    else refuse(signInSentences[result]);
    setBusy(false);
  };
  return { attempt, busy, failure, refuse };
}

/** What follows a proof that was right: the pages, or the second step. */
function useEnter(onStep: (step: NextStep | null) => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async (result: SignInResult) => {
    if (isNextStep(result)) return onStep(result);
    await queryClient.invalidateQueries(trpc.session.me.queryFilter());
    onStep(null);
  };
}

function useLeaveWhenSignedIn(signedIn: boolean, path: string): void {
  const { history } = useRouter();
  useEffect(() => {
    if (signedIn) history.replace(path);
  }, [signedIn, path, history]);
}
