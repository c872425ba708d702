import { frenchInteger } from '../../shared/domain/words/french-format.ts';
import { uncountedSentence } from '../../shared/registers/feeding-words.ts';
import { useCommuneGroups } from '../lib/commune-groups.ts';
import type { Answers } from '../lib/trpc.ts';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Table } from '../ui/table/table.tsx';
import { useSearchedRows } from './search-rows.tsx';

type Catalogue = Answers['catalogue']['read'];

/** Who provides what, typed or from a register. */
export function PartnerTable({ organisations }: { organisations: Catalogue['organisations'] }) {
  const { found, field } = useSearchedRows(organisations, {
    label: 'Chercher une structure ou un indicateur',
    wordsOf: ({ name, role, assignments }) =>
      [name, role ?? '', ...assignments.map(({ indicator }) => indicator.label)].join(' '),
  });
  const uncounted = organisations.flatMap((one) =>
    one.assignments.flatMap(({ indicator, register, isCounted }) =>
      register !== null && !isCounted
        ? [uncountedSentence({ organisation: one.name, indicator: indicator.label, source: register })]
        : [],
    ),
  );
  return (
    <Section title="Partenaires">
      {uncounted.length > 0 && (
        <Callout tone="warning" title="Des indicateurs ne comptent rien du registre qui doit les remplir">
          {uncounted.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Callout>
      )}
      {field}
      <Table
        caption="Partenaires et indicateurs que chacun transmet"
        hideCaption
        cardsOnPhone
        rows={found}
        rowKey={(one) => one.code}
        columns={[
          { key: 'name', header: 'Structure', rowHeader: true, cell: (one) => one.name },
          { key: 'role', header: 'Rôle dans le plan', cell: (one) => one.role ?? '' },
          {
            key: 'indicators',
            header: 'Transmet',
            cell: (one) =>
              one.assignments.map(({ indicator }) => indicator.label).join(' · ') || 'aucun indicateur mensuel',
          },
        ]}
      />
    </Section>
  );
}

/** The communes and the group in which their figures may be published. */
export function CommuneTable({ communes }: { communes: Catalogue['communes'] }) {
  const groups = useCommuneGroups();
  const { found, field } = useSearchedRows(communes, {
    label: 'Chercher une commune',
    wordsOf: ({ name, inseeCode, groupCode, aliases }) =>
      [name, inseeCode, groups[groupCode] ?? '', ...aliases].join(' '),
  });
  return (
    <Section
      title="Communes"
      lead={'Hors de la coordination, aucun chiffre n’est publié par petite commune\u00a0: elles sont regroupées.'}
    >
      {field}
      <Table
        caption="Les communes du territoire et leur groupe de publication"
        hideCaption
        dense
        rows={found}
        rowKey={(one) => one.inseeCode}
        columns={[
          { key: 'name', header: 'Commune', rowHeader: true, cell: (one) => one.name },
          { key: 'code', header: 'Code Insee', nowrap: true, cell: (one) => one.inseeCode },
          {
            key: 'population',
            header: 'Population municipale',
            align: 'number',
            cell: (one) => frenchInteger(one.population),
          },
          { key: 'group', header: 'Groupe de publication', cell: (one) => groups[one.groupCode] ?? one.groupCode },
        ]}
      />
    </Section>
  );
}
