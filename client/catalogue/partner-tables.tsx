import { frenchInteger } from '../../shared/domain/words/french-format.ts';
import { useCommuneGroups } from '../lib/commune-groups.ts';
import type { Answers } from '../lib/trpc.ts';
import { Section } from '../ui/layout/section.tsx';
import { Table } from '../ui/table/table.tsx';

type Catalogue = Answers['catalogue']['read'];

/** Who provides what, typed or from a register. */
export function PartnerTable({ organisations }: { organisations: Catalogue['organisations'] }) {
  return (
    <Section title="Partenaires">
      <Table
        caption="Partenaires et indicateurs que chacun transmet"
        hideCaption
        cardsOnPhone
        rows={organisations}
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
  return (
    <Section
      title="Communes"
      lead="Hors de la coordination, aucun chiffre n’est publié par petite commune : elles sont regroupées."
    >
      <Table
        caption="Les communes du territoire et leur groupe de publication"
        hideCaption
        dense
        rows={communes}
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
