import { useQuery } from '@tanstack/react-query';
import { frenchCount, frenchEuros, frenchInteger } from '../../shared/domain/words/french-format.ts';
import { AnswerState } from '../lib/answers/answer-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Table } from '../ui/table/table.tsx';

/** Action Logement, 2017-2019: what a deliberation publishes, as context. */
export function ActionLogementTab() {
  const trpc = useTRPC();
  const query = useQuery(trpc.housing.actionLogement.queryOptions());
  return (
    <AnswerState query={query} label="Chargement des aides d’Action Logement">
      {({ years, lines, notes }) => (
        <Section
          title={years ? `Action Logement, de ${years.from} à ${years.to}` : 'Action Logement'}
          lead={`Chiffres publiés par délibération${years ? `, au total de ${frenchCount(years.to - years.from + 1, 'an', 'ans')}` : ''}. Ces aides vont à des salariés\u00a0: un contexte, pas un résultat du plan.`}
        >
          <Table
            caption="Aides et services d’Action Logement"
            empty="Le catalogue ne publie aucun chiffre d’Action Logement pour ce territoire."
            dense
            cardsOnPhone
            rows={lines}
            rowKey={({ code }) => code}
            columns={[
              {
                key: 'label',
                header: 'Aide ou service',
                rowHeader: true,
                cell: ({ label }) => (
                  <>
                    {label} <Tag variant="published" />
                  </>
                ),
              },
              { key: 'value', header: 'Nombre', align: 'number', cell: ({ value }) => frenchInteger(value) },
              {
                key: 'amount',
                header: 'Montant',
                align: 'number',
                cell: ({ amountCents }) => (amountCents === null ? 'non publié' : frenchEuros(amountCents)),
              },
              {
                key: 'quote',
                header: 'Phrase de la délibération',
                cell: ({ quote, document }) => (
                  <>
                    <q>{quote.replace(/^«\s*|\s*»$/gu, '')}</q> ({document})
                  </>
                ),
              },
            ]}
          />
          {notes.map((note) => (
            <Callout key={note} title="Comment lire ces nombres">
              {note}
            </Callout>
          ))}
        </Section>
      )}
    </AnswerState>
  );
}
