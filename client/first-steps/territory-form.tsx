import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Callout } from '../ui/status/callout.tsx';

const isYear = (text: string) => /^20\d\d$/u.test(text);

/** The name that every screen and document will bear. */
export function TerritoryForm() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const naming = useMutation(
    trpc.firstSteps.nameTerritory.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  );
  const [territory, setTerritory] = useState('');
  const [name, setName] = useState('');
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [checked, setChecked] = useState(false);
  const faults = {
    territory: territory.trim().length < 2 && 'Indiquez le nom du territoire, tel que les documents le porteront.',
    name: name.trim().length < 2 && 'Indiquez le nom de la convention, comme il est écrit sur le document signé.',
    start: !isYear(start) && 'Indiquez une année, par exemple 2026.',
    end: (!isYear(end) || end < start) && 'Indiquez une année, au plus tôt la première.',
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.values(faults).some(Boolean)) return;
    naming.mutate({ territory, name, startYear: Number(start), endYear: Number(end) });
  };
  const shown = (fault: string | false) => (checked && fault ? fault : undefined);
  return (
    <form className="first-steps-form" onSubmit={submit} noValidate>
      <TextInput
        label="Territoire"
        required
        value={territory}
        error={shown(faults.territory)}
        onChange={(event) => setTerritory(event.target.value)}
      />
      <TextInput
        label="Nom de la convention"
        required
        value={name}
        error={shown(faults.name)}
        onChange={(event) => setName(event.target.value)}
      />
      <div className="first-steps-years">
        <TextInput
          label="Première année"
          inputMode="numeric"
          width="short"
          required
          value={start}
          error={shown(faults.start)}
          onChange={(event) => setStart(event.target.value)}
        />
        <TextInput
          label="Dernière année"
          inputMode="numeric"
          width="short"
          required
          value={end}
          error={shown(faults.end)}
          onChange={(event) => setEnd(event.target.value)}
        />
      </div>
      {naming.isError && <Callout tone="danger" live="assertive" title={errorMessage(naming.error)} />}
      <div>
        <Button type="submit" variant="primary" busy={naming.isPending}>
          Nommer le territoire
        </Button>
      </div>
      <p>Le fichier d’un catalogue complet apporte aussi ces noms : dans ce cas, passez à l’étape 3.</p>
    </form>
  );
}
