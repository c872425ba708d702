import { useQuery } from '@tanstack/react-query';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Callout } from '../ui/status/callout.tsx';

/** Whether anything was changed, taken away or added behind the product's back: each line bears the hash of the one before. */
export function ChainCheck() {
  const trpc = useTRPC();
  const check = useQuery(trpc.audit.verify.queryOptions(undefined, { enabled: false, gcTime: 0 }));
  const proof = check.data;
  return (
    <div className="audit-check">
      <Button icon="shield" busy={check.isFetching} onClick={() => void check.refetch()}>
        Vérifier que rien n’a été altéré
      </Button>
      {check.isError && (
        <Callout tone="danger" live="assertive">
          {errorMessage(check.error)}
        </Callout>
      )}
      {proof && !proof.broken && (
        <Callout tone="success" live="polite" title={`${frenchCount(proof.lines, 'ligne', 'lignes')}, chaîne intacte`}>
          {proof.lastHash && (
            <>
              Dernière empreinte{'\u00a0'}: <code className="audit-hash">{proof.lastHash}</code>
            </>
          )}
        </Callout>
      )}
      {proof?.broken && (
        <Callout tone="danger" live="assertive" title={`Chaîne rompue à la ligne ${proof.broken.line}`}>
          {`Place ${proof.broken.place}\u00a0: ${proof.broken.why}. Comparez avec une sauvegarde.`}
        </Callout>
      )}
    </div>
  );
}
