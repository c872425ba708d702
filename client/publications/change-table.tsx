import { frenchMonths } from '../../shared/domain/words/french-format.ts';
import { Table } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { differenceWords, type FigureChange, saidWords } from './publication-data.ts';

/** What a publication says otherwise than the one before: each figure before and now, and the months that were corrected. */
export function ChangeTable({ changes, caption }: { changes: readonly FigureChange[]; caption: string }) {
  return (
    <Table
      caption={caption}
      hideCaption
      dense
      cardsOnPhone
      rows={changes}
      rowKey={({ code, year }) => `${code} ${year}`}
      empty="Aucun chiffre ne change."
      columns={[
        {
          key: 'figure',
          header: 'Indicateur',
          rowHeader: true,
          cell: ({ code, label, year }) => <Link href={`/indicateurs/${code}?annee=${year}`}>{label}</Link>,
        },
        { key: 'year', header: 'Année', cell: ({ year }) => year },
        { key: 'before', header: 'Avant', align: 'number', cell: ({ before, unit }) => saidWords(before, unit) },
        { key: 'now', header: 'Maintenant', align: 'number', cell: ({ now, unit }) => saidWords(now, unit) },
        { key: 'difference', header: 'Écart', align: 'number', cell: (change) => differenceWords(change) ?? '–' },
        {
          key: 'corrected',
          header: 'Mois corrigés',
          cell: ({ corrected }) => (corrected.length > 0 ? frenchMonths(corrected) : 'aucun'),
        },
      ]}
    />
  );
}
