import { frenchMonth, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { Section } from '../ui/layout/section.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';

export type OpenPublication = Answers['openData']['state']['publications'][number];

function standingWords({ withdrawnBy }: OpenPublication, isLatest: boolean): string {
  if (withdrawnBy) return `Retirée par la publication ${withdrawnBy.number} : ${withdrawnBy.why}`;
  return isLatest ? 'La dernière' : 'Remplacée par une plus récente';
}

/** Every publication: its files stay at its address. `publications`: the latest first. */
export function PublicationsList({ publications }: { publications: readonly OpenPublication[] }) {
  const columns: TableColumn<OpenPublication>[] = [
    {
      key: 'number',
      header: 'Publication',
      rowHeader: true,
      nowrap: true,
      cell: ({ number }, index) => (
        <Link href={index === 0 ? '/donnees-ouvertes' : `/donnees-ouvertes?publication=${number}`}>
          Publication {number}
        </Link>
      ),
    },
    { key: 'day', header: 'Date', nowrap: true, cell: ({ day }) => frenchShortDate(day) },
    { key: 'through', header: 'Chiffres jusqu’à', nowrap: true, cell: ({ through }) => frenchMonth(through) },
    { key: 'standing', header: 'État', cell: (one, index) => standingWords(one, index === 0) },
    { key: 'note', header: 'Ce qui a changé', cell: ({ note }) => note ?? 'Rien de signalé' },
  ];
  return (
    <Section
      title="Toutes les publications"
      lead="Une publication ne change jamais : ses fichiers restent à leur adresse, même remplacée ou retirée."
    >
      <Table
        caption="Toutes les publications"
        hideCaption
        columns={columns}
        rows={publications}
        rowKey={({ number }) => number}
        cardsOnPhone
      />
    </Section>
  );
}
