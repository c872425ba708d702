import {
  frenchCount,
  frenchPercent,
  frenchShortDate,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import { ContactButton } from '../lib/answers/answerable.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Table } from '../ui/table/table.tsx';
import { isOwed, type MatrixRow } from './prepare-collection.ts';
import { Contacts } from './return-panel.tsx';

/** The last day on which a structure was seen: somebody signed in, or a month was sent; null: never. */
function lastSignOf({ people, lastSent }: MatrixRow): { date: string; words: string } | null {
  const signs = [
    ...people.flatMap(({ lastSeen }) => (lastSeen ? [{ date: lastSeen, words: 'connexion' }] : [])),
    ...(lastSent ? [{ date: lastSent, words: 'envoi' }] : []),
  ];
  return signs.sort((a, b) => b.date.localeCompare(a.date))[0] ?? null;
}

function Sign({ row }: { row: MatrixRow }) {
  const sign = lastSignOf(row);
  return sign ? `${sign.words} le ${frenchShortDate(sign.date)}` : 'aucun';
}

function Sent({ row: { returns, completeness, cells } }: { row: MatrixRow }) {
  if (returns.expected === 0) return 'rien d’attendu';
  const owed = cells.filter(isOwed).length;
  return (
    <>
      {`${returns.sent} mois sur${S}${returns.expected}`}
      <span className="collection-facts">
        {[
          completeness !== null && `${frenchPercent(completeness)} des valeurs`,
          owed > 0 && frenchCount(owed, 'mois attendu', 'mois attendus'),
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
    </>
  );
}

/** The structures that give figures: whom to ask there, whether they have an account, when they were last seen. */
export function DirectoryTab({ rows }: { rows: readonly MatrixRow[] }) {
  return (
    <Table
      caption="Structures partenaires"
      hideCaption
      cardsOnPhone
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', header: 'Structure', rowHeader: true, cell: ({ name }) => name },
        { key: 'people', header: 'Contacts', cell: (row) => <Contacts people={row.people} phone={row.phone} /> },
        { key: 'sent', header: 'Envois', cell: (row) => <Sent row={row} /> },
        { key: 'sign', header: 'Dernier signe', nowrap: true, cell: (row) => <Sign row={row} /> },
        {
          key: 'acts',
          header: 'Agir',
          cell: ({ id, name }) => (
            <>
              <ContactButton organisationId={id} name={name} />{' '}
              <LinkButton size="small" icon="plus" href={`/personnes?inviter=${id}`}>
                Inviter<span className="visually-hidden"> une personne de {name}</span>
              </LinkButton>
            </>
          ),
        },
      ]}
    />
  );
}
