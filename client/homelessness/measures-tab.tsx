import { useQuery } from '@tanstack/react-query';
import { firstLedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { AnswerState } from '../lib/answers/answer-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Card, CardGrid } from '../ui/layout/card.tsx';
import { Section } from '../ui/layout/section.tsx';
import { prepareMeasures } from './prepare-measures.ts';

/** The four aims, always in persons and households of Insee's perimeter: prevented, rare, brief, without return. */
export function MeasuresTab() {
  const trpc = useTRPC();
  const ledger = useQuery(trpc.homelessness.ledger.queryOptions(firstLedgerFilters));
  const paths = useQuery(trpc.homelessness.paths.queryOptions({ unit: 'households', perimeter: 'insee' }));
  const funnel = useQuery(trpc.evictions.funnel.queryOptions({}));
  return (
    <AnswerState query={ledger} label="Chargement des quatre visées">
      {(known) =>
        paths.data &&
        funnel.data && (
          <Section
            title="Évité, rare, bref, sans retour"
            lead="Quatre visées, d’après le cadre de mesure anglais de fin du sans-abrisme. Version 1 des définitions. Chacune dit ce qui lui manque."
          >
            <CardGrid minimum="large">
              {prepareMeasures(known, paths.data, funnel.data).map(({ key, title, lines, definition, lacks }) => (
                <Card key={key} title={title} headingLevel={3}>
                  {lines.map((line) => (
                    <p key={line}>
                      <strong>{line}</strong>
                    </p>
                  ))}
                  <p className="homelessness-rule">{definition}</p>
                  <p className="homelessness-rule">Ce qui manque{`\u00a0: ${lacks}`}</p>
                </Card>
              ))}
            </CardGrid>
          </Section>
        )
      }
    </AnswerState>
  );
}
