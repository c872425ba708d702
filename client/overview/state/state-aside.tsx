import { useQuery } from '@tanstack/react-query';
import {
  frenchDate,
  frenchDelta,
  frenchMonth,
  frenchMonths,
  frenchQuantity,
  frenchUnit,
  frenchValue,
  NO_BREAK_SPACE as S,
} from '../../../shared/domain/words/french-format.ts';
import { AnswerState } from '../../lib/answers/answer-state.tsx';
import { chosenPublication } from '../../lib/publications/publication-choice.ts';
import { publicationRead } from '../../lib/publications/publication-words.ts';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { Card } from '../../ui/layout/card.tsx';
import { Status } from '../../ui/status/status.tsx';
import { Link } from '../../ui/text/link.tsx';
import type { Overview } from '../overview-data.ts';
import { changeWords, stockOf } from './prepare-stock.ts';
import { lateWords, useReports } from './state-reports.tsx';

/** Beside the lines: people without a home, and what the publication changed. */
export function StateAside() {
  return (
    <div className="state-aside">
      <People />
      <Changes />
    </div>
  );
}

function People() {
  const trpc = useTRPC();
  const households = useQuery(trpc.homelessness.ledger.queryOptions({ unit: 'households', perimeter: 'convention' }));
  const persons = useQuery(trpc.homelessness.ledger.queryOptions({ unit: 'persons', perimeter: 'convention' }));
  const people = persons.data && stockOf(persons.data);
  return (
    <Card title="Personnes sans domicile">
      <AnswerState query={households} label="Chargement des personnes sans domicile">
        {(ledger) => {
          const stock = stockOf(ledger);
          if (!stock) return <p>Leur nombre n’est pas publié.</p>;
          const { active, sinceJanuary, month } = stock;
          return (
            <>
              <p className="state-stock">{frenchValue(active, 'households')}</p>
              <p>
                {`${frenchUnit('households', active)} fin ${frenchMonth(month)}`}
                {people?.month === month && (
                  <>
                    , <strong>{frenchQuantity(people.active, 'persons')}</strong>
                  </>
                )}
              </p>
              {sinceJanuary !== null && (
                <Status
                  variant="plain"
                  tone={sinceJanuary > 0 ? 'bad' : sinceJanuary < 0 ? 'good' : 'neutral'}
                  shape={sinceJanuary > 0 ? 'arrow-up' : sinceJanuary < 0 ? 'arrow-down' : 'dash'}
                >
                  {changeWords(stock, 'households')}
                </Status>
              )}
              <p className="state-note">Périmètre de la convention.</p>
            </>
          );
        }}
      </AnswerState>
      <Link href="/sans-domicile">Entrées, sorties et calcul</Link>
    </Card>
  );
}

type Change = Answers['publications']['read']['changes'][number];
const CHANGES_SHOWN = 4;

/** « 33 logements (+3) », « mois corrigés : mai 2025 ». */
function changeSaid({ now, before, unit, corrected }: Change): string {
  const said = typeof now === 'number' ? frenchQuantity(now, unit) : null;
  const delta =
    typeof now === 'number' && typeof before === 'number' && now !== before ? ` (${frenchDelta(now - before)})` : '';
  const months = corrected.length > 0 ? `corrigé${S}: ${frenchMonths(corrected)}` : null;
  return [said && `${said}${delta}`, months].filter(Boolean).join('\u202f; ') || 'n’est plus dit de même';
}

function Changes() {
  const trpc = useTRPC();
  const list = useQuery(trpc.publications.list.queryOptions(undefined, { staleTime: 60_000 }));
  const number = list.data && publicationRead(list.data, chosenPublication())?.number;
  const query = useQuery(
    trpc.publications.read.queryOptions({ number: number ?? 1 }, { enabled: number !== undefined }),
  );
  if (number === undefined || number === 1) return null;
  return (
    <Card title={`Depuis la publication${S}${number - 1}`}>
      <AnswerState query={query} label="Chargement de ce qui a changé">
        {({ changes, note }) => (
          <>
            {note && <p>{note}</p>}
            <ul className="state-changes">
              {changes.slice(0, CHANGES_SHOWN).map((change) => (
                <li key={`${change.code} ${change.year}`}>
                  <Link href={`/indicateurs/${change.code}?annee=${change.year}`}>{change.label}</Link>
                  {`${S}: ${changeSaid(change)}`}
                </li>
              ))}
              {changes.length === 0 && <li>Aucun chiffre ne change.</li>}
            </ul>
            {changes.length > CHANGES_SHOWN && (
              <Link href={`/publications?numero=${number}`}>{`Voir les ${changes.length}${S}changements`}</Link>
            )}
          </>
        )}
      </AnswerState>
    </Card>
  );
}

/** What the convention waits for: the reports that are late, then the next dates. */
export function Expected({ overview }: { overview: Overview }) {
  const late = useReports(overview).flatMap((report) => lateWords(report) ?? []);
  return (
    <Card title="Attendu">
      <ul className="state-changes">
        {late.map((words) => (
          <li key={words}>
            <Status tone="bad" shape="square" variant="plain">
              {words}
            </Status>
          </li>
        ))}
        {overview.deadlines.slice(0, 2).map(({ kind, year, date }) => (
          <li key={`${kind} ${year}`}>
            {kind === 'state-payment' ? `Versement de l’État ${year}` : `Rapport d’exécution ${year}`}
            {`${S}: ${frenchDate(date)}`}
          </li>
        ))}
      </ul>
    </Card>
  );
}
