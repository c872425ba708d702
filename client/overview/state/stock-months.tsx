import { useQuery } from '@tanstack/react-query';
import { firstLedgerFilters } from '../../../shared/domain/ledger/ledger-filters.ts';
import { knowledgeWords, stockTitle } from '../../../shared/domain/ledger/stock-words.ts';
import { frenchMonth, frenchMonthShort } from '../../../shared/domain/words/french-format.ts';
import { AnswerState } from '../../lib/answers/answer-state.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { LinkButton } from '../../ui/form/link-button.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { ScrollRegion } from '../../ui/table/scroll-region.tsx';
import { type Ledger, stockRows } from './prepare-stock.ts';

/** The ledger of the publication: stock and flows of its last year, every month readable. */
export function StockMonths() {
  const query = useQuery(useTRPC().homelessness.ledger.queryOptions(firstLedgerFilters));
  return (
    <AnswerState query={query} label="Chargement des personnes sans domicile">
      {(ledger) => <Months ledger={ledger} />}
    </AnswerState>
  );
}

function Months({ ledger }: { ledger: Ledger }) {
  const { months, rows } = stockRows(ledger);
  if (months.length === 0) return null;
  return (
    <Section
      title={stockTitle(ledger) ?? 'Personnes sans domicile, mois par mois'}
      lead={`Personnes sans domicile au sens de l’Insee, mois par mois. ${knowledgeWords(ledger.source.firstRow)}`}
      actions={
        <LinkButton href="/sans-domicile" icon="chart">
          Entrées, sorties et calcul
        </LinkButton>
      }
    >
      <ScrollRegion label="Personnes sans domicile, mois par mois">
        <table className="table stock-months">
          <caption className="visually-hidden">
            Personnes sans domicile, entrées et sorties des douze derniers mois publiés
          </caption>
          <thead>
            <tr>
              <th scope="col">Personnes</th>
              {months.map(({ month, year }) => (
                <th key={month} scope="col" className="table-cell-number">
                  <span aria-hidden="true">
                    {frenchMonthShort(month)}
                    {year && <span className="stock-year">{year}</span>}
                  </span>
                  <span className="visually-hidden">{frenchMonth(month)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, cells }) => (
              <tr key={key} className={`stock-row-${key}`}>
                <th scope="row">{label}</th>
                {cells.map(({ month, text }) => (
                  <td key={month} className="table-cell-number">
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}
