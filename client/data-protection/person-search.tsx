import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { allRegisters } from '../../shared/registers/all-registers.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import type { PersonInput } from '../../shared/schemas/data-protection.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Select } from '../ui/form/select.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { PersonRows } from './person-rows.tsx';

function save({ name, type, text }: { name: string; type: string; text: string }) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

const sources = allRegisters.filter(({ contact }) => contact).map(({ source, label }) => ({ value: source, label }));

/** The data of one person, found by the number that a partner's file gives them: read, handed over, erased. */
export function PersonSearch() {
  const trpc = useTRPC();
  const ages = useQuery(trpc.dataProtection.ages.queryOptions());
  const [source, setSource] = useState<SourceName>(sources[0]?.value ?? 'siao-request');
  const [organisation, setOrganisation] = useState('');
  const [number, setNumber] = useState('');
  const [isErasing, setErasing] = useState(false);
  const [erased, setErased] = useState<number | null>(null);
  const find = useMutation(trpc.dataProtection.findPerson.mutationOptions({ gcTime: 0 }));
  const hand = useMutation(trpc.dataProtection.exportPerson.mutationOptions({ gcTime: 0, onSuccess: save }));
  const organisations = ages.data?.organisations ?? [];
  const sender = organisations.find(({ feeds }) => feeds.includes(source));
  const chosen = organisation || String(sender?.id ?? '');
  const person: PersonInput = { organisationId: Number(chosen), source, number };
  const search = (event: FormEvent) => {
    event.preventDefault();
    setErased(null);
    if (number.trim() && chosen) find.mutate(person);
  };
  const found = find.data;
  return (
    <Section
      title="Droit d’accès et d’effacement d’une personne"
      lead="Le numéro de dossier est transformé en empreinte dans la mémoire du serveur. Il n’est ni gardé, ni écrit au journal."
    >
      <form onSubmit={search} autoComplete="off">
        <FilterBar label="Personne cherchée">
          <Select label="Registre" options={sources} value={source} onChange={setSource} />
          <Select
            label="Structure"
            options={organisations.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={chosen}
            onChange={setOrganisation}
          />
          <TextInput
            label="Numéro de dossier"
            autoComplete="off"
            required
            maxLength={60}
            value={number}
            onChange={(event) => {
              setNumber(event.target.value);
              find.reset();
            }}
          />
          <Button type="submit" busy={find.isPending}>
            Chercher
          </Button>
        </FilterBar>
      </form>
      {find.error && <Callout tone="danger">{errorMessage(find.error)}</Callout>}
      {hand.error && <Callout tone="danger">{errorMessage(hand.error)}</Callout>}
      {erased !== null && (
        <Callout tone="success" live="polite">
          {frenchCount(erased, 'ligne effacée', 'lignes effacées')}. Les chiffres sont restés les mêmes.
        </Callout>
      )}
      {found?.rows.length === 0 && (
        <Callout live="polite">
          Aucune ligne ne porte ce numéro dans ce registre. Vérifiez la structure, et le numéro tel qu’il est dans son
          fichier.
        </Callout>
      )}
      {found && found.rows.length > 0 && (
        <>
          <p role="status">{frenchCount(found.rows.length, 'ligne trouvée', 'lignes trouvées')}.</p>
          <FilterBar label="Que faire de ces données">
            <Button icon="download" busy={hand.isPending} onClick={() => hand.mutate({ ...person, format: 'csv' })}>
              Télécharger en CSV
            </Button>
            <Button icon="download" busy={hand.isPending} onClick={() => hand.mutate({ ...person, format: 'json' })}>
              Télécharger en JSON
            </Button>
            <Button variant="danger" onClick={() => setErasing(true)}>
              Effacer ces données…
            </Button>
          </FilterBar>
          <PersonRows rows={found.rows} former={found.former} />
        </>
      )}
      {isErasing && found && (
        <EraseDialog
          person={person}
          hasLinked={found.rows.some(({ linked }) => linked)}
          onClose={(rows) => {
            setErasing(false);
            setErased(rows);
            if (rows === null) return;
            find.reset();
            setNumber('');
          }}
        />
      )}
    </Section>
  );
}
