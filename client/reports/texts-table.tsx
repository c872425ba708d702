import { frenchCount } from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { Status } from '../ui/status/status.tsx';
import { Table } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { clockWords } from './editor/clock-words.ts';
import { JudgementStatus } from './judgement-status.tsx';

export type PlaceShown = Answers['reports']['workspace']['places'][number];

/** Example: « 49 mots, 2 remarques à régler ». */
function detailOf({ words, openComments }: PlaceShown): string {
  return [
    ...(words > 0 ? [frenchCount(words, 'mot', 'mots')] : []),
    ...(openComments > 0 ? [frenchCount(openComments, 'remarque à régler', 'remarques à régler')] : []),
  ].join(', ');
}

const kinds = { global: 'Bilan', council: 'Conseil', objective: 'Objectif', action: 'Action' } as const;

function State({ written, ready }: PlaceShown) {
  if (ready)
    return (
      <Status variant="plain" tone="good" shape="check">
        prêt
      </Status>
    );
  return written ? (
    <Status variant="plain" tone="info" shape="pencil">
      en cours
    </Status>
  ) : (
    <Status variant="plain" tone="neutral" shape="ring">
      à écrire
    </Status>
  );
}

/** Every text of the year, in the report's order: the global balance, the objectives, the lines of the annex. */
export function TextsTable({ year, places }: { year: number; places: PlaceShown[] }) {
  return (
    <Table
      caption={`Textes du rapport ${year}`}
      hideCaption
      dense
      cardsOnPhone
      rows={places}
      rowKey={(one) => one.place}
      columns={[
        {
          key: 'title',
          header: 'Texte',
          rowHeader: true,
          cell: (one) => (
            <>
              <Link href={`/rapport?annee=${year}&texte=${encodeURIComponent(one.place)}`}>
                {one.annexNumber === null ? one.title : `${one.annexNumber}. ${one.title}`}
              </Link>
              <span className="texts-detail">{kinds[one.kind]}</span>
            </>
          ),
        },
        {
          key: 'state',
          header: 'État',
          nowrap: true,
          cell: (one) => (
            <>
              <State {...one} />
              <span className="texts-detail">{detailOf(one)}</span>
            </>
          ),
        },
        {
          key: 'judgement',
          header: 'Appréciation',
          nowrap: true,
          cell: (one) => (one.kind === 'action' ? <JudgementStatus judgement={one.judgement} /> : '–'),
        },
        {
          key: 'updated',
          header: 'Dernière écriture',
          cell: (one) => (one.updatedAt ? `${one.updatedByName}, ${clockWords(one.updatedAt)}` : '–'),
        },
      ]}
    />
  );
}
