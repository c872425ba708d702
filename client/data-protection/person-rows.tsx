import { frenchShortDate } from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { Card } from '../ui/layout/card.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';

/** A row of the person who was searched; see `dataProtection.findPerson`. */
export type PersonRow = Answers['dataProtection']['findPerson']['rows'][number];

const items = (cells: PersonRow['cells']) =>
  cells.map(({ field, label, value }) => ({ key: field, term: label, description: value ?? 'vide' }));

/** What is kept of a person: row by row, then what rows were before imports changed them. */
export function PersonRows({ rows, former }: { rows: readonly PersonRow[]; former: readonly PersonRow['cells'][] }) {
  return (
    <>
      {rows.map(({ organisation, register, importId, importedAt, linked, outOfTerritory, cells }, index) => (
        <Card
          // biome-ignore lint/suspicious/noArrayIndexKey: rows bear no name of their own, on purpose
          key={index}
          headingLevel={3}
          title={`${register}, ${organisation}`}
          actions={
            <>
              {linked && <Tag>rapprochée par l’identité</Tag>}
              {outOfTerritory && <Tag>hors territoire</Tag>}
            </>
          }
          footer={`Import n° ${importId} du ${frenchShortDate(importedAt)}`}
        >
          <DefinitionList items={items(cells)} />
        </Card>
      ))}
      {former.map((cells, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: versions bear no name either
        <Card key={index} headingLevel={3} title={`Ancienne version ${index + 1}`}>
          <DefinitionList items={items(cells)} />
        </Card>
      ))}
    </>
  );
}
