import { useMutation } from '@tanstack/react-query';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { errorMessage } from '../../lib/words/error-messages.ts';
import { Button } from '../../ui/form/button.tsx';
import { Callout } from '../../ui/status/callout.tsx';

type Verified = Answers['editions']['verify'];

const names = (files: Verified['files']) => files.map(({ format }) => format.toUpperCase()).join(', ');

/** What the verification found, in a sentence. */
function Verdict({ verified: { intact, files, changedVersions } }: { verified: Verified }) {
  const altered = files.filter((one) => !one.intact);
  const different = files.filter((one) => one.intact && !one.sameAgain);
  if (!intact || altered.length > 0)
    return (
      <Callout tone="danger" live="assertive" title="Cette édition a été altérée">
        {[
          !intact && 'Son contenu scellé ne correspond plus à son empreinte.',
          altered.length > 0 && `Fichiers altérés\u00a0: ${names(altered)}.`,
          'Reprenez-la d’une sauvegarde.',
        ]
          .filter(Boolean)
          .join(' ')}
      </Callout>
    );
  if (different.length > 0)
    return (
      <Callout tone="warning" live="polite" title="L’édition est intacte">
        {`Refaits aujourd’hui, ces fichiers diffèrent de ceux gardés\u00a0: ${names(different)}${changedVersions.length > 0 ? ` (versions changées depuis\u00a0: ${changedVersions.join(', ')})` : ''}. Ce sont les fichiers gardés qui sont servis.`}
      </Callout>
    );
  return (
    <Callout tone="success" live="polite" title="L’édition est intacte">
      {`Contenu et fichiers correspondent à leurs empreintes\u00a0; refaits depuis le contenu scellé, ils sont identiques (${names(files)}).`}
    </Callout>
  );
}

/** The fingerprint of an edition, and the button that proves it. */
export function EditionProof({ id, sha256 }: { id: number; sha256: string }) {
  const verify = useMutation(useTRPC().editions.verify.mutationOptions());
  return (
    <div className="edition-proof">
      <p>
        {'Empreinte SHA-256\u00a0: '}
        <code>{sha256}</code>
      </p>
      <Button size="small" busy={verify.isPending} onClick={() => verify.mutate({ id })}>
        Vérifier
      </Button>
      {verify.isError && <Callout tone="danger" live="assertive" title={errorMessage(verify.error)} />}
      {verify.data && <Verdict verified={verify.data} />}
    </div>
  );
}
