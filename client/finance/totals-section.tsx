import { amountWords, gapWords, totalNames } from '../../shared/domain/finance/finance-words.ts';
import type { FinanceYear } from '../../shared/domain/finance/finance-year.ts';
import { frenchCount, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { Section } from '../ui/layout/section.tsx';
import { Table } from '../ui/table/table.tsx';
import { amountCell } from './finance-data.ts';

/** What the convention says of its money, why the totals differ, and what changed the year's grant. */
export function TotalsSection({ finance }: { finance: FinanceYear }) {
  const { totals, grant, year } = finance;
  const rows = [
    {
      name: `${totalNames.requestedCents} (${frenchCount(totals.requested.known, 'ligne', 'lignes')})`,
      amount: amountCell(totals.requestedCents),
    },
    { name: totalNames.eligibleCostCents, amount: amountWords(totals.eligibleCostCents, 'non précisé') },
    { name: totalNames.maximumAnnualCents, amount: amountWords(totals.maximumAnnualCents, 'non précisé') },
    { name: `${totalNames.grantedCents} en ${year}`, amount: amountWords(totals.grantedCents, 'à fixer par avenant') },
  ];
  return (
    <Section title="Trois totaux, et pourquoi ils diffèrent">
      <Table
        caption="Demandé, éligible, maximal et accordé"
        hideCaption
        dense
        columns={[
          { key: 'name', header: 'Montant', rowHeader: true, cell: ({ name }) => name },
          { key: 'amount', header: 'Euros', align: 'number', cell: ({ amount }) => amount },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
      />
      <div className="finance-words">
        {totals.words.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <ul className="finance-list">
          {totals.gaps.map((gap) => (
            <li key={`${gap.from}-${gap.to}`}>{gapWords(gap)}</li>
          ))}
        </ul>
        {grant.quote && (
          <p>
            <q>{grant.quote.replace(/^«\s*|\s*»$/gu, '')}</q> <span className="finance-small">{grant.document}</span>
          </p>
        )}
        {grant.amendments.map((one) => (
          <p key={`${one.act}-${one.actDate}`}>
            {`${amountWords(one.beforeCents, 'non fixé')} → ${amountWords(one.afterCents)} par ${one.act} du ${frenchShortDate(one.actDate)}\u00a0: ${one.reason}`}
          </p>
        ))}
      </div>
    </Section>
  );
}
