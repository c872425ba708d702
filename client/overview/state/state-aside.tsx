import { useQuery } from '@tanstack/react-query';
import { firstLedgerFilters } from '../../../shared/domain/ledger/ledger-filters.ts';
import { changeWords, knowledgeWords, stockIn, stockOf } from '../../../shared/domain/ledger/stock-words.ts';
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
import type { Ledger } from './prepare-stock.ts';
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
  const query = useQuery(useTRPC().homelessness.ledger.queryOptions(firstLedgerFilters));
  return (
    <Card title="Personnes sans domicile">
      <AnswerState query={query} label="Chargement des personnes sans domicile">
        {(ledger) => <Count ledger={ledger} />}
      </AnswerState>
      <Link href="/sans-domicile">Entrées, sorties et calcul</Link>
    </Card>
  );
}

/** The ledger's own figure: persons in Insee's sense, in households beside, then in the convention's perimeter. */
function Count({ ledger }: { ledger: Ledger }) {
  const stock = stockOf(ledger);
  if (!stock) return <p>Leur nombre n’est pas publié.</p>;
  const { active, sinceJanuary, month } = stock;
  const isLast = month === ledger.source.through;
  const households = ledger.stocks.find(({ unit, perimeter }) => unit === 'households' && perimeter === 'insee')?.count;
  const convention = stockIn(ledger.stocks, 'convention');
  return (
    <>
      <p className="state-stock">{frenchValue(active, 'persons')}</p>
      <p>
        {`${frenchUnit('persons', active)} fin ${frenchMonth(month)}`}
        {isLast && typeof households === 'number' && (
          <>
            , dans <strong>{frenchQuantity(households, 'households')}</strong>
          </>
        )}
      </p>
      {sinceJanuary !== null && (
        <Status
          variant="plain"
          tone={sinceJanuary > 0 ? 'bad' : sinceJanuary < 0 ? 'good' : 'neutral'}
          shape={sinceJanuary > 0 ? 'arrow-up' : sinceJanuary < 0 ? 'arrow-down' : 'dash'}
        >
          {changeWords(stock, 'persons')}
        </Status>
      )}
      <p className="state-note">
        Au sens de l’Insee{`${S}: rue et hébergement.`}
        {isLast && convention !== null && ` Périmètre de la convention${S}: ${convention}.`}
      </p>
      <p className="state-note">{knowledgeWords(ledger.source.firstRow)}</p>
    </>
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
