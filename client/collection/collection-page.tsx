import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  frenchCount,
  frenchInteger,
  frenchMonth,
  frenchPercent,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/french-format.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { errorCode, errorMessage } from '../lib/error-messages.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { ForbiddenState } from '../ui/forbidden-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { type MatrixCell, type MatrixRow, ReturnMatrix, returnKeyOf } from './return-matrix.tsx';
import './collection.css';

const MONTHS_SHOWN = 12;

interface Counters {
  onTime: number;
  late: number;
  missing: number;
  toValidate: number;
  completeness: number | null;
}

function CounterLine({ counters }: { counters: Counters }) {
  const facts: Array<[string, string]> = [
    ['À l’heure', frenchInteger(counters.onTime)],
    ['En retard', frenchInteger(counters.late)],
    ['Manquants', frenchInteger(counters.missing)],
    ['À valider', frenchInteger(counters.toValidate)],
    ['Cellules répondues', counters.completeness === null ? 'rien d’attendu' : frenchPercent(counters.completeness)],
  ];
  return (
    <dl className="collection-counters">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useValidation(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.collection.validate.mutationOptions({
      onSuccess: () => onDone(),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.collection.pathKey() }),
    }),
  );
}

function validationWords(results: ReadonlyArray<{ status: string; waiting: number }>): string {
  const whole = results.filter((one) => one.status === 'validated').length;
  const waiting = results.filter((one) => one.waiting > 0).length;
  const done = `${frenchCount(whole, 'envoi validé', 'envois validés')}.`;
  if (waiting === 0) return done;
  return `${done} ${frenchCount(waiting, 'attend', 'attendent')} une réponse à une question${S}: ses autres cellules sont validées.`;
}

/** `/collecte`: who has sent what. */
export function CollectionPage() {
  const trpc = useTRPC();
  const [to, setTo] = useState<Month | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const query = useQuery(trpc.collection.matrix.queryOptions(to ? { from: addMonths(to, 1 - MONTHS_SHOWN), to } : {}));
  const validation = useValidation(() => setSelected(new Set()));
  if (errorCode(query.error) === 'FORBIDDEN') return <ForbiddenState />;
  if (query.error)
    return (
      <ErrorState headingLevel={1} onRetry={() => void query.refetch()}>
        {errorMessage(query.error)}
      </ErrorState>
    );
  if (!query.data) return <Loading shape="page" label="Chargement de la collecte" lines={10} />;
  const { months, counters, lastMonth } = query.data;
  const rows: MatrixRow[] = query.data.organisations;
  const last = months.at(-1) ?? lastMonth;
  const returns = rows.flatMap((row) =>
    row.cells.map((cell: MatrixCell) => ({ organisationId: row.id, month: cell.month })),
  );
  const chosen = returns.filter((one) => selected.has(returnKeyOf(one.organisationId, one.month)));
  return (
    <>
      <PageHeader
        title="Collecte"
        lead={`De ${frenchMonth(months[0] ?? last)} à ${frenchMonth(last)}. Un mois est attendu le 10 du mois suivant.`}
        actions={
          <>
            <Button icon="chevron-left" onClick={() => setTo(addMonths(last, -MONTHS_SHOWN))}>
              Douze mois avant
            </Button>
            {last < lastMonth && (
              <Button icon="chevron-right" onClick={() => setTo(null)}>
                Derniers mois
              </Button>
            )}
          </>
        }
      />
      <CounterLine counters={counters} />
      <div className="collection-actions">
        <Button
          variant="primary"
          icon="check"
          disabled={chosen.length === 0}
          busy={validation.isPending}
          onClick={() => validation.mutate({ returns: chosen })}
        >
          {chosen.length === 0 ? 'Valider la sélection' : `Valider ${frenchCount(chosen.length, 'envoi', 'envois')}`}
        </Button>
        {validation.data && <Callout tone="success" live="polite" title={validationWords(validation.data)} />}
        {validation.error && <Callout tone="danger" live="assertive" title={errorMessage(validation.error)} />}
      </div>
      {rows.length === 0 ? (
        <EmptyState title="Aucune organisation n’est encore attendue">
          <p>Le catalogue dit quelle organisation donne quel indicateur.</p>
        </EmptyState>
      ) : (
        <ReturnMatrix months={months} rows={rows} selected={selected} onSelect={setSelected} />
      )}
    </>
  );
}
