import { frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { choosePublication } from '../lib/publications/publication-choice.ts';
import { dayOf, type PublicationHead } from '../lib/publications/publication-words.ts';
import { Button } from '../ui/form/button.tsx';
import { Status } from '../ui/status/status.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { shortFingerprint } from './publication-data.ts';

function Standing({ publication, isLatest }: { publication: PublicationHead; isLatest: boolean }) {
  const { withdrawnBy } = publication;
  if (withdrawnBy)
    return (
      <Status tone="bad" shape="return" variant="plain" note={withdrawnBy.why}>
        {`Retirée par la ${withdrawnBy.number}`}
      </Status>
    );
  return isLatest ? (
    <Status tone="good" shape="check" variant="plain">
      La dernière
    </Status>
  ) : (
    <Status tone="neutral" shape="dash" variant="plain">
      Remplacée
    </Status>
  );
}

function columnsOf(latest: number, onOpen: (number: number) => void): Array<TableColumn<PublicationHead>> {
  return [
    { key: 'number', header: 'Publication', rowHeader: true, cell: ({ number }) => `Publication${S}${number}` },
    { key: 'day', header: 'Publiée le', nowrap: true, cell: dayOf },
    { key: 'through', header: 'Validés jusqu’à', nowrap: true, cell: ({ through }) => frenchMonth(through) },
    { key: 'note', header: 'Ce qui a changé et pourquoi', cell: ({ note }) => note ?? '–' },
    { key: 'by', header: 'Par', cell: ({ madeByName }) => madeByName },
    {
      key: 'standing',
      header: 'État',
      cell: (one) => <Standing publication={one} isLatest={one.number === latest} />,
    },
    {
      key: 'fingerprint',
      header: 'Empreinte',
      nowrap: true,
      cell: ({ fingerprint }) => <code>{shortFingerprint(fingerprint)}</code>,
    },
    {
      key: 'acts',
      header: 'Lire',
      cell: ({ number }) => (
        <span className="publication-acts">
          <Button size="small" onClick={() => onOpen(number)}>
            Ouvrir<span className="visually-hidden"> la publication {number}</span>
          </Button>
          <Button size="small" icon="eye" onClick={() => choosePublication(number)}>
            Lire<span className="visually-hidden"> cette publication ({number})</span>
          </Button>
        </span>
      ),
    },
  ];
}

/** Every publication, the latest first. */
export function PublicationList({
  publications,
  onOpen,
}: {
  publications: readonly PublicationHead[];
  onOpen: (number: number) => void;
}) {
  return (
    <Table
      caption="Publications, de la plus récente à la première"
      hideCaption
      cardsOnPhone
      columns={columnsOf(publications[0]?.number ?? 0, onOpen)}
      rows={publications}
      rowKey={({ number }) => number}
      empty={
        'Aucune publication. La coordination publie les chiffres validés\u202f; jusque-là, l’État et le public ne lisent rien.'
      }
    />
  );
}
