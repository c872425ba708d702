import { frenchQuantity, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import { Section } from '../ui/layout/section.tsx';
import { Table } from '../ui/table/table.tsx';
import type { Page } from './indicator-data.ts';

/** What was counted apart from the figure, over its year: shown beside it. */
export function CountsSection({ page: { counts, figure } }: { page: Page }) {
  if (counts.length === 0) return null;
  return (
    <Section
      title={`Comptages faits à part en ${figure.year}`}
      lead="Un comptage se fait sans le registre, et se saisit sur la page des personnes sans domicile. Il vérifie le chiffre et ne le remplace pas."
    >
      <Table
        caption="Comptages faits à part"
        hideCaption
        dense
        rows={counts}
        rowKey={(row) => row.id}
        columns={[
          { key: 'date', header: 'Date', rowHeader: true, nowrap: true, cell: (row) => frenchShortDate(row.date) },
          {
            key: 'count',
            header: 'Comptés',
            align: 'number',
            cell: (row) => (typeof row.count === 'number' ? frenchQuantity(row.count, figure.unit) : stateWords.hidden),
          },
          { key: 'method', header: 'Méthode', cell: (row) => row.method },
        ]}
      />
    </Section>
  );
}
