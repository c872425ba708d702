import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { differenceSummary } from '../../shared/domain/words/catalogue-words.ts';
import type { BroughtFile } from '../../shared/schemas/catalogue/convention-act.ts';
import { useSession } from '../lib/session.ts';
import { useTRPC, useTRPCClient } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { DropZone } from '../ui/form/drop-zone.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { ActRefusal } from './acts/act-refusal.tsx';
import { DifferenceView, UnmentionedList } from './acts/difference-view.tsx';
import { isSigned, SignatureFields, signatureOf, unsigned } from './acts/signature-fields.tsx';

function download(bytes: BlobPart, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

async function broughtFrom(file: File): Promise<BroughtFile> {
  const isWorkbook = /\.(xlsx|ods)$/iu.test(file.name);
  if (!isWorkbook) return { name: file.name, content: await file.text(), isWorkbook };
  const bytes = new Uint8Array(await file.arrayBuffer());
  let signs = '';
  for (let at = 0; at < bytes.length; at += 0x8000) signs += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { name: file.name, content: btoa(signs), isWorkbook };
}

/** What a file brings: shown first, then written under a date and a reason. */
function BroughtCard({ file, onDone }: { file: BroughtFile; onDone: (words: string) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const today = useSession().data?.referenceDate ?? '2025-01-01';
  const [signature, setSignature] = useState({ ...unsigned(today), reason: 'Mise à jour du catalogue par fichier' });
  const preview = useMutation(trpc.conventionActs.previewImport.mutationOptions());
  const take = useMutation(
    trpc.conventionActs.importFile.mutationOptions({
      onSuccess: async (outcome) => {
        await queries.invalidateQueries();
        onDone(differenceSummary(outcome));
      },
    }),
  );
  const look = () => preview.mutate({ file, signed: isSigned(signature) });
  const outcome = preview.data;
  const taken = outcome?.changes.filter(({ nature }) => nature !== 'refused').length ?? 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (outcome) take.mutate({ file, signature: signatureOf(signature), print: outcome.print });
    else look();
  };
  return (
    <form className="catalogue-form" onSubmit={submit}>
      <SignatureFields
        signature={signature}
        onChange={(next) => {
          setSignature(next);
          if (isSigned(next) !== isSigned(signature)) preview.reset();
        }}
      />
      {preview.isError && <ActRefusal error={preview.error} title={`Rien n’est pris de ${file.name}`} />}
      {outcome && <DifferenceView outcome={outcome} notes={outcome.notes} />}
      {outcome && <UnmentionedList unmentioned={outcome.unmentioned} />}
      {take.isError && <ActRefusal error={take.error} title={`Rien n’est pris de ${file.name}`} />}
      {outcome && taken > 0 ? (
        <Button type="submit" variant="primary" busy={take.isPending}>
          {taken < outcome.changes.length ? 'Écrire ce qui n’est pas refusé' : 'Écrire ces changements'}
        </Button>
      ) : (
        <Button type="submit" variant="primary" busy={preview.isPending} disabled={outcome !== undefined}>
          Voir ce que le fichier change
        </Button>
      )}
    </form>
  );
}

/** The whole catalogue as a workbook or a readable file: to keep, to edit, to bring back, to start another territory from. */
export function CatalogueFileCard({ canImport }: { canImport: boolean }) {
  const client = useTRPCClient();
  const [file, setFile] = useState<BroughtFile | null>(null);
  const [done, setDone] = useState('');
  const save = useMutation({
    mutationFn: async (as: 'xlsx' | 'json') =>
      as === 'xlsx'
        ? download(bytesOf(await client.conventionActs.exportWorkbook.query()), 'catalogue.xlsx', XLSX)
        : download(await client.catalogue.exportFile.query(), 'catalogue.json', 'application/json'),
  });
  const read = async ([one]: File[]) => {
    if (!one) return;
    setDone('');
    setFile(await broughtFrom(one));
  };
  return (
    <Section
      title="Le catalogue en un fichier"
      lead={
        'Conventions, annexe, indicateurs et leurs versions, cibles, chiffres publiés, partenaires, communes et réglages. Le classeur se remplit à la main\u00a0: une feuille par sorte de chose, des listes à choisir, des exemples. Un autre territoire peut démarrer de ce seul fichier.'
      }
    >
      <div className="catalogue-acts">
        <Button icon="download" busy={save.isPending} onClick={() => save.mutate('xlsx')}>
          Télécharger le classeur
        </Button>
        <Button icon="download" busy={save.isPending} onClick={() => save.mutate('json')}>
          Télécharger en JSON
        </Button>
      </div>
      {save.isError && <Callout tone="danger">{errorMessage(save.error)}</Callout>}
      {canImport && (
        <DropZone
          label="Rapporter un catalogue"
          hint="Classeur (.xlsx, .ods) ou JSON. Ce qui sera ajouté, modifié, terminé ou refusé est montré avant d’être écrit."
          accept=".xlsx,.ods,.json,application/json"
          onFiles={(files) => void read(files)}
        />
      )}
      {file && (
        <Section title={file.name} headingLevel={3}>
          <BroughtCard
            key={`${file.name} ${file.content.length}`}
            file={file}
            onDone={(words) => {
              setDone(`${file.name}\u00a0: ${words}`);
              setFile(null);
            }}
          />
        </Section>
      )}
      {done !== '' && (
        <Callout tone="success" title="C’est écrit" live="polite">
          {done}
        </Callout>
      )}
    </Section>
  );
}
