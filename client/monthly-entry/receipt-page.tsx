import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { isMonth, type Month } from '../../shared/domain/month.ts';
import {
  capitalised,
  frenchCount,
  frenchMonth,
  frenchOfMonth,
  frenchUnit,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import type { ServerCell } from './grid/entry-cells.ts';
import type { EntryRow } from './grid/entry-model.ts';
import { contentWords, frenchInstant } from './saving/save-words.ts';

interface ReceiptLine {
  row: EntryRow;
  cell: ServerCell | undefined;
}

const stageWords: Record<string, string> = { draft: 'non envoyé', submitted: stateWords.awaiting, validated: 'validé' };

const columns: Array<TableColumn<ReceiptLine>> = [
  { key: 'label', header: 'Indicateur', rowHeader: true, cell: ({ row }) => row.label },
  {
    key: 'unit',
    header: 'Unité',
    cell: ({ row }) => (row.timeRule === 'ratio' ? 'deux nombres' : frenchUnit(row.unit)),
  },
  {
    key: 'value',
    header: 'Réponse',
    cell: ({ row, cell }) => (cell ? contentWords(cell, row.unit, row.timeRule === 'ratio') : 'sans réponse'),
  },
  {
    key: 'words',
    header: 'Raison, commentaire',
    cell: ({ cell }) => [cell?.state !== 'unavailable' && cell?.reason, cell?.comment].filter(Boolean).join(' — '),
  },
  { key: 'stage', header: 'État', cell: ({ cell }) => (cell ? (stageWords[cell.stage] ?? '') : '') },
  {
    key: 'by',
    header: 'Saisi par',
    cell: ({ cell }) => (cell?.updatedBy ? `${cell.updatedBy}, le ${frenchInstant(cell.updatedAt)}` : ''),
  },
];

/** `/mon-mois/2025-10/recu`: what was sent, when and by whom, on a sheet of paper. */
export function ReceiptPage() {
  const { month } = useParams({ from: '/mon-mois/$month/recu' });
  const { organisation } = useSearch({ from: '/mon-mois/$month/recu' });
  const trpc = useTRPC();
  const mine = useQuery(trpc.monthlyEntry.myMonths.queryOptions({ organisationId: organisation }));
  if (!mine.data) return <PageState query={mine} label="Chargement du reçu" />;
  if (!isMonth(month) || !mine.data.organisation) {
    const back = <LinkButton href="/mon-mois">Voir mes mois</LinkButton>;
    return <EmptyState title="Ce reçu n’existe pas" headingLevel={1} actions={back} />;
  }
  return <Receipt organisationId={mine.data.organisation.id} month={month} />;
}

function Receipt({ organisationId, month }: { organisationId: number; month: Month }) {
  const trpc = useTRPC();
  const grid = useQuery(trpc.monthlyEntry.grid.queryOptions({ organisationId, month, span: 1 }));
  if (!grid.data) return <PageState query={grid} label="Chargement du reçu" />;
  const { organisation, submittedAt, submittedBy } = grid.data;
  const cells = grid.data.cells as ServerCell[];
  const lines = (grid.data.rows as EntryRow[])
    .filter((row) => row.assigned.includes(month))
    .map((row) => ({ row, cell: cells.find((cell) => cell.indicatorId === row.id && cell.month === month) }));
  const sent = lines.filter(({ cell }) => cell && cell.stage !== 'draft').length;
  return (
    <>
      <PageHeader
        title={
          submittedAt
            ? `Reçu ${frenchOfMonth(month)}${S}: ${frenchCount(sent, 'réponse envoyée', 'réponses envoyées')} sur ${lines.length}`
            : `${capitalised(frenchMonth(month))}${S}: rien n’est envoyé`
        }
        lead={organisation.name}
        breadcrumbs={[{ label: 'Mes mois', href: '/mon-mois' }]}
        actions={
          <Button icon="document" onClick={() => window.print()}>
            Imprimer
          </Button>
        }
      />
      {submittedAt ? (
        <Callout
          tone="success"
          title={`Envoyé le ${frenchInstant(submittedAt)}${submittedBy ? ` par ${submittedBy}` : ''}`}
        >
          Ce reçu s’imprime et se garde. Une correction faite depuis y est lue.
        </Callout>
      ) : (
        <Callout
          tone="warning"
          title="Ce qui suit est seulement enregistré"
          actions={
            <LinkButton size="small" href={`/mon-mois/${month}`}>
              Aller au mois et l’envoyer
            </LinkButton>
          }
        >
          La coordination ne le voit pas tant que le mois n’est pas envoyé.
        </Callout>
      )}
      <Table
        caption={`Réponses ${frenchOfMonth(month)}`}
        columns={columns}
        rows={lines}
        rowKey={({ row }) => row.id}
        cardsOnPhone
      />
    </>
  );
}
