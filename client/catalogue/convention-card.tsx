import type { inferRouterOutputs } from '@trpc/server';
import { frenchEuros } from '../../shared/domain/french-format.ts';
import type { AppRouter } from '../lib/trpc.ts';
import { Card } from '../ui/card.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';

export type Convention = inferRouterOutputs<AppRouter>['catalogue']['read']['conventions'][number];

/** A convention in figures: what the State may pay, what it granted, and the sentence that says so. */
export function ConventionCard({ convention }: { convention: Convention }) {
  const amount = (cents: number | null) => (cents === null ? 'non précisé' : frenchEuros(cents));
  return (
    <Card title={convention.name}>
      <DefinitionList
        items={[
          { term: 'Durée', description: `${convention.startYear} à ${convention.endYear}` },
          { term: 'Soutien annuel maximal de l’État', description: amount(convention.maximumAnnualCents) },
          { term: 'Coût éligible', description: amount(convention.eligibleCostCents) },
          ...convention.grants.map((grant) => ({
            key: String(grant.year),
            term: `Soutien de l’État ${grant.year}`,
            description: (
              <>
                {grant.amountCents === null ? 'à fixer par avenant' : frenchEuros(grant.amountCents)}
                <br />
                <q>{grant.quote.replace(/^«\s*|\s*»$/gu, '')}</q>
              </>
            ),
          })),
        ]}
      />
    </Card>
  );
}
