import { knownTotal } from '../../shared/domain/finance-cents.ts';
import { amountWords, totalWords } from '../../shared/domain/finance-words.ts';
import { Link } from '../ui/link.tsx';
import { Section } from '../ui/section.tsx';
import { Table } from '../ui/table.tsx';
import type { Convention } from './convention-card.tsx';

/** The annex's lines in its order and its words, blanks and duplicate numbers kept. */
export function AnnexTable({ convention }: { convention: Convention }) {
  const total = knownTotal(convention.actions.map((action) => action.requestedCents));
  return (
    <Section
      title="Annexe 1, dans son ordre"
      lead={'Les numéros sont ceux de l’annexe\u00a0: certains manquent, un est double, deux lignes n’en ont pas.'}
    >
      <Table
        caption="Lignes de l’annexe 1 et financement demandé la première année"
        hideCaption
        cardsOnPhone
        rows={convention.actions}
        rowKey={(action) => action.key}
        columns={[
          { key: 'number', header: 'N°', nowrap: true, cell: (action) => action.annexNumber ?? '' },
          { key: 'title', header: 'Action', rowHeader: true, cell: (action) => action.title },
          {
            key: 'expected',
            header: 'Résultats attendus, selon l’annexe',
            cell: (action) =>
              action.expectedText ? <q>{action.expectedText}</q> : 'aucun indicateur défini dans l’annexe',
          },
          {
            key: 'indicators',
            header: 'Indicateurs suivis',
            cell: ({ indicators }) => (
              <ul className="plain-list">
                {indicators.map(({ indicator }) => (
                  <li key={indicator.code}>
                    <Link href={`/indicateurs/${indicator.code}`}>{indicator.label}</Link>
                  </li>
                ))}
              </ul>
            ),
          },
          {
            key: 'amount',
            header: 'Demandé',
            align: 'number',
            nowrap: true,
            cell: (action) => amountWords(action.requestedCents, 'à fixer par avenant'),
          },
        ]}
        footer={{
          title: `Total des ${convention.actions.length} lignes`,
          amount: totalWords(total, 'à fixer par avenant'),
        }}
      />
    </Section>
  );
}
