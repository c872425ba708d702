import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReturnStanding } from '../../shared/domain/entry/return-standing.ts';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { Select } from '../ui/form/select.tsx';
import { returnWords } from '../ui/status/return-status-badge.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import type { MatrixRow } from './prepare-collection.ts';

/** What is looked for, besides the words of a return: what can be validated now. */
const TO_VALIDATE = 'a-valider';

const statusSlugs: Partial<Record<ReturnStanding, string>> = {
  missing: 'non-recu',
  late: 'en-retard',
  returned: 'renvoye',
  'in-progress': 'en-cours',
  due: 'a-remplir',
  submitted: 'envoye',
  validated: 'valide',
  locked: 'verrouille',
};

const statusOptions = [
  { value: TO_VALIDATE, label: 'Avec des valeurs à valider' },
  ...Object.entries(statusSlugs).map(([word, slug]) => ({
    value: slug,
    label: returnWords[word as ReturnStanding].word,
  })),
];

/** The rows where a filter finds at least one month. */
export function filterRows(
  rows: readonly MatrixRow[],
  { organisation, statut }: { organisation?: number | undefined; statut?: string | undefined },
): MatrixRow[] {
  const wanted = (cell: MatrixRow['cells'][number]) =>
    statut === TO_VALIDATE ? cell.ready > 0 : statusSlugs[cell.status] === statut;
  return rows.filter(
    (row) =>
      (organisation === undefined || row.id === organisation) &&
      (statut === undefined || !statusOptions.some(({ value }) => value === statut) || row.cells.some(wanted)),
  );
}

interface CollectionFiltersProps {
  rows: readonly MatrixRow[];
  shown: number;
}

/** Filters live in the URL: a link to the page is a link to what one sees. */
export function CollectionFilters({ rows, shown }: CollectionFiltersProps) {
  const search = useSearch({ from: '/collecte' });
  const navigate = useNavigate({ from: '/collecte' });
  const set = (change: Partial<typeof search>) => navigate({ search: { ...search, ...change } });
  const { organisation, statut } = search;
  const filtered = organisation !== undefined || statut !== undefined;
  return (
    <FilterBar
      onReset={filtered ? () => navigate({ search: {} }) : undefined}
      summary={`${frenchCount(shown, 'structure', 'structures')} sur\u00a0${rows.length}`}
    >
      <Select
        label="État"
        placeholder="Tous les états"
        options={statusOptions}
        value={statut ?? ''}
        onChange={(value) => set({ statut: value || undefined })}
      />
      <Select
        label="Structure"
        placeholder="Toutes"
        options={rows.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={organisation === undefined ? '' : String(organisation)}
        onChange={(id) => set({ organisation: id ? Number(id) : undefined })}
      />
    </FilterBar>
  );
}
