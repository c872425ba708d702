import { registerOf } from '../../shared/registers/all-registers.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { useCommunes } from '../lib/answers/use-communes.ts';
import type { Answers } from '../lib/trpc.ts';
import {
  type CommuneNames,
  cellWords,
  contentColumns,
  filledColumns,
  momentWords,
} from '../lib/words/register-words.ts';
import { Button } from '../ui/form/button.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';

export type StoredRow = Answers['registers']['rows']['rows'][number];

/** A word that tells this row from its neighbours, for whoever hears the buttons and does not see the line. */
export function rowWords(source: SourceName, { content }: StoredRow): string {
  const { monthField } = registerOf(source);
  const columns = contentColumns(source);
  const dated = columns.find(({ field }) => field === monthField);
  const other = columns.find(({ field }) => field !== monthField && content[field]);
  return [dated, other].flatMap((column) => (column ? cellWords(content[column.field], column) : [])).join(', ');
}

function contentCells(
  source: SourceName,
  rows: readonly StoredRow[],
  communes: CommuneNames,
): TableColumn<StoredRow>[] {
  const filled = filledColumns(source, rows);
  // The date first: it is what one looks for.
  const { monthField } = registerOf(source);
  const sorted = [...filled].sort((a, b) => Number(b.field === monthField) - Number(a.field === monthField));
  return sorted.map((column, rank) => ({
    key: column.field,
    header: column.label,
    rowHeader: rank === 0,
    nowrap: column.kind === 'date',
    align: ['number', 'euros', 'percent'].includes(column.kind) ? 'number' : 'start',
    cell: ({ content }) => cellWords(content[column.field], column, communes),
  }));
}

/** Rows as they are kept, each with where it came from. */
export function RegisterTable({
  source,
  rows,
  filtered,
  onCorrect,
  onRemove,
}: {
  source: SourceName;
  rows: readonly StoredRow[];
  filtered: boolean;
  onCorrect?: ((row: StoredRow) => void) | undefined;
  onRemove?: ((row: StoredRow) => void) | undefined;
}) {
  const communes = useCommunes();
  if (rows.length === 0) {
    return (
      <EmptyState title={filtered ? 'Aucune ligne ne correspond à ces filtres' : 'Ce registre est vide'}>
        {filtered ? 'Effacez un filtre pour en voir d’autres.' : 'Importez un fichier, ou saisissez une ligne.'}
      </EmptyState>
    );
  }
  const origin: TableColumn<StoredRow> = {
    key: 'origin',
    header: 'Origine',
    cell: (row) => (
      <span className="register-origin">
        {row.importKind === 'demonstration' ? (
          <Tag variant="fictitious" />
        ) : (
          <Link href={`/imports/${row.importId}`}>
            {row.importKind === 'hand' ? 'saisie' : 'import'} n° {row.importId}
          </Link>
        )}
        {row.importKind !== 'demonstration' && momentWords(row.importedAt)}
        {row.outOfTerritory && <Tag>hors territoire</Tag>}
      </span>
    ),
  };
  const actions: TableColumn<StoredRow> = {
    key: 'actions',
    header: 'Corriger',
    nowrap: true,
    cell: (row) => (
      <span className="register-actions">
        <Button size="small" variant="quiet" icon="edit" iconOnly onClick={() => onCorrect?.(row)}>
          {`Corriger\u00a0: ${rowWords(source, row)}`}
        </Button>
        <Button size="small" variant="quiet" icon="trash" iconOnly onClick={() => onRemove?.(row)}>
          {`Retirer\u00a0: ${rowWords(source, row)}`}
        </Button>
      </span>
    ),
  };
  return (
    <Table
      caption="Lignes du registre, les dates les plus récentes en premier"
      hideCaption
      dense
      cardsOnPhone
      rows={rows}
      rowKey={(row) => row.key}
      columns={[...contentCells(source, rows, communes), origin, ...(onCorrect ? [actions] : [])]}
    />
  );
}
