import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { frenchEuros, frenchShortDate } from '../../shared/domain/french-format.ts';
import type { AppRouter } from '../lib/trpc.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';
import { type Amount, AmountDialog } from './amount-dialog.tsx';

export type Convention = inferRouterOutputs<AppRouter>['catalogue']['read']['conventions'][number];

const fieldWords: Record<string, string> = {
  maximum: 'Soutien annuel maximal de l’État',
  'eligible-cost': 'Coût éligible',
};

const amountWords = (cents: number | null, absent = 'non précisé') => (cents === null ? absent : frenchEuros(cents));

function Amendments({ convention, of }: { convention: Convention; of: Pick<Amount, 'field' | 'year'> }) {
  const own = convention.amendments.filter((one) => one.field === of.field && one.year === of.year);
  return own.map((one) => (
    <span key={one.id} className="field-hint">
      <br />
      {`${amountWords(one.beforeCents)} → ${frenchEuros(one.afterCents)} par ${one.act} du ${frenchShortDate(one.actDate)}\u00a0: ${one.reason}`}
    </span>
  ));
}

/** A convention in figures: what the State may pay, what it granted, the sentence that says so, and every amendment. */
export function ConventionCard({ convention, canAmend }: { convention: Convention; canAmend: boolean }) {
  const [amended, setAmended] = useState<Amount | null>(null);
  const line = (amount: Omit<Amount, 'convention'>, absent: string, quote?: string) => ({
    key: `${amount.field}-${amount.year}`,
    term: amount.label,
    description: (
      <>
        {amountWords(amount.cents, absent)}{' '}
        {canAmend && (
          <Button
            variant="quiet"
            size="small"
            icon="edit"
            iconOnly
            onClick={() => setAmended({ ...amount, convention: convention.code })}
          >
            {`Modifier par avenant\u00a0: ${amount.label}`}
          </Button>
        )}
        {quote && (
          <>
            <br />
            <q>{quote.replace(/^«\s*|\s*»$/gu, '')}</q>
          </>
        )}
        <Amendments convention={convention} of={amount} />
      </>
    ),
  });
  const whole = (field: 'maximum' | 'eligible-cost', cents: number | null) =>
    line({ field, year: null, label: fieldWords[field] ?? field, cents }, 'non précisé');
  return (
    <Card title={convention.name}>
      <DefinitionList
        items={[
          { term: 'Durée', description: `${convention.startYear} à ${convention.endYear}` },
          whole('maximum', convention.maximumAnnualCents),
          whole('eligible-cost', convention.eligibleCostCents),
          ...convention.grants.map(({ year, amountCents, quote }) =>
            line(
              { field: 'grant', year, label: `Soutien de l’État ${year}`, cents: amountCents },
              'à fixer par avenant',
              quote,
            ),
          ),
        ]}
      />
      {amended && <AmountDialog amount={amended} onClose={() => setAmended(null)} />}
    </Card>
  );
}
