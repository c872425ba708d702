import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { capitalised, frenchCount, frenchMonth, frenchOfMonth } from '../../shared/domain/words/french-format.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Link } from '../ui/text/link.tsx';
import { CounterLine } from './collection-counters.tsx';
import { CollectionFilters, filterRows } from './collection-filters.tsx';
import type { MatrixCell, MatrixRow } from './matrix-row-header.tsx';
import { validationWords } from './prepare-review.ts';
import { returnKeyOf } from './return-key.ts';
import { ReturnMatrix } from './return-matrix.tsx';
import { ValidateDialog } from './validate-dialog.tsx';
import { WaitingRegisters } from './waiting-registers.tsx';
import './collection.css';

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

/** `/collecte`: who has sent what. */
export function CollectionPage() {
  const trpc = useTRPC();
  const { annee, organisation, statut } = useSearch({ from: '/collecte' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const query = useQuery(trpc.collection.matrix.queryOptions({ year: annee }));
  const [asking, setAsking] = useState(false);
  const validation = useValidation(() => {
    setSelected(new Set());
    setAsking(false);
  });
  if (!query.data) return <PageState query={query} label="Chargement de la collecte" lines={10} />;
  const { months, counters, lastMonth, years } = query.data;
  const rows: readonly MatrixRow[] = query.data.organisations;
  const shown = filterRows(rows, { organisation, statut });
  const last = months.at(-1) ?? lastMonth;
  const returns = shown.flatMap((row) =>
    row.cells.map((cell: MatrixCell) => ({ organisationId: row.id, month: cell.month })),
  );
  const chosen = returns.filter((one) => selected.has(returnKeyOf(one.organisationId, one.month)));
  return (
    <>
      <PageHeader
        title="Collecte"
        lead={`${capitalised(frenchOfMonth(months[0] ?? last))} à ${frenchMonth(last)}. Un mois est attendu le 10 du mois suivant.`}
        actions={
          <LinkButton href="/courriels" icon="mail">
            Rappels envoyés
          </LinkButton>
        }
      />
      <CounterLine counters={counters} />
      <WaitingRegisters registers={query.data.registers} />
      {rows.length === 0 ? (
        <EmptyState title="Aucune organisation n’est encore attendue">
          <p>
            Le catalogue dit quelle organisation donne quel indicateur. Chargez-le, ou complétez-le :{' '}
            <Link href="/commencer">voir les premiers pas</Link>.
          </p>
        </EmptyState>
      ) : (
        <>
          <CollectionFilters years={years} rows={rows} shown={shown.length} />
          <div className="collection-actions">
            <Button
              variant="primary"
              icon="check"
              disabled={chosen.length === 0}
              onClick={() => {
                validation.reset();
                setAsking(true);
              }}
            >
              {chosen.length === 0
                ? 'Valider la sélection'
                : `Valider ${frenchCount(chosen.length, 'envoi', 'envois')}`}
            </Button>
            {validation.data && <Callout tone="success" live="polite" title={validationWords(validation.data)} />}
          </div>
          {asking && chosen.length > 0 && (
            <ValidateDialog
              returns={chosen}
              busy={validation.isPending}
              error={validation.error}
              onClose={() => setAsking(false)}
              onValidate={(returns) => validation.mutate({ returns })}
            />
          )}
          {shown.length === 0 ? (
            <EmptyState title="Aucune organisation dans cet état" headingLevel={2}>
              Choisissez un autre état, ou effacez les filtres au-dessus.
            </EmptyState>
          ) : (
            <ReturnMatrix months={months} rows={shown} selected={selected} onSelect={setSelected} />
          )}
        </>
      )}
    </>
  );
}
