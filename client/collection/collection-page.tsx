import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import {
  frenchCount,
  frenchMonth,
  frenchPercent,
  frenchShortDate,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import { PeriodControl } from '../lib/period/period-control.tsx';
import { PageState } from '../lib/routing/page-state.tsx';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Tabs } from '../ui/layout/tabs.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Link } from '../ui/text/link.tsx';
import { CollectionFilters, filterRows } from './collection-filters.tsx';
import { DirectoryTab } from './directory-tab.tsx';
import { collectionTitle, flaggedByReturn, readyEnvois, shownEnvoi } from './prepare-collection.ts';
import { validationWords } from './prepare-review.ts';
import { returnKeyOf } from './return-key.ts';
import { ReturnMatrix } from './return-matrix.tsx';
import { ReturnPanel } from './return-panel.tsx';
import { type QueuedReturn, queueOf, ValidationQueue } from './validation-queue.tsx';
import { WaitingRegisters } from './waiting-registers.tsx';
import './collection.css';

type Matrix = Answers['collection']['matrix'];

function useValidation(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.collection.validate.mutationOptions({
      onSuccess: () => onDone(),
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: trpc.collection.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.workQueue.pathKey() }),
        ]),
    }),
  );
}

/** What can be validated, return by return, the oldest first. */
function useQueue(rows: Matrix['organisations']): QueuedReturn[] {
  const trpc = useTRPC();
  const returns = readyEnvois(rows).map(({ row, cell }) => ({
    ...{ organisationId: row.id, organisation: row.name, month: cell.month },
  }));
  const asked = returns.map(({ organisationId, month }) => ({ organisationId, month }));
  const query = useQuery(
    trpc.collection.toValidate.queryOptions({ returns: asked }, { enabled: asked.length > 0, staleTime: 0 }),
  );
  return query.data ? queueOf(returns, query.data) : [];
}

const LAST_MONTHS = { annee: undefined, mois: undefined };

/** A year, or the twelve months that end with the one in course. */
function CollectionPeriod({ years, year }: { years: readonly number[]; year: number | undefined }) {
  const also = { label: 'Douze derniers mois', shown: year === undefined, search: LAST_MONTHS };
  return <PeriodControl years={years} year={year ?? years[0] ?? 0} also={also} />;
}

/** Completeness in its two measures, and how many came in time. */
function countersWords({ counters, months, today }: Matrix): string {
  const { returns, completeness, onTime, sentLate } = counters;
  const [first, last] = [months[0], months.at(-1)];
  return [
    first && last && `De ${frenchMonth(first)} à ${frenchMonth(last)}, au ${frenchShortDate(today)}`,
    returns.expected > 0 && `${returns.sent} mois envoyés sur${S}${returns.expected} attendus`,
    completeness !== null && `${frenchPercent(completeness)} des valeurs reçues`,
    `${onTime} à l’heure, ${frenchCount(sentLate, 'envoyé en retard', 'envoyés en retard')}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** `/collecte`: who has sent what, what to do about it, and whom to ask. */
export function CollectionPage() {
  const trpc = useTRPC();
  const { annee, onglet } = useSearch({ from: '/collecte' });
  const navigate = useNavigate({ from: '/collecte' });
  const query = useQuery(trpc.collection.matrix.queryOptions({ year: annee }));
  if (!query.data) return <PageState query={query} label="Chargement de la collecte" lines={10} />;
  const { counters, years, registers, organisations } = query.data;
  return (
    <>
      <PageHeader
        title={collectionTitle(counters)}
        lead={`${countersWords(query.data)}. Un mois est attendu le 10 du mois suivant.`}
        period={<CollectionPeriod years={years} year={annee} />}
        actions={
          <LinkButton href="/courriels" icon="mail">
            Rappels envoyés
          </LinkButton>
        }
      />
      <WaitingRegisters registers={registers} />
      {organisations.length === 0 ? (
        <EmptyState title="Aucune structure n’est encore attendue">
          <p>
            Le catalogue dit quelle structure donne quel indicateur. Chargez-le, ou complétez-le{`${S}: `}
            <Link href="/commencer">voir les premiers pas</Link>.
          </p>
        </EmptyState>
      ) : (
        <Tabs
          label="Parties de la collecte"
          value={onglet ?? 'mois'}
          onChange={(key) =>
            navigate({
              search: (former: object) => ({ ...former, onglet: key === 'mois' ? undefined : key }),
              resetScroll: false,
            })
          }
          tabs={[
            { key: 'mois', label: 'Mois par mois', content: <MonthsTab data={query.data} /> },
            { key: 'structures', label: 'Structures', content: <DirectoryTab rows={organisations} /> },
          ]}
        />
      )}
    </>
  );
}

function MonthsTab({ data: { organisations: rows, months } }: { data: Matrix }) {
  const { organisation, statut, envoi } = useSearch({ from: '/collecte' });
  const navigate = useNavigate({ from: '/collecte' });
  const [asked, setAsked] = useState<readonly QueuedReturn[] | null>(null);
  const validation = useValidation(() => setAsked(null));
  const shown = filterRows(rows, { organisation, statut });
  const queue = useQueue(shown);
  const current = shownEnvoi(shown, envoi);
  const currentKey = current && returnKeyOf(current.row.id, current.cell.month);
  const queued = queue.find(({ key }) => key === currentKey);
  const ask = (returns: readonly QueuedReturn[]) => {
    validation.reset();
    setAsked(returns);
  };
  const show = (key: string) =>
    navigate({ search: (former: object) => ({ ...former, envoi: key }), resetScroll: false, replace: true });
  return (
    <>
      <CollectionFilters rows={rows} shown={shown.length} />
      <div className="collection-actions">
        {queue.length > 1 && (
          <Button variant="primary" icon="check" onClick={() => ask(queue)}>
            {`Lire et valider les ${queue.length}${S}envois, un à un`}
          </Button>
        )}
        {validation.data && (
          <Callout tone="success" live="polite" title={validationWords(validation.data)}>
            Une valeur validée à tort se déverrouille depuis son envoi, avec une raison.
          </Callout>
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState title="Aucune structure dans cet état" headingLevel={2}>
          Choisissez un autre état, ou effacez les filtres au-dessus.
        </EmptyState>
      ) : (
        <div className="collection-board">
          <ReturnMatrix
            months={months}
            rows={shown}
            flagged={flaggedByReturn(queue.flatMap(({ flagged }) => flagged))}
            shown={currentKey}
            onShow={show}
          />
          {current && (
            <ReturnPanel key={currentKey} envoi={current} queued={queued} onValidate={() => queued && ask([queued])} />
          )}
        </div>
      )}
      {asked && (
        <ValidationQueue
          queue={asked}
          busy={validation.isPending}
          error={validation.error}
          onClose={() => setAsked(null)}
          onValidate={(returns) => validation.mutate({ returns })}
        />
      )}
    </>
  );
}
