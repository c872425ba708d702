import { useQuery } from '@tanstack/react-query';
import { frenchMonth, frenchMonths, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { AnswerState } from '../lib/answers/answer-state.tsx';
import { choosePublication } from '../lib/publications/publication-choice.ts';
import { dayOf, publicationName } from '../lib/publications/publication-words.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { SidePanel } from '../ui/overlay/side-panel.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Coverage } from '../ui/status/coverage.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { Link } from '../ui/text/link.tsx';
import { differenceWords, type PublicationPage, saidWords } from './publication-data.ts';

const factsOf = (page: PublicationPage) => [
  { term: 'Chiffres validés jusqu’à', description: frenchMonth(page.through) },
  { term: 'Publiée le', description: `${dayOf(page)}, par ${page.madeByName}` },
  {
    term: 'Couverture de l’année',
    description: <Coverage {...received(page)} singular="valeur validée" plural="valeurs validées" />,
  },
  ...(page.note ? [{ term: 'Ce qui a changé et pourquoi', description: page.note }] : []),
  ...(page.withdraws
    ? [{ term: 'Retire', description: `la publication${S}${page.withdraws}${S}: ${page.withdrawsWhy}` }]
    : []),
  { term: 'Empreinte (SHA-256)', description: <code className="publication-fingerprint">{page.fingerprint}</code> },
];

const received = ({ coverage }: PublicationPage) => ({ received: coverage.reported, expected: coverage.expected });

function Changes({ changes }: Pick<PublicationPage, 'changes'>) {
  if (changes.length === 0) return <p>Aucun chiffre ne change.</p>;
  return (
    <ul className="publication-changes">
      {changes.map((change) => {
        const { code, label, year, before, now, unit, corrected } = change;
        const difference = differenceWords(change);
        return (
          <li key={`${code} ${year}`}>
            <Link href={`/indicateurs/${code}?annee=${year}`}>{label}</Link>
            {` (${year})`}
            <span className="publication-said">
              {before === now
                ? `${saidWords(now, unit)}, inchangé`
                : `${saidWords(now, unit)}, au lieu de ${saidWords(before, unit)}${difference ? ` (${difference})` : ''}`}
            </span>
            {corrected.length > 0 && <span>{`Mois corrigés${S}: ${frenchMonths(corrected)}`}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** One publication: what it covers, what it says otherwise than the one before, and the way to read it. */
export function PublicationPanel({ number, onClose }: { number: number; onClose: () => void }) {
  const query = useQuery(useTRPC().publications.read.queryOptions({ number }));
  return (
    <SidePanel
      open
      onOpenChange={(open) => !open && onClose()}
      title={query.data ? publicationName(query.data) : `Publication${S}${number}`}
      footer={
        query.data && (
          <Button variant="primary" icon="eye" onClick={() => choosePublication(number)}>
            Lire cette publication
          </Button>
        )
      }
    >
      <AnswerState query={query} label="Chargement de la publication">
        {(page) => (
          <>
            {page.withdrawnBy && (
              <Callout tone="warning" title={`Retirée par la publication${S}${page.withdrawnBy.number}`}>
                {page.withdrawnBy.why}
              </Callout>
            )}
            <DefinitionList stacked items={factsOf(page)} />
            <h3>{page.number === 1 ? 'Première publication' : `Depuis la publication${S}${page.number - 1}`}</h3>
            {page.number === 1 ? <p>Rien n’était publié avant elle.</p> : <Changes changes={page.changes} />}
          </>
        )}
      </AnswerState>
    </SidePanel>
  );
}
