import { useQuery } from '@tanstack/react-query';
import { frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Table } from '../ui/table/table.tsx';

/** Every target of an indicator for a year, with what each makes of the figure: the rate before and after an amendment. */
export function TargetHistory({
  code,
  label,
  year,
  onClose,
}: {
  code: string;
  label: string;
  year: number;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const targets = useQuery(trpc.catalogue.targets.queryOptions({ code }));
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={`Les cibles ${year}`}
      description={label}
    >
      {targets.isPending && <Loading shape="table" label="Chargement des cibles" />}
      {targets.isError && <ErrorState onRetry={() => targets.refetch()}>{errorMessage(targets.error)}</ErrorState>}
      {targets.data && (
        <Table
          caption="Cibles successives, la plus récente d’abord"
          cardsOnPhone
          rows={targets.data.filter((one) => one.year === year)}
          rowKey={(one) => one.id}
          columns={[
            {
              key: 'target',
              header: 'Cible',
              rowHeader: true,
              nowrap: true,
              cell: (one) => one.judged?.target ?? one.value,
            },
            {
              key: 'state',
              header: 'État',
              cell: (one) =>
                one.supersededAt ? `remplacée le ${frenchShortDate(one.supersededAt.slice(0, 10))}` : 'en vigueur',
            },
            { key: 'progress', header: 'Avancement', nowrap: true, cell: (one) => one.judged?.progress ?? '' },
            { key: 'pace', header: 'Rythme', cell: (one) => one.judged?.pace ?? '' },
            {
              key: 'act',
              header: 'Acte et raison',
              cell: (one) =>
                one.act
                  ? `${one.act} du ${one.actDate ? frenchShortDate(one.actDate) : ''}\u00a0: ${one.reason ?? ''}`
                  : 'lecture de la convention',
            },
          ]}
        />
      )}
    </Dialog>
  );
}
