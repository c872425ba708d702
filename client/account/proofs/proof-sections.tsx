import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../lib/trpc.ts';
import { Section } from '../../ui/layout/section.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { accountErrorMessage } from '../account-words.ts';
import { CodeSection } from './code-section.tsx';
import { PasskeySection } from './passkey-section.tsx';

/** What one proves one's identity with, beside the password. */
export function ProofSections() {
  const trpc = useTRPC();
  const proofs = useQuery(trpc.accounts.proofs.queryOptions());
  if (proofs.isPending) return <Loading label="Chargement de vos moyens de connexion" lines={3} />;
  if (proofs.isError) {
    return <ErrorState onRetry={() => void proofs.refetch()}>{accountErrorMessage(proofs.error)}</ErrorState>;
  }
  const { codeSince, recoveryCodes, passkeys, required } = proofs.data;
  return (
    <>
      <Section
        title="Second facteur"
        lead="Un code affiché par votre téléphone, demandé après le mot de passe : un mot de passe volé ne suffit plus."
      >
        <CodeSection since={codeSince} recoveryCodes={recoveryCodes} required={required} />
      </Section>
      <Section
        title="Clés d’accès"
        lead="Votre doigt, votre visage ou le code de votre appareil remplacent le mot de passe et le second facteur."
      >
        <PasskeySection passkeys={passkeys} />
      </Section>
    </>
  );
}
