import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { accountErrorMessage } from './account-words.ts';
import { NewPasswordInput } from './sign-in/new-password-input.tsx';
import { PasswordInput } from './sign-in/password-input.tsx';
import { Refusal } from './sign-in/refusal.tsx';
import { usePasswordVerdict } from './sign-in/use-password-verdict.ts';
import './account.css';

/** `email` is in a hidden field so that a password manager knows whose password changes. */
export function PasswordForm({ about, email }: { about: readonly string[]; email: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { accepted, advice } = usePasswordVerdict(next, about);
  const [fault, setFault] = useState<string | null>(null);
  const change = useMutation(
    trpc.accounts.changePassword.mutationOptions({
      onSuccess: () => {
        setCurrent('');
        setNext('');
        return queryClient.invalidateQueries(trpc.accounts.sessions.queryFilter());
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = current === '' ? 'Indiquez votre mot de passe actuel.' : accepted ? null : advice.join(' ');
    setFault(found);
    if (!found) change.mutate({ current, next });
  };
  return (
    <form className="account-form" onSubmit={submit} noValidate>
      <Refusal title="Mot de passe inchangé" message={fault ?? (change.error && accountErrorMessage(change.error))} />
      {change.isSuccess && !fault && (
        <Callout tone="success" title="Mot de passe changé, autres sessions fermées." live="polite" />
      )}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordInput
        label="Mot de passe actuel"
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
      />
      <NewPasswordInput value={next} onChange={setNext} about={about} />
      <div>
        <Button type="submit" variant="primary" busy={change.isPending}>
          Changer le mot de passe
        </Button>
      </div>
    </form>
  );
}
