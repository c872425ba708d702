import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { ReadFile } from '../../shared/schemas/import.ts';
import { errorMessage } from '../lib/error-messages.ts';
import { type AppRouter, useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { DropZone } from '../ui/drop-zone.tsx';
import { type ProgressStep, ProgressSteps } from '../ui/progress-steps.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { readInWorker, toSend } from './read-file.ts';
import { ReceiptView } from './receipt-view.tsx';

type Help = inferRouterOutputs<AppRouter>['imports']['help'];

/** The organisation that a file is for: the register's own when one may import for it, else the only one there is. */
function organisationFor(help: Help, code: string): number | undefined {
  return (help.organisations.find((one) => one.code === code) ?? help.organisations[0])?.id;
}

/** Where the work is; the writing is one transaction, so it has no middle. */
function stepsOf(reading: boolean, comparing: boolean, writing: boolean): ProgressStep[] {
  const stateOf = (running: boolean, done: boolean) => (running ? 'running' : done ? 'done' : 'waiting');
  return [
    { key: 'read', label: 'Lecture du fichier sur cet ordinateur', state: stateOf(reading, true) },
    { key: 'compare', label: 'Comparaison avec ce qui est déjà connu', state: stateOf(comparing && !reading, writing) },
    { key: 'write', label: 'Enregistrement', state: stateOf(writing, false) },
  ];
}

/** From the file to the decision: read here, compared by the server, written only on request. */
export function ImportDesk({ help }: { help: Help }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, setPending] = useState<{ file: ReadFile; because: string } | null>(null);
  const preview = useMutation(trpc.imports.preview.mutationOptions());
  const commit = useMutation(
    trpc.imports.commit.mutationOptions({
      onSuccess: async (receipt) => {
        await queries.invalidateQueries();
        if (receipt.id !== null) await navigate({ to: '/imports/$id', params: { id: String(receipt.id) } });
      },
    }),
  );
  const reading = useMutation({
    mutationFn: async (file: File) => {
      setRefusal(null);
      setPending(null);
      preview.reset();
      commit.reset();
      const { read, fileHash } = await readInWorker({ file, today: help.today, communes: help.communes });
      if ('code' in read) return setRefusal(read.message);
      const organisationId = organisationFor(help, registerOf(read.source).organisation);
      if (organisationId === undefined)
        return setRefusal('Aucune structure ne vous est rattachée : demandez à la coordination.');
      const sent = toSend(read, file.name, fileHash, organisationId);
      setPending({ file: sent, because: read.reason });
      preview.mutate(sent);
    },
  });
  const chooseOrganisation = (id: string) => {
    if (!pending) return;
    const file = { ...pending.file, organisationId: Number(id) };
    setPending({ ...pending, file });
    preview.mutate(file);
  };
  const failure =
    reading.error?.message ??
    (preview.isError ? errorMessage(preview.error) : commit.isError ? errorMessage(commit.error) : null);

  return (
    <Section title="Déposer un fichier">
      <DropZone
        label="Fichier à importer"
        hint="CSV, Excel (.xlsx) ou OpenDocument (.ods), 20 Mo au plus"
        accept=".csv,.txt,.tsv,.xlsx,.xlsm,.ods"
        disabled={reading.isPending || commit.isPending}
        onFiles={([file]) => file && reading.mutate(file)}
      />
      {(reading.isPending || preview.isPending || commit.isPending) && (
        <ProgressSteps
          label="Import du fichier"
          steps={stepsOf(reading.isPending, preview.isPending, commit.isPending)}
        />
      )}
      {refusal && (
        <Callout tone="danger" live="assertive" title="Ce fichier n’a pas pu être lu">
          {refusal}
        </Callout>
      )}
      {failure && (
        <Callout tone="danger" live="assertive" title="L’import n’a pas abouti">
          {failure}
        </Callout>
      )}
      {pending && preview.data && (
        <ReceiptView
          receipt={preview.data}
          title={`${registerOf(pending.file.source).label} : ce que l’import ferait`}
          lead={pending.because}
          controls={
            help.organisations.length > 1 && (
              <Select
                label="Pour la structure"
                options={help.organisations.map((one) => ({ value: String(one.id), label: one.name }))}
                value={String(pending.file.organisationId)}
                onChange={chooseOrganisation}
              />
            )
          }
          actions={
            <Button
              variant="primary"
              icon="check"
              busy={commit.isPending}
              disabled={preview.data.accepted === 0}
              onClick={() => commit.mutate(pending.file)}
            >
              Importer les lignes valables
            </Button>
          }
        />
      )}
    </Section>
  );
}
