import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { NationalLine } from '../../shared/domain/report/report-narratives.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorCode, errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';

const empty: NationalLine = { label: '', value: '', source: '' };

function LineFields({
  line,
  rank,
  set,
  remove,
}: {
  line: NationalLine;
  rank: number;
  set: (change: Partial<NationalLine>) => void;
  remove: () => void;
}) {
  return (
    <fieldset className="national-line">
      <legend>{`Indicateur national ${rank + 1}`}</legend>
      <TextInput
        label="Indicateur"
        required
        minLength={3}
        maxLength={200}
        value={line.label}
        onChange={(event) => set({ label: event.target.value })}
      />
      <TextInput
        label="Valeur, avec son unité et son année"
        required
        width="medium"
        maxLength={60}
        value={line.value}
        onChange={(event) => set({ value: event.target.value })}
      />
      <TextInput
        label="Source"
        required
        minLength={3}
        maxLength={300}
        value={line.source}
        onChange={(event) => set({ source: event.target.value })}
      />
      <Button variant="quiet" size="small" icon="trash" onClick={remove}>
        Retirer cet indicateur
      </Button>
    </fieldset>
  );
}

function NationalForm({ year, kept }: { year: number; kept: { lines: NationalLine[]; revision: number } }) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const [lines, setLines] = useState(kept.lines);
  const save = useMutation(
    trpc.reportTexts.saveNational.mutationOptions({
      onSuccess: () => cache.invalidateQueries(trpc.reportTexts.national.queryFilter({ year })),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ year, lines, base: kept.revision });
  };
  return (
    <form className="national-lines" onSubmit={submit}>
      {lines.map((line, rank) => (
        <LineFields
          // Lines have no name of their own: their rank is one while they are typed.
          key={`${kept.revision}-${String(rank)}`}
          line={line}
          rank={rank}
          set={(change) => setLines(lines.map((one, index) => (index === rank ? { ...one, ...change } : one)))}
          remove={() => setLines(lines.filter((_, index) => index !== rank))}
        />
      ))}
      {save.isError && (
        <Callout tone="danger" live="assertive">
          {errorCode(save.error) === 'CONFLICT'
            ? 'Quelqu’un a changé cette liste pendant votre saisie. Rechargez la page, puis recommencez.'
            : errorMessage(save.error)}
        </Callout>
      )}
      <div className="edition-acts">
        <Button icon="plus" disabled={lines.length >= 12} onClick={() => setLines([...lines, empty])}>
          Ajouter un indicateur national
        </Button>
        <Button type="submit" variant="primary" busy={save.isPending} disabled={lines === kept.lines}>
          Enregistrer la liste
        </Button>
      </div>
      <p role="status" className="form-saved">
        {save.isSuccess && lines === kept.lines && 'Liste enregistrée.'}
      </p>
    </form>
  );
}

/** National indicators as context, each with its source: printed beside the report, judged by nobody. */
export function NationalLines({ year }: { year: number }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.reportTexts.national.queryOptions({ year }));
  if (!query.data) return null;
  return (
    <Section
      title="Contexte national"
      lead={
        'Les indicateurs nationaux du programme 177, saisis avec leur source. Ils situent le territoire\u00a0: aucun n’est un objectif de la convention.'
      }
    >
      <NationalForm key={query.data.revision} year={year} kept={query.data} />
    </Section>
  );
}
