import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { catalogueAddedWords } from '../../shared/domain/words/catalogue-words.ts';
import { useTRPC, useTRPCClient } from '../lib/trpc.ts';
import { errorFacts, errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { DropZone } from '../ui/form/drop-zone.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: 'catalogue.json' });
  link.click();
  URL.revokeObjectURL(address);
}

function Refusal({ error }: { error: unknown }) {
  const faults = errorFacts(error, 'INVALID')?.faults;
  if (!faults) return <p>{errorMessage(error)}</p>;
  return (
    <ul>
      {faults.map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
    </ul>
  );
}

/** The whole catalogue as one readable file: to keep, to compare, to start another territory from. */
export function CatalogueFileCard({ canImport }: { canImport: boolean }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [fileName, setFileName] = useState('');
  const save = useMutation({ mutationFn: async () => download(await client.catalogue.exportFile.query()) });
  const take = useMutation(trpc.catalogue.importFile.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const read = async ([file]: File[]) => {
    if (!file) return;
    setFileName(file.name);
    take.mutate({ content: await file.text() });
  };
  return (
    <Section
      title="Le catalogue en un fichier"
      lead="Conventions, annexe, indicateurs et leurs versions, cibles, chiffres publiés, partenaires, communes et réglages, en texte lisible et commenté. Un autre territoire peut démarrer de ce seul fichier."
    >
      <Button icon="download" busy={save.isPending} onClick={() => save.mutate()}>
        Télécharger le catalogue
      </Button>
      {save.isError && <Callout tone="danger">{errorMessage(save.error)}</Callout>}
      {canImport && (
        <DropZone
          label="Importer un catalogue"
          hint="Fichier .json. Ce qui existe déjà (même code) est laissé tel quel, le reste est ajouté, tout ou rien."
          accept=".json,application/json"
          disabled={take.isPending}
          onFiles={(files) => void read(files)}
        />
      )}
      {take.isSuccess && (
        <Callout tone="success" title={fileName} live="polite">
          {catalogueAddedWords(take.data)}
        </Callout>
      )}
      {take.isError && (
        <Callout tone="danger" title={`Rien n’est pris de ${fileName}`} live="assertive">
          <Refusal error={take.error} />
        </Callout>
      )}
    </Section>
  );
}
