import { useQuery } from '@tanstack/react-query';
import { actionWords, entityWords } from '../../shared/domain/words/audit-words.ts';
import type { JournalSearch } from '../lib/routing/page-search.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { Select } from '../ui/form/select.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';

/** The filters of the address as the server knows them. */
export function filtersOf({ qui, sur, quoi, du, au, texte, lectures }: JournalSearch) {
  return { actor: qui, entity: sur, action: quoi, from: du, to: au, text: texte, reads: lectures === 'oui' };
}

/** The same filters for a file's address. */
export function searchText(search: JournalSearch): string {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries as [string, string][])}`;
}

const byWords = (words: Record<string, string>) => (value: string) => ({ value, label: words[value] ?? value });
const sorted = (options: { value: string; label: string }[]) =>
  options.toSorted((a, b) => a.label.localeCompare(b.label, 'fr'));

/** What narrows the journal: a person, a subject, an act, days, words; readings are left out until they are asked for. */
export function AuditFilters({ search, onChange }: { search: JournalSearch; onChange: (next: JournalSearch) => void }) {
  const trpc = useTRPC();
  const choices = useQuery(trpc.audit.choices.queryOptions()).data ?? { actors: [], entities: [], actions: [] };
  const set = (change: JournalSearch) => onChange({ ...search, ...change });
  const choice = (
    name: 'qui' | 'sur' | 'quoi',
    label: string,
    placeholder: string,
    options: { value: string; label: string }[],
  ) => (
    <Select
      label={label}
      placeholder={placeholder}
      options={options}
      value={search[name] ?? ''}
      onChange={(value) => set({ [name]: value || undefined })}
    />
  );
  const isSet = Object.values(search).some((value) => value !== undefined);
  return (
    <FilterBar onReset={isSet ? () => onChange({}) : undefined}>
      {choice(
        'qui',
        'Qui',
        'Tout le monde',
        choices.actors.map((one) => ({ value: one, label: one })),
      )}
      {choice('sur', 'Sur', 'Tout', sorted(choices.entities.map(byWords(entityWords))))}
      {choice('quoi', 'Quoi', 'Tous les actes', sorted(choices.actions.map(byWords(actionWords))))}
      <TextInput
        label="Du"
        type="date"
        width="medium"
        value={search.du ?? ''}
        onChange={(event) => set({ du: event.target.value || undefined })}
      />
      <TextInput
        label="Au"
        type="date"
        width="medium"
        value={search.au ?? ''}
        onChange={(event) => set({ au: event.target.value || undefined })}
      />
      <TextInput
        label="Mots"
        width="medium"
        defaultValue={search.texte ?? ''}
        onBlur={(event) => set({ texte: event.target.value.trim() || undefined })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') set({ texte: event.currentTarget.value.trim() || undefined });
        }}
      />
      <Checkbox
        label="Avec les lectures"
        checked={search.lectures === 'oui'}
        onChange={(checked) => set({ lectures: checked ? 'oui' : undefined })}
      />
    </FilterBar>
  );
}
