import { useState } from 'react';
import { frenchCount, frenchEuros, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { Button } from '../ui/form/button.tsx';
import { Card } from '../ui/layout/card.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { Link } from '../ui/text/link.tsx';
import { type Amount, AmountDialog } from './amount-dialog.tsx';
import { type Convention, conventionAnchor } from './convention.ts';
import { RenewalDialog } from './renewal-dialog.tsx';

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

/** A convention is renewed once its own lines are known and confirmed. */
const isSettled = ({ actions }: Convention) => actions.length > 0 && !actions.some(({ toConfirm }) => toConfirm);

/** The convention before and the one after, each in its own card of the same page. */
function neighbours({ predecessor, successor }: Convention) {
  const link = (term: string, one: Convention['predecessor']) =>
    one ? [{ term, description: <Link href={`#${conventionAnchor(one.code)}`}>{one.name}</Link> }] : [];
  return [...link('Fait suite à', predecessor), ...link('Renouvelée par', successor)];
}

/** What of a renewed convention is still left to confirm. */
function Waiting({
  convention: { actions, grants, maximumAnnualCents, eligibleCostCents, predecessor },
}: {
  convention: Convention;
}) {
  const lines = actions.filter(({ toConfirm }) => toConfirm).length;
  if (!predecessor || lines === 0) return null;
  const amounts = [maximumAnnualCents, eligibleCostCents, ...grants.map(({ amountCents }) => amountCents)];
  const lacking = amounts.filter((one) => one === null).length;
  return (
    <Callout title="À confirmer">
      {`${frenchCount(lines, 'ligne de l’annexe', 'lignes de l’annexe')} et ${frenchCount(lacking, 'montant', 'montants')} de la convention. Les cibles se fixent dans l’onglet «\u00a0Cibles\u00a0».`}
    </Callout>
  );
}

/** A convention in figures: what the State may pay, what it granted, the sentence that says so, and every amendment. */
export function ConventionCard({ convention, canAmend }: { convention: Convention; canAmend: boolean }) {
  const [amended, setAmended] = useState<Amount | null>(null);
  const [renewing, setRenewing] = useState(false);
  const renewable = canAmend && convention.successor === null && isSettled(convention);
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
    <Card
      title={convention.name}
      actions={
        renewable && (
          <Button size="small" icon="plus" onClick={() => setRenewing(true)}>
            Renouveler la convention
          </Button>
        )
      }
    >
      <Waiting convention={convention} />
      <DefinitionList
        items={[
          { term: 'Durée', description: `${convention.startYear} à ${convention.endYear}` },
          ...neighbours(convention),
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
      {renewing && <RenewalDialog convention={convention} onClose={() => setRenewing(false)} />}
      {amended && <AmountDialog amount={amended} onClose={() => setAmended(null)} />}
    </Card>
  );
}
